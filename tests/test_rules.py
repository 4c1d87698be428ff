"""What each rule of ``handout check`` tells, and where; and what looks similar and is not told."""

from __future__ import annotations

import ast
import functools
import re
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from handout import check, fonts, patient, proof, reading, still_right
from handout.content import shown
from handout.errors import Position, Problem, RenderError, Severity
from handout.library import SHEETS, Library
from handout.library import Edition as LanguageEdition
from handout.resources import LOCALES
from handout.shape import Report
from handout.subject import Subject
from tests.conftest import LIBRARY, TAGS
from tests.rule_kit import (
    RULES,
    SHIPPED,
    TODAY,
    TOY,
    Case,
    Edit,
    build,
    edit,
    read,
    right,
    subject,
    told,
    typed,
    wrong,
)

EN, EN_FORM, EN_FACTS = "en/doctor.yaml", "en/visit.yaml", "en/language.yaml"
CA, CA_FORM, CA_FACTS = "ca/doctor.yaml", "ca/visit.yaml", "ca/language.yaml"
REFERENCES, MADE_FROM = "references.yaml", "ca/made-from.yaml"


def personal(tag: str) -> str:
    """The words of personal files, for the end of a ``language.yaml``."""
    lines = ["choices:"]
    for vocabulary, names in patient.VOCABULARIES.items():
        lines += [f"  {vocabulary}:", *(f'    "{name}": {tag} {name}' for name in names)]
    comments = (f"  {name}: {tag} {name.replace('.', '/')}" for name in patient.COMMENTS)
    return "\n".join([*lines, "patient-file:", *comments, ""])


PERSONAL = ((EN_FACTS, "", personal("en")), (CA_FACTS, "", personal("ca")))
COMMENTS = re.sub(r"(?s).*^(?=patient-file:)", "", personal("ca"), flags=re.MULTILINE)

UNTRANSLATED = [
    wrong("untranslated", CA, "title: Una", "title: ¦(translate) Una", "this text is still to be translated"),
    wrong("untranslated", CA, 'text: "**Primer', 'text: ¦"(translate) **Primer', "this text is still"),
    wrong(
        "untranslated",
        CA,
        "text: >-\n              **Grinyola",
        "text: ¦>-\n              (translate) **Grinyola",
        "this text is still",
    ),
    wrong(
        "untranslated", CA_FACTS, "promises: [curar", "promises: [¦(translate) curar", "this text is still"
    ),
    wrong("untranslated", CA_FACTS, "blank: per", "blank: ¦(translate) per", "this text is still"),
    wrong("untranslated", CA_FORM, "about: Potser", "about: ¦(translate) Potser", "this text is still"),
    wrong(
        "untranslated",
        CA,
        "[No fer-hi res, els",
        "[¦(translate) No fer-hi res, (translate) els",
        "2 texts are still to be translated, in line ",
    ),
    # Two that stand beside each other, in two sections.
    wrong(
        "untranslated",
        CA,
        "Us demano que mireu la frontissa.\n\n  - id: where\n    heading: On",
        "¦(translate) Us demano que mireu la frontissa.\n\n  - id: where\n    heading: ¦(translate) On",
        "this text is still",
    ),
    # Two of one section with another between them.
    wrong(
        "untranslated",
        CA_FORM,
        '{tick: mullada}, {tick: "no"}, {write: number, before: amplada',
        '{tick: ¦(translate) mullada}, {tick: "no"}, {write: number, before: ¦(translate) amplada',
        "this text is still",
    ),
    right("untranslated", CA, "title: Una", "title: Una (translate)"),
    right("untranslated", CA, "title: Una", "title: (translate)Una"),
    right("untranslated", CA, "title: Una", "# (translate) Una\ntitle: Una"),
    wrong(
        "untranslated",
        CA_FACTS,
        "box: casella\n  ticked: marcada",
        "box: ¦(translate) casella\n  ticked: (translate) marcada",
        "2 texts are still to be translated, in lines ",
    ),
    wrong(
        "untranslated",
        CA_FORM,
        """heading: Quan truco?
    starts: band
    blocks:
      - id: alarm-list
        kind: list
        items:
          - id: fallen
            text: Truqueu""",
        """heading: ¦(translate) Quan truco?
    starts: band
    blocks:
      - id: alarm-list
        kind: list
        items:
          - id: fallen
            text: (translate) Truqueu""",
        "2 texts are still to be translated, in lines ",
    ),
]

UNREAD_FILE = [
    wrong("unread-file", "ca/visita.yaml", "", "¦name: Full\n", "this file is read by nobody"),
    wrong("unread-file", "ca/doctor.yml", "", "¦name: Full\n", "this file is read by nobody"),
    wrong("unread-file", "en/doctor-old.yaml", "", "¦name: Sheet\n", "this file is read by nobody"),
    right("unread-file", "ca/notes.txt", "", "name: Full\n"),
    right("unread-file", "ca/doctor.yaml~", "", "name: Full\n"),
    right("unread-file", "en/doctor-old.yaml", "", "name: Sheet\n", tag="ca"),
]

STRAY_MARK = [
    wrong("stray-mark", CA, "**Primer, escolteu.**", "**Primer, escolteu.** ¦*Ara", "“*” is left over here"),
    wrong("stray-mark", CA, "[les regles](https", "¦[les regles¦] (https", "“[” is left", "“]” is left"),
    wrong("stray-mark", CA, "title: Una porta", "title: Una ¦{door}", "“{door}” is left over here"),
    wrong("stray-mark", CA, "heading: On és", "heading: ¦translate) On és", "“translate)” is left over here"),
    wrong("stray-mark", CA, "heading: On és", "heading: ¦_On_ és", "“_” is left over here"),
    wrong("stray-mark", CA_FACTS, "notes: Notes", "notes: Notes¦*", "“*” is left over here"),
    right("stray-mark", CA, "heading: On és", 'heading: "**On** [is]{lang=en} [és](https://gates.example)"'),
    right("stray-mark", CA, "heading: On és", "heading: On_és, (és)"),
    right("stray-mark", CA_FACTS, "pàgina {page} de {pages}", "p. {page}/{pages}"),
    wrong("stray-mark", CA, "text: O digueu-me", "text: O [be]{lang=en} ¦{digueu}-me", "“{digueu}” is left"),
    typed("stray-mark", "en", "Ask somebody to translate this."),
]

COMMENT_IN_TEXT = [
    wrong("comment-in-text", CA, "mireu la frontissa.", "mireu ¦# la frontissa.", "“#”"),
    wrong("comment-in-text", CA, "[No fer-hi res,", "[No fer-hi res ¦# mai\n              ,", "“#”"),
    wrong("comment-in-text", CA_FACTS, "notes: Notes de", "notes: Notes  ¦# de", "“#”"),
    right(
        "comment-in-text", CA, "Us demano que mireu la frontissa.", '"Us demano # que mireu la frontissa."'
    ),
    right("comment-in-text", CA, "mireu la frontissa.", "mireu la frontissa#2."),
    right("comment-in-text", CA, "text: Us demano que mireu", "# Us\n            text: Us demano que mireu"),
    right("comment-in-text", CA, '"**Primer, escolteu.**"', '"**Primer, escolteu.**" # Us'),
    right(
        "comment-in-text",
        CA,
        "text: Us demano que mireu la",
        "text: >-\n              Us # demano que mireu la",
    ),
    right("comment-in-text", CA_FORM, "theme: form", "theme: form # gran"),
]

