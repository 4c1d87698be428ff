"""Accessible PDF with ReportLab: flowables that say what they are, and a writer that refuses the rest.

What comes out claims PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2), or an error says what to do.
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
that change shape or run from right to left; fonts with PostScript outlines; fields to fill in on screen
(a Form is a field on paper); page labels; PDF/UA-2, or one of the two standards without the other. Of
ReportLab's flowables: lists, tables, links in a paragraph, containers such as KeepTogether around ours.
"""

from handout.pdf import errors
from handout.pdf.archive import Metadata
from handout.pdf.canvas import Canvas
from handout.pdf.columns import Columns
from handout.pdf.errors import (
    ConformanceError,
    DoesNotFit,
    FontError,
    PdfError,
    TooWide,
    Violation,
    WordTooWide,
)
from handout.pdf.flow import Beside, Boxed, Figure, Item, Rule, Spacer, Tagged
from handout.pdf.fonts import load_font, missing_glyphs
from handout.pdf.paragraph import Heading, Paragraph
from handout.pdf.stack import Block, Flowable, PageBreak
from handout.pdf.structure import Element, Form
from handout.pdf.table import Cell, Table, TableStyle
from handout.pdf.text import Inline, Run
from handout.pdf.writer import PageFacts, Part, Typeset, Written, typeset

__all__ = [
    "Beside",
    "Block",
    "Boxed",
    "Canvas",
    "Cell",
    "Columns",
    "ConformanceError",
    "DoesNotFit",
    "Element",
    "Figure",
    "Flowable",
    "FontError",
    "Form",
    "Heading",
    "Inline",
    "Item",
    "Metadata",
    "PageBreak",
    "PageFacts",
    "Paragraph",
    "Part",
    "PdfError",
    "Rule",
    "Run",
    "Spacer",
    "Table",
    "TableStyle",
    "Tagged",
    "TooWide",
    "Typeset",
    "Violation",
    "WordTooWide",
    "Written",
    "errors",
    "load_font",
    "missing_glyphs",
    "typeset",
]
