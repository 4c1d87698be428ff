"""Modules stand on steps and import only downwards; one of them meets the world outside."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "handout"

STEPS: tuple[frozenset[str], ...] = tuple(
    frozenset(step.split())
    for step in (
        """
        handout handout.errors handout.measures handout.readability handout.reading handout.resources
        handout.rules
        handout.drawings.anatomy handout.drawings.body handout.drawings.curves
        handout.drawings.low_back
        handout.pdf.errors handout.pdf.icc handout.pdf.objects
        """,
        """
        handout.model handout.output handout.yamlsource
        handout.drawings.callouts handout.drawings.qr handout.drawings.low_back.outlines
        handout.pdf.fonts handout.pdf.structure
        """,
        """
        handout.shape handout.drawings.low_back.labels handout.drawings.pen handout.drawings.body.outlines
        handout.pdf.archive handout.pdf.marking handout.pdf.tagging
        """,
        """
        handout.markup handout.pdf.canvas
        handout.drawings.body.views handout.drawings.low_back.figure handout.drawings.body.lumps
        handout.drawings.ruler
        """,
        "handout.patient handout.drawings.body.figure handout.pdf.text",
        "handout.drawings",
        "handout.options handout.filling handout.consistency handout.bibliography handout.pdf.stack",
        """
        handout.theme handout.compose handout.content
        handout.pdf.columns handout.pdf.flow handout.pdf.paragraph handout.pdf.table handout.pdf.writer
        """,
        "handout.pdf handout.made_from",
        "handout.fonts",
        "handout.library handout.still_right handout.layout.texts",
        "handout.translation handout.layout.answers handout.layout.page",
        "handout.layout.setting",
        "handout.layout.forms",
        "handout.layout.blocks",
        "handout.layout",
        "handout.build",
        "handout.matrix handout.proof",
        "handout.subject",
        """
        handout.rules.address handout.rules.air handout.rules.alternative_text
        handout.rules.avoided_term handout.rules.basis handout.rules.citations
        handout.rules.comment_in_text handout.rules.decimal_sign handout.rules.emergency_number
        handout.rules.english_changed handout.rules.incomplete_reference
        handout.rules.left_in_english handout.rules.lost_field handout.rules.no_break_space
        handout.rules.old_sources handout.rules.opening_marks handout.rules.overflow
        handout.rules.per_cent handout.rules.pmid handout.rules.promise handout.rules.quotation_marks
        handout.rules.range_dash handout.rules.readability handout.rules.reference_count
        handout.rules.request handout.rules.shape handout.rules.spacing handout.rules.spelling
        handout.rules.stray_mark handout.rules.too_high handout.rules.too_wide
        handout.rules.unmade handout.rules.unread_file handout.rules.untranslated handout.rules.word_budget
        """,
        "handout.rules.figures",
        "handout.rules.figure_order",
        "handout.check",
        "handout.cli",
        "handout.__main__",
    )
)
"""From the ground up; who has a step imports only from the steps below."""

OUTSIDE = "handout.cli"
"""The only module that speaks, and hears of the environment and the time."""

_MODULES = ("click", "time", "random", "secrets", "uuid", "getpass", "locale", "socket", "urllib", "http")
_BUILTINS = ("print", "input", "id", "hash")
_ATTRIBUTES = {
    "os": ("environ", "environb", "getenv", "getenvb", "getlogin", "urandom"),
    "sys": ("argv", "stdin", "stdout", "stderr", "exit"),
    "date": ("today",),
    "datetime": ("now", "today", "utcnow"),
    "Path": ("home",),
}


def modules() -> dict[str, ast.Module]:
    """Every module of the package, by name, as a tree."""
    found = {}
    for path in PACKAGE.rglob("*.py"):
        parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
        name = ".".join(parts).removesuffix(".__init__")
        found[name] = ast.parse(path.read_text("utf-8"))
    return found


def imported(tree: ast.Module) -> Iterator[str]:
    """The names imported anywhere in a module, also inside its functions, with what they come from."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def uses(trees: Mapping[str, ast.Module]) -> dict[str, set[str]]:
    """For each module of the package, those it imports from the package."""
    return {
        module: {owner for name in imported(tree) if (owner := _owner(name, trees))}
        for module, tree in trees.items()
    }