SHAPE = [
    wrong("shape", CA, "id: gp-tell", "¦id: gp-say", "“gp-say” stands here; English has “gp-tell”"),
    wrong("shape", CA, "for: [gp]", "for: [¦surgeon]", "“surgeon” stands here; English has “gp”"),
    wrong("shape", CA, "for: [gp]", "for: ¦[gp, surgeon]", "2 in this list; English has 1"),
    wrong(
        "shape",
        CA,
        "    prominent: true\n",
        "",
        "“prominent” is missing; English has it",
        at=[(CA, "  - ¦id: request\n")],
    ),
    wrong(
        "shape",
        CA,
        "    prominent: true\n",
        "    ¦promnent: true\n",
        "“promnent” stands here; English has “prominent”",
    ),
    wrong(
        "shape",
        CA,
        "    heading: On és\n",
        "    heading: On és\n    ¦columns: 1\n",
        "“columns” stands here; English has it not",
    ),
    wrong(
        "shape",
        CA,
        "        heading: Els dies de pluja\n",
        "",
        "“heading” is missing",
        at=[(CA, "- ¦id: care-list")],
    ),
    wrong(
        "shape",
        CA,
        "          - id: gp-tell\n            text: O digueu-me qui en té.\n",
        "",
        "“gp-tell” is missing; English has it after “gp-oil”",
        at=[(CA, "- ¦id: gp-oil")],
    ),
    wrong(
        "shape",
        CA,
        '          - id: graphite\n            cells: [Grafit, "menys soroll durant 10–15 minuts '
        '[@graphite2011; @vietnamese2008]"]\n',
        "",
        "“graphite” is missing; English has it first",
        at=[(CA, "          ¦- id: leave")],
    ),
    wrong(
        "shape",
        CA,
        "          - id: gp-tell\n            text: O digueu-me qui en té.\n",
        "          - id: gp-tell\n            text: O digueu-me qui en té.\n"
        "          - ¦id: gp-sing\n            text: O canteu.\n",
        "“gp-sing” stands here; English has it not",
    ),
    wrong(
        "shape",
        CA,
        "- id: bibliography\n        kind: bibliography\n      - id: qr",
        "¦- id: qr",
        "“bibliography” is missing; English has it first",
    ),
    wrong(
        "shape",
        CA_FORM,
        '{id: first-day, cells: [Dia moll, "1,5"]}\n          - {id: second-day, cells: [Dia sec]}',
        '¦{id: second-day, cells: [Dia sec]}\n          - {id: first-day, cells: [Dia moll, "1,5"]}',
        "“second-day” stands here; English has “first-day” first",
    ),
    wrong("shape", CA, "kind: table", "kind: ¦list", "“list” stands here"),
    wrong("shape", CA, "drawing: low-back", "drawing: ¦body", "“body” stands here; English has “low-back”"),
    wrong("shape", CA, "words: 640", "words: ¦650", "“650” stands here; English has “640”"),
    wrong("shape", CA_FORM, "{tick: mullada}, ", "", "3 in this list", at=[(CA_FORM, "answer: ¦[{fill")]),
    wrong("shape", CA_FORM, "write: number", "write: ¦word", "“word” stands here; English has “number”"),
    wrong("shape", CA_FORM, "about-me.name", "¦about-me.phone", "English has “about-me.name”"),
    wrong(
        "shape", CA_FORM, "            lines: 2\n", "", "“lines” is missing", at=[(CA_FORM, "- ¦id: wishes")]
    ),
    wrong("shape", CA_FORM, "cells: [Dia sec]", "cells: ¦[Dia sec, x]", "2 in this list; English has 1"),
    wrong("shape", CA_FORM, "width: number}", "width: ¦line}", "“line” stands here; English has “number”"),
    wrong(
        "shape",
        CA_FORM,
        "intro: Una fila per a cada un de 12 dies.",
        "¦lines: 1",
        "“intro” is missing",
        "“lines” stands here; English has it not",
        at=[(CA_FORM, "- ¦id: noises")],
    ),
    wrong("shape", CA_FORM, "theme: form", "theme: ¦dense", "“dense” stands here; English has “form”"),
    wrong(
        "shape",
        CA_FACTS,
        personal("ca").removesuffix(COMMENTS),
        "",
        "“choices” is missing",
        at=[(CA_FACTS, "¦tag: ca")],
        given=PERSONAL,
    ),
    wrong(
        "shape",
        CA_FACTS,
        COMMENTS,
        "",
        "“patient-file” is missing",
        at=[(CA_FACTS, "¦tag: ca")],
        given=PERSONAL,
    ),
    right("shape", CA, "heading: On és", "heading: >-\n      On és,\n      i on no"),
    right("shape", CA, "    columns: 1\n", '    columns: "1"\n'),
    right("shape", CA, "for: [gp]", "for:\n          - gp"),
    right("shape", CA, "      - id: qr\n        kind: qr", "      - kind: qr\n        id: qr"),
    right("shape", CA, "[body2004, neighbour]", "[body2004]"),
    right("shape", CA_FACTS, "promises: [curar, garantit]", "promises: [curar]"),
    right(
        "shape", CA_FACTS, "place: a tota la Unió Europea}", "place: a tota la Unió Europea}\nreviewed_by: X"
    ),
    right("shape", EN, "id: gp-tell", "id: gp-say"),
    wrong(
        "shape",
        CA,
        "- id: gp-tell\n            text: O",
        "- ¦id: gp-sing\n            text: O canteu.\n          - id: gp-tell\n            text: O",
        "“gp-sing” stands here; English has it not",
    ),
    wrong(
        "shape",
        CA,
        "id: gp-tell\n            text: O",
        "text: O",
        "“gp-tell” is missing",
        at=[(CA, "- ¦id: gp-oil")],
    ),
    right(
        "shape",
        CA,
        "left: costat esquerre\n          right: costat dret",
        "right: costat dret\n          left: costat esquerre",
    ),
    # A fact of a language that another need not have.
    right("shape", CA_FACTS, "avoided: [bulto]\n", ""),
]

CITATIONS = [
    wrong(
        "citations",
        CA,
        " [@greek2006]; vegeu [les regles](https://gates.example/rules)\n              [@body2004]",
        "; vegeu [les regles](https://gates.example/rules)\n              [¦@body2004]",
        "cites body2004; English cites greek2006, body2004",
    ),
    wrong(
        "citations",
        CA,
        "@hinge2001; @many2002",
        "¦@many2002; @hinge2001",
        "cites many2002, hinge2001, truncated2003, turkish2005, body2004; English cites hinge2001, many2002",
    ),
    wrong(
        "citations",
        CA,
        'caption: "**Figura 1.** La porta des del darrere [@russian2007]."',
        'caption: ¦"**Figura 1.** La porta des del darrere."',
        "cites nothing; English cites russian2007",
    ),
    # On the second line of a text.
    wrong(
        "citations", CA, "pluja [@turkish2005; @body2004]", "pluja [@turkish2005; ¦@greek2006]", "greek2006;"
    ),
    wrong("citations", CA, "Us demano que mireu", "Us demano [¦@oil2010] que mireu", "English cites nothing"),
    wrong(
        "citations",
        CA,
        "@oil2010; @paint2012]",
        "@oil2010; @paint2012; ¦@greek2006]",
        "paint2012, greek2006;",
    ),
    wrong(
        "citations",
        CA,
        'text: "Grinyola [@oil2010]"',
        "text: ¦Grinyola",
        "cites nothing; English cites oil2010",
    ),
    wrong(
        "citations", CA, '"Oli [@oil2010]"', '"Oli [¦@paint2012]"', "cites paint2012; English cites oil2010"
    ),
    right(
        "citations", CA, "[@hinge2001; @many2002; @truncated2003]", "[@hinge2001] [@many2002; @truncated2003]"
    ),
    right("citations", CA, "[@turkish2005; @body2004]", "[ @turkish2005 ;@body2004 ]"),
    right(
        "citations", CA, "L’oli va ajudar 1.200 de 1.500 portes [@greek2006]", "[@greek2006] L’oli va ajudar"
    ),
    right("citations", EN, " [@greek2006]", ""),
]

BASIS = [
    wrong(
        "basis",
        CA,
        "basis: patient-reports",
        "basis: ¦usual-care",
        "rests on usual-care (neighbour); in English on patient-reports (neighbour)",
    ),
    wrong(
        "basis",
        CA,
        "[body2004, neighbour]",
        "[body2004]",
        "rests on usual-care (body2004); in English on usual-care (body2004, neighbour)",
        at=[(CA, "- ¦id: call")],
    ),
    wrong("basis", CA, "[body2004, neighbour]", "[¦neighbour, body2004]", "(neighbour, body2004); in"),
    wrong("basis", CA, "[body2004, neighbour]", "[body2004, neighbour, ¦oil2010]", "neighbour, oil2010); in"),
    wrong("basis", CA_FORM, "[body2004]", "[¦neighbour]", "in English on usual-care (body2004)"),
    wrong(
        "basis",
        CA_FORM,
        "            basis: usual-care\n",
        "",
        "rests on no basis (body2004)",
        at=[(CA_FORM, "- ¦id: fallen")],
    ),
    wrong(
        "basis",
        CA,
        "            basis: patient-reports\n            sources: [neighbour]\n",
        "",
        "rests on no basis (no sources); in English on patient-reports (neighbour)",
        at=[(CA, "- ¦id: leave")],
    ),
    wrong(
        "basis",
        CA,
        "- id: wet\n",
        "- id: wet\n            basis: ¦usual-care\n            sources: [oil2010]\n",
        "rests on usual-care (oil2010); in English on no basis (no sources)",
    ),
    right(
        "basis",
        CA,
        "sources: [body2004, neighbour]",
        "sources:\n              - body2004\n              - neighbour",
    ),
    right("basis", CA, "id: call", "id: calling"),
    right("basis", CA, "els veïns es lleven", "els veïns canten"),
    right("basis", EN, "basis: patient-reports", "basis: usual-care"),
]

FIGURES = [
    wrong("figures", CA, "el 15\u00a0%", "el ¦1\u00a0%", "has 1% where English has 15%"),
    wrong("figures", CA, "el 15\u00a0%", "el ¦15", "has 15 where English has 15%"),
    # On the second of two lines of a text, behind citations.
    wrong(
        "figures",
        CA,
        "2,5\u00a0cm de\n              pluja",
        "força\n              pluja, ¦25\u00a0cm",
        "English has 2.5",
    ),
    wrong("figures", CA, "1.200 de", "¦1.2000 de", "has 1.2000 where English has 1200"),
    wrong("figures", CA, "1.200 de", "¦1,200 de", "has 1.200 where English has 1200"),
    wrong("figures", CA, "1.200 de 1.500", "1.200 de ¦1.200", "has 1200 where English has 1500"),
    wrong("figures", CA, "vegeu [les", "vegeu [les ¦7", "has 7 where English has nothing"),
    wrong("figures", CA, "[the locksmith]", "[the ¦2 locksmiths]", "has 2 where English has nothing"),
    wrong("figures", CA, '"rovell: a 65–80', '"rovell: a ¦66–80', "has 66 where English has 65"),
    wrong("figures", CA, "O digueu-me", "O ¦3 cops, digueu-me", "has 3 where English has nothing"),
    wrong("figures", CA_FORM, '"1,5"', '"¦15"', "has 15 where English has 1.5"),
    wrong("figures", CA_FORM, "de 12 dies", "de ¦21 dies", "has 21 where English has 12"),
    wrong(
        "figures",
        CA_FORM,
        "intro: Una fila per a cada un de 12",
        "intro: ¦Una fila per a cada un de molts",
        "has nothing where English has 12",
    ),
    wrong("figures", CA_FACTS, "box: casella", "box: casella ¦2", "has 2 where English has nothing"),
    right("figures", CA, "1.200 de 1.500 portes", "1.500 portes, no totes, sinó 1.200"),
    right(
        "figures",
        CA,
        "1.200 de 1.500",
        "1\u00a0200 de 1\u00a0500",
        given=[(CA_FACTS, 'thousands: "."', 'thousands: "\u00a0"')],
    ),
    right("figures", CA, "15\u00a0%", "15%"),
    right("figures", CA, "a 65–80\u00a0mm del pal.", "de 65 a 80\u00a0mm del pal."),
    right(
        "figures",
        CA,
        "trucar al 112",
        "trucar al 112 o al 061",
        given=[(CA_FACTS, "emergency:\n", 'emergency:\n  - {number: "061", place: a Catalunya}\n')],
    ),
    right(
        "figures",
        CA_FACTS,
        "ca about-me/phone/example",
        "972 000 000",
        given=PERSONAL,
    ),
    # Nobody calls a depth.
    right("figures", CA_FORM, "250\u00a0cm", "112\u00a0cm", given=[(EN_FORM, "250\u00a0cm", "112\u00a0cm")]),
    right("figures", EN, "15% of", "16% of"),
    wrong("figures", CA, "1.200 de 1.500", "¦1.500 de 1.500", "has 1500 where English has 1200"),
    # Behind words of another language.
    wrong("figures", CA, "vegeu [les", "[see]{lang=en} [les ¦7", "has 7 where English has nothing"),
    # Those are told as numbers that nobody answers.
    right("figures", CA, "trucar al 112", "trucar al 113"),
    right("figures", CA, "[the locksmith]", "[the locksmith at 911]"),
]

