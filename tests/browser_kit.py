"""The page in real browsers: a server that remembers what it was asked, and the form by its fields.

Needs Debian's chromium and firefox-esr, ``playwright`` of PyPI, and a folder with ``node_modules`` of the npm
packages ``pyodide`` and ``axe-core``, whose path is HANDOUT_NODE in the environment.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from handout.site.runtime import VERSION
from tests.programs import require

ROOT = Path(__file__).resolve().parent.parent
WAIT = 120
"""Seconds for what takes three on an idle machine."""
PATIENT: Mapping[str, Any] = {
    "about-me": {"name": "Núria Puigdemunt i Solà Roca", "born": "1956-03-05", "phone": "+34 972 000 000"},
    "appointment": {"date": "2026-12-01", "time": "10:30", "with": "Dra. Maria Ferrer Camps"},
    "lumps": [
        {"letter": "A", "side": "left", "site": "dimple", "size": 25, "since": 2019, "pressing-hurts": "yes"},
        {"letter": "B", "side": "right", "site": "below-crest", "size": 12, "since": "2024-05"},
        {"letter": "C", "side": "left", "site": "crest", "size": 18},
    ],
    "lump-size": "varies",
    "pain": {
        "now": 4,
        "worst": 9,
        "since": 2018,
        "goes-to": {"left": ["buttock", "outer-hip", "thigh-back"], "right": ["groin"]},
        "worse-with": ["sitting", "bending"],
    },
    "tried": ["painkillers", "physiotherapy"],
    "medicines": [
        "paracetamol 1 g, quan fa mal",
        "enalapril 10 mg",
        "omeprazole 20 mg",
        "vitamina D",
        "Sintrom",
    ],
    "allergies": ["penicil·lina", "làtex"],
    "questions": ["Puc continuar nedant?", "Em poden fer la prova al meu CAP?"],
}
"""The usual patient, as the personal file has it."""


def node(package: str) -> Path:
    """The folder of an npm package."""
    folder = Path(os.environ.get("HANDOUT_NODE", "node_modules")) / package
    if not folder.is_dir():
        pytest.skip(
            f"the npm package {package} is missing: npm install pyodide@{VERSION} axe-core; HANDOUT_NODE"
        )
    return folder


class Server:
    """Serves a folder and keeps the line of each request."""

    def __init__(self, folder: Path, log: Path) -> None:
        self._log = log
        log.touch()
        command = [sys.executable, "-m", "tests.page_server", str(folder), str(log)]
        self._process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        assert self._process.stdout is not None
        self.address = f"http://127.0.0.1:{int(self._process.stdout.readline())}/"

    @property
    def requests(self) -> list[str]:
        """What was asked so far."""
        return self._log.read_text("utf-8").splitlines()

    def stop(self) -> None:
        """No request is answered from now on."""
        self._process.kill()
        self._process.wait()
        if self._process.stdout is not None:
            self._process.stdout.close()


@contextmanager
def chromium(profile: Path | None = None, **options: Any) -> Iterator[Any]:
    """A page of Debian's Chromium in a context of its own, or in a *profile* that stays on disk."""
    require("chromium", package="chromium")
    api = pytest.importorskip("playwright.sync_api")
    with api.sync_playwright() as playwright:
        start = {"executable_path": shutil.which("chromium"), "args": ["--no-sandbox"]}
        if profile:
            context = playwright.chromium.launch_persistent_context(profile, **start, **options)
        else:
            context = playwright.chromium.launch(**start).new_context(**options)
        context.set_default_timeout(WAIT * 1000)
        yield context.new_page()
        context.close()


# Playwright keeps a profile of this Firefox nowhere: it is taken from where it would be deleted.
_FIREFOX = """#!/bin/bash
arguments=("$@")
for index in "${{!arguments[@]}}"; do
    if [ "${{arguments[index]}}" = --profile ]; then
        cp -a "${{arguments[index + 1]}}/." {profile}
        arguments[index + 1]={profile}
    fi
done
exec {firefox} "${{arguments[@]}}"
"""


