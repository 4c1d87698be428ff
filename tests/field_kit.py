"""Fields of a file: read with pikepdf, filled in as somebody does with a mouse and keys, by pdfium."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from typing import Any, NamedTuple

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image


class Place(NamedTuple):
    """A widget: its page, the full name of its field, what it is called, and where it stands.

    A box has a *state*, a text takes no more than *most* letters. *value* is that of the field, and *drawn*
    what is seen of it.
    """

    page: int
    name: str
    tip: str
    rect: tuple[float, ...]
    state: str | None
    most: int | None
    value: str
    drawn: bytes
    ticked: bool

    @property
    def middle(self) -> tuple[float, float]:
        """Where somebody clicks."""
        left, bottom, right, top = self.rect
        return (left + right) / 2, (bottom + top) / 2


def places(data: bytes) -> list[Place]:
    """All widgets, in the order of their pages."""
    with pikepdf.open(BytesIO(data)) as file:
        return [
            _place(number, widget)
            for number, page in enumerate(file.pages)
            for widget in page.get("/Annots", [])
            if widget.Subtype == "/Widget"
        ]


def values(data: bytes) -> dict[str, str]:
    """What each field holds that is not empty, by name."""
    return {place.name: place.value for place in places(data) if place.value not in ("", "Off")}


def filled(data: bytes, texts: Mapping[str, str], ticks: Mapping[str, str]) -> bytes:
    """The file as pdfium saves it when *texts* are typed, and of boxes the states of *ticks* clicked."""
    document = pypdfium2.PdfDocument(data)
    document.init_forms()
    assert document.formenv
    environment = document.formenv.raw
    pages = [document[number] for number in range(len(document))]
    for place in places(data):
        if place.name in texts or ticks.get(place.name, "-") == place.state:
            _click(environment, pages[place.page], place)
            for letter in texts.get(place.name, ""):
                pdfium.FORM_OnChar(environment, pages[place.page], ord(letter), 0)
            pdfium.FORM_ForceToKillFocus(environment)
            texts = {name: text for name, text in texts.items() if name != place.name}
    document.save(target := BytesIO())
    return target.getvalue()


def _click(environment: Any, page: Any, place: Place) -> None:
    for event in (pdfium.FORM_OnMouseMove, pdfium.FORM_OnLButtonDown, pdfium.FORM_OnLButtonUp):
        event(environment, page, 0, *place.middle)


def pictures(data: bytes, *, scale: float = 1) -> list[Image.Image]:
    """The pages as pdfium shows them, fields and all."""
    document = pypdfium2.PdfDocument(data)
    document.init_forms()
    return [page.render(scale=scale).to_pil().convert("L") for page in document]


def _place(page: int, widget: Any) -> Place:
    nodes = list(_above(widget))
    is_box = _first(nodes, "/FT") == "/Btn"
    shown = str(widget.get("/AS", "/Off"))
    state = next(str(key)[1:] for key in widget.AP.N if key != "/Off") if is_box else None
    return Place(
        page,
        name=".".join(reversed([str(node.T) for node in nodes if "/T" in node])),
        tip=str(widget.get("/TU", "")),
        rect=tuple(map(float, widget.Rect)),
        state=state,
        most=_first(nodes, "/MaxLen"),
        # Some programs write it into widgets alone.
        value=str(_first(nodes, "/V") or "").lstrip("/"),
        drawn=bytes((widget.AP.N[shown] if is_box else widget.AP.N).read_bytes()),
        ticked=is_box and shown == f"/{state}",
    )


def _above(widget: Any) -> Iterator[Any]:
    """The widget, its field, and the levels above."""
    node = widget
    while node is not None:
        yield node
        node = node.get("/Parent")


def _first(nodes: Sequence[Any], key: str) -> Any:
    return next((node[key] for node in nodes if key in node), None)
