"""What the shipped languages keep to, and that each rule can tell a mistake."""

from __future__ import annotations

import functools
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from handout import patient
from handout.errors import Position
from handout.library import SHEETS, Library
from handout.markup import parse
from handout.model import Item, Language, List, Section, Sheet, Text
from handout.shape import Report
from handout.yamlsource import Scalar
from tests import content_rules as rules
from tests import toy_kit
from tests.conftest import LIBRARY, TAGS
from tests.content_rules import Given, Rule

ENGLISH = "en"


def given(library: Library, tag: str, sheet: str = SHEETS[0]) -> Given:
    """A sheet of a folder of content, beside its English; what the loader minds is left to the rules."""
    report = Report()
    references = library.references(report)
    here, english = (
        (library.sheet(name, sheet, references, report), library.language(name, report))
        for name in (tag, ENGLISH)
    )
    assert references, report.problems
    assert here[0], report.problems
    assert here[1], report.problems
    assert english[0], report.problems
    assert english[1], report.problems
    return Given(here[0], here[1], english[0], english[1], references)


shipped_sheet = functools.cache(functools.partial(given, LIBRARY))


@pytest.mark.parametrize("tag", TAGS)
@pytest.mark.parametrize("rule", rules.RULES, ids=lambda rule: rule.__name__)
@pytest.mark.parametrize("sheet", SHEETS)
def test_shipped(sheet: str, rule: Rule, tag: str) -> None:
    """The shipped sheets give no reason to complain."""
    complaints = list(rule(shipped_sheet(tag, sheet)))
    if complaints:
        pytest.fail("\n".join(complaints), pytrace=False)


def test_all_languages_are_there() -> None:
    """The rules look at the four languages of the sheet, at the least."""
    assert {"en", "es", "ca", "it"} <= set(TAGS)


@pytest.mark.parametrize("tag", TAGS)
def test_every_language_has_every_sheet(tag: str) -> None:
    """All four: who gets one language gets no less than who gets another."""
    assert LIBRARY.sheets(tag) == SHEETS


@pytest.mark.parametrize("tag", TAGS)
def test_nothing_given_is_lost(tag: str) -> None:
    """What somebody gives of themselves stands on one of the sheets."""
    assert list(rules.lost(shipped_sheet(tag, sheet).sheet for sheet in SHEETS)) == []


@pytest.mark.parametrize("tag", [toy_kit.EN, toy_kit.CA])
@pytest.mark.parametrize("rule", rules.RULES, ids=lambda rule: rule.__name__)
@pytest.mark.parametrize("sheet", ["doctor", "visit"])
def test_nothing_to_tell(tmp_path: Path, sheet: str, rule: Rule, tag: str) -> None:
    """A sheet without a mistake gives no reason to complain."""
    assert list(rule(given(Library(copied(tmp_path)), tag, sheet))) == []


def copied(folder: Path) -> Path:
    """The toy with its sheet to fill in, to break."""
    for source in (toy_kit.FOLDER, toy_kit.FOLDER.with_name("toy-forms")):
        shutil.copytree(source, folder, dirs_exist_ok=True)
    return folder


MANY_WORDS = "w " * 700

