"""Every document of a folder of content at once, over all cores, into a folder with an index.

Each document is what one run of ``make`` makes, to the byte and to the name: for a language and for every
ordered pair the usual sheets, and on their own those that are not among them (``more``; in a pair also the
first sheet doubled, which ``--with`` leaves in one language unless it is named). So nobody has to print
eight pages for the two they need, and names stay short. All on each paper, in each size of print.

``index.json`` says what is in the folder, and it is how the next run tells its own files from somebody's. It
is written before each file, with the sha256 that the file will have and that of the one it replaces: a run
that is killed at any moment leaves no file behind that the next one would not know.

No Click, no clock, no environment, and never anybody's details.
"""

import contextlib
import functools
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from itertools import product
from multiprocessing.context import BaseContext
from pathlib import Path

import reportlab

from handout import fonts
from handout.content.folder import HANDOUT, MADE_FROM, REFERENCES, WORDINGS, ContentFolder, Edition
from handout.errors import HandoutError, RenderError
from handout.make import output
from handout.make.document import make_documents
from handout.make.index import Index, IndexEntry, sha256
from handout.model import Handout, Reference
from handout.options import Options, Paper, Size
from handout.pdf import Written
from handout.resources import FONTS, PACKAGE

_MOST_PROCESSES = 61
"""More cannot be waited for on Windows."""
_MEMORY = (MADE_FROM, WORDINGS)
"""What only translators need of a language."""


@dataclass(frozen=True)
class Document:
    """One document: its first language, and how it is made."""

    handout: Handout
    tag: str
    options: Options

    @property
    def file(self) -> str:
        """Its name, as ``make`` gives it."""
        return output.file_name(self.handout, self.tag, self.options)

    @property
    def tags(self) -> tuple[str, ...]:
        """The tags of its one or two languages, the first one first."""
        return (self.tag, *([self.options.second] if self.options.second else []))


@dataclass(frozen=True)
class Outcome:
    """How a run ended: the files made, in order, and those that failed, each with the reason."""

    files: tuple[str, ...]
    failed: Mapping[str, HandoutError]
    broken: Mapping[str, BaseException]
    """Those that failed by a mistake of the program."""


def documents(folder: ContentFolder, options: Options) -> tuple[Document, ...]:
    """All documents of a folder of content; of *options* only reader and date count."""
    contents = [
        (tag, second, sheets) for tag, second in _pairs(folder) for sheets in _sheets(folder, tag, second)
    ]
    return tuple(
        Document(
            folder.handout,
            tag,
            replace(options, second=second, sheets=sheets, paper=paper, size=size, details=None),
        )
        for (tag, second, sheets), paper, size in product(contents, Paper, Size)
    )


def _pairs(folder: ContentFolder) -> Iterator[tuple[str, str | None]]:
    """Every language alone, then with each other."""
    tags = folder.tags()
    for tag in tags:
        yield tag, None
        yield from ((tag, second) for second in tags if second != tag)


def _sheets(folder: ContentFolder, tag: str, second: str | None) -> Iterator[tuple[str, ...] | None]:
    """The sheets of each document in one or two languages; None for the usual ones.

    A sheet that is not usual is a document of its own; in a pair also a usual one that stands in one language
    unless it is named.
    """
    handout = folder.handout
    common = [sheet for sheet in folder.sheets(tag) if second is None or sheet in folder.sheets(second)]
    together = set(handout.usual) & (set(handout.doubled) if second else set(handout.ids))
    if together & set(common):
        yield None
    yield from ((sheet,) for sheet in common if sheet not in together)


def fingerprints(content: Path, wanted: Iterable[Document]) -> dict[str, str]:
    """For each file a sha256 over all that its bytes depend on.

    That is the program, ReportLab, the fonts, the handout, the bibliography, the folders of its languages,
    and the date if one was given. A file is made again when it differs.
    """
    program = [reportlab.Version, *_digests(PACKAGE, "*.py"), *_digests(FONTS, "*")]
    program += [*_digests(content, HANDOUT), *_digests(content, REFERENCES)]
    language = functools.cache(lambda tag: _digests(content / tag, "*.yaml", ignored=_MEMORY))
    digests = {}
    for document in wanted:
        languages = (line for tag in document.tags for line in language(tag))
        lines = [*program, str(document.options.date), *languages]
        digests[document.file] = sha256("\n".join(lines).encode())
    return digests


def _digests(folder: Path, pattern: str, *, ignored: Sequence[str] = ()) -> list[str]:
    """A line for each file below a folder whose name is not *ignored*: its name and its sha256."""
    paths = sorted(path for path in folder.rglob(pattern) if path.is_file() and path.stem not in ignored)
    return [f"{path.relative_to(folder).as_posix()} {sha256(path.read_bytes())}" for path in paths]


