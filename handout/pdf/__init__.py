"""Accessible PDF with ReportLab: flowables that say what they are, and a writer.

What comes out is PDF/UA-1 and PDF/A-2a, or an error says what to do. Knows nothing of what is printed with
it; needs ReportLab and nothing else.
"""

from handout.pdf.archive import Metadata
from handout.pdf.canvas import Canvas
from handout.pdf.columns import Columns
from handout.pdf.errors import (
    BadLanguage,
    ConformanceError,
    DoesNotFit,
    FontError,
    ForeignAnnotation,
    HeadingJump,
    IrregularTable,
    LinkWithoutTarget,
    Misplaced,
    MissingAlternative,
    MissingForm,
    MissingGlyph,
    MissingLanguage,
    MissingTitle,
    PdfError,
    TooWide,
    UnembeddedFont,
    Untagged,
    UntaggedImage,
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
    "BadLanguage",
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
    "ForeignAnnotation",
    "Form",
    "Heading",
    "HeadingJump",
    "Inline",
    "IrregularTable",
    "Item",
    "LinkWithoutTarget",
    "Metadata",
    "Misplaced",
    "MissingAlternative",
    "MissingForm",
    "MissingGlyph",
    "MissingLanguage",
    "MissingTitle",
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
    "UnembeddedFont",
    "Untagged",
    "UntaggedImage",
    "Violation",
    "WordTooWide",
    "Written",
    "load_font",
    "missing_glyphs",
    "typeset",
]
