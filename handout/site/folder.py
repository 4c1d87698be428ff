"""All files of the page, by their paths in the folder: the same for the same content."""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from handout.compose import Composed, compose
from handout.content.folder import ContentFolder, Edition
from handout.errors import ContentError, Position, Problem
from handout.model import PHRASES, Reference
from handout.resources import FONTS
from handout.site import documents
from handout.site.documents import Ready, make_ready
from handout.site.form import form_page
from handout.site.frame import Frame, Page, document
from handout.site.runtime import Runtime
from handout.site.start import Texts, entry_page, picture_name, sheet_page, start_page

_ASSETS = Path(__file__).parent / "assets"
_FACES = {
    "regular.woff2": "AtkinsonHyperlegibleNext_400Regular.woff2",
    "bold.woff2": "AtkinsonHyperlegibleNext_700Bold.woff2",
    "LICENSE_FONT.txt": "LICENSE_FONT",
}
"""The faces of the sheets with Latin letters alone, as the browser loads them, and their licence."""

Files = dict[str, bytes]


def site_files(
    content: ContentFolder,
    runtime: Runtime | None = None,
    base: str | None = None,
    *,
    note: Callable[[str, ContentError], None] = lambda _tag, _error: None,
) -> Files:
    """The files by their paths; without a *runtime* there is no form; *base* is the folder's address.

    A language that is not whole is left out, and goes to *note*. ContentError where that is the reference.
    """
    by_tag, references, ready = _whole_languages(content, note)
    pairs = (each for each in documents.documents(content.handout, by_tag) if each.options.second)
    ready += make_ready(content, pairs, by_tag, references)
    first = content.handout.language
    pages = {tag: _pages(edition, references, ready, by_tag, runtime) for tag, edition in by_tag.items()}
    files = {f"pdf/{each.name}": each.data for each in ready}
    files |= {f"assets/{name}": data for name, data in _pictures(ready)}
    files |= {f"assets/{name}": _asset(name) for name in _asset_names(with_form=runtime is not None)}
    files |= {f"assets/{name}": (FONTS / source).read_bytes() for name, source in _FACES.items()}
    files |= _html(pages, by_tag, first, base)
    files["site.webmanifest"] = _manifest(by_tag[first])
    files |= runtime.files if runtime else {}
    files["sw.js"] = _service_worker(files, runtime)
    files["README.txt"], files["_headers"], files[".htaccess"] = _asset("README.txt"), _HEADERS, _HTACCESS
    return dict(sorted(files.items()))


def _whole_languages(
    content: ContentFolder, note: Callable[[str, ContentError], None]
) -> tuple[dict[str, Edition], Mapping[str, Reference], list[Ready]]:
    """Those that have all sheets and the words of the page; the references; the PDFs in one language."""
    editions: dict[str, Edition] = {}
    references: Mapping[str, Reference] = {}
    ready: list[Ready] = []
    for tag in content.tags():
        try:
            (edition,), references = content.editions([tag], content.handout.ids)
            _check_phrases(edition, str(content.path(tag, "language")))
            own = {tag: edition}
            ready += [*make_ready(content, documents.documents(content.handout, own), own, references)]
        except ContentError as error:
            if tag == content.handout.language:
                raise
            note(tag, error)
        else:
            editions[tag] = edition
    return editions, references, ready


def _pictures(ready: Iterable[Ready]) -> Iterator[tuple[str, bytes]]:
    for each in ready:
        for sheet in each.document.options.sheets or ():
            if each.picture:
                yield picture_name(each.document.tag, sheet), each.picture


def _check_phrases(edition: Edition, path: str) -> None:
    language = edition.language
    missing = [] if language.phrases.keys() >= PHRASES.keys() else ["page"]
    missing += [] if language.choices else ["choices"]
    missing += [] if language.comments else ["patient-file"]
    missing += [] if {sheet.id for sheet in edition.sheets} <= language.purposes.keys() else ["sheets"]
    missing += [] if set(edition.handout.readers) <= language.readers.keys() else ["readers"]
    if missing:
        raise ContentError(
            [
                Problem(Position(path), "missing-key", f"the page needs “{name}” here, whole")
                for name in missing
            ]
        )


