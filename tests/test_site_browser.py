"""The page in a real browser: the form makes the PDF of the command line, and nothing leaves the page."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from handout.site.form import STEPS
from tests.browser_kit import PATIENT, Server, chromium, fill, made, node, step, until
from tests.conftest import SHEETS, TAGS

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
MARK = "Zyxwvut"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page as the command line writes it."""
    place = tmp_path_factory.mktemp("site") / "page"
    command = [sys.executable, "-m", "handout", "site", "-o", str(place), "--runtime", str(node("pyodide"))]
    subprocess.run(command, check=True)
    return place


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


def test_the_page_makes_the_bytes_of_the_command_line(server: Server, tmp_path: Path) -> None:
    """The usual patient, typed in Catalan, in Italian with Catalan beside; then once more offline."""
    path = tmp_path / "me.yaml"
    path.write_text(json.dumps({"language": "ca", **PATIENT}), "utf-8")
    command = ["make", "it", "--with", "ca", "--patient", str(path), "-o", str(tmp_path / "it.pdf")]
    subprocess.run([sys.executable, "-m", "handout", *command], check=True)
    with chromium(viewport={"width": 360, "height": 740}) as page:
        form(page, server)
        fill(page, PATIENT)
        step(page, "make")
        page.locator('[name="language"][value="it"]').check()
        assert page.locator('[name="second"][value="ca"]').is_checked()
        assert made(page) == (tmp_path / "it.pdf").read_bytes()
        assert {line.split()[0] for line in server.requests} == {"GET"}
        assert all(line.split()[1].startswith("/page/") and "?" not in line for line in server.requests)
        server.stop()
        page.on("dialog", lambda dialog: dialog.accept())
        page.reload()
        until(page, "#form")
        fill(page, PATIENT)
        step(page, "make")
        page.locator('[name="language"][value="it"]').check()
        assert made(page) == (tmp_path / "it.pdf").read_bytes()


def test_what_is_typed_leaves_no_trace(server: Server) -> None:
    """It is in no request, address, title, storage, cache or console, and gone when it is cleared."""
    lines: list[str] = []
    with chromium() as page:
        page.on("console", lambda message: lines.append(message.text))
        page.on("dialog", lambda dialog: dialog.accept())
        form(page, server)
        made(page)
        before = len(server.requests)
        fill(
            page, {"about-me": {"name": MARK}, "medicines": [MARK], "pain": {"movement": MARK, "since": "19"}}
        )
        step(page, "make")
        page.locator("#go-make").click()
        until(page, '[data-step="make"] .summary')
        fill(page, {"pain": {"since": "2019"}})
        made(page)
        with page.expect_download() as download:
            page.locator("#save").click()
        assert MARK in Path(download.value.path()).read_text("utf-8")
        assert MARK not in download.value.suggested_filename
        assert server.requests[before:] == []
        script = """async () => {
          const texts = [document.title, location.href, document.cookie];
          texts.push(JSON.stringify(localStorage), JSON.stringify(sessionStorage));
          texts.push(JSON.stringify(history.state), JSON.stringify(await indexedDB.databases()));
          for (const name of await caches.keys()) {
            for (const request of await (await caches.open(name)).keys()) texts.push(request.url);
          }
          return texts.join(' ');
        }"""
        assert MARK not in page.evaluate(script)
        assert MARK not in " ".join([*server.requests, *lines])
        step(page, "list")
        page.locator("summary:visible").last.click()
        page.locator(".wipe:visible").click()
        until(page, "#say")
        inside = "() => [...document.querySelectorAll('input, textarea')].map(box => box.value).join(' ')"
        assert MARK not in page.content() + page.evaluate(inside)


def test_the_profile_on_disk_has_no_trace(server: Server, tmp_path: Path) -> None:
    """What was typed, made and cleared by closing stands in no file that the browser leaves behind."""
    profile = tmp_path / "profile"
    with chromium(profile) as page:
        page.on("dialog", lambda dialog: dialog.accept())
        form(page, server)
        fill(page, {"about-me": {"name": MARK, "phone": MARK}, "medicines": [MARK], "tried-other": MARK})
        step(page, "make")
        page.locator("#go-make").click()
        until(page, ".result")
        page.wait_for_timeout(3000)
    files = [path for path in profile.rglob("*") if path.is_file()]
    assert len(files) > 20
    needles = (MARK.encode(), MARK.encode("utf-16-le"))
    assert [path.name for path in files if any(needle in path.read_bytes() for needle in needles)] == []


def test_a_saved_file_opens_again(server: Server, tmp_path: Path) -> None:
    """All is as it was; a wrong field keeps no other from opening, and is marked in the reader's words."""
    with chromium() as page:
        form(page, server)
        fill(page, PATIENT)
        step(page, "make")
        until(page, "#save")
        with page.expect_download() as download:
            page.locator("#save").click()
        saved = Path(download.value.path()).read_text("utf-8")
        assert json.loads(saved)["medicines"] == PATIENT["medicines"]
        path = tmp_path / "me.json"
        path.write_text(saved.replace('"2026-12-01"', '"2026-12-32"'), "utf-8")
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


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_no_barrier_is_found(server: Server, width: int, scheme: str) -> None:
    """axe-core finds none on any page and step, folds open; nothing scrolls sideways at 200 %."""
    axe = (node("axe-core") / "axe.min.js").read_text("utf-8")
    found = []
    with chromium(viewport={"width": width, "height": 740}, color_scheme=scheme, bypass_csp=True) as page:
        for tag in TAGS:
            places = ["index.html", *(f"{sheet}.html" for sheet in SHEETS)]
            places += [f"my-sheets.html#{name}" for name in ("list", *STEPS, "make")]
            for place in places:
                page.goto(f"{server.address}page/{tag}/{place}")
                page.evaluate("document.querySelectorAll('details').forEach(fold => { fold.open = true; })")
                page.evaluate(
                    "document.querySelectorAll('.record').forEach(record => { record.hidden = false; })"
                )
                page.evaluate(axe)
                result = page.evaluate("options => axe.run(options)", AXE)
                found += [
                    (tag, place, each["id"], each["nodes"][0]["html"][:200]) for each in result["violations"]
                ]
                page.evaluate("document.documentElement.style.fontSize = '200%'")
                over = page.evaluate("document.documentElement.scrollWidth - innerWidth")
                found += [(tag, place, "sideways", over)] if over > 0 else []
    assert found == []


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


def test_a_worker_reaches_nobody_else(server: Server, folder: Path, tmp_path: Path) -> None:
    """A worker made as the form makes its own cannot ask another server."""
    other = Server(folder, tmp_path / "others")
    script = """address => new Promise(resolve => {
      const ask = `fetch(${JSON.stringify(address)}, {mode: 'no-cors'})`;
      const source = `${ask}.then(() => postMessage('reached'), () => postMessage('refused'))`;
      const worker = new Worker(URL.createObjectURL(new Blob([source], {type: 'text/javascript'})));
      worker.onmessage = event => resolve(event.data);
    })"""
    with chromium() as page:
        form(page, server)
        assert page.evaluate(script, other.address) == "refused"
    assert other.requests == []
    other.stop()


@pytest.mark.parametrize("name", ["pyodide.asm.wasm", "program.zip", "pyodide.mjs", "worker.mjs"])
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
