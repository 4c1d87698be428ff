"""What a fax leaves of each page: 200 dots an inch, each black or white, once by a threshold, once dithered.

Before it is read the boxes to tick are painted over, which are no letters and which a program takes for some
(“Jno”), and the picture is made twice as large and softened, as programs that read faxes do.
"""

from __future__ import annotations

import functools
import io
import os
import re
import subprocess
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

import pypdfium2
import pytest
from PIL import Image, ImageFilter, ImageOps
from reportlab.lib.units import mm

from handout.model import texts_of
from handout.options import Paper
from tests.conftest import ALONE, CONTENT, READERS, SHEETS, TAGS, Case, each_case, made
from tests.page_kit import Box, Found, foot_of, located_in, marks_of
from tests.programs import require, require_readers

pytestmark = pytest.mark.slow

# Tesseract's names for what it reads.
TRAINED = {"en": "eng", "es": "spa", "ca": "cat", "it": "ita", "de": "deu", "fr": "fra", "tr": "tur"}

# A language is read where it is known here with which data; the first test names one that is not.
READABLE = [case for case in ALONE if case.tags[0] in TRAINED]

_DPI = 200
_LEAST = 0.97
# A page to fill in has few words, but more than these.
_FEWEST = 80
_PUBMED = "https://pubmed.ncbi.nlm.nih.gov/?term="
_LARGER, _SOFTER = 2, 1.5
# Tesseract's way of looking for text anywhere, in no order: lines that stand level in two columns stay two.
_SPARSE = "11"


@dataclass(frozen=True)
class Fax:
    """A page from 0, and how its greys were lost."""

    page: int
    way: str
    picture: Image.Image


@functools.cache
def faxes(case: Case) -> tuple[Fax, ...]:
    """Each page of the shipped sheets, both ways."""
    with pypdfium2.PdfDocument(made(case).data) as document:
        greys = [page.render(scale=_DPI / 72, grayscale=True).to_pil() for page in document]
    return tuple(
        Fax(page, way.name.lower(), grey.convert("1", dither=way))
        for page, grey in enumerate(greys)
        for way in (Image.Dither.NONE, Image.Dither.FLOYDSTEINBERG)
    )


def test_every_language_has_its_data() -> None:
    """No shipped language is left out below."""
    unknown = sorted(set(TAGS) - set(TRAINED))
    assert unknown == [], "add what tesseract calls these languages to TRAINED in tests/test_fax.py"


def words(text: str) -> Counter[str]:
    """Runs of three letters or more, without regard to case; accents count, figures and signs part words."""
    return Counter(re.findall(r"[^\W\d_]{3,}", unicodedata.normalize("NFKC", text).casefold()))


@each_case(READABLE)
def test_a_fax_can_be_read(case: Case) -> None:
    """Tesseract finds 97 % of the words of each page, each as often as it stands there, in any order.

    The words of a passage are looked for in what it reads with the data of the passage's language, and with
    those of English, which knows the names of authors and journals.
    """
    said = _said(case)
    assert len(said) == 2 * len(SHEETS)
    total = {page: sum(spoken.total() for spoken in said[page].values()) for page in said}
    assert min(total.values()) > _FEWEST, "too few words to tell anything"
    squares = _squares(case)
    faxed = [replace(fax, picture=_without(fax, squares)) for fax in faxes(case)]
    missed = _missed(faxed, said)
    assert len(missed) == 2 * len(said)
    poor = {
        f"page {page + 1}, {way}": dict(words)
        for (page, way), words in missed.items()
        if words.total() > (1 - _LEAST) * total[page]
    }
    assert poor == {}


@each_case(replace(case, reader=reader) for case in READABLE for reader in READERS[1:])
def test_what_is_an_audiences_own_can_be_read(case: Case) -> None:
    """The request and the questions, which alone differ: cut from the fax, all words but one are found."""
    (tag,) = case.tags
    first = {passage.passage.words for passage in located_in(replace(case, reader=READERS[0]))}
    own: dict[tuple[int, str], list[Found]] = {}
    for found in located_in(case):
        if found.passage.words not in first and found.passage.section:
            own.setdefault((found.words[0].page, found.passage.section.id), []).append(found)
    assert len({page for page, _ in own}) == 2, "one on the doctor’s sheet, one on the visit’s"
    pictures = {(fax.page, fax.way): fax for fax in faxes(case)}
    for (page, _), passages in own.items():
        said = {page: {tag: Counter[str]()}}
        for passage in passages:
            said[page][tag].update(word for one in passage.words for word in words(one.text).elements())
        region = Box.around(passage.box for passage in passages)
        for way in ("none", "floydsteinberg"):
            missed = _missed([_cut(pictures[page, way], region)], said)
            assert missed[page, way].total() <= 1, missed


