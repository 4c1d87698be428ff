"""Whatever somebody writes, content and personal files of any kind end in pages or in problems."""

from __future__ import annotations

import contextlib
import copy
import functools
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from handout import build, fonts, patient
from handout.check.run import problems
from handout.errors import HandoutError
from handout.library import Edition, Library
from handout.model import Reference
from handout.options import Options
from tests import toy_kit
from tests.conftest import LIBRARY
from tests.rule_kit import TODAY
from tests.schema_strategies import JUNK, TEXTS, valid

pytestmark = pytest.mark.slow

FILES = {
    path.relative_to(folder).as_posix(): yaml.safe_load(path.read_text("utf-8"))
    for folder in (toy_kit.FOLDER, toy_kit.FOLDER.with_name("toy-forms"))
    for path in sorted(folder.rglob("*.yaml"))
}
"""A whole folder of content with every kind of block, in two languages."""

# The same examples in each run: what is found by others becomes a test of its own.
bounded = functools.partial(
    settings,
    derandomize=True,
    deadline=None,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


Edit = tuple[str, int, str, Any]


def edits() -> st.SearchStrategy[list[Edit]]:
    """Some places of the folder, with what happens there."""
    one = st.tuples(
        st.sampled_from(sorted(FILES)),
        st.integers(0, 10_000),
        st.sampled_from(["put", "say", "say", "say", "drop", "double", "rename"]),
        JUNK | TEXTS,
    )
    return st.lists(one, min_size=1, max_size=8)


def edited(wanted: list[Edit]) -> dict[str, Any]:
    """The folder after that."""
    files = copy.deepcopy(FILES)
    for file, number, how, value in wanted:
        places = list(_places(files[file]))
        if places:
            _edit(*places[number % len(places)], how, value)
    return files


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Each list or mapping with each of its keys, at any depth."""
    keys = range(len(value)) if isinstance(value, list) else list(value) if isinstance(value, dict) else ()
    for key in keys:
        yield value, key
        yield from _places(value[key])


def _edit(holder: Any, key: Any, how: str, value: Any) -> None:
    if how == "drop":
        del holder[key]
    elif how == "double" and isinstance(holder, list):
        holder.append(copy.deepcopy(holder[key]))
    elif how == "rename" and isinstance(holder, dict):
        holder[str(value)] = holder.pop(key)
    elif how == "say" and isinstance(holder[key], str):
        holder[key] = str(value)
    elif how == "put":
        holder[key] = value


def written(folder: Path, files: Mapping[str, Any]) -> set[Path]:
    """All that is below the folder once the files are."""
    for name, value in files.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(_yaml(value))
    return set(folder.rglob("*"))


def _yaml(value: Any) -> bytes:
    return yaml.safe_dump(value, allow_unicode=True, sort_keys=False).encode("utf-8", "surrogatepass")


@bounded(max_examples=120)
@given(edits())
def test_content(wanted: list[Edit]) -> None:
    """A folder of content is checked to its end, and each problem has a place in it; nothing is written."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        before = written(folder, edited(wanted))
        found = problems(Library(folder, fonts.missing), ("en", "ca"), TODAY)
        assert found == tuple(sorted(found))
        assert all(Path(one.at.path).is_relative_to(folder) for one in found)
        for tag in ("en", "ca"):
            with contextlib.suppress(HandoutError):
                editions, references = Library(folder, fonts.missing, draft=True).editions([tag])
                build.document(editions, references, Options(draft=True))
        assert set(folder.rglob("*")) == before


@functools.cache
def spanish() -> tuple[Edition, Mapping[str, Reference]]:
    """The Spanish sheets that a patient fills in."""
    (edition,), references = LIBRARY.editions(["es"], ["test", "visit", "more"])
    return edition, references


@bounded(max_examples=60)
@given(valid(patient.schema(), odd=80))
def test_personal_file(value: Any) -> None:
    """A personal file is filled in or refused; a refusal names places and repeats nothing of it."""
    edition, references = spanish()
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "me.yaml"
        path.write_bytes(_yaml(value))
        with contextlib.suppress(HandoutError):
            details = patient.load(path, missing=fonts.missing)
            build.document([edition], references, Options(details=details))
        assert list(Path(name).iterdir()) == [path]


@bounded(max_examples=150)
@given(JUNK)
def test_junk(value: Any) -> None:
    """What is nothing of all that is refused in words."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        written(folder, dict.fromkeys(("references.yaml", "en/language.yaml", "en/doctor.yaml"), value))
        assert problems(Library(folder, fonts.missing), ("en",), TODAY)
        with pytest.raises(HandoutError):
            Library(folder, fonts.missing).editions(["en"])
