"""What the pass over a finished page makes of its operators."""

from __future__ import annotations

import pytest

from handout import pdf
from handout.pdf.marking import Artifact, Scope, ScopeMark, mark_content
from tests.pdf_kit import root

TEXT = "BT 1 0 0 1 0 0 Tm (a) Tj ET"
PATH = "n 0 0 m 9 9 l S"
DOCUMENT = root()
ONE, TWO = pdf.Element("P", DOCUMENT), pdf.Element("P", DOCUMENT)
FIGURE = pdf.Element("Figure", DOCUMENT, alt="a line")


Refusals = list[tuple[pdf.Violation, pdf.Element | None]]


def passed(*code: str | Scope | None) -> str:
    """The operators after the pass, the samples by name; a scope begins where it stands, None ends it."""
    operators, refusals = judged(*code)
    assert refusals == []
    return operators


def judged(*code: str | Scope | None) -> tuple[str, Refusals]:
    """The same with what is refused."""
    refusals: Refusals = []
    marks: list[pdf.Element] = []

    def number(element: pdf.Element) -> int:
        marks.append(element)
        return len(marks) - 1

    operators = [part if isinstance(part, str) else ScopeMark(part, begins=part is not None) for part in code]
    out = mark_content(
        operators, number=number, begin=lambda _: None, refuse=lambda *two: refusals.append(two)
    )
    names = {TEXT: "text", PATH: "path"}
    return " ".join(names.get(part, part) for part in out), refusals


def test_text_is_its_scopes() -> None:
    """Numbered in the order of drawing."""
    assert passed(ONE, TEXT, TWO, TEXT) == "/P<</MCID 0>>BDC text EMC /P<</MCID 1>>BDC text EMC"


def test_neighbours_of_one_element_share_a_mark() -> None:
    """Whatever groups they stand in, and with what changes between them."""
    code = (ONE, "q", "1 w", TEXT, "Q", "2 w", "q", TEXT, "Q", None)
    assert passed(*code) == "/P<</MCID 0>>BDC q 1 w text Q 2 w q text Q EMC"


def test_a_path_is_decoration_except_in_a_figure() -> None:
    """So rules, boxes and underlines need no scope of their own."""
    assert passed(ONE, PATH) == "/Artifact BMC path EMC"
    assert passed(FIGURE, PATH) == "/Figure<</MCID 0>>BDC path EMC"
    assert passed(pdf.Element("Span", FIGURE), PATH) == "/Figure<</MCID 0>>BDC path EMC"


def test_marks_do_not_cross_groups() -> None:
    """A group of several owners is marked inside."""
    code = (ONE, "q", TEXT, "q", PATH, "Q", TEXT, "Q", None)
    text = "/P<</MCID {}>>BDC text EMC"
    assert passed(*code) == f"q {text.format(0)} /Artifact BMC q path Q EMC {text.format(1)} Q"


def test_a_figure_is_one_mark() -> None:
    """However many groups it is drawn in."""
    code = ("q", "1 0 0 1 5 5 cm", FIGURE, "q", PATH, "Q", "q", "2 w", PATH, "Q", None, "Q")
    assert passed(*code) == "/Figure<</MCID 0>>BDC q 1 0 0 1 5 5 cm q path Q q 2 w path Q Q EMC"


def test_nothing_stands_between_a_path_and_its_paint() -> None:
    """Marks there are not allowed, so they go before it; clips too."""
    code = (ONE, TEXT, "n", "0 0 m 9 9 l", "S", TEXT)
    artifact = "/Artifact BMC n 0 0 m 9 9 l S EMC"
    assert passed(*code) == f"/P<</MCID 0>>BDC text EMC {artifact} /P<</MCID 1>>BDC text EMC"
    assert passed(FIGURE, "0 0 m 9 9 l", "S") == "/Figure<</MCID 0>>BDC 0 0 m 9 9 l S EMC"


def test_what_paints_nothing_is_not_mark_content() -> None:
    """And a group of it is left out."""
    assert passed(ONE, "1 w", "q", "2 w", "Q", "BT /F1 9 Tf ET", "n 0 0 9 9 re W n") == (
        "1 w BT /F1 9 Tf ET n 0 0 9 9 re W n"
    )


def test_artifacts_say_their_kind() -> None:
    """Layout is what says nothing more."""
    assert passed(Artifact(), TEXT) == "/Artifact BMC text EMC"
    footer = "/Artifact<</Type/Pagination/Subtype/Footer>>BDC text EMC"
    assert passed(Artifact("Pagination", "Footer"), TEXT) == footer


def test_elements_are_told_in_their_order() -> None:
    """Also those without content, and those in groups."""
    begun: list[pdf.Element] = []
    cell = pdf.Element("Span", ONE)
    code = [ScopeMark(TWO, begins=True), "q", ScopeMark(cell, begins=True), ScopeMark(TWO, begins=False), "Q"]
    code += [ScopeMark(ONE, begins=True), TEXT]
    mark_content(code, number=lambda _: 0, begin=begun.append, refuse=lambda *_: None)
    assert begun == [TWO, cell, ONE]


SECTION = pdf.Element("Sect", DOCUMENT)


@pytest.mark.parametrize("scope", [None, SECTION])
def test_text_in_no_scope_is_refused(scope: Scope | None) -> None:
    """A group is no scope for text either; the refusal names it."""
    _, ((violation, element),) = judged(scope, TEXT)
    assert isinstance(violation, pdf.errors.Untagged)
    assert "text is drawn" in str(violation)
    assert element is scope


def test_a_path_in_no_scope_is_refused() -> None:
    """It could be anything."""
    _, ((violation, _),) = judged(PATH)
    assert "a line or an area is drawn outside every scope" in str(violation)


@pytest.mark.parametrize("operators", ["/Im1 Do", "BI /W 1 ID x EI"])
def test_an_image_stands_in_a_figure_or_an_artifact(operators: str) -> None:
    """Elsewhere nobody would know what it shows."""
    assert passed(FIGURE, operators).startswith("/Figure")
    assert passed(Artifact(), operators).startswith("/Artifact")
    for scope in (ONE, None):
        _, ((violation, _),) = judged(scope, operators)
        assert isinstance(violation, pdf.errors.UntaggedImage)


def test_all_that_is_refused_on_a_page_is_told() -> None:
    """In the order of drawing, and what follows is marked all the same."""
    operators, refusals = judged(None, TEXT, SECTION, TEXT, ONE, TEXT, "/Im1 Do")
    assert [type(violation) for violation, _ in refusals] == [
        pdf.errors.Untagged,
        pdf.errors.Untagged,
        pdf.errors.UntaggedImage,
    ]
    assert "/P<</MCID 0>>BDC text EMC" in operators
