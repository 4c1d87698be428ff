"""The translators' colleague: each mistake is reported at its place by the right rule, all in one run."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from handout import fonts
from handout.check import run
from handout.check.explanations import explanations, summaries
from handout.check.rules import RULES
from handout.cli.app import cli
from handout.content.folder import ContentFolder
from handout.errors import Position, Problem
from handout.files.report import Report
from tests.conftest import CONTENT, TAGS, sample
from tests.test_cli import run as run_program

TODAY = datetime.date(2026, 11, 20)


@dataclass(frozen=True)
class Slip:
    """A mistake in the Spanish folder, the rule that reports it, and where: before the ¦.

    The place is in *new*, which takes the place of *old*, or else in *at*, which stands in the changed file.
    """

    file: str
    old: str
    new: str
    rule: str
    at: str = ""
    also: tuple[str, ...] = ()
    """Rules that report what follows from it."""


SLIPS: Sequence[Slip] = [
    Slip("doctor", "[@tiegs2018]", "[¦@tiegs2019]", "unknown-reference"),
    Slip("doctor", "10-15", "¦1-15", "figures"),
    Slip(
        "sources",
        "cells:\n              - >-\n                Actividad",
        "cells:\n              - lado\n              - >-\n                Actividad",
        "table-shape",
        "rows:\n          - ¦id: usual-care",
        ("shape", "citations", "figures"),
    ),
    Slip(
        "sources",
        "columns: [Tratamiento,",
        "columns: [¦Electroencefalografistacuriosísimamenteelectroencefalografistacuriosísimamente,",
        "too-wide",
    ),
    Slip("doctor", "heading: Pruebas de", "heading: Pruebas¦: de", "syntax"),
    Slip("language", "  notes: Notas\n", "", "missing-key", "¦page_of"),
]
"""Of reading a file, of the bibliography, of a rule that compares, of one that lays out, of several."""

MORE_SLIPS: Sequence[Slip] = [
    Slip("doctor", "15\u00a0% [@curtis2000] o", "15\u00a0% o", "citations", "[¦@swezey1991]; en"),
    Slip("doctor", "profundos [@canis2021].", "profundos[¦@¡].", "markup"),
    Slip(
        "doctor",
        "            basis: usual-care\n            sources: [laslett2005]\n",
        "",
        "missing-basis",
        "- ¦id: sacroiliac",
    ),
    Slip("doctor", "basis: patient-reports", "basis: ¦usual-care", "basis"),
    Slip("doctor", "basis: patient-reports", "basis: ¦patients-report", "unknown-name"),
    Slip("doctor", "fue 30,5 y", "fue ¦30.5 y", "decimal-sign"),
    Slip("doctor", "- id: soon\n", "- ¦id: sooner\n", "shape"),
    Slip("doctor", "    prominent: true\n    voice", "    ¦promintent: true\n    voice", "unknown-key"),
    Slip("doctor", "    boxed: yes\n", "    boxed: yes\n    ¦boxed: no\n", "duplicate-key"),
    Slip("doctor", "heading: Qué no se sabe", "heading: ¦What is not known", "left-in-english"),
    Slip("doctor", "anestésico sin mezclar", "anestésico ¦'sin mezclar", "quotation-marks"),
    Slip("doctor", "nódulo graso", "nódulo ¦☃ graso", "glyph"),
    Slip("doctor", "Abre {listed} de", "Abre ¦{lsted} de", "placeholder"),
    Slip("doctor", "cirujanos refieren", "cirujanos ¦curan", "promise"),
    Slip("doctor", "\n  - id: imaging\n", "\n  - ¦id: differential\n", "duplicate-id", also=("shape",)),
    Slip("test", "Llame ya al 112", "Llame ya al ¦911", "emergency-number"),
    Slip(
        "doctor",
        "[@swezey1991; @earl1995]",
        "[¦@earl1995; @swezey1991]",
        "citations",
        "",
        ("publication-order",),
    ),
    Slip("doctor", "@curtis2000]; dos", "@curtis2000; dos", "markup", "lumbalgia** ¦[@canis2021"),
    Slip("doctor", "sources: [steroidatrophy]", "sources: [¦steroidatrofy]", "unknown-reference"),
    Slip("doctor", "sources: [kuniya2014]", "sources: [¦curtis2000]", "basis"),
    Slip(
        "doctor", "fue 30,5 y, con suero salino, 43,8", "fue ¦43,8 y, con suero salino, 30,5", "figure-order"
    ),
    Slip("doctor", "heading: Qué no se sabe", "heading: Qué no ¦# se sabe", "comment-in-text"),
    Slip("doctor", "cirujanos refieren", "cirujanos ¦*refieren", "stray-mark"),
    Slip("doctor", "cirujanos refieren", "cirujanos ¦(translate refieren", "stray-mark"),
    Slip("doctor", "26 (31\u00a0%)", "26 (¦3\u00a0%)", "figures"),
    Slip("doctor", "el 37\u00a0%", "el ¦37%", "per-cent"),
    Slip("doctor", "scale: 5\u00a0cm", "scale: ¦5 cm", "no-break-space"),
    Slip("doctor", "(0-10)", "(¦0–10)", "range-dash"),
    Slip(
        "doctor",
        "          - id: sacroiliac\n",
        "          - ¦id: facet-joint\n",
        "shape",
    ),
    Slip("doctor", "heading: Columna\n", "heading: Columna\n        ¦for: [gp]\n", "shape", "", ("pointer",)),
    Slip("doctor", "kind: bibliography", "kind: ¦bibliografy", "unknown-name"),
    Slip(
        "doctor",
        "Ninguna trata de este nódulo ni de su\n              infiltración diagnóstica",
        "¦None considers this nodule or its diagnostic injection",
        "left-in-english",
    ),
    Slip("doctor", "«ratón de la espalda»", "‹ratón de la espalda", "quotation-marks", ", ¦‹ratón"),
    Slip("doctor", "«ratón de la espalda»", "¦«ratón de la espalda", "quotation-marks"),
    Slip("doctor", "La **RM** no", "La ¦**RM no", "markup"),
    Slip("doctor", "¿aparece mi dolor de siempre?", "aparece mi dolor de siempre¦?", "opening-marks"),
    Slip("doctor", "]{lang=en}", "]¦{lang=inglés}", "markup"),
    Slip("doctor", "sin controles,", "¦garantizado,", "promise"),
    Slip("doctor", "dolor a las", "dolor ¦severo a las", "avoided-term"),
    Slip("doctor", "Diagnóstico diferencial", "Diagnóstico¦  diferencial", "spacing"),
    Slip("doctor", "heading: Pruebas de imagen", "heading:¦ ", "empty"),
    Slip("doctor", "    heading: Pruebas", "¦\theading: Pruebas", "syntax"),
    Slip("doctor", "heading: Pruebas", "heading: ¦&Pruebas", "anchor"),
    Slip("doctor", "alt: Código QR que abre", "alt: ¦Abre", "alternative-text"),
    Slip("doctor", "**dígamelo,**", "**dígamelo ¦tú,**", "address"),
    Slip("doctor", "nódulo graso", "nódulo ¦\u202egraso", "character"),
    Slip(
        "doctor",
        "Pronto:** ",
        "Pronto:** " + "mucho más " * 170,
        "overflow",
        "- ¦id: disc\n",
    ),
    Slip("language", "2026-11-28", "¦2023-11-19", "old-sources"),
    Slip("language", "2026-11-28", "¦2026-02-30", "wrong-kind"),
    Slip("language", "formula: inflesz", "formula: ¦infles", "unknown-name"),
    Slip("visit", "theme: form", "theme: ¦dense", "shape"),
    Slip("visit", "{fill: appointment.time,", "¦{fill: appointment.tme,", "unknown-name"),
    Slip("visit", "text: Teléfono", "text: Teléfono\n            lines: ¦99", "out-of-range"),
]


@pytest.fixture
def spanish(shipped: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The Spanish folder, beside all that it is compared with, to break; the current folder is above it."""
    monkeypatch.chdir(shipped)
    return shipped / "es"


