"""A document in which everything breaks over columns and pages: what the tags have to survive."""

from __future__ import annotations

from collections.abc import Iterator

from PIL import Image
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.utils import ImageReader

from handout import pdf
from tests import pdf_kit
from tests.pdf_kit import BOLD, FONTS, LARGE, STYLE, TEXT

NAMES_FONT = pdf.load_font(FONTS / "NotoSans_400Regular.ttf")

SIZE = (420, 300)
FRAME = (40, 40, 340, 220)
WORDS = "Press where it hurts and say how much it hurts, from nothing at all to the worst pain you know. "
SPACED = ParagraphStyle("spaced", parent=STYLE, spaceAfter=4)
# More letters than one subset holds, in three scripts.
NAMES = "".join(chr(code) for code in (*range(0x391, 0x3A2), *range(0x3A3, 0x3CA), *range(0x410, 0x450)))
VIETNAMESE = "".join(chr(code) for code in range(0x1EA0, 0x1EFA))
LATIN = "".join(chr(code) for code in (*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x180)))


def parts(repeats: int = 1) -> list[pdf.Part]:
    """Two parts of several pages each; *repeats* makes the first one longer."""
    document = pdf.Element("Document", lang="en")
    first = [flowable for _ in range(repeats) for flowable in _first(pdf.Element("Sect", document))]
    return [
        pdf.Part(first, FRAME, _furniture),
        pdf.Part(list(_second(pdf.Element("Sect", document))), FRAME, _furniture),
    ]


def write(repeats: int = 1) -> pdf.Written:
    """The document."""
    return pdf_kit.on_paper(
        parts(repeats),
        page_size=SIZE,
        title="Torture — “all” breaks",
        lang="en",
        default_font=TEXT,
        date=pdf_kit.DATE,
        subject="Tags",
        author="Tests",
        keywords=("tags", "breaks"),
        creator="tests",
        translate=(3, 5),
    )


def _first(sect: pdf.Element) -> Iterator[pdf.Flowable]:
    yield _heading("What breaks", sect, 1)
    yield _mixed(sect)
    yield _heading("A list in columns", sect, 2)
    yield pdf.Columns(list(_items(sect, 9, depth=2)), count=2, gap=16, space_after=6)
    yield _heading("A long table", sect, 2)
    yield from _table(sect)
    yield _heading("A drawing", sect, 3)
    yield _figure(sect)
    quote = pdf.Element("BlockQuote", sect)
    yield pdf.Boxed([_paragraph(WORDS * 2, quote)], element=quote, space_before=6)
    yield pdf.Rule(space_before=6, space_after=6, dash=(2, 2))


def _second(sect: pdf.Element) -> Iterator[pdf.Flowable]:
    yield _heading("Names from everywhere", sect, 1)
    for letters in (NAMES, VIETNAMESE, LATIN):
        spaced = " ".join(letters[start : start + 20] for start in range(0, len(letters), 20))
        runs = [pdf.Run(spaced, font=NAMES_FONT, lang="el" if letters is NAMES else None)]
        yield pdf.Paragraph(runs, SPACED, pdf.Element("P", sect))
    yield pdf.Columns([_mixed(sect), _paragraph(WORDS * 3, sect)], count=3, gap=10)
    yield pdf.PageBreak()
    yield _heading("The last page", sect, 2)


def _heading(words: str, sect: pdf.Element, level: int) -> pdf.Heading:
    return pdf.Heading([pdf.Run(words, font=BOLD)], LARGE, pdf.Element(f"H{level}", sect))


def _paragraph(words: str, parent: pdf.Element) -> pdf.Paragraph:
    return pdf.Paragraph([pdf.Run(words, font=TEXT)], SPACED, pdf.Element("P", parent))


def _mixed(sect: pdf.Element) -> pdf.Paragraph:
    """Links, languages, spoken forms and drawings among words, over the page's end."""
    box = pdf.Inline(width=8, height=8, drop=1, paint=_box, alt="empty box")
    arrow = pdf.Inline(width=8, height=8, paint=_box)
    tick = _tick("Does it hurt?", checked=True)
    runs: list[pdf.Run | pdf.Inline] = []
    for number in range(6):
        address = f"https://example.org/{number}?a=(b)&c=é"
        runs += [
            pdf.Run(WORDS, font=TEXT),
            pdf.Run("Dove fa male, e quanto? ", font=TEXT, lang="it"),
            pdf.Run("See the paper and ", font=TEXT, href=address, title=f"Paper {number}"),
            pdf.Run("read it all, because it is long", font=BOLD, href=address, title=f"Paper {number}"),
            pdf.Run(" ", font=TEXT),
            box,
            pdf.Run("\u00a0yes ", font=TEXT),
            tick,
            pdf.Run("\u00a0very much; since when?\u00a0", font=TEXT),
            _blank("Since when?"),
            pdf.Run(" ", font=TEXT),
            arrow,
            pdf.Run(" or 5\u00a0", font=TEXT),
            pdf.Run("mm", font=TEXT, actual_text="millimetres"),
            pdf.Run("[1]", font=TEXT, size=6, rise=3),
            pdf.Run(" < & > doi.org/\u200b10.1000/\u200b182. ", font=TEXT),
        ]
    return pdf.Paragraph(runs, SPACED, pdf.Element("P", sect))