FIGURE_ORDER = [
    wrong(
        "figure-order",
        CA,
        "1.200 de 1.500",
        "¦1.500 de 1.200",
        "the figures are 1500, 1200; in English 1200, 1500",
    ),
    wrong(
        "figure-order",
        CA,
        "3 de 1.200 de 1.500",
        "3 de ¦1.500 de 1.200",
        "the figures are 3, 1500, 1200",
        given=[(CA, "ajudar 1.200", "ajudar 3 de 1.200"), (EN, "helped 1,200", "helped 3 of 1,200")],
    ),
    # That is a matter of another rule.
    right("figure-order", CA, "1.200 de 1.500", "1.500 de 1.300"),
    right(
        "figure-order",
        CA,
        "trucar al 112",
        "trucar al 112 2 cops",
        given=[(EN, "ring 999", "ring 2 times 999")],
    ),
    right(
        "figure-order",
        CA_FACTS,
        "ca about-me/phone/example",
        "2 i 1",
        given=[*PERSONAL, (EN_FACTS, "en about-me/phone/example", "1 and 2")],
    ),
    wrong(
        "figure-order",
        CA,
        "L’oli va ajudar 1.200 de 1.500",
        "L’oli va [de facto]{lang=la} ajudar ¦1.500 de 1.200",
        "in English 1200, 1500",
    ),
]

LEFT_IN_ENGLISH = [
    wrong(
        "left-in-english",
        CA,
        "heading: Què cal vigilar",
        "heading: ¦What to watch",
        "“What to watch” is English",
    ),
    wrong(
        "left-in-english",
        CA,
        "heading: Què cal vigilar",
        "heading: ¦WHAT TO WATCH",
        "“WHAT TO WATCH” is English",
    ),
    wrong("left-in-english", CA, "[Grafit,", "[¦Graphite,", "“Graphite” is English"),
    wrong(
        "left-in-english",
        CA,
        "Res d’això no és veritat",
        "¦Nothing here is true",
        "“Nothing here is true” is English",
    ),
    # A clause that goes over a mark and ends before a citation.
    wrong("left-in-english", CA, "vegeu [les regles]", "¦see [the rules]", "“see the rules” is English"),
    wrong(
        "left-in-english",
        CA_FACTS,
        "disclaimer: No greixa cap porta.",
        "disclaimer: ¦Oils no gate.",
        "“Oils no gate.”",
    ),
    wrong("left-in-english", CA_FORM, "tick: mullada", "tick: ¦wet", "“wet” is English"),
    wrong("left-in-english", CA_FORM, "[Dia sec]", "[¦Dry day]", "“Dry day” is English"),
    wrong("left-in-english", CA_FACTS, "ticked: marcada", "ticked: ¦ticked", "“ticked” is English"),
    wrong(
        "left-in-english",
        CA_FACTS,
        '"massage": ca massage',
        '"massage": ¦en massage',
        "“en massage” is English",
        given=PERSONAL,
    ),
    wrong(
        "left-in-english",
        CA_FACTS,
        "  lumps: ca lumps",
        "  lumps: ¦en lumps",
        "“en lumps” is English",
        given=PERSONAL,
    ),
    wrong(
        "left-in-english",
        CA,
        "alt: La porta vista des del darrere, amb la frontissa a 65–80\u00a0mm del pal.",
        "alt: ¦The gate seen from behind, with its hinge 65 to 80\u00a0mm from the post.",
        "“The gate seen from behind, with its hin…” is English",
    ),
    right("left-in-english", CA, "heading: Què cal vigilar", 'heading: "[What to watch]{lang=en}"'),
    right(
        "left-in-english",
        CA,
        "heading: Què cal vigilar",
        "heading: What to watch",
        given=[(CA_FACTS, "notes]", "notes, what to watch]")],
    ),
    right("left-in-english", CA, "heading: Els dies", "heading: Rust, els dies"),
    # A clause of one word.
    right(
        "left-in-english",
        CA,
        "heading: Els dies",
        "heading: Rust; els dies",
        given=[(EN, "heading: On wet days", "heading: Rust; on wet days")],
    ),
    right(
        "left-in-english",
        CA,
        "scale: 5\u00a0cm",
        "scale: 7\u00a0mm",
        given=[(EN, "scale: 5\u00a0cm", "scale: 7\u00a0mm")],
    ),
    right(
        "left-in-english",
        CA_FACTS,
        "version: versió {version}",
        'version: "{version}"',
        given=[(EN_FACTS, "version: version {version}", 'version: "{version}"')],
    ),
    right(
        "left-in-english",
        CA_FACTS,
        "  file: ca file",
        "  file: handout make en --patient X",
        given=[*PERSONAL, (EN_FACTS, "  file: en file", "  file: handout make en --patient X")],
    ),
    right(
        "left-in-english",
        CA_FACTS,
        "  file: ca file",
        '  file: "Feu: handout make en"',
        given=[*PERSONAL, (EN_FACTS, "  file: en file", '  file: "Do: handout make en"')],
    ),
]

ENGLISH_CHANGED = [
    wrong(
        "english-changed",
        EN,
        "title: The gate that squeaks",
        "title: The gate that sings",
        "to “The gate that sings”; once it was compared: “handout still-right ca ",
        at=[(CA, "title: ¦Una")],
        tag="ca",
    ),
    wrong(
        "english-changed",
        EN,
        "Rust grows",
        "Rust sings",
        "wet/text”",
        at=[(CA, "text: ¦El rovell")],
        tag="ca",
    ),
    wrong(
        "english-changed",
        EN,
        "the neighbours rise",
        "the neighbours sing",
        "leave/cells/2”",
        at=[(CA, "[No fer-hi res, ¦els")],
        tag="ca",
    ),
    wrong(
        "english-changed",
        EN,
        "spine: post",
        "spine: pole",
        "figure-1/labels/spine”",
        at=[(CA, "spine: ¦pal")],
        tag="ca",
    ),
    wrong(
        "english-changed",
        EN,
        " [@greek2006]",
        "",
        "has changed",
        at=[(CA, "text: ¦>-\n              L’oli")],
        tag="ca",
    ),
    wrong(
        "english-changed",
        EN_FORM,
        "tick: wet",
        "tick: moist",
        "owner/answer/2/tick”",
        at=[(CA_FORM, "tick: ¦mullada")],
        tag="ca",
    ),
    wrong(
        "english-changed",
        EN_FACTS,
        "box: box to tick",
        "box: box to draw",
        "words/box”",
        at=[(CA_FACTS, "box: ¦casella")],
        tag="ca",
    ),
    wrong(
        "english-changed",
        EN,
        "title: The gate",
        "title: A gate",
        "has changed",
        at=[(CA, "title: ¦(translate)")],
        tag="ca",
        given=[(CA, "title: Una porta que grinyola", "title: (translate) The gate that squeaks")],
    ),
    wrong(
        "english-changed",
        MADE_FROM,
        "  title: The gate that squeaks\n",
        "",
        "it is new in English: “The gate that squeaks”",
        at=[(CA, "title: ¦Una")],
    ),
    right(
        "english-changed",
        EN,
        "about: For the locksmith, from the gate. Nothing",
        "about: >-\n  For the locksmith,\n  from the gate.\n  Nothing",
        tag="ca",
    ),
    right("english-changed", EN_FACTS, "in the United Kingdom", "in Great Britain", tag="ca"),
    right("english-changed", EN_FACTS, "[January,", "[Jan,", tag="ca"),
    right("english-changed", CA, "title: Una", "title: La"),
    right("english-changed", EN, "title: The gate", "title: A gate"),
    right(
        "english-changed",
        CA,
        "title: Una porta que grinyola",
        "title: (translate) A gate that squeaks",
        given=[(EN, "title: The gate", "title: A gate")],
    ),
    wrong(
        "english-changed",
        EN,
        "its hinge 65",
        "its bolt 65",
        "from “… behind, with its hinge 65 to 80 …” to “… behind, with its bolt 65",
        at=[(CA, "alt: ¦La porta")],
        tag="ca",
    ),
    right("english-changed", CA_FACTS, "place: a tota la Unió", "place: (translate) in the Union"),
    right(
        "english-changed", CA, "id: wet\n            text: El", "id: damp\n            text: (translate) El"
    ),
]