def make(
    wanted: Sequence[Document],
    fingerprints: Mapping[str, str],
    content: Path,
    index: Index,
    *,
    workers: int | None = None,
    context: BaseContext | None = None,
    step: Callable[[], None] = lambda: None,
) -> Outcome:
    """Make documents in processes of their own, and write them in their order; *step* is called after each.

    *workers* is how many processes, without it one for each core; *context* how they are started. One that
    fails does not stop the others, unless nothing can be written any more: that raises OutputError.
    """
    errors: dict[str, Exception] = {}
    groups = _by_paper(wanted)
    with _pool(min(workers or os.cpu_count() or 1, len(groups) or 1, _MOST_PROCESSES), context) as pool:
        futures = _submitted(pool, groups, fingerprints, content)
        for document in wanted:
            if error := _put(document.file, futures[document.file], index):
                errors[document.file] = error
            step()
    index.close()
    files = tuple(document.file for document in wanted if document.file not in errors)
    failed = {file: error for file, error in errors.items() if isinstance(error, HandoutError)}
    return Outcome(files, failed, {file: errors[file] for file in errors if file not in failed})


def _put(file: str, future: Future[dict[str, tuple[IndexEntry, bytes]]], index: Index) -> Exception | None:
    """Write a file when it is made; the reason if it cannot be. Raises OutputError when nothing can be."""
    try:
        entry, data = future.result()[file]
        # Somebody's file may have appeared meanwhile.
        index.refuse_unknown([file])
    except BrokenProcessPool:
        return RenderError("a worker was killed: run the command again")
    except Exception as error:
        return error
    index.put(entry, data)
    return None


@contextlib.contextmanager
def _pool(workers: int, context: BaseContext | None) -> Iterator[ProcessPoolExecutor]:
    """Processes that end with the block; left by an exception, it waits for the documents in hand alone.

    They are not killed: one killed while it hands over a document would leave this process waiting for the
    rest of it.
    """
    pool = ProcessPoolExecutor(workers, mp_context=context, initializer=_end_with_parent)
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def _by_paper(wanted: Iterable[Document]) -> list[list[Document]]:
    """The documents in groups that differ in nothing but their paper: what is laid out for one fits all."""
    groups: dict[Document, list[Document]] = {}
    for document in wanted:
        first = replace(document, options=replace(document.options, paper=Paper.A4))
        groups.setdefault(first, []).append(document)
    return list(groups.values())


def _submitted(
    pool: ProcessPoolExecutor,
    groups: Iterable[Sequence[Document]],
    fingerprints: Mapping[str, str],
    content: Path,
) -> dict[str, Future[dict[str, tuple[IndexEntry, bytes]]]]:
    """The documents to come, by file. The processes start here, deaf to Ctrl-C: this one ends them."""
    handler = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        futures = {}
        for group in groups:
            files = [document.file for document in group]
            future = pool.submit(_make_group, group, {file: fingerprints[file] for file in files}, content)
            futures.update(dict.fromkeys(files, future))
        return futures
    finally:
        signal.signal(signal.SIGINT, handler)


def _end_with_parent() -> None:
    """Let this process end when the one that started it was killed; it would wait for work for ever."""
    threading.Thread(target=_wait_for_parent, daemon=True).start()


def _wait_for_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
    os._exit(1)


def _make_group(
    group: Sequence[Document], fingerprints: Mapping[str, str], content: Path
) -> dict[str, tuple[IndexEntry, bytes]]:
    """Documents that differ only in their paper, and what the index says of them; raises HandoutError."""
    document = group[0]
    options = document.options
    languages = [_edition(content, tag, options.sheets) for tag in document.tags]
    references = languages[0][1]
    first, *others = (edition for edition, _ in languages)
    editions = [first, *(other if options.sheets else other.beside for other in others)]
    pdfs = make_documents(editions, references, options, [document.options.paper for document in group])
    return {
        document.file: (_entry(document, editions, pdf, fingerprints[document.file]), pdf.data)
        for document, pdf in zip(group, pdfs, strict=True)
    }


def _entry(document: Document, editions: Sequence[Edition], pdf: Written, fingerprint: str) -> IndexEntry:
    options = document.options
    return IndexEntry(
        file=document.file,
        title=pdf.title,
        languages=document.tags,
        sheets=tuple(sheet.id for sheet in editions[0].sheets),
        reader=options.reader or document.handout.reader,
        paper=options.paper.value,
        print=options.size.value,
        pages=len(pdf.pages),
        bytes=len(pdf.data),
        sha256=sha256(pdf.data),
        version={edition.language.tag: edition.language.version for edition in editions},
        fingerprint=fingerprint,
    )


@functools.cache
def _edition(
    content: Path, tag: str, sheets: tuple[str, ...] | None
) -> tuple[Edition, Mapping[str, Reference]]:
    """A language with its sheets, loaded once in a process; raises ContentError."""
    (edition,), references = ContentFolder(content, fonts.missing).editions([tag], sheets)
    return edition, references
