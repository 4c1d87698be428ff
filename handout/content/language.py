"""What the ``language.yaml`` of a language may hold."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import replace

from handout.content.words import LIMIT, PROSE, TAG_TEXT, WORD, optional, pattern_text, placeholders
from handout.errors import Position
from handout.files.base import Schema, T
from handout.files.containers import Field, ListOf, MapOf, Mapped, Record
from handout.files.nodes import Scalar
from handout.files.report import Report, nearest
from handout.files.scalars import Choice, Date, Flag, Integer, TextSchema
from handout.model import (
    FORMULAS,
    PHRASES,
    Address,
    Conventions,
    Emergency,
    Language,
    Readability,
    SameDay,
    Words,
)
from handout.patient import fields as patient_fields
from handout.patient import values


def _tag_of(folder: str) -> Schema[str]:
    """The tag of the language in that folder."""

    def same(scalar: Scalar, report: Report) -> str:
        if scalar.text != folder:
            message = f"the tag {report.quote(scalar.text)} is not the name of the folder, “{folder}”"
            report.note(scalar.at, "tag", message)
        return scalar.text

    return Mapped(TAG_TEXT, same)


# What stands for what is wrong or missing.
_BLANK = Language(
    tag="",
    name="",
    version="",
    sources_checked=datetime.date.max,
    conventions=Conventions("", "", percent_space=False, quotes=(), date="", months=()),
    emergency=(),
    address=Address(""),
    readability=Readability("", 0),
    promises=(),
    spared=(),
    words=Words(*("" for _ in Words._fields)),
)


def language_schema(folder: str) -> Record[Language]:
    """What the ``language.yaml`` in *folder* may hold."""
    fields = {
        "tag": Field(_tag_of(folder), doc="the BCP 47 tag; the folder’s name"),
        "name": Field(PROSE, doc="the language’s own name"),
        "version": Field(WORD, doc="the version of the content, printed on every page"),
        "sources_checked": Field(Date()),
        "reviewed_by": optional(WORD, "the physician who reviewed the content"),
        "contact": optional(WORD, "where corrections go"),
        "conventions": Field(_conventions(), local=True),
        "emergency": Field(
            ListOf(Record(Emergency, {"number": Field(WORD), "place": Field(PROSE)}), at_least=1),
            local=True,
        ),
        "same-day": Field(
            ListOf(Record(SameDay, {"call": Field(WORD), "place": Field(WORD)})),
            required=False,
            local=True,
            doc="numbers and services to call the same day that are for no emergency",
        ),
        "address": Field(_address(), local=True),
        "readability": Field(_readability(), local=True),
        "promises": Field(
            ListOf(WORD, at_least=1),
            local=True,
            doc="words that promise more than the evidence carries",
        ),
        "spared": Field(
            ListOf(WORD),
            local=True,
            doc="words of another language that may stand unmarked",
        ),
        "avoided": Field(ListOf(WORD), required=False, local=True, doc="terms that mislead"),
        "overleaf": Field(
            ListOf(WORD),
            required=False,
            local=True,
            doc="words that point to a place by where it stands on the paper",
        ),
        "misspelt": Field(
            Mapped(MapOf(WORD), lambda pairs, _: tuple((key.text, right) for key, right in pairs)),
            required=False,
            local=True,
            doc="spellings that are often wrong, each with the right one; * stands for any letters",
        ),
        "words": Field(_printed_words()),
        "languages": Field(_by_name(PROSE)),
        "choices": optional(
            Mapped(MapOf(_by_name(PROSE), empty_ok=False), _choices), "the words of a personal file"
        ),
        "patient-file": optional(
            Mapped(MapOf(PROSE, empty_ok=False), _comments),
            "what a personal file says above each of its fields",
            attribute="comments",
        ),
        "sheets": optional(_by_name(PROSE), "whom each sheet is for, by its name", attribute="purposes"),
        "readers": optional(_by_name(PROSE), "what readers are called, by their names"),
        "page": optional(
            Mapped(MapOf(_PHRASE, empty_ok=False), _phrases),
            "what the page for the web says",
            attribute="phrases",
        ),
    }
    blank = _BLANK._replace(tag=folder)
    stand_ins = {
        key: replace(field, stand_in=getattr(blank, key)) if field.required else field
        for key, field in fields.items()
    }
    return Record(Language, stand_ins, partial=True)


# By codes, as in an editor all spaces look alike.
_SPACES = {"U+00A0": "\u00a0", "U+202F": "\u202f"}
_SPACE: Schema[str] = Mapped(Choice(tuple(_SPACES)), lambda code, _: _SPACES[code])


def _conventions() -> Record[Conventions]:
    return Record(
        Conventions,
        {
            "decimal": Field(Choice((".", ","))),
            # A no-break space counts as empty.
            "thousands": Field(Mapped(TextSchema(empty_ok=True), _unbreakable), doc="between thousands"),
            "percent_space": Field(Flag(), doc="whether a space stands before the per cent sign: yes or no"),
            "quotes": Field(ListOf(WORD, at_least=2, at_most=6), doc="in pairs: outer, then inner"),
            "opening": Field(
                ListOf(WORD, at_most=4),
                required=False,
                doc="in pairs: what opens a question or an exclamation, and what closes it",
            ),
            "ranges": Field(
                Choice(("–", "-")), required=False, doc="between two numbers: an en dash, or a hyphen"
            ),
            "space_before": Field(
                _by_name(_SPACE),
                required=False,
                doc="signs that a no-break space stands before, with its code",
            ),
            "space_after": Field(
                _by_name(_SPACE),
                required=False,
                doc="signs that a no-break space stands behind, with its code",
            ),
            "date": Field(pattern_text("day", "month", "year")),
            "months": Field(ListOf(PROSE, at_least=12, at_most=12)),
            "months_alone": Field(
                ListOf(PROSE, at_least=12, at_most=12),
                required=False,
                doc="the months as they are called without a day, where that is otherwise: “March 2019”",
            ),
        },
    )


def _unbreakable(scalar: Scalar, _: Report) -> str:
    if " " in scalar.text:
        raise ValueError("use a no-break space (U+00A0) here so that the number stays on one line")
    return scalar.text


def _address() -> Record[Address]:
    return Record(
        Address,
        {
            "form": Field(WORD, doc="the form of address to patients"),
            "avoid": Field(ListOf(WORD), required=False, doc="words that address somebody otherwise"),
        },
    )


def _readability() -> Record[Readability]:
    return Record(
        Readability,
        {
            "formula": Field(Choice(FORMULAS), doc="how easily a text is read"),
            "bound": Field(
                Integer(at_least=0, at_most=100), doc="the hardest that the patient’s sheets may be"
            ),
        },
    )


def _printed_words() -> Record[Words]:
    return Record(
        Words,
        {
            "page_of": Field(pattern_text("page", "pages")),
            "version": Field(pattern_text("version")),
            "sources_checked": Field(pattern_text("date")),
            "disclaimer": Field(PROSE),
            "not_reviewed": Field(PROSE),
            "reviewed": Field(pattern_text("name")),
            "free_full_text": Field(PROSE),
            "updated": Field(pattern_text("year")),
            "in_language": Field(pattern_text("language")),
            "read_full": Field(PROSE, doc="of a publication that was read whole"),
            "read_part": Field(PROSE, doc="of a publication that was read in part"),
            "read_abstract": Field(PROSE, doc="of a publication whose abstract was read"),
            "read_second_hand": Field(PROSE, doc="of a publication known only from what others write of it"),
            "sources_elsewhere": Field(pattern_text("date"), doc="on sheets that print no references"),
            "box": Field(PROSE, doc="how a box to tick is called for those who do not see it"),
            "ticked": Field(PROSE, doc="how a ticked box is called for those who do not see it"),
            "blank": Field(PROSE, doc="how a place to write on is called for those who do not see it"),
            "notes": Field(PROSE, doc="heads an empty back"),
            "written_in": Field(
                pattern_text("language"), doc="of what the patient wrote in another language"
            ),
            "lump": Field(pattern_text("letter", "place"), doc="of a lump in the drawing of the body"),
            "shaded": Field(pattern_text("places"), doc="of where the pain goes, in the drawing of the body"),
            "goes_on": Field(
                pattern_text("letter"), doc="of what is continued in the section of that letter"
            ),
            "added_page": Field(PROSE, doc="heads the section with what has no room at its place"),
            "draft": Field(PROSE, doc="stands across each page of a draft"),
        },
    )


def _by_name(schema: Schema[T]) -> Schema[Mapping[str, T]]:
    return Mapped(MapOf(schema), lambda pairs, _: {key.text: value for key, value in pairs})


def _choices(
    pairs: tuple[tuple[Scalar, Mapping[str, str]], ...], report: Report
) -> Mapping[str, Mapping[str, str]]:
    """The words by vocabulary and name: all that a personal file knows, and no other."""
    for key, words in pairs:
        _all_of(values.VOCABULARIES.get(key.text, ()), words, key.at, report)
    choices = {key.text: words for key, words in pairs}
    _all_of(values.VOCABULARIES, choices, pairs[0][0].at, report)
    return choices


def _comments(pairs: tuple[tuple[Scalar, str], ...], report: Report) -> Mapping[str, str]:
    comments = {key.text: words for key, words in pairs}
    _all_of(patient_fields.COMMENTS, comments, pairs[0][0].at, report)
    return comments


_PHRASE = TextSchema(max_length=LIMIT, prose=True)


def _phrases(pairs: tuple[tuple[Scalar, Scalar], ...], report: Report) -> Mapping[str, str]:
    """The phrases of the page by name: all that it knows, and no other."""
    _all_of(PHRASES, [key.text for key, _ in pairs], pairs[0][0].at, report)
    for key, text in pairs:
        placeholders(*PHRASES.get(key.text, ()))(text, report)
    return {key.text: text.text for key, text in pairs}


def _all_of(known: Iterable[str], names: Iterable[str], at: Position, report: Report) -> None:
    """Note at *at* which of the *known* names are missing, and which of the *names* are unknown."""
    known = tuple(known)
    for name in sorted(set(known) - set(names)):
        report.note(at, "missing-key", f"“{name}” is missing")
    for name in sorted(set(names) - set(known)):
        report.note(at, "unknown-key", f"“{name}” is not known here", nearest(name, known))