INCOMPLETE_REFERENCE = [
    wrong(
        "incomplete-reference",
        REFERENCES,
        "    issued: {date-parts: [[2007]]}\n",
        "",
        "“russian2007” has no title or no year",
        at=[(REFERENCES, "- ¦id: russian2007")],
    ),
    wrong(
        "incomplete-reference",
        REFERENCES,
        '    URL: "https://gates.example/paint"\n',
        "",
        "“paint2012” has neither a journal nor an address",
        "“paint2012” has no DOI",
        at=[(REFERENCES, "- ¦¦id: paint2012")],
    ),
    wrong(
        "incomplete-reference",
        REFERENCES,
        '    DOI: "10.9999/gates.2009"\n',
        "",
        "“nobody2009” has no DOI",
        at=[(REFERENCES, "- ¦id: nobody2009")],
    ),
    wrong(
        "incomplete-reference",
        REFERENCES,
        "title: Graphite",
        "title: \"Gate's 'end'\"",
        "“graphite2011” has straight quotation marks",
        at=[(REFERENCES, "- ¦id: graphite2011")],
    ),
    wrong(
        "incomplete-reference",
        REFERENCES,
        "family: Oil,",
        "family: O'Oil,",
        "“oil2010” has straight quotation marks",
        at=[(REFERENCES, "- ¦id: oil2010")],
    ),
    wrong(
        "incomplete-reference",
        REFERENCES,
        "container-title-short: Rust Lett",
        "container-title-short: Rust `Lett´",
        "“truncated2003” has straight quotation marks",
        at=[(REFERENCES, "- ¦id: truncated2003")],
    ),
    wrong(
        "incomplete-reference",
        REFERENCES,
        "language: tr",
        "language: de",
        "“turkish2005” is in “de”, whose name “en” does not know",
        at=[(REFERENCES, "- ¦id: turkish2005")],
    ),
    wrong(
        "incomplete-reference",
        CA_FACTS,
        ", tr: turc}",
        "}",
        "“turkish2005” is in “tr”, whose name “ca” does not know; add it to “languages”",
        at=[(REFERENCES, "- ¦id: turkish2005")],
    ),
    # Nobody sees a source by its key, nor what no sheet cites.
    right(
        "incomplete-reference",
        REFERENCES,
        "title: What the neighbour says",
        "title: What the 'neighbour' says",
    ),
    right(
        "incomplete-reference",
        REFERENCES,
        "    issued: {date-parts: [[2006]]}\n",
        "",
        given=[(EN, " [@greek2006]", "")],
    ),
    right("incomplete-reference", REFERENCES, "title: Graphite", "title: The gate’s ‘end’"),
    right("incomplete-reference", REFERENCES, '    DOI: "10.9999/gates.2009"\n', '    PMID: "99"\n'),
    right(
        "incomplete-reference",
        REFERENCES,
        "    custom: {printable: yes, updated: 2020}",
        "    custom: {printable: yes}",
    ),
    wrong(
        "incomplete-reference",
        REFERENCES,
        "    title: Graphite\n",
        "",
        "“graphite2011” has no title or no year",
        at=[(REFERENCES, "- ¦id: graphite2011")],
    ),
]

REFERENCE_COUNT = [
    wrong(
        "reference-count",
        EN,
        " [@greek2006]",
        " [@oil2010]",
        "11 references are cited; 12 to 14 are wanted",
        at=[(EN, "¦name: Gate sheet")],
    ),
    wrong(
        "reference-count",
        EN,
        "references: [12, 14]",
        "references: [9, 11]",
        "12 references are cited; 9 to 11 are wanted",
        at=[(EN, "¦name: Gate sheet")],
    ),
    right("reference-count", EN, "references: [12, 14]", "references: [12, 12]"),
    right("reference-count", EN, "[@nobody2009;", "[@nobody2009; @hinge2001;"),
    right(
        "reference-count",
        EN,
        "budget: {words: 640, references: [12, 14]}\n",
        "",
        given=[(EN, " [@greek2006]", "")],
    ),
    # No number stands for a source.
    right(
        "reference-count",
        EN,
        "[body2004, neighbour]",
        "[oil2010]",
        given=[(EN, "references: [12, 14]", "references: [12, 12]")],
    ),
]

OLD_SOURCES = [
    wrong("old-sources", EN_FACTS, "2026-03-05", "¦2023-11-20", "last checked on 2023-11-20, 3 years ago"),
    wrong("old-sources", CA_FACTS, "2026-03-05", "¦1999-12-31", "last checked on 1999-12-31, 26 years ago"),
    right("old-sources", EN_FACTS, "2026-03-05", "2023-11-21"),
    right("old-sources", EN_FACTS, "2026-03-05", "2027-01-01"),
]

PROMISE = [
    wrong("promise", EN, "Oil helped", "Oil ¦cures", "“cures” promises too much"),
    wrong(
        "promise",
        EN,
        "heading: On wet days",
        "heading: Were **¦Guaranteed** days",
        "“Guaranteed” promises too much",
    ),
    wrong("promise", CA_FACTS, "No greixa", "¦Garantit, greixa", "“Garantit” promises too much"),
    wrong("promise", CA_FORM, "tick: mullada", "tick: ¦curar", "“curar” promises too much"),
    wrong(
        "promise",
        CA_FACTS,
        "  lumps: ca lumps",
        "  lumps: per ¦curar",
        "“curar” promises too much",
        given=PERSONAL,
    ),
    typed("promise", "es", "Es una ¦cura.", "“cura”"),
    typed("promise", "it", "Metodo ¦del tutto sicuro.", "“del tutto sicuro”"),
    typed("promise", "it", "Metodo ¦del tutto\n  sicuro.", "“del tutto sicuro”"),
    right("promise", EN, "Oil helped", "Secured, obscure and curels"),
    right("promise", CA, "Els dies", "Els [guaranteed to cure]{lang=en}"),
    right("promise", CA, "Els dies", "Els [curar]{lang=es}"),
    right("promise", CA_FACTS, "ca questions/example", "Es pot curar?", given=PERSONAL),
    typed("promise", "ca", "Feu-ho amb cura."),
]

AVOIDED_TERM = [
    wrong("avoided-term", CA, "Els dies", "¦Bultos els dies", "“Bultos” is a term to avoid"),
    wrong("avoided-term", EN, "Rust grows", "¦Color fades", "“Color” is a term to avoid"),
    wrong(
        "avoided-term",
        EN_FACTS,
        "disclaimer: Oils",
        "disclaimer: A ¦color oils",
        "“color” is a term to avoid",
    ),
    typed("avoided-term", "es", "Los ¦ratones traseros.", "“ratones traseros”"),
    typed("avoided-term", "ca", "Els nervis ¦cluneals.", "“cluneals”"),
    typed("avoided-term", "it", "I ¦nodoli.", "“nodoli”"),
    right("avoided-term", EN, "Rust grows", "Colour and colorimetry"),
    right("avoided-term", CA, "Els dies", "Els [bulto]{lang=es}"),
]

FOR_OTHERS = """
      - id: ways-list
        kind: list
        items:
          - id: oiling
            text: Oil was heard of.
            basis: patient-reports
            sources: [neighbour]
"""
REQUEST = [
    wrong(
        "request",
        EN,
        "for: [gp]",
        "for: [surgeon]",
        "nothing is asked of “gp”",
        at=[(EN, "  - ¦id: request\n")],
    ),
    wrong(
        "request",
        CA,
        "for: [rehabilitation, pain-clinic, surgeon, radiologist]",
        "for: [rehabilitation, radiologist]",
        "“pain-clinic”",
        "“surgeon”",
        at=[(CA, "  - ¦¦id: request\n")],
    ),
    wrong(
        "request",
        EN,
        "Please oil me.",
        "Please oil me [¦@oil2010; @hinge2001] well.",
        "a request cites nothing",
    ),
    wrong(
        "request",
        EN,
        "**Listen first.**",
        "**Listen first** [¦@oil2010].",
        "a request cites nothing",
    ),
    wrong(
        "request",
        EN,
        "- id: ways-table\n        kind: table",
        "- id: ways-table\n        kind: table\n        for: [gp]",
        "others would have other numbers",
        at=[(EN, "[¦@graphite2011")],
        given=[(EN, "      - id: ways-table", f"{FOR_OTHERS}\n      - id: ways-table")],
    ),
    right("request", EN, "heading: On wet days", "heading: On wet days [@oil2010]"),
    right("request", EN_FORM, "heading: When do I call?", "heading: When do I call?\n    voice: patient"),
]

EMERGENCY_NUMBER = [
    wrong("emergency-number", EN_FORM, "Call 999", "Call 999 or ¦911", "911 is no emergency number"),
    wrong(
        "emergency-number",
        CA_FORM,
        "al 112",
        "al ¦999",
        "112 is named nowhere",
        "999 is no emergency number",
        at=[(CA_FORM, "¦# Catalan for")],
    ),
    wrong(
        "emergency-number",
        CA_FORM,
        "Truqueu al 112",
        "Truqueu",
        "112 is named nowhere",
        at=[(CA_FORM, "¦# Catalan for")],
    ),
    wrong(
        "emergency-number",
        CA,
        "trucar al 112",
        "trucar al ¦113",
        "112 is named nowhere",
        "113 is no emergency number",
        at=[(CA, "¦# Tots els")],
    ),
    wrong("emergency-number", CA, "[the locksmith]", "[the locksmith at ¦911]", "911 is no emergency number"),
    wrong("emergency-number", EN_FACTS, '"999"', '¦"nine"', "“nine” is no telephone number in digits"),
    wrong(
        "emergency-number",
        EN_FACTS,
        "emergency:\n",
        'emergency:\n  - {number: "112", place: in Europe}\n',
        "112 is named nowhere on this sheet",
        at=[(EN, "¦# Every kind"), (EN_FORM, "¦# A sheet")],
    ),
    right("emergency-number", CA_FORM, "250\u00a0cm", "250 cm, 120\u00a0%, 100–200, 0,125, 1.200 i 2026"),
    right("emergency-number", EN, "ring 999", "ring 250 times"),
    right("emergency-number", CA_FORM, "text: Truqueu al 112", "text: (translate) Call 999"),
    right("emergency-number", CA_FORM, "about: Potser grinyolo", "about: Potser grinyolo (112)"),
]

LOST_FIELD = [
    wrong(
        "lost-field",
        "en/visit.yaml",
        "              - {fill: appointment.with, before: with}\n",
        "",
        "“appointment.with” of the personal file is filled in on no sheet",
        at=[("en/more.yaml", "¦name: Extra")],
        base=SHIPPED,
    ),
    wrong(
        "lost-field",
        "en/more.yaml",
        ", answer: [{fill: relief}]",
        "",
        *(f"“operations.{number}.relief” of" for number in range(1, 7)),
        at=[("en/more.yaml", "¦¦¦¦¦¦name: Extra")],
        base=SHIPPED,
    ),
    right(
        "lost-field",
        "en/more.yaml",
        "answer: [{fill: about-me.name}]",
        "answer: [{write: line}]",
        base=SHIPPED,
    ),
    right("lost-field", EN_FORM, "{fill: about-me.name}, ", ""),
]

