"""From one or two editions of a sheet to what is laid out."""

from __future__ import annotations

from typing import Any

import pytest

from handout.compose import compose, paired
from handout.errors import ContentError
from handout.model import Figure, List, Reference, Sheet, Start, texts_of
from tests import toy_kit
from tests.conftest import READERS
from tests.toy_kit import CA, EN, REFERENCES, composed

SHEET = {tag: toy_kit.EDITIONS[tag].sheets[0] for tag in (EN, CA)}


def with_section(sheet: Sheet, index: int, **changes: Any) -> Sheet:
    """The sheet with one section changed."""
    sections = list(sheet.sections)
    sections[index] = sections[index]._replace(**changes)
    return sheet._replace(sections=tuple(sections))


def with_block(sheet: Sheet, section: int, **changes: Any) -> Sheet:
    """The sheet with the first block of a section changed."""
    first, *others = sheet.sections[section].blocks
    return with_section(sheet, section, blocks=(first._replace(**changes), *others))


def test_letters_and_numbers() -> None:
    """Sections have letters in order, their statements numbers, across blocks."""
    assert composed(EN).labels == {
        "short": "A",
        "squeak": "A1",
        "oil": "A2",
        "request": "B",
        "listen": "B1",
        "gp-oil": "B2",
        "gp-tell": "B3",
        "where": "C",
        "ways": "D",
        "graphite": "D1",
        "leave": "D2",
        "call": "D3",
        "care": "E",
        "wet": "E1",
        "oiler": "E2",
        "squeaks": "E3",
        "earlier": "E4",
        "later": "E5",
        "sources": "F",
    }


def test_an_audience_reads_what_is_for_all_and_for_it() -> None:
    """Its items are numbered without gaps; what comes after the request keeps its letters."""
    surgeon = composed(EN, reader="surgeon").labels
    assert surgeon["others-look"] == "B2"
    assert "gp-oil" not in surgeon
    assert surgeon["wet"] == composed(EN).labels["wet"]


def test_references_are_numbered_in_order_of_citation() -> None:
    """From the first text to the last, each once; what is only a source has no number."""
    of = composed(EN)
    assert list(of.numbers.items()) == [
        *(("hinge2001", 1), ("many2002", 2), ("truncated2003", 3), ("turkish2005", 4), ("body2004", 5)),
        *(("greek2006", 6), ("russian2007", 7), ("graphite2011", 8), ("vietnamese2008", 9)),
        *(("nobody2009", 10), ("oil2010", 11), ("paint2012", 12)),
    ]
    assert [reference.key for reference in of.references] == list(of.numbers)


@pytest.mark.parametrize("reader", READERS)
def test_the_same_in_all_languages(reader: str) -> None:
    """One language, the other, or both in either order: the same letters and the same numbers."""
    editions = [composed(*tags, reader=reader) for tags in ((EN,), (CA,), (EN, CA), (CA, EN))]
    assert len({tuple(of.labels.items()) for of in editions}) == 1
    assert len({tuple(of.numbers.items()) for of in editions}) == 1


@pytest.mark.parametrize("tags", [(EN, CA), (CA, EN)])
def test_a_pair_has_every_text_twice(tags: tuple[str, str]) -> None:
    """First in the reader's language, then in the other; nothing is lost, nothing else changes."""
    both = composed(*tags)
    texts = list(texts_of(both.sheet))
    assert [text.lang for text in texts] == list(tags) * (len(texts) // 2)
    for index, tag in enumerate(tags):
        alone = composed(tag)
        assert [text.plain for text in texts[index::2]] == [text.plain for text in texts_of(alone.sheet)]
    assert [language.tag for language in both.languages] == list(tags)
    assert both.sheet.sections[4].starts is Start.PAGE


def _without_heading(sheet: Sheet) -> Sheet:
    return with_block(sheet, 4, heading=())


def _without_item(sheet: Sheet) -> Sheet:
    (block,) = sheet.sections[0].blocks
    assert isinstance(block, List)
    return with_block(sheet, 0, items=block.items[:1])


def _with_other_id(sheet: Sheet) -> Sheet:
    return with_section(sheet, 3, id="means")


def _with_other_kind(sheet: Sheet) -> Sheet:
    blocks = sheet.sections[2].blocks
    return with_section(sheet, 0, blocks=blocks)


def _with_labels_in_another_order(sheet: Sheet) -> Sheet:
    (figure,) = sheet.sections[2].blocks
    assert isinstance(figure, Figure)
    return with_block(sheet, 2, labels=figure.labels[::-1])


def _with_other_audience(sheet: Sheet) -> Sheet:
    return with_block(sheet, 1, readers=("surgeon",))


@pytest.mark.parametrize(
    "changed",
    [
        *(_without_heading, _without_item, _with_other_id, _with_other_kind),
        *(_with_labels_in_another_order, _with_other_audience),
    ],
)
@pytest.mark.parametrize("tags", [(EN, CA), (CA, EN)])
def test_a_pair_of_unequal_shape_is_refused(changed: Any, tags: tuple[str, str]) -> None:
    """No text is lost and none meets another's: what differs is an error, in whichever language."""
    first, second = (changed(SHEET[tag]) if tag == CA else SHEET[tag] for tag in tags)
    with pytest.raises(ContentError, match="the two languages differ here"):
        paired(first, second)


def test_an_unknown_reference_is_an_error() -> None:
    """The loader refuses it; what comes this far is a mistake of the program."""
    editions = toy_kit.EDITIONS[EN]
    known: dict[str, Reference] = {key: one for key, one in REFERENCES.items() if key != "oil2010"}
    with pytest.raises(KeyError, match="oil2010"):
        compose(editions.sheets, (editions.language,), known, "gp")


def test_a_citation_in_a_heading_comes_before_those_below_it() -> None:
    """Numbers follow the order of reading."""
    sheet = SHEET[EN]
    (block,) = sheet.sections[0].blocks
    assert isinstance(block, List)
    cited = next(text for text in texts_of(sheet.sections[4]) if list(text.citations))
    headed = with_block(sheet, 0, heading=(cited,))
    language = toy_kit.EDITIONS[EN].language
    assert next(iter(compose((headed,), (language,), REFERENCES, "gp").numbers)) == "nobody2009"