PLANTED = [
    (rules.shape, "ca/doctor.yaml", "id: gp-tell", "id: gp-say", "gp-tell"),
    (rules.shape, "ca/doctor.yaml", "for: [gp]", "for: [surgeon]", "SURGEON"),
    (rules.shape, "ca/doctor.yaml", "    prominent: true\n", "", "prominent"),
    (rules.shape, "ca/doctor.yaml", "        heading: Els dies de pluja\n", "", "care-list heading"),
    (
        rules.shape,
        "ca/doctor.yaml",
        "          - id: gp-tell\n            text: O digueu-me qui en té.\n",
        "",
        "-tell",
    ),
    (
        rules.shape,
        "ca/doctor.yaml",
        "left: costat esquerre\n          right",
        "right: dret\n          left",
        "left",
    ),
    (rules.citations, "ca/doctor.yaml", " [@greek2006]", "", "English cites greek2006"),
    (
        rules.citations,
        "ca/doctor.yaml",
        "@hinge2001; @many2002",
        "@many2002; @hinge2001",
        "cites many2002, hinge",
    ),
    (rules.citations, "ca/doctor.yaml", " [@russian2007]", "", "English cites russian2007"),
    (rules.bases, "ca/doctor.yaml", "patient-reports", "usual-care", "in English on patient-reports"),
    (rules.bases, "ca/doctor.yaml", "[body2004, neighbour]", "[body2004]", "body2004, neighbour"),
    (rules.figures, "ca/doctor.yaml", "15\u00a0%", "1\u00a0%", "has 1% where English has 15%"),
    (rules.figures, "ca/doctor.yaml", "2,5", "25", "English has 2.5"),
    (rules.figures, "ca/doctor.yaml", "1.200", "1.2000", "English has 1200"),
    (rules.figures, "ca/doctor.yaml", "trucar al 112", "trucar al 113", "has 113"),
    (rules.translation, "ca/doctor.yaml", "Què cal vigilar", "What to watch", "“What to watch” is English"),
    (rules.translation, "ca/doctor.yaml", "Res d’això no és veritat", "Nothing here is true", "nothing here"),
    (
        rules.translation,
        "ca/language.yaml",
        "disclaimer: No greixa cap porta.",
        "disclaimer: Oils no gate.",
        "Oils",
    ),
    (rules.budget, "en/doctor.yaml", "Please oil me.", MANY_WORDS, "for gp; 640 have room"),
    (rules.budget, "en/doctor.yaml", "at my hinge.", MANY_WORDS, "words for surgeon"),
    (rules.budget, "ca/doctor.yaml", "No fer-hi res", "p " * 750, "736 have room"),
    (rules.printed_references, "en/doctor.yaml", " [@greek2006]", " [@oil2010]", "11 references are cited"),
    (
        rules.printed_references,
        "references.yaml",
        "{printable: yes, updated",
        "{printable: no, updated",
        "may not",
    ),
    (rules.shape, "ca/visit.yaml", "{tick: mullada}, ", "", "English has here: owner answer"),
    (rules.shape, "ca/visit.yaml", "write: number", "write: word", "Room.WORD"),
    (rules.shape, "ca/visit.yaml", "fill: about-me.name", "fill: about-me.phone", "about-me.phone"),
    (rules.shape, "ca/visit.yaml", "            lines: 2\n", "", "wishes lines: 2"),
    (rules.shape, "ca/visit.yaml", "cells: [Dia sec]", "cells: [Dia sec, x]", "second-day cells"),
    (rules.shape, "ca/visit.yaml", "width: number}", "width: line}", "noises hours width"),
    (rules.shape, "ca/visit.yaml", "intro: Una fila per a cada un de 12 dies.", "lines: 1", "noises intro"),
    (rules.shape, "ca/visit.yaml", "theme: form", "theme: dense", "Look.DENSE"),
    (rules.bases, "ca/visit.yaml", "[body2004]", "[neighbour]", "usual-care (body2004)"),
    (rules.figures, "ca/visit.yaml", '"1,5"', '"15"', "has 15 where English has 1.5"),
    (rules.figures, "ca/visit.yaml", "de 12 dies", "de 21 dies", "has 21 where English has 12"),
    (rules.translation, "ca/visit.yaml", "tick: mullada", "tick: wet", "“wet” is English"),
    (rules.translation, "ca/visit.yaml", "[Dia sec]", "[Dry day]", "“Dry day” is English"),
    (rules.translation, "ca/language.yaml", "ticked: marcada", "ticked: ticked", "ticked: “ticked” is"),
    (rules.decimals, "ca/visit.yaml", '"1,5"', '"1.5"', "“1.5” has not"),
    (
        rules.resting,
        "ca/visit.yaml",
        "            basis: usual-care\n            sources: [body2004]\n",
        "",
        "this statement rests on nothing",
    ),
    (rules.spaces, "ca/language.yaml", "blank: per omplir", "blank: per  omplir", "a space too many"),
    (rules.alarm, "en/visit.yaml", "Call 999", "Call", "999 is named nowhere"),
    (rules.alarm, "en/visit.yaml", "Call 999", "Call 999 or 911", "911 is no emergency number"),
    (rules.alarm, "ca/visit.yaml", "al 112", "al 999", "112 is named nowhere"),
    (rules.complete, "references.yaml", "    issued: {date-parts: [[2007]]}\n", "", "no title or no year"),
    (rules.complete, "references.yaml", '    URL: "https://gates.example/paint"\n', "", "nor an address"),
    (rules.complete, "references.yaml", '    DOI: "10.9999/gates.2009"\n', "", "“nobody2009” has no DOI"),
    (rules.complete, "references.yaml", "title: Graphite", "title: \"Gate's 'end'\"", "straight"),
    (rules.complete, "references.yaml", "language: tr", "language: de", "in “de”"),
    (
        rules.resting,
        "ca/doctor.yaml",
        "            basis: patient-reports\n            sources: [neighbour]\n",
        "",
        "rests",
    ),
    (rules.promises, "en/doctor.yaml", "Oil helped", "Oil cures", "“cure” promises"),
    (rules.promises, "ca/language.yaml", "No greixa", "Garantit, greixa", "garantit"),
    (rules.terms, "ca/doctor.yaml", "Els dies", "Bultos els dies", "“bulto” is a term to avoid"),
    (rules.terms, "en/doctor.yaml", "Rust grows", "Color fades", "“color”"),
    (rules.emergency, "en/language.yaml", '"999"', "nine", "is no number"),
    (rules.request, "en/doctor.yaml", "for: [gp]", "for: [surgeon]", "nothing is asked of gp"),
    (
        rules.request,
        "en/doctor.yaml",
        "Please oil me.",
        '"Please oil me [@oil2010]."',
        "a request cites oil2010",
    ),
    (rules.descriptions, "en/doctor.yaml", "alt: QR code that opens", "alt: Opens", "repeats"),
    (
        rules.descriptions,
        "en/doctor.yaml",
        "alt: The gate seen from behind, with",
        "alt: The gate from behind #",
        "rep",
    ),
]