def _items(parent: pdf.Element, count: int, *, depth: int) -> Iterator[pdf.Item]:
    """Lists in lists, whose items may be split."""
    found = pdf.Element("L", parent, numbering="Decimal")
    for number in range(1, count + 1):
        element = pdf.Element("LI", found)
        body = pdf.Element("LBody", element)
        label = pdf.Paragraph([pdf.Run(f"{number}.", font=BOLD)], STYLE, pdf.Element("Lbl", element))
        content: list[pdf.Flowable] = [_paragraph(WORDS * (number % 3 + 1), body)]
        if depth > 1 and number % 3 == 0:
            content += _items(body, 2, depth=depth - 1)
        keep = number % 3 == 1
        yield pdf.Item(element, label=label, body=content, indent=18, keep=keep, space_after=3)


def _table(sect: pdf.Element) -> Iterator[pdf.Flowable]:
    table = pdf.Element("Table", sect)
    runs = [pdf.Run("Table 1: a head that is repeated", font=BOLD)]
    style = ParagraphStyle("caption", parent=SPACED, keepWithNext=1)
    yield pdf.Paragraph(runs, style, pdf.Element("Caption", table))
    head = pdf.Element("TR", table)
    rows = [[_cell(word, pdf.Element("TH", head, scope="Column")) for word in ("When", "How much", "Notes")]]
    rows[0][1] = _link_cell(pdf.Element("TH", head, scope="Column"))
    for number in range(24):
        tr = pdf.Element("TR", table)
        first = _cell(f"Day {number}", pdf.Element("TH", tr, scope="Row"))
        if number % 6 == 5:
            rows.append([first, _cell(WORDS, pdf.Element("TD", tr, span=2))])
        elif number == 7:
            rows.append([pdf.Cell(pdf.Element("TD", tr)) for _ in range(3)])
        elif number % 6 == 2:
            rows.append([first, _choice(pdf.Element("TD", tr)), _line(pdf.Element("TD", tr))])
        else:
            words = WORDS if number % 4 == 0 else ""
            rows.append([first, _cell("5 of 10", pdf.Element("TD", tr)), _cell(words, pdf.Element("TD", tr))])
    style = pdf.TableStyle(rules="top header rows bottom left columns right")
    yield pdf.Table(rows, [60, 80, 200], element=table, min_heights=18, style=style, space_after=6)


def _cell(words: str, element: pdf.Element) -> pdf.Cell:
    if not words:
        return pdf.Cell(element)
    return pdf.Cell(element, [pdf.Paragraph([pdf.Run(words, font=TEXT)], STYLE, element)], align="middle")


def _link_cell(element: pdf.Element) -> pdf.Cell:
    runs = [pdf.Run("How much", font=TEXT, href="https://example.org/scale")]
    return pdf.Cell(element, [pdf.Paragraph(runs, STYLE, element)])


def _choice(element: pdf.Element) -> pdf.Cell:
    """Boxes to tick, of which one is."""
    yes, no = _tick("Yes", checked=False), _tick("No", checked=True)
    runs = [yes, pdf.Run("\u00a0yes ", font=TEXT), no, pdf.Run("\u00a0no", font=TEXT)]
    return pdf.Cell(element, [pdf.Paragraph(runs, STYLE, element)])


def _line(element: pdf.Element) -> pdf.Cell:
    """Two blanks and nothing else, one of them filled in."""
    filled = _blank("Notes", value="a little more")
    return pdf.Cell(element, [pdf.Paragraph([_blank("Hour"), filled], STYLE, pdf.Element("P", element))])


def _tick(desc: str, *, checked: bool) -> pdf.Inline:
    def paint(canvas: pdf.Canvas, _: float) -> None:
        _box(canvas)
        if checked:
            canvas.lines([(1, 4, 3, 1), (3, 1, 7, 7)])

    form = pdf.Form(role="cb", checked=checked, desc=desc)
    alt = "ticked box" if checked else "box to tick"
    return pdf.Inline(width=8, height=8, drop=1, paint=paint, alt=alt, form=form)


def _blank(desc: str, *, value: str = "") -> pdf.Inline:
    def paint(canvas: pdf.Canvas, width: float) -> None:
        canvas.line(0, 0, width, 0)
        if value:
            canvas.setFont(TEXT, 8)
            canvas.drawString(2, 2, value)

    form = pdf.Form(role="tv", desc=desc)
    return pdf.Inline(
        width=40, height=10, drop=2, paint=paint, alt=value or "place to write", form=form, stretch=True
    )


def _figure(sect: pdf.Element) -> pdf.Figure:
    figure = pdf.Element("Figure", sect, alt="A square, a circle, a picture and a word")
    word = pdf.Element("Span", figure, lang="it")

    def paint(canvas: pdf.Canvas) -> None:
        canvas.saveState()
        _box(canvas)
        canvas.restoreState()
        path = canvas.beginPath()
        path.circle(60, 30, 20)
        canvas.clipPath(path, stroke=1, fill=0)
        canvas.lines([(40, 10, 80, 50), (40, 50, 80, 10)])
        canvas.drawImage(ImageReader(Image.new("RGB", (2, 2), (200, 30, 30))), 50, 20, 20, 20)
        with canvas.tagged(word):
            canvas.setFont(TEXT, 8)
            canvas.drawString(45, 30, "osso")

    return pdf.Figure(100, 60, paint, figure, align="CENTER", space_after=6)


def _box(canvas: pdf.Canvas, _: float = 8) -> None:
    canvas.rect(0, 0, 8, 8)


def _furniture(canvas: pdf.Canvas, page: int, pages: int) -> None:
    with canvas.artifact("Pagination", "Footer"):
        canvas.setFont(TEXT, 8)
        canvas.drawString(40, 20, f"{page} of {pages}")
        canvas.line(40, 30, 380, 30)