def reported(folder: Path, *tags: str) -> tuple[Problem, ...]:
    """All problems of languages of a folder."""
    return run.check_content(ContentFolder(folder, fonts.missing), tags, TODAY)


@pytest.mark.every
@pytest.mark.parametrize("tag", sample(sorted(TAGS, key="es".__ne__)))
def test_nothing_to_report(spanish: Path, tag: str) -> None:
    """The folder without a mistake has no problem, in any language."""
    assert reported(spanish.parent, tag) == ()


def plant(folder: Path, slip: Slip) -> Position:
    """Put a mistake into the folder; returns where it is to be reported."""
    path = folder / f"{slip.file}.yaml"
    text = path.read_text("utf-8")
    assert text.count(slip.old) >= 1, "the slip does not fit the content any more"
    marked = text.replace(slip.old, slip.new, 1)
    if slip.at:
        assert marked.count(slip.at.replace("¦", "")) == 1, "the place is not the only one"
        marked = marked.replace(slip.at.replace("¦", ""), slip.at)
    before, after = marked.split("¦")
    path.write_text(before + after, "utf-8")
    line = before.count("\n") + 1
    return Position(f"es/{path.name}", line, len(before) - before.rfind("\n"))


PAGE_RULES = {rule.ID for rule in run.PAGE_RULES}


