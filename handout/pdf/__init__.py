"""Accessible PDF with ReportLab: flowables that say what they are, and a writer.

Knows nothing of what is printed with it. Needs ReportLab and nothing else.
"""

from handout.pdf.canvas import Canvas
from handout.pdf.columns import Columns
from handout.pdf.errors import (
    DoesNotFit,
    HeadingJump,
    IrregularTable,
    MissingGlyph,
    PdfError,
    TooWide,
    WordTooWide,
)
from handout.pdf.flow import Boxed, Figure, Item, Rule, Spacer
from handout.pdf.fonts import missing_glyphs, register_font
from handout.pdf.paragraph import Heading, Paragraph
from handout.pdf.stack import Block, PageBreak
from handout.pdf.structure import Element
from handout.pdf.table import Cell, Table, TableStyle
from handout.pdf.text import Inline, Run
from handout.pdf.writer import PageFacts, Part, Written, write

__all__ = [
    "Block",
    "Boxed",
    "Canvas",
    "Cell",
    "Columns",
    "DoesNotFit",
    "Element",
    "Figure",
    "Heading",
    "HeadingJump",
    "Inline",
    "IrregularTable",
    "Item",
    "MissingGlyph",
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
    "TooWide",
    "WordTooWide",
    "Written",
    "missing_glyphs",
    "register_font",
    "write",
]
