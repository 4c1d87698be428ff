"""The file itself: objects, metadata, colours."""

from __future__ import annotations

import datetime
import re
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from PIL import Image, ImageCms

from handout import pdf
from handout.pdf.icc import srgb
from tests import pdf_torture
from tests.pdf_kit import DATE, FRAME, PAGE, TEXT, paragraph, root, write


def opened(data: bytes) -> pikepdf.Pdf:
    """The file, read by another program."""
    return pikepdf.open(BytesIO(data))


def test_another_program_reads_the_file() -> None:
    """Object streams and cross-reference are as they should be."""
    with opened(pdf_torture.write().data) as file:
        assert file.check_pdf_syntax() == []
        assert len(file.pages) > 10
        assert file.trailer["/Size"] == len(file.objects) + 1


def test_small_objects_are_packed() -> None:
    """Only streams stand by themselves."""
    data = pdf_torture.write().data
    alone = re.findall(rb"\d+ 0 obj\n(.*?)endobj", data, re.DOTALL)
    assert alone
    assert all(b"\nendstream\n" in thing for thing in alone)
    assert b"ASCII85Decode" not in data


def test_many_objects_make_several_streams() -> None:
    """So that a reader of one page need not read all."""
    data = pdf_torture.write(repeats=4).data
    assert data.count(b"/Type/ObjStm") > 1
    with opened(data) as file:
        assert file.check_pdf_syntax() == []


def identifier(data: bytes) -> bytes:
    """What names the file."""
    with opened(data) as file:
        one, two = file.trailer.ID
        assert bytes(one) == bytes(two)
        return bytes(one)


def test_the_identifier_follows_the_content() -> None:
    """Another word, another name; the same words, the same name."""
    names = [identifier(write([paragraph(word, root())]).data) for word in ("one", "one", "two")]
    assert names[0] == names[1] != names[2]
    assert len(names[0]) == 16


@pytest.mark.parametrize(
    "words", ["plain", "a (b) \\ c)", "naïve — “quoted”", "line\nend", "漢字 𝄞", "<b>&amp;"]
)
def test_words_arrive_as_they_were(words: str) -> None:
    """In title, tree and packet, whatever they are made of."""
    figure = pdf.Element("Figure", root(), alt=words)
    written = write([pdf.Figure(9, 9, lambda canvas: canvas.line(0, 0, 9, 9), figure)], title=words)
    with opened(written.data) as file:
        assert str(file.docinfo.Title) == words
        assert str(file.Root.StructTreeRoot.K[0].K.Alt) == words
        with file.open_metadata() as packet:
            assert packet["dc:title"].strip() == words.strip()


def test_line_ends_arrive_as_they_were() -> None:
    """A carriage return too, which strings in brackets turn into a line feed."""
    figure = pdf.Element("Figure", root(), alt="one\r\ntwo")
    written = write([pdf.Figure(9, 9, lambda canvas: canvas.line(0, 0, 9, 9), figure)])
    with opened(written.data) as file:
        assert str(file.Root.StructTreeRoot.K[0].K.Alt) == "one\r\ntwo"


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        (datetime.date(2025, 1, 31), "2025-01-31T00:00:00Z"),
        (datetime.datetime(2025, 1, 31, 12, 30), "2025-01-31T12:30:00Z"),
        (
            datetime.datetime(2025, 1, 31, 4, 0, tzinfo=datetime.timezone(datetime.timedelta(hours=5.5))),
            "2025-01-30T22:30:00Z",
        ),
    ],
)
def test_the_date_is_the_documents(date: datetime.date, expected: str) -> None:
    """In universal time, the same in both places."""
    with opened(write([paragraph("a", root())], date=date).data) as file:
        short = re.sub(r"[-T:]", "", expected)
        assert file.docinfo.CreationDate == file.docinfo.ModDate == f"D:{short}"
        with file.open_metadata() as packet:
            assert packet["xmp:CreateDate"] == packet["xmp:ModifyDate"] == expected


def test_what_is_not_said_is_not_written() -> None:
    """No empty author, no empty subject."""
    with opened(write([paragraph("a", root())]).data) as file:
        assert set(file.docinfo.keys()) == {"/Title", "/Producer", "/CreationDate", "/ModDate"}


def test_the_colours_are_those_of_srgb() -> None:
    """The profile turns them into another program's sRGB as they are."""
    ours = ImageCms.ImageCmsProfile(BytesIO(srgb()))
    steps = range(0, 256, 51)
    colours = [(red, green, blue) for red in steps for green in steps for blue in steps]
    image = Image.new("RGB", (len(colours), 1))
    image.putdata(colours)
    turned = ImageCms.profileToProfile(image, ours, ImageCms.createProfile("sRGB"))
    pairs = zip(image.tobytes(), turned.tobytes(), strict=True)
    assert max(abs(one - two) for one, two in pairs) <= 1
    assert len(srgb()) < 600


def test_a_canvas_writes_to_a_path(tmp_path: Path) -> None:
    """Or to a binary file; the bytes are the same."""
    memory = BytesIO()
    one, two = tmp_path / "one.pdf", tmp_path / "two.pdf"
    for target in (one, str(two), memory):
        metadata = pdf.Metadata(title="T", lang="en", date=DATE)
        canvas = pdf.Canvas(target, metadata=metadata, default_font=TEXT, pagesize=PAGE)
        with canvas.tagged(pdf.Element("P", root())):
            canvas.setFont(TEXT, 10)
            canvas.drawString(*FRAME[:2], "a")
        canvas.save()
    assert one.read_bytes() == two.read_bytes() == memory.getvalue() != b""
