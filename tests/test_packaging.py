"""What ships is what is tested: the files of the packages, and that each way of installing finds its data."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import zipfile
from collections.abc import Iterable
from email.parser import Parser
from pathlib import Path
from typing import NamedTuple

import pytest

from handout import __version__

pytestmark = pytest.mark.slow

CHECKOUT = Path(__file__).resolve().parent.parent
FOLDERS = ("handout", "locales", "fonts", "tests", ".ci")
FILES = ("pyproject.toml", "README.md", "LICENSE", ".gitignore")
TAGS = ("en", "es", "ca", "it")
RUN_TIME = ("click", "pyyaml", "reportlab")
STRAY = shutil.ignore_patterns("__pycache__", ".*_cache", "*.pyc")


class Built(NamedTuple):
    """A copy of the checkout, and what was built from it."""

    checkout: Path
    sdist: Path
    wheel: Path
    wheel_of_checkout: Path


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The sdist, the wheel built from it, and the wheel built from the checkout itself."""
    work = tmp_path_factory.mktemp("packaging")
    checkout = work / "checkout"
    for name in FOLDERS:
        shutil.copytree(CHECKOUT / name, checkout / name, ignore=STRAY)
    for name in FILES:
        shutil.copy2(CHECKOUT / name, checkout / name)
    build(checkout, work / "both")
    build(checkout, work / "direct", "--wheel")
    (sdist,) = (work / "both").glob("*.tar.gz")
    (wheel,) = (work / "both").glob("*.whl")
    (direct,) = (work / "direct").glob("*.whl")
    return Built(checkout, sdist, wheel, direct)


def build(checkout: Path, target: Path, *options: str) -> None:
    """Build packages, with the tools that are there, else with those of the package index."""
    if has("hatchling"):
        options = ("--no-isolation", *options)
    succeed([sys.executable, "-m", "build", "--outdir", target, *options, checkout], folder=target.parent)


def has(*names: str) -> bool:
    """Whether all these packages are there."""
    return all(importlib.util.find_spec(name) for name in names)


