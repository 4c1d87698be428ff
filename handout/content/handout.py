"""What ``handout.yaml`` may hold: what the handout of a folder of content consists of."""

from handout.content.consistency import unique
from handout.content.words import KEY, NAME, TAG_NAME
from handout.files.base import Invalid, Schema
from handout.files.containers import Field, ListOf, Mapped, Record
from handout.files.nodes import Scalar
from handout.files.report import Report
from handout.files.scalars import Flag, TextSchema
from handout.model import Handout, Place, SheetEntry


def _place(scalar: Scalar, _: Report) -> Place:
    sheet, target = scalar.text.split("#")
    return Place(sheet, target, scalar.at)


_PLACE: Schema[Place] = Mapped(
    TextSchema(pattern="[a-z0-9-]+#[a-z0-9-]+", hint="a sheet and the id of an item, such as “visit#now”"),
    _place,
)


def handout_schema() -> Schema[Handout]:
    """What the ``handout.yaml`` of a folder may hold."""
    sheet = Record(
        SheetEntry,
        {
            "id": Field(NAME, doc="the name of its file in the folder of each language"),
            "usual": Field(Flag(), doc="whether it is made when no sheet is named"),
            "doubled": Field(Flag(), doc="whether “--with” doubles it when no sheet is named"),
        },
    )
    return Record(
        Handout,
        {
            "stem": Field(NAME, doc="what the name of each PDF begins with"),
            "language": Field(TAG_NAME, doc="the language of reference: its folder’s name"),
            "sheets": Field(Mapped(ListOf(sheet, at_least=1), _some_usual), doc="in their order"),
            "readers": Field(
                Mapped(ListOf(KEY), _distinct),
                required=False,
                doc="whom a request can be for; the first where nobody is named",
            ),
            "warning": Field(
                ListOf(_PLACE), required=False, doc="items that the first page on the web shows as a warning"
            ),
            "about": Field(
                ListOf(_PLACE),
                required=False,
                doc="items that the first page on the web shows: what it is about",
            ),
        },
    )


def _some_usual(sheets: tuple[SheetEntry, ...], _: Report) -> tuple[SheetEntry, ...] | Invalid:
    ids = [sheet.id for sheet in sheets]
    if len(set(ids)) < len(ids):
        raise ValueError("a sheet is listed twice")
    if not any(sheet.usual for sheet in sheets):
        raise ValueError("no sheet is usual: say “usual: yes” for at least one")
    return sheets


def _distinct(names: tuple[Scalar, ...], report: Report) -> tuple[str, ...]:
    report.add(unique((name.text, name.at) for name in names))
    return tuple(name.text for name in names)
