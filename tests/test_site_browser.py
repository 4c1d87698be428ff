"""The page in real browsers: the form makes the PDF of the command line, and nothing leaves the page."""

from __future__ import annotations

import fcntl
import gzip
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from handout.site.form import STEPS
from tests.browser_kit import BROWSERS, PATIENT, WAIT, Server, chromium, fill, made, node, saved, step, until
from tests.conftest import SHEETS, TAGS

pytestmark = pytest.mark.browser
MARK = "Zyxwvut"
in_each_browser = pytest.mark.parametrize("browser", BROWSERS)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page as the command line writes it, once for all processes of tests."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    place = shared / "site" / "page"
    with (shared / "site.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not place.is_dir():
            runtime = ["--runtime", str(node("pyodide"))]
            command = [sys.executable, "-m", "handout", "site", "-o", str(place), *runtime]
            subprocess.run(command, check=True)
    return place


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """What the command line makes for the usual patient: the Italian sheets with Catalan beside."""
    place = tmp_path_factory.mktemp("expected")
    (place / "me.yaml").write_text(json.dumps({"language": "ca", **PATIENT}), "utf-8")
    command = ["make", "it", "--with", "ca", "--patient", str(place / "me.yaml"), "-o", str(place / "it.pdf")]
    subprocess.run([sys.executable, "-m", "handout", *command], check=True)
    return (place / "it.pdf").read_bytes()


@pytest.fixture
def server(folder: Path, tmp_path: Path) -> Iterator[Server]:
    """A web space with the page below a path."""
    served = Server(folder.parent, tmp_path / "requests")
    yield served
    served.stop()


def form(page: Any, server: Server, tag: str = "ca") -> None:
    """Open the form of a language."""
    page.goto(f"{server.address}page/{tag}/my-sheets.html")
    until(page, "#form", "#needs")


RUNTIME_FILES = (
    *("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip"),
    *("program.zip", "worker.mjs"),
)


@in_each_browser
def test_the_page_makes_the_bytes_of_the_command_line(browser: str, server: Server, expected: bytes) -> None:
    """The usual patient, typed in Catalan, in Italian with Catalan beside; then once more offline."""

    def italian(page: Any) -> bytes:
        fill(page, PATIENT)
        step(page, "make")
        page.locator('[name="language"][value="it"]').check()
        assert page.locator('[name="second"][value="ca"]').is_checked()
        return made(page)

    with BROWSERS[browser](viewport={"width": 360, "height": 740}) as page:
        form(page, server)
        assert italian(page) == expected
        assert {line.split()[0] for line in server.requests} == {"GET"}
        assert all(line.split()[1].startswith("/page/") and "?" not in line for line in server.requests)
        _wait_until_kept(page)
        server.stop()
        page.on("dialog", lambda dialog: dialog.accept())
        page.reload()
        until(page, "#form")
        assert italian(page) == expected


def _wait_until_kept(page: Any) -> None:
    """The pages and the six files of the program."""
    script = """async () => {
      const names = await caches.keys(), run = names.find(name => name.startsWith('handout-run'));
      return names.length === 2 && (await (await caches.open(run)).keys()).length;
    }"""
    end = time.monotonic() + WAIT
    while page.evaluate(script) != len(RUNTIME_FILES):
        assert time.monotonic() < end
        time.sleep(0.1)


@in_each_browser
def test_what_is_typed_leaves_no_trace(browser: str, server: Server, tmp_path: Path) -> None:
    """It is in no request, address, title, storage, cache, console or name of a file, and can be cleared."""
    lines: list[str] = []
    profile = tmp_path / "profile"
    with BROWSERS[browser](profile) as page:
        page.on("console", lambda message: lines.append(message.text))
        page.on("pageerror", lambda error: lines.append(str(error)))
        page.on("dialog", lambda dialog: dialog.accept())
        form(page, server)
        made(page)
        before = len(server.requests)
        _write_everywhere(page, "input[type=text], textarea", MARK)
        step(page, "make")
        page.locator("#go-make").click()
        until(page, '[data-step="make"] .summary')
        assert MARK not in page.locator('[data-step="make"] .summary').text_content()
        _write_everywhere(page, ".digits", "")
        assert made(page).startswith(b"%PDF")
        assert MARK not in saved(page, "#download")[0]
        name, details = saved(page, "#save")
        assert MARK in details.decode()
        assert MARK not in name
        path = tmp_path / "me.json"
        path.write_bytes(details)
        step(page, "list")
        page.locator("#file").set_input_files(str(path))
        page.wait_for_timeout(2000)
        assert page.locator('[name="about-me.name"]').input_value() == MARK
        assert server.requests[before:] == []
        assert MARK not in page.evaluate(PLACES)
        assert MARK not in " ".join([*server.requests, *lines])
        # Long enough for what a browser keeps in order to open its pages again.
        page.wait_for_timeout(3000)
        page.locator("summary:visible").last.click()
        page.locator(".wipe:visible").click()
        until(page, "#say")
        inside = "() => [...document.querySelectorAll('input, textarea')].map(box => box.value).join(' ')"
        assert MARK not in page.content() + page.evaluate(inside)
    path.unlink()
    assert _files_with_the_mark(profile) == []


PLACES = """async () => {
  const texts = [document.title, location.href, document.cookie];
  texts.push(JSON.stringify(localStorage), JSON.stringify(sessionStorage));
  texts.push(JSON.stringify(history.state), JSON.stringify(await indexedDB.databases()));
  for (const name of await caches.keys()) {
    for (const request of await (await caches.open(name)).keys()) texts.push(request.url);
  }
  return texts.join(' ');
}"""
"""Where a page can leave something."""


def _write_everywhere(page: Any, boxes: str, text: str) -> None:
    """The text in each of these boxes that is seen on a step."""
    for name in STEPS:
        step(page, name)
        if page.locator(".records:visible").count() and not page.locator(".record:visible").count():
            page.locator(".add:visible").click()
        for box in page.locator(boxes).locator("visible=true").all():
            box.fill(text)


def _files_with_the_mark(profile: Path) -> list[str]:
    files = [path for path in profile.rglob("*") if path.is_file()]
    assert len(files) > 20
    needles = (MARK.encode(), MARK.encode("utf-16-le"))
    return [path.name for path in files if any(needle in path.read_bytes() for needle in needles)]


CRASH = """
const answers = self.onmessage;
self.onmessage = event => {
  if (event.data.type === 'make') throw new Error(event.data.details);
  answers(event);
};
"""
"""Ends the worker as a fault in the program would, with what was written in its error."""


def test_a_crash_is_told_and_tells_nothing(server: Server) -> None:
    """What is written stays and can be saved, it is in no console, and a second try makes the sheets."""
    lines: list[str] = []

    def crashing(route: Any) -> None:
        response = route.fetch()
        route.fulfill(response=response, body=response.text() + CRASH)

    with chromium(service_workers="block") as page:
        page.on("console", lambda message: lines.append(message.text))
        page.on("pageerror", lambda error: lines.append(str(error)))
        page.route("**/worker.mjs", crashing)
        form(page, server)
        fill(page, {"about-me": {"name": MARK}})
        step(page, "make")
        page.locator("#go-make").click()
        until(page, "#broken")
        assert page.locator('[name="about-me.name"]').input_value() == MARK
        assert MARK in saved(page, "#save")[1].decode()
        assert MARK not in " ".join([*lines, *server.requests])
        page.unroute("**/worker.mjs")
        page.locator("#retry").click()
        assert made(page).startswith(b"%PDF")


def test_a_saved_file_opens_again(server: Server, tmp_path: Path) -> None:
    """All is as it was; a wrong field keeps no other from opening, and is marked in the reader's words."""
    with chromium() as page:
        form(page, server)
        fill(page, PATIENT)
        step(page, "make")
        until(page, "#save")
        details = saved(page, "#save")[1].decode()
        assert json.loads(details)["medicines"] == PATIENT["medicines"]
        path = tmp_path / "me.json"
        path.write_text(details.replace('"2026-12-01"', '"2026-12-32"'), "utf-8")
        page.on("dialog", lambda dialog: dialog.accept())
        page.reload()
        step(page, "list")
        page.locator("#file").set_input_files(str(path))
        until(page, '[data-step="list"] .summary')
        link = page.locator('[data-step="list"] .summary a')
        assert "calendari" in link.text_content()
        link.click()
        assert page.locator('[name="appointment.date.day"]').input_value() == "32"
        assert page.locator('[name="about-me.name"]').input_value() == PATIENT["about-me"]["name"]


AXE = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]}}