def succeed(words: Iterable[str | Path], *, folder: Path) -> str:
    """What a command says on stdout; it must succeed, and sees nothing of the checkout."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PYTHON", "PIP_", "HANDOUT_", "VIRTUAL_ENV", "SOURCE_DATE_EPOCH"))
    }
    ended = subprocess.run(
        list(map(str, words)), cwd=folder, env=kept, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return ended.stdout


def files(folder: Path) -> set[str]:
    """The files below a folder, by their paths in it."""
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_files_of_the_checkout(built: Built) -> None:
    """The data is of the kinds that are meant, so that nothing strays into the packages with it."""
    data = {name for name in files(built.checkout) if name.startswith(("locales/", "fonts/"))}
    others = {name for name in data if name.startswith("locales/") and not name.endswith(".yaml")}
    ready = {f"locales/{tag}/episacroiliac-lipoma-{tag}.pdf" for tag in TAGS}
    assert others == {"locales/README.md", "locales/content.schema.json", *ready}
    assert {Path(name).suffix for name in data if name.startswith("fonts/")} == {".ttf", ".woff2", ""}
    assert {f"locales/{tag}/{name}.yaml" for tag in TAGS for name in ("doctor", "language")} <= data
    assert {"fonts/LICENSE_FONT", "fonts/LICENSE_NOTO", "locales/references.yaml"} <= data


def test_wheel(built: Built) -> None:
    """The wheel has the program, its data inside the package without PDFs, the licences, and nothing else."""
    with zipfile.ZipFile(built.wheel) as wheel:
        found = {name for name in wheel.namelist() if not name.endswith("/")}
    about = f"handout-{__version__}.dist-info"
    data = {f"handout/{name}" for name in files(built.checkout) if name.startswith(("locales/", "fonts/"))}
    data = {name for name in data if not name.endswith(".pdf")}
    code = {name for name in files(built.checkout) if name.startswith("handout/")}
    assets = {name for name in code if name.startswith("handout/site/assets/")}
    assert assets
    assert {Path(name).suffix for name in code - assets} <= {".py", ".typed"}
    licences = {"LICENSE", "fonts/LICENSE_FONT", "fonts/LICENSE_NOTO"}
    assert found == {
        *data,
        *code,
        *(f"{about}/{name}" for name in ("METADATA", "WHEEL", "RECORD", "entry_points.txt")),
        *(f"{about}/licenses/{name}" for name in licences),
    }


def test_sdist(built: Built) -> None:
    """The sdist has all that the checkout has, the tests too, and nothing else."""
    with tarfile.open(built.sdist) as sdist:
        names = {Path(member.name) for member in sdist.getmembers() if member.isfile()}
    top = {name.parts[0] for name in names}
    assert top == {f"handout-{__version__}"}
    found = {Path(*name.parts[1:]).as_posix() for name in names}
    assert found == {*files(built.checkout), "PKG-INFO"}


def test_wheel_of_the_sdist(built: Built) -> None:
    """The wheel built from the sdist and the one built from the checkout are the same, byte by byte."""
    assert built.wheel.name == built.wheel_of_checkout.name
    assert built.wheel.read_bytes() == built.wheel_of_checkout.read_bytes()


def test_metadata(built: Built) -> None:
    """At run time three packages are needed and Python 3.11 is enough; the licences are named."""
    with zipfile.ZipFile(built.wheel) as wheel:
        about = f"handout-{__version__}.dist-info"
        metadata = Parser().parsestr(wheel.read(f"{about}/METADATA").decode())
        entries = wheel.read(f"{about}/entry_points.txt").decode()
    needed = [line for line in metadata.get_all("Requires-Dist", []) if "extra ==" not in line]
    assert tuple(sorted(re.split("[^a-z]", line)[0] for line in needed)) == RUN_TIME
    assert metadata["Requires-Python"] == ">=3.11"
    assert metadata["License-Expression"] == "MIT AND CC-BY-4.0 AND OFL-1.1"
    assert "handout = handout.cli:main" in entries


class Environment(NamedTuple):
    """A virtual environment of its own."""

    folder: Path

    def program(self, name: str) -> Path:
        """A program of the environment."""
        return self.folder / ("Scripts" if os.name == "nt" else "bin") / name

    @property
    def packages(self) -> Path:
        """Where its packages are."""
        variables = {"base": str(self.folder), "platbase": str(self.folder)}
        return Path(sysconfig.get_path("purelib", "venv", variables))


@pytest.fixture
def environment(tmp_path: Path) -> Environment:
    """A fresh virtual environment that sees the run-time packages of this one, and not the handout in it.

    A .pth file names their folder. The .pth files in that folder are not read, so no editable install is.
    """
    folder = tmp_path / "environment"
    succeed([sys.executable, "-m", "venv", "--without-pip", folder], folder=tmp_path)
    environment = Environment(folder)
    lent = {str(importlib.metadata.distribution(name).locate_file("")) for name in RUN_TIME}
    (environment.packages / "lent.pth").write_text("\n".join(sorted(lent)) + "\n", encoding="utf-8")
    return environment


def install(environment: Environment, *words: str | Path, folder: Path) -> None:
    """Install into the environment, nothing else than what is named."""
    python = environment.program("python")
    pip = [sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-deps"]
    succeed([*pip, "--disable-pip-version-check", *words], folder=folder)


def home(environment: Environment, folder: Path) -> Path:
    """Where the handout of the environment is."""
    script = "import handout; print(handout.__file__)"
    told = succeed([environment.program("python"), "-c", script], folder=folder)
    return Path(told.strip()).resolve().parent


def test_installed_alone(built: Built, environment: Environment, tmp_path: Path) -> None:
    """The wheel, installed alone and far from any checkout, makes all languages by both its commands."""
    install(environment, built.wheel, folder=tmp_path)
    assert home(environment, tmp_path) == (environment.packages / "handout").resolve()
    program = [environment.program("handout")]
    module = [environment.program("python"), "-m", "handout"]
    for number, command in enumerate((program, module)):
        folder = tmp_path / f"made-{number}"
        folder.mkdir()
        paths = succeed([*command, "make", *TAGS], folder=folder).splitlines()
        assert paths == [f"episacroiliac-lipoma-{tag}.pdf" for tag in TAGS]
        assert files(folder) == set(paths)
        for path in paths:
            assert (folder / path).read_bytes().startswith(b"%PDF-")


def test_editable(built: Built, environment: Environment, tmp_path: Path) -> None:
    """An editable install reads the checkout's own content and fonts, not the copies that were made then."""
    checkout = tmp_path / "checkout"
    shutil.copytree(built.checkout, checkout)
    options = ["--no-build-isolation"] if has("hatchling", "editables") else []
    install(environment, *options, "--editable", checkout, folder=tmp_path)
    assert home(environment, tmp_path) == (checkout / "handout").resolve()
    shutil.copytree(checkout / "locales" / "en", checkout / "locales" / "tr")
    language = checkout / "locales" / "tr" / "language.yaml"
    language.write_text(language.read_text("utf-8").replace("tag: en", "tag: tr"), encoding="utf-8")
    made = succeed([environment.program("handout"), "make", "tr"], folder=tmp_path)
    assert made == "episacroiliac-lipoma-tr.pdf\n"


def test_path_with_spaces(built: Built, environment: Environment, tmp_path: Path) -> None:
    """A checkout in a folder whose name has spaces and accents installs, and what is installed works."""
    checkout = tmp_path / "my papers «è»"
    shutil.copytree(built.checkout, checkout)
    options = ["--no-build-isolation"] if has("hatchling") else []
    install(environment, *options, checkout, folder=tmp_path)
    shutil.rmtree(checkout)
    made = succeed([environment.program("handout"), "make", "ca"], folder=tmp_path)
    assert (tmp_path / made.strip()).read_bytes().startswith(b"%PDF-")
