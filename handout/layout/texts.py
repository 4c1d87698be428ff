"""Texts of the model into runs and paragraphs: the one place that pairs two languages."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import stringWidth

from handout import fonts, model, pdf
from handout.compose import Numbers
from handout.layout.references import Phrase
from handout.model import Citation, Text, Texts

NBSP = "\u00a0"

# Between a mark and what it marks, and between words and a place to fill in, in points.
GAP = 3.0


def runs(text: Text, numbers: Numbers, *, strong: bool = False) -> tuple[pdf.Run, ...]:
    """The words of a text with its citations as numbers, which never part from the word before."""
    parts: list[pdf.Run] = []
    for inline in text.inlines:
        if isinstance(inline, Citation):
            if parts and parts[-1].text.endswith(" "):
                parts[-1] = replace(parts[-1], text=parts[-1].text[:-1] + NBSP)
            parts += _cited(inline, numbers, text.lang)
        elif isinstance(inline, model.Run):
            parts += _run(inline, strong=strong)
    return tuple(parts)


def words(text: str, *, strong: bool = False) -> tuple[pdf.Run, ...]:
    """Words that are no text of the model: a number, a letter, words of the program."""
    return tuple(_run(model.Run(text), strong=strong))


def space(size: float) -> pdf.Run:
    """A space of *size* points, where a line may end."""
    return pdf.Run(" ", font=fonts.REGULAR, size=size)


def tabbed(text: str, width: float, size: float) -> tuple[pdf.Run, ...]:
    """Strong words and a space as wide as brings what follows *width* points from where they begin."""
    space = width - stringWidth(text, fonts.BOLD, size)
    unit = stringWidth(NBSP, fonts.BOLD, 1)
    return (*words(text, strong=True), pdf.Run(NBSP, font=fonts.BOLD, size=space / unit))


def phrases(reference: Iterable[Phrase], *, strong: bool = False) -> Iterator[pdf.Run]:
    """The phrases of a reference; an address may break behind a slash."""
    for text, lang, href in reference:
        for face, stretch in fonts.faces(text.replace("/", "/\u200b") if href else text, strong=strong):
            yield pdf.Run(stretch, font=face, lang=lang, href=href, title=text if href else None)


def entries(references: Iterable[tuple[pdf.Element, Iterable[Phrase]]]) -> Iterator[pdf.Run]:
    """References that run on, each in its own element, with semicolons between and a stop at the end."""
    between = ""
    for entry, reference in references:
        yield from words(between)
        for run in phrases(reference):
            yield replace(run, element=entry)
        between = "; "
    yield from words(".")


def heading(texts: Texts, numbers: Numbers) -> tuple[pdf.Run, ...]:
    """The runs of a strong text; of two, the second on a line of its own in regular weight."""
    first, *second = ((text,) for text in distinct(texts))
    lines = (run for text in second for run in (*words("\n"), *inline(text, numbers)))
    return (*inline(first, numbers, strong=True), *lines)


def inline(
    texts: Texts, numbers: Numbers, *, strong: bool = False, unbroken: bool = False
) -> tuple[pdf.Run, ...]:
    """The runs of one text, or of two behind one another; *unbroken*, the words of each stay on one line."""
    return tuple(_joined(texts, numbers, f"{NBSP}/ ", strong=strong, unbroken=unbroken))


def paragraphs(
    texts: Texts,
    style: ParagraphStyle,
    parent: pdf.Element,
    numbers: Numbers,
    *,
    strong: bool = False,
    beside: float | None = None,
) -> list[pdf.Block]:
    """A paragraph for each language, each an element of *parent* with its language.

    These stand one under the other or, with *beside*, side by side and so many points apart.
    """
    blocks: list[pdf.Block] = [
        pdf.Paragraph(runs(text, numbers, strong=strong), style, element("P", parent, text.lang))
        for text in distinct(texts)
    ]
    if beside is None or len(blocks) < 2:
        for block in blocks[:-1]:
            # No page parts what says the same.
            block.keepWithNext = True
        return blocks
    return [pdf.Beside([[block] for block in blocks], gap=beside, space_after=style.spaceAfter)]


def distinct(texts: Texts) -> Texts:
    """The texts, but for one that says the same as the one before: a name, a unit, a figure."""
    firsts = {_message(text): text for text in reversed(texts)}
    return tuple(text for text in texts if firsts[_message(text)] is text)


def _message(text: Text) -> str:
    """What a text says: its words; of a figure its digits, whatever the decimal sign."""
    words = text.plain.replace(NBSP, " ")
    has_words = any(letter.isalpha() for letter in words)
    return words if has_words else "".join(filter(str.isdigit, words)) or words


def _joined(
    texts: Texts, numbers: Numbers, between: str, *, strong: bool, unbroken: bool = False
) -> Iterator[pdf.Run]:
    """The runs of each language, marked with it."""
    for index, text in enumerate(distinct(texts)):
        if index:
            yield from words(between, strong=strong)
        for run in runs(text, numbers, strong=strong):
            shown = run.text.replace(" ", NBSP) if unbroken else run.text
            yield replace(run, text=shown, lang=run.lang or text.lang)


def element(role: str, parent: pdf.Element, lang: str) -> pdf.Element:
    """An element that names its language where it differs from that around it."""
    return pdf.Element(role, parent, lang=None if parent.language == lang else lang)


# A figure and its unit; an initial or a short title and a name.
_BOUND = re.compile(r"(?<=\d) (?=\w{1,3}\b|%)|(?<=\b[^\W\d_]\.) |(?<=\b[^\W\d_]{2}\.) |(?<=\b[^\W\d_]{3}\.) ")
_LETTER = re.compile(f".{fonts.MARK.pattern}*")
_MAY_END = re.compile(r"(?<=[-/@.])")


def bound(text: Text, size: float, *, unbroken: float, width: float) -> Text:
    """What somebody wrote, as it is set in bold in a place *width* points wide.

    An item no wider than *unbroken* stays on one line, and so do a figure and its unit, an initial and its
    name. A word wider than the place may end a line behind a hyphen, slash, at sign or stop, or anywhere.
    """
    inlines = (
        replace(inline, text=_bound(inline.text, size, unbroken=unbroken, width=width))
        if isinstance(inline, model.Run) and not inline.href
        else inline
        for inline in text.inlines
    )
    return text._replace(inlines=tuple(inlines))


def _bound(item: str, size: float, *, unbroken: float, width: float) -> str:
    def wide(part: str) -> float:
        return extent(words(part, strong=True), size)[1]

    own = item.rstrip(" \n")
    if wide(own) <= min(unbroken, width):
        return own.replace(" ", NBSP) + item[len(own) :]
    joined = (
        part if wide(part) <= width else " ".join(_breakable(word, wide, width) for word in part.split(NBSP))
        for part in _BOUND.sub(NBSP, own).split(" ")
    )
    return " ".join(joined) + item[len(own) :]


def _breakable(word: str, wide: Callable[[str], float], width: float) -> str:
    """A word that is too wide, with the places where a line may end."""
    if wide(word) <= width:
        return word
    pieces = (
        piece if wide(piece) <= width else "\u200b".join(_LETTER.findall(piece))
        for piece in _MAY_END.split(word)
    )
    return "\u200b".join(filter(None, pieces))


def extent(runs: Sequence[pdf.Run], size: float) -> tuple[float, float]:
    """The width of the widest word and of all words on one line, at *size* points."""
    widest = line_width = word = 0.0
    for run in runs:
        for index, part in enumerate(run.text.replace("\n", " ").split(" ")):
            if index:
                word = 0
                line_width += stringWidth(" ", run.font, size)
            width = stringWidth(part, run.font, size)
            word += width
            line_width += width
            widest = max(widest, word)
    return widest, line_width


def _run(inline: model.Run, *, strong: bool) -> Iterator[pdf.Run]:
    title = (inline.title or inline.text) if inline.href else None
    for face, stretch in fonts.faces(inline.text, strong=strong or inline.strong):
        yield pdf.Run(stretch, font=face, lang=inline.lang, href=inline.href, title=title)


def _cited(citation: Citation, numbers: Numbers, lang: str) -> Iterator[pdf.Run]:
    """Numbers in order, three or more neighbours as a range: “[1–3, 7]”."""
    ordered = sorted({numbers[key] for key in citation.keys})
    sign = numbers.range_sign(lang)
    groups: list[list[int]] = []
    for number in ordered:
        if groups and number == groups[-1][-1] + 1:
            groups[-1].append(number)
        else:
            groups.append([number])
    before = "["
    for group in groups:
        ends = (group[0], group[-1]) if len(group) > 2 else group
        for number in ends:
            yield from words(before)
            yield from _run(numbers.runs[number], strong=False)
            before = sign if len(group) > 2 and number == group[0] else f",{NBSP}"
    yield from words("]")