ABOUT_COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
"""What may differ in the dark; what is there and its order does not."""


@pytest.mark.parametrize("tag", TAGS)
def test_no_barrier_is_found(server: Server, tag: str) -> None:
    """axe-core finds none on any page and step, folds open, narrow and wide, light and dark."""
    axe = (node("axe-core") / "axe.min.js").read_text("utf-8")
    places = ["index.html", *(f"{sheet}.html" for sheet in SHEETS)]
    places += [f"my-sheets.html#{name}" for name in ("list", *STEPS, "make")]
    found: list[tuple[object, ...]] = []
    with chromium(bypass_csp=True) as page:
        for place in places:
            page.goto(f"{server.address}page/{tag}/{place}")
            page.evaluate(OPEN)
            page.evaluate(axe)
            for width, scheme in ((360, "light"), (360, "dark"), (1280, "dark"), (1280, "light")):
                page.set_viewport_size({"width": width, "height": 740})
                page.emulate_media(color_scheme=scheme)
                result = page.evaluate(
                    "options => axe.run(options)", ABOUT_COLOURS if scheme == "dark" else AXE
                )
                found += [
                    (place, width, scheme, each["id"], each["nodes"][0]["html"][:200])
                    for each in result["violations"]
                ]
    assert found == []


OPEN = """() => {
  document.querySelectorAll('details').forEach(fold => { fold.open = true; });
  document.querySelectorAll('.record:nth-of-type(-n + 2)').forEach(record => { record.hidden = false; });
}"""


