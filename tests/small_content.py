"""A folder of content as small as a sheet can be: tests of the program are quick and read no real sheet."""

from __future__ import annotations

import shutil
from pathlib import Path

from handout.content.folder import HANDOUT, ContentFolder
from handout.patient import fields, values
from handout.resources import LOCALES

NAMES = {"en": "English", "es": "Español", "ca": "Català", "it": "italiano"}

_LANGUAGE = """\
tag: {tag}
name: {name}
version: "1.0"
sources_checked: 2026-01-31
conventions:
  decimal: "."
  thousands: ","
  percent_space: no
  quotes: ["“", "”"]
  date: "{{day}} {{month}} {{year}}"
  months: [January, February, March, April, May, June, July, August, September, October, November, December]
emergency:
  - {{number: "112", place: in the European Union}}
address: {{form: you}}
readability: {{formula: flesch, bound: 60}}
promises: [cure]
spared: []
words:
  page_of: page {{page}} of {{pages}}
  version: version {{version}}
  sources_checked: sources checked {{date}}
  disclaimer: Brings information, replaces no examination.
  not_reviewed: not yet reviewed by a physician
  reviewed: reviewed by {{name}}
  free_full_text: free full text
  updated: updated {{year}}
  in_language: in {{language}}
  read_full: in full
  read_part: in part
  read_abstract: abstract
  read_second_hand: second-hand
  sources_elsewhere: "Sources (elsewhere) checked {{date}}."
  box: box to tick
  ticked: ticked
  blank: to fill in
  notes: Notes
  written_in: "Written in {{language}}."
  lump: "Lump {{letter}}: {{place}}."
  shaded: "Shaded: {{places}}."
  goes_on: see {{letter}}
  added_page: Added page
  draft: DRAFT
languages: {{en: English}}
"""

_DOCTOR = """\
name: Sheet in {name}
title: A title
names: Its names
about: What it is
sections:
  - id: only
    heading: The only section
    starts: band
    blocks:
      - id: items
        kind: list
        items:
          - id: statement
            text: A statement [@smith2001].
          - id: caution
            text: A caution.
            basis: usual-care
            sources: [smith2001]
      - id: references
        kind: bibliography
"""

_FORM = """\
name: {sheet} in {name}
title: A form
about: What it is
theme: form
sections:
  - id: only
    heading: The only section
    starts: band
    columns: 1
    blocks:
      - id: form
        kind: form
        fields:
          - id: name
            text: Name
            answer: [{{fill: about-me.name}}]
          - id: worse
            text: Worse with
            answer: [{{fill: pain.worse-with}}]
          - id: own
            text: Questions
            answer: [{{fill: questions}}]
"""

_REFERENCES = """\
references:
  - id: smith2001
    type: article-journal
    author:
      - {family: Smith, given: A}
    title: A study
    issued: {date-parts: [[2001]]}
    custom: {printable: yes}
"""


def _personal(tag: str) -> str:
    """The words of personal files: each its own name, and the language's tag."""
    lines = ["choices:"]
    for vocabulary, names in values.VOCABULARIES.items():
        lines.append(f"  {vocabulary}:")
        lines += [f'    "{name}": {name} in {tag}' for name in names]
    lines.append("patient-file:")
    lines += [f"  {name}: about {name} in {tag}" for name in fields.COMMENTS]
    return "\n".join(lines) + "\n"


def write(folder: Path, *tags: str) -> Path:
    """The folder, filled with these languages and a bibliography; its handout has the shipped sheets."""
    first, *others = ContentFolder(LOCALES).handout.ids
    for tag in tags:
        own = folder / tag
        own.mkdir(parents=True)
        name = NAMES[tag]
        words = _LANGUAGE.format(tag=tag, name=name) + _personal(tag)
        (own / "language.yaml").write_text(words, encoding="utf-8")
        (own / f"{first}.yaml").write_text(_DOCTOR.format(name=name), encoding="utf-8")
        for sheet in others:
            (own / f"{sheet}.yaml").write_text(_FORM.format(name=name, sheet=sheet), encoding="utf-8")
    shutil.copy(LOCALES / HANDOUT, folder)
    (folder / "references.yaml").write_text(_REFERENCES, encoding="utf-8")
    return folder