@pytest.mark.parametrize(
    "slip",
    [*SLIPS, *(pytest.param(slip, marks=pytest.mark.every) for slip in MORE_SLIPS)],
    ids=lambda slip: slip.rule,
)
def test_slip(request: pytest.FixtureRequest, spanish: Path, slip: Slip) -> None:
    """A mistake is reported once, at its place and by its rule, and nothing but what follows from it."""
    if slip.rule not in PAGE_RULES:
        request.getfixturevalue("without_layout")
    at = plant(spanish, slip)
    problems = reported(spanish.parent, "es")
    assert [problem.at for problem in problems if problem.rule == slip.rule] == [at], problems
    assert {problem.rule for problem in problems} == {slip.rule, *slip.also}, problems


@pytest.mark.usefixtures("without_layout")
def test_a_file_that_is_not_used(spanish: Path) -> None:
    """A copy left behind, or a sheet under a name of its own, is reported."""
    for name in ("doctor - copia.yaml", "visita.yml"):
        (spanish / name).write_text("title: Hoja", "utf-8")
    expected = [("es/doctor - copia.yaml", "unread-file"), ("es/visita.yml", "unread-file")]
    assert [(problem.at.path, problem.rule) for problem in reported(spanish.parent, "es")] == expected


@pytest.mark.slow
def test_what_has_no_room_is_reported_beside_all_else(spanish: Path) -> None:
    """Mistakes in words hide no overflow, which says on which page of which sheet, for whom, by how much."""
    plant(spanish, Slip("language", "  notes: Notas", "  notes: ¦Notes", "left-in-english"))
    plant(spanish, Slip("visit", "text: Teléfono", "text: ¦Telephone", "left-in-english"))
    plant(spanish, Slip("doctor", "26 (31\u00a0%)", "26 (¦3\u00a0%)", "figures"))
    lengthen(spanish / "doctor.yaml", "surgeon", 110)
    problems = reported(spanish.parent, "es")
    assert {"left-in-english", "figures", "overflow"} <= {problem.rule for problem in problems}
    (overflow,) = (problem for problem in problems if problem.rule == "overflow")
    assert re.fullmatch(
        r"page 1 of “doctor” for surgeon does not fit: [0-9]+ lines? too many, starting here",
        overflow.message,
    )


