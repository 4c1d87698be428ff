"""The handout as frozen data: sheets, sections, blocks of few kinds, texts in one language or two.

No YAML, no ReportLab, no rule of any language, no section's name.
"""

from handout.model.handout import Handout as Handout
from handout.model.handout import SheetEntry as SheetEntry
from handout.model.language import FORMULAS as FORMULAS
from handout.model.language import TAG as TAG
from handout.model.language import Address as Address
from handout.model.language import Conventions as Conventions
from handout.model.language import Emergency as Emergency
from handout.model.language import Language as Language
from handout.model.language import Readability as Readability
from handout.model.language import SameDay as SameDay
from handout.model.language import Words as Words
from handout.model.references import Author as Author
from handout.model.references import Reference as Reference
from handout.model.scripts import UnsupportedScript as UnsupportedScript
from handout.model.scripts import unsupported_scripts as unsupported_scripts
from handout.model.sheet import Basis as Basis
from handout.model.sheet import Bibliography as Bibliography
from handout.model.sheet import Blank as Blank
from handout.model.sheet import Block as Block
from handout.model.sheet import Budget as Budget
from handout.model.sheet import Code as Code
from handout.model.sheet import Column as Column
from handout.model.sheet import Entry as Entry
from handout.model.sheet import FieldRef as FieldRef
from handout.model.sheet import Figure as Figure
from handout.model.sheet import Form as Form
from handout.model.sheet import Grid as Grid
from handout.model.sheet import GridRow as GridRow
from handout.model.sheet import Item as Item
from handout.model.sheet import List as List
from handout.model.sheet import Look as Look
from handout.model.sheet import Numbered as Numbered
from handout.model.sheet import Part as Part
from handout.model.sheet import Room as Room
from handout.model.sheet import Row as Row
from handout.model.sheet import Section as Section
from handout.model.sheet import Sheet as Sheet
from handout.model.sheet import Source as Source
from handout.model.sheet import Start as Start
from handout.model.sheet import Statement as Statement
from handout.model.sheet import Table as Table
from handout.model.sheet import Tick as Tick
from handout.model.sheet import is_for as is_for
from handout.model.text import PLACEHOLDER as PLACEHOLDER
from handout.model.text import Citation as Citation
from handout.model.text import Inline as Inline
from handout.model.text import Run as Run
from handout.model.text import Text as Text
from handout.model.text import Texts as Texts
from handout.model.text import format_text as format_text
from handout.model.text import plain as plain
from handout.model.text import plain_text as plain_text
from handout.model.text import texts_of as texts_of
