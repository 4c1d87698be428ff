"""Rooms stand on floors and import only downwards; one of them meets the world outside."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

# One process reads the package once.
pytestmark = pytest.mark.xdist_group("architecture")

PACKAGE = Path(__file__).resolve().parent.parent / "handout"

ROOMS = (
    "errors resources docstrings",
    "pdf model",
    "files",
    "drawings",
    "patient fonts",
    "content options",
    "compose",
    "layout",
    "translate make",
    "check site",
    "cli",
    "__main__",
)
"""The packages and modules of the top floor, from the ground up: each imports from those below it alone."""

OUTSIDE = "cli"
"""The only room that speaks, and hears of the environment and the time."""

_MODULES = ("click", "time", "random", "secrets", "uuid", "getpass", "locale", "socket", "urllib", "http")
_PAUSE = ("time", ["sleep"])
"""What is imported of the time where somebody is waited for; no result depends on it."""
_BUILTINS = ("print", "input", "id", "hash")
_ATTRIBUTES = {
    "os": ("environ", "environb", "getenv", "getenvb", "getlogin", "urandom"),
    "sys": ("argv", "stdin", "stdout", "stderr", "exit"),
    "date": ("today",),
    "datetime": ("now", "today", "utcnow"),
    "Path": ("home",),
}


@cache
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


@cache
def graph() -> dict[str, set[str]]:
    """For each module of the package, those it imports from it."""
    return uses(modules())


def _owner(name: str, trees: Mapping[str, ast.Module]) -> str | None:
    """The module that this name is or comes from."""
    if name in trees:
        return name
    package = name.rpartition(".")[0]
    return package if package in trees else None


def room(module: str) -> str:
    """The package or module of the top floor that a module belongs to; empty for the package itself."""
    return module.partition(".")[2].partition(".")[0]


def upward(graph: Mapping[str, set[str]], floors: Sequence[str]) -> list[tuple[str, str]]:
    """The imports that lead to another room of the same floor, or of one above."""
    height = {name: number for number, floor in enumerate(floors) for name in floor.split()}
    return [
        (module, used)
        for module, below in graph.items()
        for used in below
        if room(used) and room(module) != room(used) and height[room(used)] >= height[room(module)]
    ]


def circles(graph: Mapping[str, set[str]]) -> list[list[str]]:
    """The modules that import each other in a circle, directly or by way of others."""
    inside = {module: {used for used in below if used != module} for module, below in graph.items()}
    try:
        list(TopologicalSorter(inside).static_order())
    except CycleError as error:
        return [error.args[1]]
    return []


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
        if (module, names) == _PAUSE:
            return
        yield from (name for name in names if name in _ATTRIBUTES.get(module, ()))
        names = [module]
    yield from (name for name in names if name.split(".")[0] in _MODULES)


def test_every_room_has_a_floor() -> None:
    """A new room is put on a floor, a removed one loses it, and none is on two."""
    assert sorted(" ".join(ROOMS).split()) == sorted({room(module) for module in modules()} - {""})


def test_imports_go_down() -> None:
    """No module imports from another room of its own floor or above, at the top or inside a function."""
    assert upward(graph(), ROOMS) == []


def test_no_circles() -> None:
    """Within a room, too, no modules import each other."""
    assert circles(graph()) == []


def test_pdf_stands_alone() -> None:
    """handout.pdf imports nothing of handout but itself, so that it could be a package of its own."""
    of_pdf = {name: used for name, used in graph().items() if name.split(".")[1:2] == ["pdf"]}
    assert len(of_pdf) > 5
    assert {used for names in of_pdf.values() for used in names if used.split(".")[1:2] != ["pdf"]} == set()


def test_one_room_meets_the_world() -> None:
    """Only the command line imports Click, prints, ends the program, reads the environment or the clock."""
    found = {name: list(outward(tree)) for name, tree in modules().items()}
    assert {room(name) for name, places in found.items() if places} == {OUTSIDE}


@pytest.mark.parametrize(
    "source",
    [
        "from handout.b import x",
        "import handout.b",
        "from handout import b",
        "def f():\n    from handout.b import x",
        "if TYPE_CHECKING:\n    import handout.b",
        "from handout.b.c import x",
        "from handout.b import c",
    ],
)
def test_guard_of_imports(source: str) -> None:
    """However a module imports from another room of its own floor or above, that is seen."""
    trees = {name: ast.parse("") for name in ("handout", "handout.b", "handout.b.c")}
    found = uses(trees | {"handout.a": ast.parse(source)})
    assert len(upward(found, ["a b"])) == len(upward(found, ["a", "b"])) == 1
    assert upward(found, ["b", "a"]) == []


def test_guard_of_circles() -> None:
    """Two modules that import each other are seen, also by way of a third."""
    sources = {
        "handout.a": "import handout.b",
        "handout.b": "from handout import c",
        "handout.c": "import handout.a",
    }
    assert circles(uses({name: ast.parse(source) for name, source in sources.items()}))


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