@pytest.mark.parametrize(("rule", "file", "old", "new", "words"), PLANTED)
def test_planted(tmp_path: Path, rule: Rule, file: str, old: str, new: str, words: str) -> None:
    """One mistake in a file is told by the rule it is a matter of."""
    broken = copied(tmp_path) / file
    text = broken.read_text(encoding="utf-8")
    assert old in text
    broken.write_text(text.replace(old, new, 1), encoding="utf-8")
    tag = file.split("/")[0] if "/" in file else ENGLISH
    sheet = broken.stem if broken.stem in SHEETS else SHEETS[0]
    complaints = list(rule(given(Library(tmp_path), tag, sheet)))
    assert complaints
    assert any(words in complaint for complaint in complaints), complaints


def said(tag: str, words: str) -> Given:
    """A sheet that says nothing but these words, in a shipped language without those of the personal file."""
    at = Position("doctor.yaml")
    text = Text(parse(Scalar(words, at), Report()), tag, at)
    item = Item("item", (text,), at)
    section = Section("section", (), (List("list", (item,), at),), at)
    sheet = Sheet("doctor", (), (), (), (), (section,), at)
    language, english = (replace(language_of(name), choices={}, comments={}) for name in (tag, ENGLISH))
    return Given(sheet, language, sheet, english, {})


def language_of(tag: str) -> Language:
    """A shipped language."""
    language = LIBRARY.language(tag, Report())
    assert language
    return language


MISTYPED = [
    (rules.decimals, "en", "0,5 cm"),
    (rules.decimals, "es", "0.5 cm"),
    (rules.decimals, "ca", "12.50"),
    (rules.decimals, "it", "1,060.5"),
    (rules.units, "en", "5 cm or more"),
    (rules.units, "es", "5cm"),
    (rules.units, "it", "10 mg/ml"),
    (rules.per_cent, "en", "50\u00a0%"),
    (rules.per_cent, "es", "50%"),
    (rules.per_cent, "ca", "50 %"),
    (rules.per_cent, "it", "50 %"),
    (rules.quotation, "en", 'a "word"'),
    (rules.quotation, "en", "the lump's"),
    (rules.quotation, "en", "«word"),
    (rules.quotation, "en", "‘word"),
    (rules.quotation, "es", "‘palabra’"),
    (rules.quotation, "es", "«palabra"),
    (rules.quotation, "es", "palabra»"),
    (rules.quotation, "ca", "l'esquena"),
    (rules.quotation, "ca", "un ’mot’"),
    (rules.quotation, "it", "l`ernia"),
    (rules.spaces, "en", "two  spaces"),
    (rules.spaces, "en", "two \u00a0spaces"),
    (rules.spaces, "en", "a comma , here"),
    (rules.spaces, "en", "( a word"),
    (rules.spaces, "en", "a word[@key]"),
    (rules.ranges, "en", "0-10"),
    (rules.ranges, "es", "0 – 10"),
    (rules.ranges, "ca", "10—15 minuts"),
    (rules.traps, "es", "Desde cuándo?"),
    (rules.traps, "es", "¿Dónde? Desde cuándo?"),
    (rules.traps, "es", "¿Desde cuándo"),
    (rules.traps, "es", "Cuidado!"),
    (rules.traps, "ca", "al.lèrgia"),
    (rules.traps, "ca", "al•lèrgia"),
    (rules.traps, "ca", "al-lèrgia"),
    (rules.traps, "ca", "aŀlèrgia"),
    (rules.traps, "ca", "¿Des de quan?"),
    (rules.traps, "it", "E’ un nodulo"),
    (rules.traps, "it", "perchè"),
    (rules.traps, "it", "un pò"),
    (rules.traps, "it", "qual’è"),
    (rules.traps, "it", "nè l’uno"),
    (rules.traps, "it", "cioé"),
    (rules.terms, "es", "los ratones traseros"),
    (rules.terms, "ca", "nervis cluneals"),
    (rules.terms, "it", "i nodoli"),
    (rules.promises, "es", "una cura"),
    (rules.promises, "it", "del tutto sicuro"),
]