def _owner(name: str, trees: Mapping[str, ast.Module]) -> str | None:
    """The module that this name is or comes from."""
    if name in trees:
        return name
    package = name.rpartition(".")[0]
    return package if package in trees else None


def upward(graph: Mapping[str, set[str]], steps: Sequence[frozenset[str]]) -> list[tuple[str, str]]:
    """The imports that do not go down."""
    height = {module: number for number, step in enumerate(steps) for module in step}
    return [
        (module, used) for module, below in graph.items() for used in below if height[used] >= height[module]
    ]


def outward(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """What in a module speaks to the user or depends on more than its input: line and name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            owner = node.value.attr if isinstance(node.value, ast.Attribute) else _name(node.value)
            if node.attr in _ATTRIBUTES.get(owner, ()):
                yield node.lineno, f"{owner}.{node.attr}"
        elif isinstance(node, ast.Call) and _name(node.func) in _BUILTINS:
            yield node.lineno, _name(node.func)
        elif isinstance(node, ast.Import | ast.ImportFrom):
            yield from ((node.lineno, name) for name in _imported_outward(node))


def _name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else ""


def _imported_outward(node: ast.Import | ast.ImportFrom) -> Iterator[str]:
    names = [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        module = node.module or ""
        yield from (name for name in names if name in _ATTRIBUTES.get(module, ()))
        names = [module]
    yield from (name for name in names if name.split(".")[0] in _MODULES)


def test_every_module_has_a_step() -> None:
    """A new module is given a step, a removed one loses it, and none has two."""
    listed = list(chain.from_iterable(STEPS))
    assert sorted(listed) == sorted(modules())


def test_imports_go_down() -> None:
    """No module imports one of its own step or above, at the top or inside a function."""
    assert upward(uses(modules()), STEPS) == []


def test_pdf_stands_alone() -> None:
    """handout.pdf imports nothing of handout but itself, so that it could be a package of its own."""
    of_pdf = {name: used for name, used in uses(modules()).items() if name.split(".")[1:2] == ["pdf"]}
    assert len(of_pdf) > 5
    assert {used for names in of_pdf.values() for used in names if used.split(".")[1:2] != ["pdf"]} == set()


def test_one_module_meets_the_world() -> None:
    """Only the command line imports Click, prints, ends the program, reads the environment or the clock."""
    found = {name: list(outward(tree)) for name, tree in modules().items()}
    assert {name for name, places in found.items() if places} == {OUTSIDE}


@pytest.mark.parametrize(
    "source",
    [
        "from handout.b import x",
        "import handout.b",
        "from handout import b",
        "def f():\n    from handout.b import x",
        "if TYPE_CHECKING:\n    import handout.b",
        "from handout.a import x",
    ],
)
def test_guard_of_imports(source: str) -> None:
    """However a module imports one of its own step or above, that is found."""
    trees = {name: ast.parse("") for name in ("handout", "handout.b")} | {"handout.a": ast.parse(source)}
    steps = (frozenset({"handout"}), frozenset({"handout.a", "handout.b"}))
    assert len(upward(uses(trees), steps)) == 1


@pytest.mark.parametrize(
    "source",
    [
        "import click",
        "from click.testing import CliRunner",
        "def f():\n    import click",
        "print('x')",
        "os.environ['HOME']",
        "from os import environ",
        "os.getenv('HOME')",
        "sys.stderr.write('x')",
        "import time",
        "datetime.datetime.now()",
        "datetime.now(UTC)",
        "datetime.date.today()",
        "date.today()",
        "from random import choice",
        "key = id(box)",
    ],
)
def test_guard_of_the_outside(source: str) -> None:
    """Whatever speaks, or reads the environment, the clock or chance, is found."""
    assert len(list(outward(ast.parse(source)))) == 1


@pytest.mark.parametrize(
    "source", ["block.id", "datetime.date(2025, 1, 31)", "os.replace(a, b)", "blueprint()"]
)
def test_guard_lets_pass(source: str) -> None:
    """What only looks like it is no offence."""
    assert list(outward(ast.parse(source))) == []