def _pages(
    edition: Edition,
    references: Mapping[str, Reference],
    ready: Sequence[Ready],
    editions: Mapping[str, Edition],
    runtime: Runtime | None,
) -> list[Page]:
    languages = {tag: each.language for tag, each in editions.items()}
    texts = _texts(edition, references)
    pages = [start_page(texts, ready, languages, with_form=runtime is not None)]
    pages += [sheet_page(texts, sheet, ready) for sheet in texts.sheets]
    if runtime:
        pages.append(form_page(edition, languages, runtime))
    return pages


def _texts(edition: Edition, references: Mapping[str, Reference]) -> Texts:
    """The sheets as the first reader gets them, and as each other one does who gets something else."""
    handout, known = edition.handout, (*edition.sheets, *edition.others)
    ids = [sheet.id for sheet in edition.sheets]

    def composed(name: str, reader: str | None) -> Composed:
        sheet = next(sheet for sheet in edition.sheets if sheet.id == name)
        return compose((sheet,), (edition.language,), references, reader, others=[known], printed=ids)

    sheets = {name: composed(name, handout.reader) for name in ids}
    others = {name: {reader: composed(name, reader) for reader in handout.readers[1:]} for name in ids}
    return Texts(edition._replace(language=sheets[ids[0]].languages[0]), sheets, others)


def _html(
    pages: Mapping[str, Sequence[Page]], editions: Mapping[str, Edition], first: str, base: str | None
) -> Files:
    languages = {tag: edition.language for tag, edition in editions.items()}
    frame = Frame(languages, base)
    names = {tag: frozenset(page.file for page in own) for tag, own in pages.items()}
    files = {
        f"{tag}/{page.file}": frame.page(page, languages[tag], names)
        for tag, own in pages.items()
        for page in own
    }
    entry = entry_page(languages, languages[first])
    files["index.html"] = document(first, languages[first].phrase("site"), entry)
    return files


def _asset(name: str) -> bytes:
    return (_ASSETS / name).read_bytes()


def _asset_names(*, with_form: bool) -> Iterator[str]:
    yield from ("icon.svg", "site.js", "style.css")
    if with_form:
        yield "form.js"


def _manifest(edition: Edition) -> bytes:
    """Opened in the browser: pages on the home screen of some phones cannot save files."""
    name = edition.language.phrase("site")
    icon = {"src": "assets/icon.svg", "sizes": "any", "type": "image/svg+xml"}
    manifest = {"name": name, "start_url": "index.html", "display": "browser", "icons": [icon]}
    return json.dumps(manifest, ensure_ascii=False, indent=1).encode() + b"\n"


def _service_worker(files: Files, runtime: Runtime | None) -> bytes:
    """With the list of what it keeps at the first visit, and a name that changes with any of it."""
    first = [
        path for path in sorted(files) if not path.startswith(("pdf/", "run/")) and not path.endswith(".txt")
    ]
    version = hashlib.sha256()
    for path in sorted(files):
        version.update(f"{path}\0{hashlib.sha256(files[path]).hexdigest()}\n".encode())
    script = _asset("sw.js").decode()
    values = {
        "__VERSION__": version.hexdigest()[:12],
        "__FILES__": json.dumps(first),
        "__RUN__": runtime.folder if runtime else "run",
    }
    for name, value in values.items():
        script = script.replace(name, value)
    return script.encode()


# A wrong type for a module keeps it from being run. In “run” a name never stands for other bytes, so browsers
# may keep them: Firefox asks no service worker for what a worker loads, and works offline by this alone.
_HEADERS = b"""/*
  X-Content-Type-Options: nosniff
  Referrer-Policy: no-referrer
/*.mjs
  Content-Type: text/javascript
/*.wasm
  Content-Type: application/wasm
/run/*
  Cache-Control: public, max-age=31536000, immutable
"""
_HTACCESS = b"""AddType text/javascript .mjs .js
AddType application/wasm .wasm
AddType application/manifest+json .webmanifest
AddType font/woff2 .woff2
<IfModule mod_deflate.c>
AddOutputFilterByType DEFLATE text/html text/css text/javascript image/svg+xml application/wasm
</IfModule>
<IfModule mod_headers.c>
<FilesMatch "\\.(mjs|wasm|zip)$">
Header set Cache-Control "public, max-age=31536000, immutable"
</FilesMatch>
</IfModule>
"""