def _missed(
    faxed: Sequence[Fax], said: Mapping[int, Mapping[str, Counter[str]]]
) -> dict[tuple[int, str], Counter[str]]:
    """The words that were not found, by page and way."""
    tasks = [(fax, language) for fax in faxed for language in {*said[fax.page], "en"}]
    require_readers(*{TRAINED[language] for _, language in tasks})
    with ThreadPoolExecutor(2) as pool:
        results = pool.map(_read, tasks)
        read = {(fax.page, fax.way, tag): found for (fax, tag), found in zip(tasks, results, strict=True)}
    missed: dict[tuple[int, str], Counter[str]] = {}
    for fax in faxed:
        for language, spoken in said[fax.page].items():
            lacking = spoken - (read[fax.page, fax.way, language] | read[fax.page, fax.way, "en"])
            missed[fax.page, fax.way] = missed.get((fax.page, fax.way), Counter()) + lacking
    return missed


@each_case(ALONE)
def test_the_code_survives_a_fax(case: Case) -> None:
    """Each one's address opens PubMed with the cited references that have a number there, and no other."""
    require("zbarimg", package="zbar-tools")
    editions, references = CONTENT.editions(case.tags, SHEETS)
    cited = {
        key
        for sheet in editions[0].sheets
        for text in texts_of(sheet)
        for citation in text.citations
        for key in citation.keys
    }
    numbers = sorted(pmid for key in cited if (pmid := references[key].pmid))
    assert numbers
    for way in {fax.way for fax in faxes(case)}:
        (address,) = {code for fax in faxes(case) if fax.way == way for code in _codes(fax)}
        assert address.startswith(_PUBMED), way
        assert sorted(address.removeprefix(_PUBMED).split("+")) == numbers, way


@functools.cache
def _squares(case: Case) -> tuple[tuple[int, Box], ...]:
    """The boxes to tick, with their pages."""
    found = ((mark.page, mark.box) for mark in marks_of(case) if mark.stroke and not mark.fill)
    return tuple(
        (page, box)
        for page, box in found
        if abs(box.right - box.left - 5 * mm) < 1 and abs(box.top - box.bottom - 5 * mm) < 1
    )


def _without(fax: Fax, squares: tuple[tuple[int, Box], ...]) -> Image.Image:
    """The picture with white where the boxes were."""
    picture, scale = fax.picture.copy(), _DPI / 72
    x, y = Paper.A4.offset
    for page, box in squares:
        if page == fax.page:
            left, right = (box.left + x) * scale - 2, (box.right + x) * scale + 2
            top, bottom = picture.height - (box.top + y) * scale, picture.height - (box.bottom + y) * scale
            picture.paste(255, (round(left), round(top) - 2, round(right), round(bottom) + 2))
    return picture


def _cut(fax: Fax, region: Box) -> Fax:
    """A part of the page, with some white around it."""
    scale, (x, y), edge = _DPI / 72, Paper.A4.offset, 12
    left, right = (region.left + x) * scale - edge, (region.right + x) * scale + edge
    height = fax.picture.height
    top, bottom = height - (region.top + y) * scale - edge, height - (region.bottom + y) * scale + edge
    cut = fax.picture.crop((round(left), round(top), round(right), round(bottom)))
    return replace(fax, picture=ImageOps.expand(cut, 4 * edge, 255))


@functools.cache
def _said(case: Case) -> dict[int, dict[str, Counter[str]]]:
    """The words of each page by the language they are to be read in; together they are pdfium's words."""
    said: dict[int, dict[str, Counter[str]]] = {}
    placed = [word for found in located_in(case) for word in found.words]
    placed += [word for line in foot_of(case) for word in line.words]
    for word in placed:
        language = word.lang if word.lang in TRAINED else case.tags[0]
        said.setdefault(word.page, {}).setdefault(language, Counter()).update(words(word.text))
    with pypdfium2.PdfDocument(made(case).data) as document:
        for page, languages in said.items():
            text = document[page].get_textpage().get_text_bounded()
            assert sum(languages.values(), Counter()) == words(text)
    return said


def _read(task: tuple[Fax, str]) -> Counter[str]:
    """The words that tesseract finds with the data of one language."""
    fax, language = task
    grey = fax.picture.convert("L")
    larger = grey.resize((grey.width * _LARGER, grey.height * _LARGER), Image.Resampling.BICUBIC)
    command = ["tesseract", "-", "-", "--dpi", str(_DPI * _LARGER), "--psm", _SPARSE, "-l", TRAINED[language]]
    return words(_told(command, larger.filter(ImageFilter.GaussianBlur(_SOFTER))))


def _codes(fax: Fax) -> list[str]:
    """What the codes on a page say."""
    return _told(["zbarimg", "--quiet", "--raw", "-"], fax.picture).splitlines()


def _told(command: list[str], picture: Image.Image) -> str:
    """What a program says of a picture; two of them run at a time, each on one processor."""
    buffer = io.BytesIO()
    picture.save(buffer, "PNG")
    environment = os.environ | {"OMP_THREAD_LIMIT": "1"}
    done = subprocess.run(command, input=buffer.getvalue(), capture_output=True, env=environment, check=False)
    # zbarimg says 4 where it finds no code.
    assert done.returncode in {0, 4}, done.stderr.decode()
    return done.stdout.decode()