@pytest.mark.slow
def test_one_overflow_is_reported_once(spanish: Path) -> None:
    """What is the same for several readers, or for all, is one problem that names them, or nobody."""
    lengthen(spanish / "doctor.yaml", "radiologist", 150)
    lengthen(spanish / "doctor.yaml", "gp", 150)
    messages = {p.message for p in reported(spanish.parent, "es") if p.rule == "overflow"}
    assert messages
    assert all(re.match("page 1 of “doctor” for (gp|radiologist|gp, radiologist) does", m) for m in messages)
    lengthen(spanish / "test.yaml", "", 300)
    (message,) = {p.message for p in reported(spanish.parent, "es") if p.rule == "overflow"} - messages
    assert re.match("page [12] of “test” does not fit: ", message)


def lengthen(path: Path, reader: str, words: int) -> None:
    """Add so many words to the first long text of the block for this reader, or of the sheet."""
    text = path.read_text("utf-8")
    begin = text.index(f"for: [{reader}]" if reader else "sections:")
    head, key, rest = text[begin:].partition(" text: >-\n")
    indent = re.match(" +", rest)
    assert indent
    added = indent[0] + "y luego " * (words // 2) + "\n"
    path.write_text(text[:begin] + head + key + added + rest, "utf-8")


SPOILERS = ("garantizado ", "2.5 ", "tú ", "severo ", "50% ", "l'hora ", "5 mm ", "3–4 ", "no ” ")


def spoil(folder: Path, count: int) -> set[tuple[str, int]]:
    """Put so many mistakes into the Spanish folder; returns the lines they are in."""
    report = Report()
    files = CONTENT.load("es", report).files
    path_texts = [
        (name, path_text)
        for name, file in files.items()
        for path_text in file.path_texts
        if path_text.prose
        and not path_text.local
        and path_text.node.origin
        and not path_text.path[-1].endswith(".example")
    ]
    chosen = path_texts[:: len(path_texts) // count][:count]
    assert len(chosen) == count
    texts = {name: (folder / f"{name}.yaml").read_text("utf-8") for name in files}
    lines = set()
    for number, (name, path_text) in reversed(list(enumerate(chosen))):
        assert path_text.node.origin
        begin, word = path_text.node.origin.begin, SPOILERS[number % len(SPOILERS)]
        lines.add((f"es/{name}.yaml", texts[name].count("\n", 0, begin) + 1))
        texts[name] = texts[name][:begin] + word + texts[name][begin:]
    for name, text in texts.items():
        (folder / f"{name}.yaml").write_text(text, "utf-8")
    return lines


def check_in_process(folder: Path) -> tuple[str, float]:
    """What `handout check es` prints, as JSON, and the processor seconds it takes."""
    resource = pytest.importorskip("resource", reason="this system does not say how long a process took")
    begin = resource.getrusage(resource.RUSAGE_CHILDREN)
    ended = run_program("check", "es", "--format", "json", folder=folder, HANDOUT_LOCALES=folder)
    end = resource.getrusage(resource.RUSAGE_CHILDREN)
    return ended.out, end.ru_utime + end.ru_stime - begin.ru_utime - begin.ru_stime


@pytest.mark.slow
def test_two_hundred_mistakes(spanish: Path) -> None:
    """All are reported in one run, by place, in no more time than it takes to find nothing."""
    _, seconds_without = check_in_process(spanish.parent)
    lines = spoil(spanish, 200)
    output, seconds = check_in_process(spanish.parent)
    problems = json.loads(output)
    assert len(problems) >= 200
    assert lines <= {(problem["path"], problem["line"]) for problem in problems}
    places = [(problem["path"], problem["line"], problem["column"]) for problem in problems]
    assert places == sorted(places)
    assert seconds < 1.5 * seconds_without


# --- the command ---


def called(folder: Path, *arguments: str) -> Result:
    """A run of `handout check`."""
    return CliRunner().invoke(cli, ["--locales", str(folder), "check", *arguments], standalone_mode=False)


def code(result: Result) -> object:
    """The exit code of a run."""
    return result.return_value


@pytest.mark.usefixtures("without_layout")
def test_text(spanish: Path) -> None:
    """For each problem place, what is wrong, what would be right, rule, line, caret; and how many."""
    at = plant(spanish, Slip("doctor", "[@wang2025].\n", "[¦@wang2026].\n", "unknown-reference"))
    result = called(spanish.parent, "es")
    expected = f"{at}: “wang2026” is not in references.yaml; did you mean “wang2025”? [unknown-reference]\n"
    first, line, caret = result.stdout.splitlines(keepends=True)
    assert (first, result.stderr) == (expected, "es: 1 error, 0 warnings\n")
    assert line.startswith(f"{at.line:>6} | ")
    assert line[caret.index("^") :].startswith("@wang2026].")
    assert code(result) == 3


@pytest.mark.usefixtures("without_layout")
def test_json(spanish: Path) -> None:
    """A list of objects with all that is known of a problem."""
    at = plant(spanish, Slip("doctor", "dolor a las", "dolor ¦severo a las", "avoided-term"))
    result = called(spanish.parent, "es", "--format", "json")
    assert json.loads(result.stdout) == [
        {
            "path": at.path,
            "line": at.line,
            "column": at.column,
            "rule": "avoided-term",
            "severity": "warning",
            "message": "“severo” is a term to avoid",
            "hint": "see “avoided” in language.yaml",
        }
    ]
    assert json.loads(called(spanish.parent, "it", "--format", "json").stdout) == []


@pytest.mark.usefixtures("without_layout")
@pytest.mark.parametrize(("strict", "expected"), [([], 0), (["--strict"], 5)])
def test_warnings(spanish: Path, strict: list[str], expected: int) -> None:
    """Warnings alone fail only a strict run; their lines say what they are."""
    plant(spanish, Slip("doctor", "dolor a las", "dolor ¦severo a las", "avoided-term"))
    result = called(spanish.parent, "es", *strict)
    assert ": warning: “severo” is a term to avoid" in result.stdout
    assert code(result) == expected


@pytest.mark.every
@pytest.mark.usefixtures("without_layout")
def test_all_languages(spanish: Path) -> None:
    """Without a language all are checked, one that lacks the file of a language too."""
    (spanish / "language.yaml").unlink()
    result = called(spanish.parent)
    assert "es/language.yaml:1:1: no such file [file]\n" in result.stdout
    assert result.stderr.startswith(f"{', '.join(sorted(TAGS))}: ")
    assert code(result) == 3


@pytest.mark.every
@pytest.mark.usefixtures("without_layout")
def test_mistakes_of_english(spanish: Path) -> None:
    """What is wrong with English is reported where English is checked, and in what all share everywhere."""
    english = spanish.with_name("en") / "doctor.yaml"
    english.write_text(english.read_text("utf-8").replace("heading: In short", "heading:"), "utf-8")
    bibliography = spanish.with_name("references.yaml")
    bibliography.write_text(bibliography.read_text("utf-8").replace("PMID:", "PMIDD:", 1), "utf-8")
    assert {problem.at.path for problem in reported(spanish.parent, "es")} == {"references.yaml"}
    assert {problem.at.path for problem in reported(spanish.parent, "en")} == {
        "references.yaml",
        "en/doctor.yaml",
    }


def test_explain(spanish: Path) -> None:
    """Each rule is explained by its name."""
    for rule, explanation in explanations().items():
        result = called(spanish.parent, "--explain", rule)
        assert result.stdout == f"{rule}\n\n{explanation}\n"
        assert code(result) in (0, None)


def test_explain_without_a_rule(spanish: Path) -> None:
    """All rules are listed, each with what it wants in a sentence."""
    result = called(spanish.parent, "--explain")
    assert result.stdout.splitlines() == [f"{rule}: {summary}" for rule, summary in summaries().items()]
    assert len(result.stdout.splitlines()) > len(RULES) > 30


def test_explain_nearest(spanish: Path) -> None:
    """A rule that is not there is answered with the nearest."""
    result = called(spanish.parent, "--explain", "figure")
    assert isinstance(result.exception, click.UsageError)
    assert "did you mean “figures”?" in str(result.exception)