ALTERNATIVE_TEXT = [
    wrong(
        "alternative-text",
        EN,
        "alt: QR code that opens",
        "alt: ¦Opens",
        "repeats the words beside the picture",
    ),
    wrong(
        "alternative-text",
        EN,
        "alt: The gate seen from behind, with its hinge 65 to 80\u00a0mm from the post.",
        "alt: ¦The gate from behind",
        "repeats the words beside the picture; say what it shows",
    ),
    wrong(
        "alternative-text",
        EN,
        "alt: The gate seen from behind, with its hinge 65 to 80\u00a0mm from the post.",
        'alt: ¦"FIGURE 1. the gate from behind."',
        "repeats",
    ),
    right("alternative-text", EN, "alt: The gate seen", "alt: Figure 1. The gate from behind. It is seen"),
    right("alternative-text", EN, "alt: QR code that opens", "alt: A code that opens"),
]

ADDRESS = [
    wrong(
        "address",
        CA,
        "Us demano que mireu",
        "Us demano que ¦vostè miri",
        "“vostè” is another form of address; here it is “vós”",
    ),
    wrong("address", CA, "O digueu-me", "O **¦Vostè** digui’m", "“Vostè” is another form"),
    wrong("address", CA_FACTS, "notes: Notes", "notes: Notes de ¦vostè", "“vostè” is another form"),
    typed(
        "address", "es", "Doble ¦tu espalda y déjela.", "“tu” is another form of address; here it is “usted”"
    ),
    typed("address", "ca", "Per ¦el seu dolor.", "“el seu dolor”"),
    typed("address", "it", "Se ¦voi tossite.", "“voi”"),
    right("address", CA, "Us demano que mireu", "Us demano que vostèria miri"),
    right("address", CA, "Us demano que mireu", "Us demano, [vostè]{lang=es}, que mireu"),
    right("address", CA_FACTS, "ca questions/example", "Què en pensa vostè", given=PERSONAL),
    typed("address", "es", "El tubo, el tutor y el té: dígale a usted."),
    typed("address", "it", "Il tuono, i tuorli: Lei."),
]

LONG = "Institutional considerations necessitate extraordinarily comprehensive documentation."
READABILITY = [
    wrong(
        "readability",
        CA_FORM,
        "about: Potser grinyolo.",
        "about: Potser grinyolo" + " molt" * 58 + ".",
        "by “sentence-length”; at most 15 is wanted",
        at=[(CA_FORM, "¦name: Full")],
    ),
    wrong(
        "readability",
        EN_FORM,
        "about: I may squeak.",
        f"about: {LONG}",
        "by “flesch”; at least 60 is wanted",
        at=[(EN_FORM, "¦name: Visit")],
    ),
    wrong(
        "readability",
        CA_FORM,
        "about: Potser grinyolo.",
        f"about: {LONG}",
        "by “gulpease”; at least 80 is wanted",
        at=[(CA_FORM, "¦name: Full")],
        given=[(CA_FACTS, "sentence-length, bound: 15", "gulpease, bound: 80")],
    ),
    wrong(
        "readability",
        CA_FORM,
        "about: Potser grinyolo.",
        f"about: {LONG}",
        "by “inflesz”; at least 60 is wanted",
        at=[(CA_FORM, "¦name: Full")],
        given=[(CA_FACTS, "sentence-length, bound: 15", "inflesz, bound: 60")],
    ),
    # A sheet for a professional's eye, a place to write, and what is no sentence.
    right("readability", EN, "about: For the locksmith, from the gate.", f"about: {LONG}"),
    right("readability", EN_FORM, "text: My wishes", f"text: {LONG}"),
    right("readability", EN_FORM, "about: I may squeak.", f"about: {LONG.removesuffix('.')}"),
    right("readability", CA_FORM, "about: Potser grinyolo.", "about: Potser grinyolo" + " molt" * 22 + "."),
    right("readability", EN, "about: For the locksmith, from the gate.", f"about: {f'{LONG} ' * 20}"),
    # No sentence at all.
    right(
        "readability",
        CA_FORM,
        "about: Potser grinyolo.",
        "about: Potser grinyolo",
        given=[(CA_FORM, "12 dies.", "12 dies"), (CA_FORM, "de fondària.", "de fondària")],
    ),
]

SPELLING = [
    wrong(
        "spelling",
        CA,
        "sense al·lèrgia",
        "sense ¦al.lèrgia",
        "“al.lèrgia” is not how it is spelt; write “l·l”",
    ),
    wrong("spelling", CA_FORM, "tick: mullada", "tick: ¦Al.lèrgia", "“Al.lèrgia” is not how it is spelt"),
    *(
        typed("spelling", "ca", f"Una ¦{one} d’aquí.", f"“{one}”")
        for one in ("al.lèrgia", "al•lèrgia", "al-lèrgia", "aŀlèrgia")
    ),
    typed("spelling", "it", "¦E’ un nodulo.", "“E’” is not how it is spelt; write “è”"),
    typed("spelling", "it", "Il ¦perchè.", "“perchè” is not how it is spelt; write “perché”"),
    typed("spelling", "it", "Un ¦pò.", "write “po’”"),
    typed("spelling", "it", "¦Qual’è?", "write “qual è”"),
    typed("spelling", "it", "¦Nè l’uno.", "write “né”"),
    typed("spelling", "it", "Dunque, ¦cioé.", "write “cioè”"),
    right("spelling", CA, "sense al·lèrgia", "sense [al.lèrgia]{lang=es}"),
    right("spelling", CA, "sense al·lèrgia", "sense l’al·lèrgia del.s altres"),
    typed("spelling", "ca", "L’al·lèrgia d’aquí."),
    typed("spelling", "it", "È un po’ più giù, perché c’è l’ernia: qual è? Così né l’uno né l’altro."),
]

DECIMAL_SIGN = [
    wrong("decimal-sign", CA_FORM, '"1,5"', '"¦1.5"', "“1.5” has not the decimal or the thousands sign"),
    wrong("decimal-sign", CA, "1.200 de", "¦1.2000 de", "“1.2000” has not"),
    typed(
        "decimal-sign",
        "en",
        "Up to ¦0,5\u00a0cm.",
        "“0,5” has not",
    ),
    typed("decimal-sign", "es", "De ¦0.5\u00a0cm.", "the decimal sign is “,”"),
    typed("decimal-sign", "es", "De ¦1.200 casos.", "“1.200” has not"),
    typed("decimal-sign", "ca", "De ¦12.50 o més.", "“12.50” has not"),
    typed("decimal-sign", "it", "Di ¦1,060.5.", "“1,060.5” has not"),
    typed("decimal-sign", "en", "1,060.5\u00a0g, 2026, 1, 2 or 3."),
    typed("decimal-sign", "ca", "1.060,5 i 2,5."),
    typed("decimal-sign", "es", "12\u202f500,5\u00a0g, y [0.5 cm]{lang=en}."),
    right("decimal-sign", CA_FACTS, "ca pain/movement/example", "1.5", given=PERSONAL),
]

PER_CENT = [
    wrong("per-cent", CA, "15\u00a0%", "¦15%", "“15%” is not how the language writes per cent"),
    wrong("per-cent", EN, "15% of", "¦15\u00a0% of", "leave no space before the sign"),
    typed("per-cent", "en", "It is ¦50\u00a0%.", "“50\u00a0%”"),
    typed("per-cent", "es", "Es el ¦50%.", "“50%”"),
    typed("per-cent", "ca", "És el ¦50 %.", "“50 %”"),
    typed("per-cent", "it", "È il ¦50 %.", "“50 %”"),
    typed("per-cent", "en", "(50%)"),
    typed("per-cent", "es", "Es el 50\u202f%, y [50%]{lang=en}."),
    typed("per-cent", "ca", "És el 50\u00a0%."),
    typed("per-cent", "it", "0,5%"),
    typed("per-cent", "en", "In ¦2.5\u00a0% of them.", "“2.5\u00a0%”"),
]

NO_BREAK_SPACE = [
    wrong(
        "no-break-space",
        CA,
        "scale: 5\u00a0cm",
        "scale: ¦5 cm",
        "“5 cm” has no no-break space before the unit",
    ),
    # The line ends there.
    wrong(
        "no-break-space", CA, "2,5\u00a0cm de\n              pluja", "¦2\n              cm de pluja", "“2 cm”"
    ),
    typed("no-break-space", "en", "It has ¦5 cm or more.", "“5 cm”"),
    typed("no-break-space", "es", "Mide ¦5cm.", "“5cm”"),
    typed("no-break-space", "it", "Sono ¦10 mg/ml.", "“10 mg”"),
    typed("no-break-space", "en", "5\u00a0cm, 5\u202fcm, 5 minutes, 3 games and 10–15\u00a0min."),
    typed("no-break-space", "es", "5\u00a0cm y [5 cm]{lang=en}."),
    right("no-break-space", CA_FACTS, "ca medicines/example", "paracetamol 1 g", given=PERSONAL),
    typed("no-break-space", "en", "A ¦2.5cm lump.", "“2.5cm”"),
]

RANGE_DASH = [
    wrong(
        "range-dash",
        CA,
        "10–15 minuts",
        "¦10-15 minuts",
        "“10-15” is no range as it is printed; write “10–15”",
    ),
    typed("range-dash", "en", "From ¦0-10.", "write “0–10”"),
    typed("range-dash", "es", "De ¦0 – 10.", "“0 – 10” is no range as it is printed; write “0–10”"),
    typed("range-dash", "es", "De ¦0– 10.", "write “0–10”"),
    typed("range-dash", "ca", "De ¦10—15 minuts.", "write “10–15”"),
    wrong(
        "range-dash",
        CA_FACTS,
        "  pain: ca pain",
        "  pain: De ¦0 - 10",
        "write “0–10”",
        given=PERSONAL,
    ),
    typed("range-dash", "en", "In 10–15\u00a0min, at −5 or COVID-19, a 3-year-old, and 4 – or five – times."),
    typed("range-dash", "es", "[0-10]{lang=en}"),
    typed("range-dash", "en", "From ¦2.5-3.5.", "“2.5-3.5” is no range as it is printed; write “2.5–3.5”"),
]

