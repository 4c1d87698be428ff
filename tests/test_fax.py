"""What a fax leaves of each page: 200 dots an inch, each black or white, once by a threshold, once dithered.

Before it is read the picture is made twice as large and softened, as programs that read faxes do.
"""

from __future__ import annotations

import functools
import io
import os
import re
import subprocess
import unicodedata
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import pypdfium2
import pytest
from PIL import Image, ImageFilter

from handout.library import SHEETS
from handout.model import Audience, texts_of
from tests.conftest import AUDIENCES, LIBRARY, TAGS, written
from tests.page_kit import foot, located
from tests.programs import require, require_readers

pytestmark = pytest.mark.slow

# Tesseract's names for what it reads.
READERS = {"en": "eng", "es": "spa", "ca": "cat", "it": "ita", "tr": "tur"}

_DPI = 200
_LEAST = 0.97
# A page to fill in has few words, but more than these.
_FEWEST = 80
# Of a language that has fewer words on a page, the words are looked for in the reading of the sheet's own.
_FEW = 5
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
def faxes(tag: str, audience: Audience = Audience.GP) -> tuple[Fax, ...]:
    """Each page of the shipped sheets, both ways."""
    with pypdfium2.PdfDocument(written(tag, audience).data) as document:
        greys = [page.render(scale=_DPI / 72, grayscale=True).to_pil() for page in document]
    return tuple(
        Fax(page, way.name.lower(), grey.convert("1", dither=way))
        for page, grey in enumerate(greys)
        for way in (Image.Dither.NONE, Image.Dither.FLOYDSTEINBERG)
    )


def words(text: str) -> Counter[str]:
    """Runs of three letters or more, without regard to case; accents count, figures and signs part words."""
    return Counter(re.findall(r"[^\W\d_]{3,}", unicodedata.normalize("NFKC", text).casefold()))


@pytest.mark.parametrize("audience", AUDIENCES, ids=lambda audience: audience.value)
@pytest.mark.parametrize("tag", TAGS)
def test_a_fax_can_be_read(tag: str, audience: Audience) -> None:
    """Tesseract finds 97 % of the words of each page, each as often as it stands there, in any order.

    The words of a passage are looked for in what it reads with the data of the passage's language. Pages that
    say the same to all audiences are read once.
    """
    if tag not in READERS:
        pytest.skip(f"which of tesseract's data reads {tag} is not known here")
    said = _new(tag, audience)
    tasks = [(fax, language) for fax in faxes(tag, audience) for language in said.get(fax.page, ())]
    require_readers(*{READERS[language] for _, language in tasks})
    with ThreadPoolExecutor(2) as pool:
        read = list(pool.map(_read, tasks))
    missed: dict[tuple[int, str], Counter[str]] = {}
    for (fax, language), found in zip(tasks, read, strict=True):
        lacking = said[fax.page][language] - found
        missed[fax.page, fax.way] = missed.get((fax.page, fax.way), Counter()) + lacking
    assert len(missed) == 2 * len(said)
    total = {page: sum(spoken.total() for spoken in said[page].values()) for page in said}
    assert min(total.values()) > _FEWEST, "too few words to tell anything"
    rates = {(page, way): 1 - missed[page, way].total() / total[page] for page, way in missed}
    poor = {place: f"{rate:.1%}" for place, rate in rates.items() if rate < _LEAST}
    assert poor == {}, [(place, dict(missed[place])) for place in poor]


@pytest.mark.parametrize("tag", TAGS)
def test_the_code_survives_a_fax(tag: str) -> None:
    """Its address opens PubMed with the cited references that have a number there, and no other."""
    require("zbarimg", package="zbar-tools")
    editions, references = LIBRARY.editions([tag], SHEETS)
    cited = {
        key
        for sheet in editions[0].sheets
        for text in texts_of(sheet)
        for citation in text.citations
        for key in citation.keys
    }
    numbers = sorted(pmid for key in cited if (pmid := references[key].pmid))
    assert numbers
    for way in {fax.way for fax in faxes(tag)}:
        (address,) = [found for fax in faxes(tag) if fax.way == way for found in _codes(fax)]
        assert address.startswith(_PUBMED), way
        assert sorted(address.removeprefix(_PUBMED).split("+")) == numbers, way


def _new(tag: str, audience: Audience) -> dict[int, dict[str, Counter[str]]]:
    """The words of the pages that the first audience does not have, or of all pages for the first."""
    said = _said(tag, audience)
    if audience is AUDIENCES[0]:
        assert len(said) == 2 * len(SHEETS)
        return said
    first = _said(tag, AUDIENCES[0])
    new = {page: languages for page, languages in said.items() if languages != first[page]}
    assert len(new) == 2, "the request and the questions are the audience’s own"
    return new


@functools.cache
def _said(tag: str, audience: Audience) -> dict[int, dict[str, Counter[str]]]:
    """The words of each page by the language they are to be read in; together they are pdfium's words."""
    said: dict[int, dict[str, Counter[str]]] = {}
    placed = [word for found in located(tag, audience) for word in found.words]
    placed += [word for line in foot(tag, audience) for word in line.words]
    counts = Counter((word.page, word.lang) for word in placed)
    for word in placed:
        known = word.lang in READERS and counts[word.page, word.lang] >= _FEW
        language = word.lang if known else tag
        said.setdefault(word.page, {}).setdefault(language, Counter()).update(words(word.text))
    with pypdfium2.PdfDocument(written(tag, audience).data) as document:
        for page, languages in said.items():
            text = document[page].get_textpage().get_text_bounded()
            assert sum(languages.values(), Counter()) == words(text)
    return said


def _read(task: tuple[Fax, str]) -> Counter[str]:
    """The words that tesseract finds with the data of one language."""
    fax, language = task
    grey = fax.picture.convert("L")
    larger = grey.resize((grey.width * _LARGER, grey.height * _LARGER), Image.Resampling.BICUBIC)
    command = ["tesseract", "-", "-", "--dpi", str(_DPI * _LARGER), "--psm", _SPARSE, "-l", READERS[language]]
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