@contextmanager
def firefox(profile: Path | None = None, **options: Any) -> Iterator[Any]:
    """A page of Debian's Firefox, whose *profile* stays on disk; what it saves stands in `saved`."""
    require("firefox-esr", package="firefox-esr")
    api = pytest.importorskip("playwright.sync_api")
    with api.sync_playwright() as playwright, TemporaryDirectory() as temporary:
        place, program = profile or Path(temporary, "profile"), Path(temporary, "firefox")
        place.mkdir()
        program.write_text(_FIREFOX.format(profile=place, firefox=shutil.which("firefox-esr")), "utf-8")
        program.chmod(0o755)
        downloads = Path(temporary, "downloads")
        settings = {
            "browser.download.folderList": 2,
            "browser.download.dir": str(downloads),
            "browser.sessionstore.interval": 1000,
            "pdfjs.disabled": True,
        }
        browser = playwright.firefox.launch(
            channel="moz-firefox", executable_path=program, firefox_user_prefs=settings
        )
        context = browser.new_context(**options)
        context.set_default_timeout(WAIT * 1000)
        page = context.new_page()
        _DOWNLOADS[page] = downloads
        yield page
        browser.close()


BROWSERS: Mapping[str, Callable[..., AbstractContextManager[Any]]] = {
    "chromium": chromium,
    "firefox": firefox,
}
_DOWNLOADS: dict[Any, Path] = {}


def until(page: Any, *selectors: str) -> str:
    """The first of these that is seen; the page's policy forbids to wait in its own scripts."""
    end = time.monotonic() + WAIT
    while time.monotonic() < end:
        for selector in selectors:
            if page.locator(selector).first.is_visible():
                return selector
        time.sleep(0.05)
    raise AssertionError(f"none of {selectors} is seen")


def step(page: Any, name: str) -> None:
    """Go to a step as its link does."""
    page.evaluate("name => { location.hash = name; }", name)
    page.locator(f'[data-step="{name}"]').wait_for()


def fill(page: Any, details: Mapping[str, Any]) -> None:
    """Type details into the form, field by field, as somebody would."""
    for name, value in _fields(details):
        field = page.locator(f'[data-field="{name}"]')
        step(page, field.evaluate("field => field.closest('.step').dataset.step"))
        while field.is_hidden():
            page.locator(".records .add:visible").click()
        _write(field, name, value)


def _fields(details: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for key, value in details.items():
        if key in ("lumps", "operations"):
            for number, record in enumerate(value, 1):
                name = record.get("letter", number)
                yield from (
                    (f"{key}.{name}.{inner}", each) for inner, each in record.items() if inner != "letter"
                )
        elif isinstance(value, Mapping):
            yield from ((f"{key}.{inner}", each) for inner, each in value.items())
        else:
            yield key, value


def _write(field: Any, name: str, value: Any) -> None:
    kind = field.get_attribute("data-kind")
    if kind == "regions":
        boxes = [
            f'[name="{name}.{side}"][value="{place}"]' for side, places in value.items() for place in places
        ]
    else:
        boxes = [f'input[value="{each}"]' for each in (value if isinstance(value, list) else [value])]
    if field.locator("[type=radio], [type=checkbox]").count():
        for box in boxes:
            field.locator(box).check()
    elif kind in ("date", "time"):
        parts = {"date": (".year", ".month", ".day"), "time": (".hour", ".minutes")}[kind]
        for part, text in zip(parts, re.split("[-:]", str(value)), strict=False):
            field.locator(f'[name="{name}{part}"]').fill(text.lstrip("0") if kind == "date" else text)
    else:
        text = "\n".join(value) if isinstance(value, list) else str(value)
        field.locator("input, textarea").fill(text)


def made(page: Any) -> bytes:
    """Press the button, wait, and read the PDF that the page made."""
    step(page, "make")
    page.locator("#go-make").click()
    assert until(page, ".result", "#broken", '[data-step="make"] .summary') == ".result"
    return saved(page, "#download")[1]


def saved(page: Any, selector: str) -> tuple[str, bytes]:
    """The name and the bytes of the file that a link or a button saves."""
    if page not in _DOWNLOADS:
        with page.expect_download() as download:
            page.locator(selector).click()
        return download.value.suggested_filename, Path(download.value.path()).read_bytes()
    # Of this Firefox playwright does not hear that a file was saved.
    folder = _DOWNLOADS[page]
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    page.locator(selector).click()
    end = time.monotonic() + WAIT
    while time.monotonic() < end:
        files = [*folder.iterdir()]
        if len(files) == 1 and files[0].suffix != ".part" and files[0].stat().st_size:
            return files[0].name, files[0].read_bytes()
        time.sleep(0.05)
    raise AssertionError("nothing was saved")