QUOTATION_MARKS = [
    wrong(
        "quotation-marks",
        CA,
        "«ratolí de la porta»",
        '¦"ratolí de la porta¦"',
        "is no quotation mark of the language; quotations stand between « and », or “ and ”",
    ),
    wrong("quotation-marks", CA_FACTS, "blank: per", "blank: l¦'omplir per", "the apostrophe is “’”"),
    typed("quotation-marks", "en", 'A ¦"word¦".', '“"” is no quotation mark of the language'),
    typed("quotation-marks", "en", "The lump¦'s end.", "the apostrophe is “’”"),
    typed("quotation-marks", "en", "A ¦«word.", "“«” is no quotation mark"),
    typed("quotation-marks", "en", "A ¦‘word.", "“‘” and “’” are not in pairs"),
    typed("quotation-marks", "en", "A word¦”.", "are not in pairs"),
    typed("quotation-marks", "es", "La ¦‘palabra’.", "“‘” is no quotation mark"),
    typed("quotation-marks", "es", "La ¦«palabra.", "“«” and “»” are not in pairs"),
    typed("quotation-marks", "es", "La palabra¦».", "are not in pairs"),
    typed("quotation-marks", "es", "«La ¦“palabra».", "are not in pairs"),
    typed("quotation-marks", "ca", "Feu l¦'esquena.", "“'” is no quotation mark"),
    typed("quotation-marks", "ca", "Un ¦’mot’.", "“’” stands where no letter is left out"),
    typed("quotation-marks", "it", "Ha l¦`ernia.", "“`” is no quotation mark"),
    wrong(
        "quotation-marks",
        CA_FACTS,
        "  pain: ca pain",
        '  pain: De ¦"mal¦"',
        "is no quotation mark",
        given=PERSONAL,
    ),
    typed("quotation-marks", "en", "The patients’ ‘back mouse’, “it”, and don’t."),
    typed("quotation-marks", "es", '«El “bulto”», y [a "cure"]{lang=en}.'),
    typed("quotation-marks", "ca", "L’ós d’aquí, el ’36. «El “bony”»."),
    typed("quotation-marks", "it", "«[the locksmith]{lang=en}»: un po’ d’aria."),
    right("quotation-marks", CA_FACTS, "ca questions/example", "l'esquena", given=PERSONAL),
    typed("quotation-marks", "ca", "El [back mouse]{lang=en} d¦'aquí.", "“'” is no quotation mark"),
    typed("quotation-marks", "es", "El [back mouse]{lang=en} ¦«bulto.", "are not in pairs"),
    typed("quotation-marks", "ca", "El [back mouse]{lang=en}, ¦’mot.", "where no letter is left out"),
]

OPENS = ((CA_FACTS, "  percent_space: yes", '  opening: ["¿", "?", "¡", "!"]\n  percent_space: yes'),)
ANSWERED = (
    (CA_FORM, "Qui soc?", "¿Qui soc?"),
    (CA_FORM, "Quant soroll faig?", "¿Quant soroll faig?"),
    (CA_FORM, "Quan truco?", "¿Quan truco?"),
)
OPENING_MARKS = [
    wrong(
        "opening-marks",
        CA_FORM,
        "¿Quan truco?",
        "Quan truco¦?",
        "“?” closes what no “¿” opens; put “¿” before it",
        given=[*OPENS, *ANSWERED],
    ),
    wrong(
        "opening-marks",
        CA_FORM,
        "Quan truco?",
        "¦¿Quan truco?",
        "the language does not open with “¿”; delete it",
    ),
    typed("opening-marks", "es", "Desde cuándo¦?", "“?” closes what no “¿” opens"),
    typed("opening-marks", "es", "¿Dónde? Desde cuándo¦?", "“?” closes what no “¿” opens"),
    typed("opening-marks", "es", "¦¿Desde cuándo", "“¿” opens what no “?” closes; put “?” after it"),
    typed("opening-marks", "es", "Cuidado¦!", "“!” closes what no “¡” opens"),
    typed("opening-marks", "es", "¦¿Qué¦!", "“¿” opens what", "“!” closes what"),
    typed("opening-marks", "es", "¦¿Dónde ¿cuándo?", "“¿” opens what no “?” closes"),
    typed("opening-marks", "ca", "¦¿Des de quan?", "does not open with “¿”"),
    typed("opening-marks", "it", "¦¡Ahi!", "does not open with “¡”"),
    wrong(
        "opening-marks",
        "es/language.yaml",
        "about-me: Quién es usted.",
        "about-me: Quién es usted¦?",
        "“?” closes what no “¿” opens",
        base="es",
    ),
    typed("opening-marks", "es", "¿Desde cuándo? ¡Ojo! ¡¿Qué?!"),
    typed("opening-marks", "es", "[Since when? Go!]{lang=en}"),
    typed("opening-marks", "es", "La página [ya](https://gates.example/?a=1)."),
    typed("opening-marks", "ca", "Des de quan? Compte!"),
    typed("opening-marks", "en", "[¿Cuándo?]{lang=es}"),
    typed("opening-marks", "es", "El [back mouse]{lang=en} cuándo¦?", "closes what no “¿” opens"),
    typed("opening-marks", "ca", "El [back mouse]{lang=en}, ¦¿quan?", "does not open with “¿”"),
]

SPACING = [
    wrong(
        "spacing",
        CA_FACTS,
        "blank: per omplir",
        "blank: per¦  omplir",
        "a space too many stands here; delete it",
    ),
    wrong(
        "spacing",
        CA,
        "darrere [@russian2007]",
        "darrere[¦@russian2007]",
        "a citation stands without a space before it",
    ),
    wrong("spacing", CA, "**Primer, escolteu.**", "**Primer¦ , escolteu.**", "a space too many"),
    # Behind a citation, on a second line.
    wrong("spacing", CA, "@truncated2003] i després", "@truncated2003] i¦  després", "a space too many"),
    typed("spacing", "en", "Now two¦  spaces.", "a space too many"),
    typed("spacing", "en", "Now two¦ \u00a0spaces.", "a space too many"),
    typed("spacing", "en", "A comma¦ , here.", "a space too many"),
    typed("spacing", "en", "Here (¦ a word).", "a space too many"),
    typed("spacing", "en", "Here (a word¦ ).", "a space too many"),
    typed("spacing", "en", "Here a word[¦@smith2001].", "a citation stands without"),
    typed("spacing", "en", "Here [a word¦ ?]{lang=es} is.", "a space too many"),
    typed("spacing", "es", "La «¦ palabra¦ ».", "a space too many"),
    typed("spacing", "es", "¿¦ Dónde?", "a space too many"),
    typed("spacing", "en", "Here a word [@smith2001], 5\u00a0cm (or 10–15\u00a0min): so\n  it goes."),
    typed("spacing", "en", "Here a **word** [@smith2001] … and [@smith2001]."),
    right("spacing", CA_FACTS, "ca questions/example", '"l  esquena ?"', given=PERSONAL),
    # At the end of a line, where nobody sees it.
    typed("spacing", "en", "Two¦ \n  lines.", "a space too many"),
]

MANY = "w " * 700
SPLIT = (
    """
      - id: request-radiologist
        kind: list
        for: [radiologist]
        items:
          - id: radiologist-look
            text: """
    + "w " * 300
)
WORD_BUDGET = [
    wrong(
        "word-budget",
        EN,
        "Please oil me.",
        MANY,
        "words stand on this sheet; 640 have room",
        at=[(EN, "¦name: Gate")],
    ),
    wrong("word-budget", EN, "Please look at my hinge.", MANY, "640 have room", at=[(EN, "¦name: Gate")]),
    wrong(
        "word-budget",
        EN,
        "heading: On wet days",
        f"heading: {MANY}",
        "640 have room",
        at=[(EN, "¦name: Gate")],
    ),
    wrong(
        "word-budget", EN, "columns: [Way,", f"columns: [{MANY},", "640 have room", at=[(EN, "¦name: Gate")]
    ),
    wrong("word-budget", CA, "No fer-hi res", "p " * 750, "736 have room", at=[(CA, "¦name: Full")]),
    wrong(
        "word-budget",
        EN,
        "references: [12, 14]",
        "references: [10, 14]",
        "51 words stand on this sheet; 20 have room",
        at=[(EN, "¦name: Gate")],
        given=[(EN, "words: 640", "words: 60")],
    ),
    right(
        "word-budget", EN, "Please oil me.", "w " * 400, given=[(EN, "Please look at my hinge.", "w " * 400)]
    ),
    right("word-budget", EN, "Nothing here is true.", MANY),
    right("word-budget", EN, "heading: What to watch", f"heading: {MANY}"),
    right("word-budget", EN, "text: Who oiled", f"text: {MANY}"),
    right("word-budget", EN, "Please oil me.", "1 – " * 400),
    right("word-budget", CA, "No fer-hi res", "p " * 650),
    right(
        "word-budget",
        EN,
        "budget: {words: 640, references: [12, 14]}\n",
        "",
        given=[(EN, "Please oil me.", MANY)],
    ),
    wrong(
        "word-budget",
        EN,
        "words: 640",
        "words: 50",
        "51 words stand on this sheet; 50 have room",
        at=[(EN, "¦name: Gate")],
    ),
    right("word-budget", EN, "words: 640", "words: 51"),
    right(
        "word-budget",
        EN,
        "Please oil me.",
        "w " * 300,
        given=[
            (EN, "Please look at my hinge.", "w " * 300 + SPLIT),
            (
                EN,
                "[rehabilitation, pain-clinic, surgeon, radiologist]",
                "[rehabilitation, pain-clinic, surgeon]",
            ),
        ],
    ),
]

WISHES = "            text: My wishes\n            lines: 2\n"


def fields(*lines: int, marked: int | None = None) -> str:
    """The end of the form on the front of the English sheet to fill in, with further fields."""
    added = (
        f"          - {'¦' if number == marked else ''}id: hope-{number}\n"
        f"            text: My hopes\n            lines: {count}\n"
        for number, count in enumerate(lines, 1)
    )
    return WISHES + "".join(added)