@pytest.mark.parametrize(("rule", "tag", "words"), MISTYPED)
def test_typed_wrong(rule: Rule, tag: str, words: str) -> None:
    """What a language does not write so is told, once."""
    assert [complaint.split(":")[0] for complaint in rule(said(tag, words))] == ["doctor.yaml"]


@pytest.mark.parametrize(
    ("tag", "words"),
    [
        (
            "en",
            "The patients’ ‘back mouse’ of 1,060.5\u00a0g, 5\u00a0cm (50%), in 10–15\u00a0min [@key].",
        ),
        ("ca", "1.060,5"),
        ("es", "¿Desde cuándo? «El “bulto”» de 12\u202f500,5\u00a0g, 5\u00a0cm (50\u202f%): ¡ojo!"),
        ("ca", "L’al·lèrgia d’aquí. Des de quan? «El “bony”» del 50\u00a0%, amb cura."),
        ("it", "È un po’ più giù, perché c’è l’ernia: qual è? 0,5% [@key; @other]"),
        ("es", '[a "cure" 0.5 cm?]{lang=en}'),
    ],
)
def test_typed_right(tag: str, words: str) -> None:
    """What is written as the language writes it gives no reason to complain, whatever another would say."""
    typed = (rules.decimals, rules.units, rules.per_cent, rules.quotation, rules.spaces, rules.ranges)
    for rule in (*typed, rules.traps, rules.terms, rules.promises):
        assert list(rule(said(tag, words))) == []


def test_an_emergency_number_is_wanted() -> None:
    """A language without one is told."""
    silent = said("en", "words")
    silent = replace(silent, language=replace(silent.language, emergency=()))
    assert list(rules.emergency(silent)) == ["language en: has no emergency number"]


def test_words_of_the_personal_file_are_wanted() -> None:
    """A language that lacks some of them, or has others than English, is told which."""
    english = language_of("en")
    choices = {**english.choices, "answer": {"yes": "yes"}}
    comments = {**english.comments, "shoes": "Your shoes."}
    here = replace(english, choices=choices, comments=comments)
    broken = replace(said("en", "words"), language=here, english=english)
    assert list(rules.vocabulary(broken)) == [
        "language en: has not choices answer no",
        "language en: has, and English has not patient-file shoes",
    ]


def test_words_of_the_personal_file_are_translated() -> None:
    """What is left in English of the words to choose and of the comments is told; what one types is not."""
    english = language_of("en")
    choices = {"tried": {"massage": "massage", "needling": "agulla"}, "answer": {"yes": "sí", "no": "no"}}
    comments = {"file": "Feu: handout make en --patient FITXER", "lumps": "Your lumps, at most four."}
    there = replace(
        english, choices={**english.choices}, comments={**english.comments, "lumps": comments["lumps"]}
    )
    here = replace(language_of("ca"), choices=choices, comments=comments)
    left = [
        one
        for one in rules.translation(replace(said("ca", "x"), language=here, english=there))
        if "ca," in one
    ]
    assert left == [
        "language ca, choices tried massage: “massage” is English",
        "language ca, patient-file lumps: “Your lumps, at most four.” is English",
    ]


def test_words_of_the_personal_file_are_well_typed() -> None:
    """The rules of typing hold for them too."""
    spanish = language_of("es")
    typed = replace(spanish, choices={"answer": {"yes": "Seguro?"}}, comments={"pain": 'De 0 - 10, a "ojo"'})
    wrong = replace(said("es", "x"), language=typed)
    for rule, complaints in ((rules.traps, 1), (rules.ranges, 1), (rules.quotation, 1)):
        assert len(list(rule(wrong))) == complaints, rule.__name__


def test_what_is_lost_is_told() -> None:
    """A field that is filled in on no sheet is named; the letter and the site of a lump are drawn."""
    english = {sheet: shipped_sheet(ENGLISH, sheet).sheet for sheet in SHEETS}
    assert set(rules.lost([])) == {
        f"{name} is filled in on no sheet"
        for name in patient.FIELDS
        if not (name.startswith("lumps.") and name.endswith((".letter", ".site")))
    }
    without = [sheet for name, sheet in english.items() if name != "more"]
    assert "operations.6.relief is filled in on no sheet" in list(rules.lost(without))


def test_every_rule_can_fail() -> None:
    """Each rule has a mistake above that it tells."""
    told = {rule for rule, *_ in (*PLANTED, *MISTYPED)}
    assert set(rules.RULES) == told | {rules.vocabulary}
