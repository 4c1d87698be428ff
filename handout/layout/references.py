"""References as the NLM prints them, whole or short, and the address that opens them in PubMed.

See “Citing Medicine”, National Library of Medicine. What was not verified is left out.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from handout.model import Language, Reference, format_text

_ALL, _OF_MORE = 6, 3
"""So many authors are all named; of more, the first so many and “et al.”, as “Citing Medicine” allows."""

LANG = "en"
"""The language of what stands around a title: the NLM's."""

_PUBMED = "https://pubmed.ncbi.nlm.nih.gov/"


class Phrase(NamedTuple):
    """Words of a reference, in the language *lang*; a link to *href*."""

    text: str
    lang: str | None = None
    href: str | None = None


def entry(reference: Reference, language: Language) -> Iterator[Phrase]:
    """A reference in the order of the NLM: authors, title, source, link, notes in *language*.

    The words of the reference itself are English, or of the language its title is in.
    """
    authors, source = _authors(reference), _source(reference, language.conventions.ranges)
    if authors:
        yield Phrase(f"{authors} ", lang=LANG)
    yield from _title(reference)
    if source:
        yield Phrase(f" {source}", lang=LANG)
    yield from _link(reference, " ")
    notes = list(_notes(reference, language))
    if notes:
        yield Phrase(f" ({'; '.join(notes)})", lang=language.tag)


def record(reference: Reference) -> Iterator[Phrase]:
    """A reference behind its name: title, source to the first page, one address."""
    short = reference._replace(issue=None, pages=_first_page(reference))
    if reference.short_title:
        short = short._replace(title=reference.short_title, translated_title=None)
    yield from _title(short)
    if source := _source(short._replace(year=None), "", between=" "):
        yield Phrase(f" {source}", lang=LANG)
    address = list(_address(reference, " "))
    yield from address
    yield Phrase(". " if address else " ")


def brief(reference: Reference, language: Language) -> Iterator[Phrase]:
    """A reference without its title: first author, source to the first page, one address, if it is free."""
    author = f"{_first(reference)}{' et al' if _has_others(reference) else ''}."
    if reference.number:
        author = f"{_first(reference)}\u00a0{reference.number}."
    source = _source(reference._replace(issue=None, pages=_first_page(reference)), "", between=" ")
    yield Phrase(f"{author} {source}", lang=LANG)
    yield from _address(reference, " ")
    if reference.free_full_text:
        yield Phrase(f" ({language.words.free_full_text})", lang=language.tag)


def run_in(reference: Reference) -> Iterator[Phrase]:
    """The least that leads to a reference: first author and year, and one address."""
    yield Phrase(reference.name, lang=LANG if reference.authors else reference.lang)
    yield from _address(reference, ", ")


def pubmed(references: Sequence[Reference]) -> tuple[str, int]:
    """The address that lists the references in PubMed, and how many of them it lists."""
    pmids = [reference.pmid for reference in references if reference.pmid]
    return f"{_PUBMED}?term={'+'.join(pmids)}", len(pmids)


def _first(reference: Reference) -> str:
    """The first author, or the title of what has none."""
    if not reference.authors:
        return reference.short_title or reference.title
    author = reference.authors[0]
    return f"{author.known_as} {author.initials}".strip()


def _has_others(reference: Reference) -> bool:
    return reference.authors_truncated or len(reference.authors) > 1


def _first_page(reference: Reference) -> str | None:
    return reference.pages and re.split("[-–]", reference.pages, maxsplit=1)[0]


def _authors(reference: Reference) -> str:
    names = [f"{author.name} {author.initials}".strip() for author in reference.authors]
    if len(names) > _ALL:
        names = names[:_OF_MORE]
    if names and (reference.authors_truncated or len(reference.authors) > _ALL):
        return ", ".join([*names, "et al."])
    return ", ".join(names) + "." if names else ""


def _title(reference: Reference) -> Iterator[Phrase]:
    """The title, with a stop unless it has an end of its own, such as a question mark."""
    yield Phrase(reference.title, lang=reference.lang)
    if reference.translated_title:
        yield Phrase(f" [{reference.translated_title}].", lang=LANG)
    elif not reference.title.endswith((".", "?", "!")):
        yield Phrase(".", lang=LANG)


def _source(reference: Reference, ranges: str, *, between: str = ". ") -> str:
    place = reference.volume or ""
    if reference.issue:
        place += f"({reference.issue})"
    if reference.pages:
        place += ":" + reference.pages.replace("-", ranges)
    when = str(reference.year or "")
    # Pages without a volume or an issue follow the year at once.
    dated = f"{when};{place}" if when and place[:1] not in ("", ":") else f"{when}{place}"
    parts = [part for part in (reference.journal, dated if when else dated.lstrip(":")) if part]
    return f"{between.join(parts)}." if parts else ""


def _address(reference: Reference, before: str) -> Iterator[Phrase]:
    """The record in PubMed, else the DOI, else the address."""
    yield from _link(reference._replace(doi=None) if reference.pmid else reference, before)


def _link(reference: Reference, before: str) -> Iterator[Phrase]:
    """The DOI, else the record in PubMed, else the address, behind what stands *before* it."""
    if reference.doi or reference.pmid or reference.url:
        yield Phrase(before)
    if reference.doi:
        yield Phrase(f"doi:{reference.doi}", href=f"https://doi.org/{reference.doi}")
    elif reference.pmid:
        yield Phrase(f"PMID\u00a0{reference.pmid}", href=f"{_PUBMED}{reference.pmid}/")
    elif reference.url:
        yield Phrase(_short(reference), href=reference.url)


def _short(reference: Reference) -> str:
    """The address as print shows it: whole, but its host where a journal or a number leads to the text."""
    address = reference.url.split("://", 1)[1].removeprefix("www.") if reference.url else ""
    return address.split("/", 1)[0] if reference.journal or reference.number else address


def _notes(reference: Reference, language: Language) -> Iterator[str]:
    if reference.updated:
        yield format_text(language.words.updated, year=str(reference.updated))
    if reference.lang != "en" and reference.lang in language.languages:
        yield format_text(language.words.in_language, language=language.languages[reference.lang])
    if reference.free_full_text:
        yield language.words.free_full_text