LONG_WORD = "Pneumonoultramicroscopicsilicovolcanoconiosis" * 3
LAID_OUT = [
    wrong(
        "overflow",
        EN_FORM,
        WISHES,
        fields(9, 9, 9, 9, marked=3),
        "from here on there is no room on the page: ",
    ),
    wrong(
        "overflow",
        EN,
        "heading: What to watch",
        f"heading: {'x y ' * 480}",
        "lines too many",
        at=[(EN, "  - ¦id: sources")],
    ),
    right("overflow", EN_FORM, WISHES, fields(9, 9, 6)),
    wrong("too-wide", EN, "Please oil me.", f"¦Please {LONG_WORD} me.", "needs"),
    wrong("too-wide", EN, "title: The gate that", f"title: ¦The {LONG_WORD} that", "needs"),
    wrong("too-wide", EN, "heading: What to", f"heading: ¦What {LONG_WORD} to", "needs"),
    wrong("too-wide", EN, "[Graphite,", f"[¦{LONG_WORD},", "wide"),
    wrong("too-wide", EN, "columns: [Way, What", f"columns: [Way, ¦{LONG_WORD} What", "wide"),
    wrong("too-wide", EN_FORM, "[Dry day]", f"[¦{LONG_WORD}]", "wide"),
    wrong(
        "too-wide",
        REFERENCES,
        "title: Graphite",
        f"title: {LONG_WORD}",
        "needs",
        at=[(REFERENCES, "- ¦id: graphite2011")],
    ),
    right("too-wide", EN, "Please oil me.", f"Please {'oil ' * 100} me."),
    right("too-wide", REFERENCES, 'example/paint"', f'example/{"paint/" * 30}"'),
    wrong(
        "too-high",
        EN,
        "            text: Please oil me.\n",
        "            text: Please oil me.\n"
        + "".join(f"          - id: more-{n}\n            text: {'oil ' * 400}\n" for n in range(4)),
        "is 1",
        at=[(EN, "  - ¦id: request\n")],
    ),
    right("too-high", EN, "the neighbours rise", "rise " * 200),
    wrong(
        "air",
        EN_FORM,
        WISHES,
        fields(9, 9, 6),
        "points are free; 20 are wanted",
        at=[(EN_FORM, "  - ¦id: me\n")],
    ),
    wrong(
        "air",
        EN,
        "names: Dry hinge",
        f"names: {'gate ' * 385}hinge",
        "points are free; 48 are wanted",
        at=[(EN, "  - ¦id: ways\n")],
    ),
    right("air", EN_FORM, WISHES, fields(9, 9, 5)),
    right("air", EN, "names: Dry hinge", f"names: {'gate ' * 300}hinge"),
    # What overflows is told as that.
    right("air", EN_FORM, WISHES, fields(9, 9, 9)),
    # A page of a sheet that is full, and another with too much.
    right("air", EN_FORM, WISHES, fields(9, 9, 6, 9)),
    right("air", EN, "Please oil me.", f"Please {LONG_WORD} me."),
    right("overflow", EN, "title: The gate that", f"title: The {LONG_WORD} that"),
    right("too-wide", EN_FORM, WISHES, fields(9, 9, 9, 9)),
    right("too-high", EN_FORM, WISHES, fields(9, 9, 9, 9)),
]

NUMBERED = [22, 33, 55, 66, 77, 88, 100, 111]
PMID = [
    wrong(
        "pmid",
        REFERENCES,
        '    PMID: "11"\n',
        "",
        "none of the references cited has a PMID",
        at=[(EN, "- ¦id: qr")],
        given=[(REFERENCES, f'PMID: "{number}"', f'DOI: "10.9999/{number}"') for number in NUMBERED],
    ),
    right(
        "pmid",
        REFERENCES,
        'PMID: "22"',
        'DOI: "10.9999/22"',
        given=[(REFERENCES, f'PMID: "{number}"', f'DOI: "10.9999/{number}"') for number in NUMBERED[1:]],
    ),
]

CASES = [
    *UNTRANSLATED,
    *UNREAD_FILE,
    *STRAY_MARK,
    *COMMENT_IN_TEXT,
    *SHAPE,
    *CITATIONS,
    *BASIS,
    *FIGURES,
    *FIGURE_ORDER,
    *LEFT_IN_ENGLISH,
    *ENGLISH_CHANGED,
    *INCOMPLETE_REFERENCE,
    *REFERENCE_COUNT,
    *OLD_SOURCES,
    *PROMISE,
    *AVOIDED_TERM,
    *REQUEST,
    *EMERGENCY_NUMBER,
    *LOST_FIELD,
    *ALTERNATIVE_TEXT,
    *ADDRESS,
    *READABILITY,
    *SPELLING,
    *DECIMAL_SIGN,
    *PER_CENT,
    *NO_BREAK_SPACE,
    *RANGE_DASH,
    *QUOTATION_MARKS,
    *OPENING_MARKS,
    *SPACING,
    *WORD_BUDGET,
    *LAID_OUT,
    *PMID,
]
WRONG = [case for case in CASES if case.words]
RIGHT = [case for case in CASES if not case.words]

READING = [
    wrong(
        "missing-basis",
        CA_FORM,
        "            basis: usual-care\n            sources: [body2004]\n",
        "",
        "this statement rests on nothing",
        at=[(CA_FORM, "- ¦id: fallen")],
    ),
    wrong(
        "missing-basis",
        CA,
        "            basis: patient-reports\n            sources: [neighbour]\n",
        "",
        "this statement rests on nothing",
        at=[(CA, "- ¦id: leave")],
    ),
    wrong(
        "unprintable",
        REFERENCES,
        "{printable: yes, updated",
        "{printable: no, updated",
        "“body2004” is not printable",
        at=[(EN, "@turkish2005; ¦@body2004"), (EN, "rules) [¦@body2004")],
    ),
    wrong(
        "too-few",
        EN_FACTS,
        'emergency:\n  - {number: "999", place: in the United Kingdom}',
        "emergency: ¦[]",
        "at least 1",
    ),
    wrong("empty", EN_FACTS, "place: in the United Kingdom", 'place: ¦""', "found nothing"),
    wrong(
        "empty",
        EN,
        "alt: QR code that opens {listed} of the {total} sources in PubMed",
        'alt: ¦""',
        "found nothing",
    ),
    wrong(
        "missing-key",
        CA_FACTS,
        '    "massage": ca massage\n',
        "",
        "“massage” is missing",
        at=[(CA_FACTS, "  ¦tried:\n")],
        given=PERSONAL,
    ),
    wrong(
        "unknown-key",
        CA_FACTS,
        "",
        "  shoes: ca shoes\n",
        "“shoes” is not known here",
        at=[(CA_FACTS, "  ¦file: ca file")],
        given=PERSONAL,
    ),
]
"""Mistakes that are told by whatever reads the files, so that no rule has to."""

Start = Callable[[str], Path]


@pytest.fixture(scope="session")
def bases(tmp_path_factory: pytest.TempPathFactory) -> Start:
    """The folders to begin with, each made once."""
    return functools.cache(lambda base: build(base, tmp_path_factory.mktemp(base)))


@pytest.fixture
def begin(bases: Start, tmp_path: Path) -> Start:
    """A copy of a folder to begin with, to change."""
    return lambda base: shutil.copytree(bases(base), tmp_path / "content")


@pytest.fixture
def toy(begin: Start) -> Path:
    """A copy of the toy, to change."""
    return begin(TOY)


def agree(found: Sequence[Problem], places: Sequence[Position], case: Case) -> None:
    """What was found are problems of the case at these places, in its words."""
    assert [one.at for one in found] == places, found
    words = case.words if len(case.words) == len(found) else case.words * len(found)
    for problem, part in zip(found, words, strict=True):
        assert part in f"{problem.message}; {problem.hint}"
        assert problem.rule == case.rule


def test_the_toy_is_right(toy: Path) -> None:
    """What the cases begin with has nothing to tell, in both languages."""
    assert check.problems(Library(toy, fonts.missing), ("en", "ca"), TODAY) == ()


def test_every_language_has_every_sheet() -> None:
    """Who gets one of the four languages gets no less than who gets another."""
    assert {"en", "es", "ca", "it"} <= set(TAGS)
    assert {LIBRARY.sheets(tag) for tag in TAGS} == {SHEETS}


@pytest.mark.parametrize("case", WRONG, ids=str)
def test_a_mistake_is_told(begin: Start, case: Case) -> None:
    """The rule tells nothing before the mistake, and then just that, at its place."""
    folder = begin(case.base)
    edit(folder, case.given)
    assert told(folder, case) == []
    places = edit(folder, case.edits)
    agree(told(folder, case), places, case)


@pytest.mark.parametrize("case", RIGHT, ids=str)
def test_what_looks_similar_is_not_told(begin: Start, case: Case) -> None:
    """The rule tells nothing of what is right, in files that can be read."""
    folder = begin(case.base)
    edit(folder, [*case.given, *case.edits])
    assert told(folder, case) == []
    assert read(folder, case) == ()


@pytest.mark.parametrize("case", READING, ids=str)
def test_a_mistake_is_told_while_it_is_read(begin: Start, case: Case) -> None:
    """What no rule has to look for is told at its place too."""
    folder = begin(case.base)
    edit(folder, case.given)
    assert read(folder, case) == ()
    places = edit(folder, case.edits)
    agree([one for one in read(folder, case) if one.rule == case.rule], places, case)


def test_every_rule_has_cases() -> None:
    """Of each rule is shown what it tells and what it lets pass, and of no other."""
    # No text is known that no sheet can be made of; what happens then is shown below.
    assert {case.rule for case in WRONG} == set(RULES) - {"unmade"}
    assert {case.rule for case in RIGHT} == set(RULES) - {"unmade"}