@pytest.mark.parametrize("tag", TAGS)
def test_nothing_scrolls_sideways(server: Server, tag: str) -> None:
    """With letters twice as large on a phone and on a screen, and on the narrowest screens."""
    places = ["index.html", *(f"{sheet}.html" for sheet in SHEETS)]
    places += [f"my-sheets.html#{name}" for name in ("list", *STEPS, "make")]
    over = []
    with chromium() as page:
        for place in places:
            page.goto(f"{server.address}page/{tag}/{place}")
            page.evaluate(OPEN)
            for width, size in ((360, "200%"), (1280, "200%"), (640, "100%"), (320, "100%"), (180, "100%")):
                page.set_viewport_size({"width": width, "height": 740})
                page.evaluate("size => { document.documentElement.style.fontSize = size; }", size)
                if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                    over.append((place, width, size))
    assert over == []


def test_what_a_visitor_loads_is_small(folder: Path) -> None:
    """As a web space sends it with gzip: the first view, all pages of a language, the program."""

    def sent(*patterns: str) -> int:
        paths = {path for pattern in patterns for path in folder.glob(pattern) if path.is_file()}
        assert paths
        packed = (".png", ".woff2", ".zip")
        return sum(
            len(data if path.suffix in packed else gzip.compress(data, 6))
            for path in paths
            for data in [path.read_bytes()]
        )

    always = ("assets/*.css", "assets/site.js", "assets/*.svg", "assets/*.woff2")
    for tag in TAGS:
        assert sent(f"{tag}/index.html", *always) < 60_000
        assert sent(f"{tag}/*.html", f"assets/{tag}-*.png", "assets/form.js", "sw.js", *always) < 150_000
    assert sent("run/**/*") < 6_500_000


