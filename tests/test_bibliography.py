"""References as the NLM prints them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest

from handout.errors import Position
from handout.layout.references import Phrase, brief, entry, pubmed, record, run_in
from handout.model import Author, Reference
from tests.toy_kit import CA, EDITIONS, EN, REFERENCES

ENGLISH = EDITIONS[EN].language
ONE, *OTHERS = (Author(name, "A") for name in ("One", "Two", "Three", "Four", "Five", "Six", "Seven"))


def reference(**given: Any) -> Reference:
    """A whole reference, but for what is given."""
    whole = Reference(
        key="key",
        title="A title",
        at=Position("references.yaml"),
        authors=(ONE,),
        journal="J Gates",
        year=2001,
        volume="12",
        issue="3",
        pages="45-50",
        doi="10.9999/x",
    )
    return whole._replace(**given)


def printed(of: Reference, tag: str = EN) -> str:
    """The words of a reference."""
    return "".join(piece.text for piece in entry(of, EDITIONS[tag].language))


WHOLE = "One A. A title. J Gates. 2001;12(3):45–50. doi:10.9999/x"


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, WHOLE),
        (
            {"authors": (ONE, *OTHERS[:5])},
            WHOLE.replace("One A.", "One A, Two A, Three A, Four A, Five A, Six A."),
        ),
        ({"authors": (ONE, *OTHERS)}, WHOLE.replace("One A.", "One A, Two A, Three A, et al.")),
        (
            {"authors": (ONE, *OTHERS[:1]), "authors_truncated": True},
            WHOLE.replace("One A.", "One A, Two A, et al."),
        ),
        ({"authors_truncated": True}, WHOLE.replace("One A.", "One A, et al.")),
        ({"authors": (), "authors_truncated": True}, WHOLE.removeprefix("One A. ")),
        ({"authors": ()}, WHOLE.removeprefix("One A. ")),
        ({"authors": (Author("Institute for Gates"),)}, WHOLE.replace("One A.", "Institute for Gates.")),
        ({"title": "Who oils it?"}, WHOLE.replace("A title.", "Who oils it?")),
        ({"title": "Rust."}, WHOLE.replace("A title.", "Rust.")),
        ({"issue": None}, WHOLE.replace("(3)", "")),
        ({"volume": None}, WHOLE.replace("2001;12(3)", "2001;(3)")),
        ({"volume": None, "issue": None}, WHOLE.replace("2001;12(3):", "2001:")),
        ({"pages": None}, WHOLE.replace(":45–50", "")),
        ({"pages": "e079970"}, WHOLE.replace("45–50", "e079970")),
        ({"volume": None, "issue": None, "pages": None}, WHOLE.replace(";12(3):45–50", "")),
        ({"year": None}, WHOLE.replace("2001;", "")),
        ({"journal": None}, WHOLE.replace("J Gates. ", "")),
        ({"pmid": "11"}, WHOLE),
        ({"pmid": "11", "doi": None}, WHOLE.replace("doi:10.9999/x", "PMID\u00a011")),
        (
            {"pmid": "11", "url": "https://gates.example", "doi": None},
            WHOLE.replace("doi:10.9999/x", "PMID\u00a011"),
        ),
        (
            {"url": "https://www.gates.example/a/b", "doi": None},
            WHOLE.replace("doi:10.9999/x", "gates.example"),
        ),
        ({"doi": None}, WHOLE.removesuffix(" doi:10.9999/x")),
        ({"doi": None, "free_full_text": True}, WHOLE.replace("doi:10.9999/x", "(free full text)")),
        ({"free_full_text": True}, f"{WHOLE} (free full text)"),
        ({"updated": 2020, "free_full_text": True}, f"{WHOLE} (updated 2020; free full text)"),
        ({"lang": "tr"}, f"{WHOLE} (in Turkish)"),
        (
            {"lang": "tr", "title": "Kapı", "translated_title": "The gate"},
            WHOLE.replace("A title.", "Kapı [The gate].") + " (in Turkish)",
        ),
    ],
)
def test_printed(given: dict[str, Any], expected: str) -> None:
    """What is missing leaves no trace; nothing is put in its place."""
    assert printed(reference(**given)) == expected


AGENCY = (Author("Institute for Gates (IFG)"),)


def words(phrases: Iterable[Phrase]) -> str:
    """What is printed of a reference."""
    return "".join(phrase.text for phrase in phrases)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, "One A. J Gates 2001;12:45. doi:10.9999/x"),
        ({"pmid": "11", "free_full_text": True}, "One A. J Gates 2001;12:45. PMID\u00a011 (free full text)"),
        ({"authors": (ONE, *OTHERS), "doi": None}, "One A et al. J Gates 2001;12:45."),
        ({"pages": "E7–E9", "volume": None}, "One A. J Gates 2001:E7. doi:10.9999/x"),
        (
            {
                "authors": AGENCY,
                "journal": None,
                "volume": None,
                "pages": None,
                "doi": None,
                "url": "https://g.example/a",
            },
            "IFG. 2001. g.example/a",
        ),
    ],
)
def test_a_brief_reference(given: dict[str, Any], expected: str) -> None:
    """First author, source to the first page, one address; what is missing leaves no trace."""
    assert words(brief(reference(**given), ENGLISH)) == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"pmid": "11"}, "A title. J Gates 12:45. PMID\u00a011. "),
        ({"short_title": "A tit", "translated_title": "Une"}, "A tit. J Gates 12:45. doi:10.9999/x. "),
        ({"translated_title": "Une"}, "A title [Une]. J Gates 12:45. doi:10.9999/x. "),
        ({"volume": None, "doi": None}, "A title. J Gates 45. "),
        ({"journal": None, "volume": None, "pages": None, "doi": None}, "A title. "),
    ],
)
def test_a_record(given: dict[str, Any], expected: str) -> None:
    """What stands behind the name of a publication: its title, cut where that is too long."""
    assert words(record(reference(**given))) == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, "One\u00a02001, doi:10.9999/x"),
        ({"authors": AGENCY, "doi": None, "url": "https://g.example/a/b"}, "IFG\u00a02001, g.example"),
        ({"authors": (), "year": None, "doi": None}, "A title"),
    ],
)
def test_a_reference_that_runs_on(given: dict[str, Any], expected: str) -> None:
    """Its name and one address; of a body the letters it is known by."""
    assert words(run_in(reference(**given))) == expected


def test_a_page_of_the_web() -> None:
    """Where no journal leads to it, the address stands whole."""
    expected = (
        "Institute for Gates. Squeaking: assessment and oiling. 2004. gates.example/oiling (updated 2020)"
    )
    assert printed(REFERENCES["body2004"]) == expected


def test_notes_are_in_the_language_of_the_sheet() -> None:
    """The reference itself is not translated."""
    turkish = "Çağlar İŞ. Gıcırdayan kapı [The squeaking gate]. Kapı. 2005;6(2):7–8. PMID\u00a055"
    assert printed(REFERENCES["turkish2005"]) == f"{turkish} (in Turkish)"
    assert printed(REFERENCES["turkish2005"], CA) == f"{turkish} (en turc)"


def test_pieces_know_their_language() -> None:
    """The title is in its own, the rest in English, notes in that of the sheet; links in that around them."""
    pieces = list(entry(REFERENCES["turkish2005"], ENGLISH))
    assert {piece.lang for piece in pieces if "Gıcırdayan" in piece.text} == {"tr"}
    assert {piece.lang for piece in pieces if "Çağlar" in piece.text or "squeaking" in piece.text} == {"en"}
    catalan = entry(REFERENCES["turkish2005"], EDITIONS[CA].language)
    assert {piece.lang for piece in catalan if "en turc" in piece.text} == {"ca"}
    assert {piece.lang for piece in pieces if piece.href} == {None}


@pytest.mark.parametrize(
    ("given", "address"),
    [
        ({}, "https://doi.org/10.9999/x"),
        ({"doi": None, "pmid": "11"}, "https://pubmed.ncbi.nlm.nih.gov/11/"),
        ({"doi": None, "url": "http://gates.example/a?b=c"}, "http://gates.example/a?b=c"),
    ],
)
def test_link(given: dict[str, Any], address: str) -> None:
    """The words that name a link lead there, and no others."""
    assert [piece.href for piece in entry(reference(**given), ENGLISH) if piece.href] == [address]


def test_pubmed() -> None:
    """The address lists the references that have a number in PubMed, in order."""
    cited = [reference(pmid="22"), reference(), reference(pmid="11")]
    assert pubmed(cited) == ("https://pubmed.ncbi.nlm.nih.gov/?term=22+11", 2)