def test_a_sheet_that_cannot_be_made_is_told(toy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the program fails at a sheet, that is told beside all else, and the others are checked on."""
    make = proof.build.make

    def failing(editions: Sequence[LanguageEdition], *how: object) -> object:
        if editions[0].sheets[0].id == "doctor":
            raise RenderError("there is no room for this")
        return make(editions, *how)  # type: ignore[arg-type]

    assert list(RULES["unmade"].check(subject(toy, "ca"))) == []
    monkeypatch.setattr(proof.build, "make", failing)
    (found,) = set(RULES["unmade"].check(subject(toy, "ca")))
    assert (found.at.path, found.message) == (shown(toy / CA), "there is no room for this")
    assert set(check.problems(Library(toy, fonts.missing), ("ca",), TODAY)) == {found}


def test_a_run_of_texts_is_told_with_its_lines(toy: Path) -> None:
    """Texts of a section still to be translated are one problem, which names the first line and the last."""
    old = "text: Us demano oli, i que el poseu sense al·lèrgia a la feina."
    new = "text: O digueu-me qui en té."
    first, last = edit(
        toy, [Edit(CA, one, one.replace("text: ", "text: ¦(translate) ")) for one in (old, new)]
    )
    (found,) = RULES["untranslated"].check(subject(toy, "ca"))
    assert found.at == first
    assert found.message.startswith("2 texts")
    assert found.message.endswith(f"in lines {first.line} to {last.line}")


def test_a_missing_sheet_is_told(toy: Path) -> None:
    """A sheet that English has, and another language has not, is told where it would begin."""
    path = toy / CA_FORM
    path.unlink()
    (found,) = RULES["shape"].check(subject(toy, "ca"))
    assert found.at == Position(shown(path))
    assert found.message == "English has this sheet"


def test_without_memory_nothing_is_compared(toy: Path) -> None:
    """Where the file with the English wordings is missing, that alone is told, once."""
    (toy / MADE_FROM).unlink()
    edit(toy, [Edit(EN, "title: The gate", "title: A gate")])
    (found,) = RULES["english-changed"].check(subject(toy, "ca"))
    assert found.at == Position(shown(toy / CA_FACTS))
    assert "made-from.yaml is missing" in found.message
    assert "“handout still-right ca”" in found.hint


def outdated(folder: Path) -> Subject:
    """The Catalan toy, as if each English text had been another when it was made from it."""
    here = subject(folder, "ca")
    was = here.made_from or {}
    old = {name: {key: f"Formerly {words}" for key, words in texts.items()} for name, texts in was.items()}
    return replace(here, made_from=old)


def say_right(here: Subject, problem: Problem) -> Subject:
    """The language after what the hint of a changed text says was done."""
    match = re.search(r"“handout still-right ca (\S+)”", problem.hint)
    assert match, problem
    assert here.reference
    found = still_right.record(here.files, here.reference.files, here.made_from or {}, match.groups())
    return replace(here, made_from=found.wordings)


def test_what_the_hint_says_ends_the_warning(toy: Path) -> None:
    """Each text of which English has changed can be said to be right by the id that is told."""
    rule = RULES["english-changed"]
    here = outdated(toy)
    found = list(rule.check(here))
    assert len(found) == sum(map(len, (here.made_from or {}).values())) > 60
    assert [one for one in found if one in list(rule.check(say_right(here, one)))] == []


def test_what_the_hint_says_ends_one_warning(toy: Path) -> None:
    """The id that is told leads to that text alone, and not to another that nobody has compared."""
    rule = RULES["english-changed"]
    here = outdated(toy)
    found = list(rule.check(here))
    left = {one.hint: len(list(rule.check(say_right(here, one)))) for one in found}
    assert {hint: len(found) - count for hint, count in left.items() if len(found) - count != 1} == {}


@pytest.mark.parametrize("tag", ["en", "ca"])
@pytest.mark.parametrize(
    "key",
    [
        *("sources_checked", "conventions", "emergency", "address", "readability"),
        *("promises", "spared", "words", "languages"),
    ],
)
def test_what_is_missing_in_a_language_is_told_alone(toy: Path, key: str, tag: str) -> None:
    """No rule tells, in either language, what only seems wrong while a fact of one is not there."""
    path = toy / tag / "language.yaml"
    text, count = re.subn(rf"(?m)^{key}:.*\n(?: .*\n)*", "", path.read_text("utf-8"))
    assert count == 1
    path.write_text(text, "utf-8")
    (found,) = check.problems(Library(toy, fonts.missing), ("en", "ca"), TODAY)
    assert (found.at.path, found.message) == (shown(path), f"“{key}” is missing")


def test_a_sheet_that_asks_nothing_is_told(toy: Path) -> None:
    """Where no section holds the patient's request, nothing is asked of any reader."""
    text = (toy / EN).read_text("utf-8")
    begin, end = text.index("  - id: request\n"), text.index("  - id: where\n")
    places = edit(toy, [Edit(EN, text[begin:end], ""), Edit(EN, "name: Gate", "¦name: Gate")])
    report = Report()
    (found,) = RULES["request"].check(subject(toy, "en", report))
    assert report.problems == ()
    assert [found.at] == places
    assert found.message == "nothing is asked of anybody"


def test_what_keeps_a_sheet_from_being_made_is_told(toy: Path) -> None:
    """Whatever `make` would refuse, `check` has told."""
    path = toy / REFERENCES
    path.write_text(
        re.sub('    PMID: "(.*)"', r'    DOI: "10.9999/\1"', path.read_text("utf-8")).replace(
            '    DOI: "10.9999/11"\n', ""
        ),
        "utf-8",
    )
    refused = {one for proof in subject(toy, "en").proofs for one in proof.problems}
    assert refused
    assert refused <= set(check.problems(Library(toy, fonts.missing), ("en",), TODAY))


# --- what is said of the rules ---


def summary(rule: str) -> str:
    """What a rule keeps, in a sentence."""
    return (RULES[rule].__doc__ or "").splitlines()[0]


def test_rules_are_told_apart() -> None:
    """No two rules, nor a rule and what is kept by reading, have one id."""
    ids = [rule.ID for rule in (*check.RULES, *check.PROVING)]
    assert len({*ids, *reading.EXPLANATIONS}) == len(ids) + len(reading.EXPLANATIONS)
    assert all(re.fullmatch("[a-z]+(-[a-z]+)*", one) for one in ids)


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_is_summed_up_in_a_sentence(rule: str) -> None:
    """The first line of its explanation is a sentence, and more follows below."""
    first, empty, *more = (RULES[rule].__doc__ or "").splitlines()
    assert re.fullmatch(r"[A-Z].*[^.]\.", first)
    assert empty == ""
    assert more


def section() -> str:
    """Of the README what is said to translators."""
    readme = (LOCALES.parent / "README.md").read_text("utf-8")
    return readme.split("\n## Correct a sentence, or add a language\n")[1].split("\n## ")[0]


def test_the_readme_lists_the_rules() -> None:
    """Each with its first line, in their order, and no other."""
    expected = [
        f"* `{rule.ID}`{' (warning)' if rule.SEVERITY is Severity.WARNING else ''}: {summary(rule.ID)}"
        for rule in (*check.RULES, *check.PROVING)
    ]
    assert re.findall(r"^\* `.*", section(), re.MULTILINE) == expected


def test_the_readme_names_what_reading_keeps() -> None:
    """All of it, in the order in which it is explained."""
    listed = section().split("these are kept by whatever reads the files:")[1]
    assert re.findall("`(.*?)`", listed) == list(reading.EXPLANATIONS)


PACKAGE = Path(check.__file__).parent
SOURCES = {
    str(path.relative_to(PACKAGE)): path.read_text("utf-8")
    for path in sorted(PACKAGE.rglob("*.py"))
    if path.name != "reading.py" and path.parent.name != "rules"
}
"""All modules but the rules and the explanations."""


def noted(tree: ast.AST) -> Iterator[str]:
    """The ids under which the code notes problems, as far as they stand there."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id="Problem"), args=[_, ast.Constant(value=str(rule)), *_]):
                yield rule
            case ast.Call(func=ast.Attribute(attr="note"), args=[_, ast.Constant(value=str(rule)), *_]):
                yield rule
            case ast.Call(func=ast.Attribute(attr="_note"), args=[_, ast.Constant(value=str(rule)), _]):
                yield rule
            case ast.Call(func=ast.Attribute(attr="_refuse"), args=[_, _, ast.Constant(value=str(rule)), *_]):
                yield rule
            case ast.AnnAssign(target=ast.Name(id="rule"), value=ast.Constant(value=str(rule))):
                yield rule
            case ast.Return(value=ast.expr() as value):
                yield from _returned(value)


def _returned(value: ast.expr) -> Iterator[str]:
    """The ids that are returned, each with a message."""
    for node in ast.walk(value):
        match node:
            case ast.Tuple(elts=[ast.Constant(value=str(rule)), ast.Constant(value=str()) | ast.JoinedStr()]):
                if re.fullmatch("[a-z-]+", rule):
                    yield rule


def test_ids_are_found() -> None:
    """The test below has something to look at, of each way to note a problem."""
    found = {name: set(noted(ast.parse(text))) for name, text in SOURCES.items()}
    assert found["yamlsource.py"] >= {"file", "size", "encoding", "character", "syntax", "duplicate-key"}
    assert found["shape.py"] >= {"value", "empty", "pattern", "unknown-name", "wrong-kind", "missing-key"}
    assert found["markup.py"] == {"markup"}
    assert found["build.py"] == {"overflow", "too-wide", "too-high"}
    assert {"compose.py", "content.py", "library.py", "layout/__init__.py"} <= {
        name for name, ids in found.items() if ids
    }


@pytest.mark.parametrize("name", [name for name in SOURCES if name != "patient.py"])
def test_every_id_is_explained(name: str) -> None:
    """Whatever is told of the content, but for personal files, is explained under its id."""
    assert set(noted(ast.parse(SOURCES[name]))) <= set(check.explanations())


@pytest.mark.parametrize("rule", reading.EXPLANATIONS)
def test_every_explanation_is_of_an_id(rule: str) -> None:
    """What is explained is told somewhere, and the explanation is of some sentences."""
    assert any(f'"{rule}"' in text for text in SOURCES.values())
    assert reading.EXPLANATIONS[rule].endswith(".")
