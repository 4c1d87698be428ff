"""Accessible PDF with ReportLab: flowables that say what they are, and a writer that refuses the rest.

What comes out claims PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2), or an error says what to do; with
fields to fill in on a screen PDF/UA-1 alone.
The package needs ReportLab and nothing else, and leaves nothing of ReportLab changed.

What tagging is
---------------

The operators of a page paint letters and lines; they do not say which of them are a heading, which row
a number belongs to, or in which order to read. A tagged PDF says so in a tree beside the pages:
elements such as Document, Sect, H1, P, L, LI, Table, TR, TH, Figure. Stretches of operators are marked,
and each mark belongs to one element; what only decorates is marked as an artifact, which screen readers
skip. Here nobody writes marks: flowables open a scope on the canvas, ``canvas.tagged(element)`` or
``canvas.artifact()``, and when a page ends one pass marks whatever was painted in it. Reading order is
the order of drawing.

A document in five steps
------------------------

1. Load the fonts. A font's name is its file, so that two documents of one process never disagree on a
   name::

       text = pdf.load_font("Text.ttf")

2. Build the elements, from the Document down. Each is made once, also where its content goes on over
   pages::

       root = pdf.Element("Document", lang="en")
       section = pdf.Element("Sect", root)

3. Build the flowables, each with its element. A Run has a font, and a language or a link where it needs
   one; a drawing has alternative text, or no element where it is decoration::

       style = ParagraphStyle("body", fontSize=11, leading=15)
       story = [
           pdf.Heading([pdf.Run("Pain", font=text)], style, pdf.Element("H1", section)),
           pdf.Paragraph([pdf.Run("Press where it hurts.", font=text)], style, pdf.Element("P", section)),
           pdf.Figure(40, 40, paint, pdf.Element("Figure", section, alt="Where to press")),
       ]

   Tagged makes content of ReportLab's own flowables: ``pdf.Tagged(flowable, pdf.Element("P",
   section))``. A flowable of one's own is a Block with `lay_out` and `draw`, which draws in a scope.

4. Lay out and draw: ``typeset([pdf.Part(story, frame)], pdf.Metadata(title=…, lang="en", date=…),
   default_font=text)``. What stands on every page, such as a page number, is painted by the Part's
   *furniture*, as an artifact.

5. Write: ``typeset(…).written(page_size).data``. All violations of the document come in one
   ConformanceError, each with its page, its element and its clause; `errors` has a class for each kind.
   What leaves nothing to go on with is raised at once: a word wider than its column, a block higher
   than a page, a font that is not loaded.

What no machine can check
-------------------------

Whether an alternative text says what the drawing shows; whether a heading is the heading of what
follows, and a list a list; whether the order of the story is the order to read in; whether a passage is
in the language it is marked with; whether colours have enough contrast, or say something that no word
says. Read the file with a screen reader once.

What is not supported
---------------------

Cells that span rows, and headers of cells by identifier; notes; justified text, hyphenation, letters
that change shape or run from right to left; fonts with PostScript outlines; fields with a value from the
start, lists to choose from, scripts; page labels; PDF/UA-2. Of ReportLab's flowables: lists, tables, links in
a paragraph, containers such as KeepTogether around ours.
"""

from handout.pdf import errors as errors
from handout.pdf.archive import Metadata as Metadata
from handout.pdf.canvas import Canvas as Canvas
from handout.pdf.columns import Columns as Columns
from handout.pdf.columns import Line as Line
from handout.pdf.errors import ConformanceError as ConformanceError
from handout.pdf.errors import DoesNotFit as DoesNotFit
from handout.pdf.errors import FontError as FontError
from handout.pdf.errors import PdfError as PdfError
from handout.pdf.errors import TooWide as TooWide
from handout.pdf.errors import Violation as Violation
from handout.pdf.errors import WordTooWide as WordTooWide
from handout.pdf.flow import Beside as Beside
from handout.pdf.flow import Boxed as Boxed
from handout.pdf.flow import Figure as Figure
from handout.pdf.flow import Item as Item
from handout.pdf.flow import Rule as Rule
from handout.pdf.flow import Spacer as Spacer
from handout.pdf.flow import Tagged as Tagged
from handout.pdf.fonts import load_font as load_font
from handout.pdf.fonts import missing_glyphs as missing_glyphs
from handout.pdf.paragraph import UNDERLINE_DROP as UNDERLINE_DROP
from handout.pdf.paragraph import Heading as Heading
from handout.pdf.paragraph import Paragraph as Paragraph
from handout.pdf.stack import Block as Block
from handout.pdf.stack import Flowable as Flowable
from handout.pdf.stack import PageBreak as PageBreak
from handout.pdf.stack import height as height
from handout.pdf.structure import Element as Element
from handout.pdf.structure import Field as Field
from handout.pdf.structure import Form as Form
from handout.pdf.table import Cell as Cell
from handout.pdf.table import Table as Table
from handout.pdf.table import TableStyle as TableStyle
from handout.pdf.text import Inline as Inline
from handout.pdf.text import Run as Run
from handout.pdf.writer import PageFacts as PageFacts
from handout.pdf.writer import Part as Part
from handout.pdf.writer import Typeset as Typeset
from handout.pdf.writer import Written as Written
from handout.pdf.writer import typeset as typeset