def test_the_keyboard_alone_goes_through_the_form(server: Server) -> None:
    """From the link that skips to the content to the PDF, with the tab, space and enter keys."""
    with chromium(viewport={"width": 360, "height": 740}) as page:
        form(page, server)
        focused = (
            "document.activeElement.id || document.activeElement.className || document.activeElement.tagName"
        )
        page.keyboard.press("Tab")
        assert page.evaluate(focused) == "skip"
        for _ in range(len(STEPS) + 1):
            _tab_to(page, "document.activeElement.matches('[data-go], a.button')")
            page.keyboard.press("Enter")
            page.wait_for_timeout(200)
        _tab_to(page, "document.activeElement.id === 'go-make'")
        page.keyboard.press("Space")
        until(page, ".result")
        assert page.evaluate("document.activeElement.id") == "ready"


def _tab_to(page: Any, condition: str) -> None:
    for _ in range(300):
        if page.evaluate(condition):
            return
        page.keyboard.press("Tab")
    raise AssertionError(condition)


@in_each_browser
def test_a_worker_reaches_nobody_else(browser: str, server: Server, folder: Path, tmp_path: Path) -> None:
    """A worker made as the form makes its own cannot ask another server."""
    other = Server(folder, tmp_path / "others")
    script = """address => new Promise(resolve => {
      const ask = `fetch(${JSON.stringify(address)}, {mode: 'no-cors'})`;
      const source = `${ask}.then(() => postMessage('reached'), () => postMessage('refused'))`;
      const worker = new Worker(URL.createObjectURL(new Blob([source], {type: 'text/javascript'})));
      worker.onmessage = event => resolve(event.data);
    })"""
    with BROWSERS[browser]() as page:
        form(page, server)
        assert page.evaluate(script, other.address) == "refused"
    assert other.requests == []
    other.stop()


@pytest.mark.parametrize("name", RUNTIME_FILES)
@pytest.mark.parametrize("harm", ["missing", "cut off", "of a wrong type"])
def test_a_broken_runtime_is_told(server: Server, name: str, harm: str) -> None:
    """The page says so in one line, takes the empty form away, and its other pages work."""

    def answer(route: Any) -> None:
        if harm == "missing":
            route.fulfill(status=404, body="")
            return
        response = route.fetch()
        body = response.body()
        wrong = {**response.headers, "content-type": "application/octet-stream"}
        cut = harm == "cut off"
        route.fulfill(
            status=200,
            body=body[: len(body) // 2] if cut else body,
            headers=response.headers if cut else wrong,
        )

    with chromium(service_workers="block") as page:
        page.route(f"**/run/**/{name}", answer)
        form(page, server)
        if harm == "of a wrong type" and not name.endswith(".mjs"):
            assert made(page).startswith(b"%PDF")
            return
        until(page, "#broken")
        assert page.locator("#form").is_hidden()
        page.goto(f"{server.address}page/ca/index.html")
        assert page.locator("h1").is_visible()


def test_without_what_it_needs_the_form_says_so(server: Server, folder: Path) -> None:
    """Without scripts, without WebAssembly and from a disk the line stands there at once; links work."""
    with chromium(java_script_enabled=False) as page:
        form(page, server)
        assert page.locator("#needs").is_visible()
        assert page.locator("#form").is_hidden()
    with chromium() as page:
        page.add_init_script("delete window.WebAssembly")
        form(page, server)
        assert page.locator("#needs").is_visible()
    with chromium() as page:
        page.goto((folder / "index.html").as_uri())
        page.goto((folder / "ca" / "my-sheets.html").as_uri())
        assert page.locator("#needs").is_visible()
        page.locator(".site").click()
        assert page.locator(".pdf").first.is_visible()
