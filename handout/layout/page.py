"""What every page carries at its foot."""

import math
from typing import Literal, NamedTuple

from reportlab.lib.enums import TA_LEFT, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle

from handout import pdf
from handout.compose import Composed
from handout.layout import texts
from handout.layout.theme import Theme
from handout.model import Language, Sheet, format_text

# Of the word across a draft: its size at most, in points, and how much of the diagonal it takes.
_LARGEST = 150
_ACROSS = 0.8


class Foot(NamedTuple):
    """The sheet, its language and version, what a sheet is not, and the page; as high as its words need."""

    composed: Composed
    theme: Theme
    draft: bool = False
    """Whether the page is marked as one that nobody may use."""

    @property
    def height(self) -> float:
        """How high the words are, in points."""
        return self._named().wrap(self._width, 0)[1] + self._facts().wrap(self.theme.frame[2], 0)[1]

    @property
    def frame(self) -> tuple[float, float, float, float]:
        """Where content stands above the foot: x, y, width, height; lower than the theme's if need be."""
        x, y, width, height = self.theme.frame
        more = max(0, self.theme.margin + self.height + 2 * self.theme.below_rule - y)
        return x, y + more, width, height - more

    def paint(self, canvas: pdf.Canvas, page: int, pages: int) -> None:
        """Draw it, as an artifact, on the *page* of so many; on a draft the watermark too."""
        if self.draft:
            self._watermark(canvas)
        x, _, width, _ = self.theme.frame
        named, counted, facts = self._named(), self._counted(page, pages), self._facts()
        with canvas.artifact("Pagination", "Footer"):
            _, below = facts.wrapOn(canvas, width, 0)
            _, height = named.wrapOn(canvas, self._width, 0)
            base = self.theme.margin + below
            canvas.setStrokeColor(self.theme.ink)
            canvas.setLineWidth(self.theme.rule)
            rule = base + height + self.theme.gap / 8
            canvas.line(x, rule, x + width, rule)
            named.drawOn(canvas, x, base)
            facts.drawOn(canvas, x, self.theme.margin)
            _, lower = counted.wrapOn(canvas, width - self._width, 0)
            counted.drawOn(canvas, x + self._width, base + height - lower)

    def _watermark(self, canvas: pdf.Canvas) -> None:
        """The word for a draft across the page, in outline, so that what is below can be read."""
        x, y, width, height = self.theme.frame
        word = self.composed.languages[0].words.draft
        runs = texts.words(word, strong=True)
        diagonal = math.hypot(width, height)
        size = min(_LARGEST, _ACROSS * diagonal / texts.extent(runs, 1)[1])
        with canvas.artifact("Pagination", "Watermark"):
            canvas.saveState()
            canvas.translate(x + width / 2, y + height / 2)
            canvas.rotate(math.degrees(math.atan2(height, width)))
            canvas.setStrokeColor(self.theme.ink)
            canvas.setLineWidth(self.theme.rule)
            left = -texts.extent(runs, size)[1] / 2
            for run in runs:
                line = canvas.beginText(left, -size / 3)
                line.setFont(run.font, size)
                line.setTextRenderMode(1)
                line.textLine(run.text)
                canvas.drawText(line)
                left += texts.extent((run,), size)[1]
            canvas.restoreState()

    @property
    def _width(self) -> float:
        size = self.theme.small
        label = format_text(self.composed.languages[0].words.page_of, page="99", pages="99").replace(
            " ", texts.NBSP
        )
        return self.theme.frame[2] - texts.extent(texts.words(label, strong=True), size)[0] - self.theme.gap

    def _named(self) -> pdf.Paragraph:
        """What the sheet is about, what it is called, its languages and version.

        Two languages leave no room for the title, and large print none for the second name and the version.
        """
        sheet, languages, is_brief = self.composed.sheet, self.composed.languages, self.theme.brief_foot
        names = " / ".join(text.plain for text in (sheet.name[:1] if is_brief else sheet.name))
        is_titled = len(languages) == 1 and not is_brief
        facts = [names, " / ".join(language.name for language in languages)]
        if is_titled:
            facts.insert(0, sheet.title[0].plain)
        if not is_brief:
            facts.append(_version(languages[0]))
        words = "".join(f" · {fact}" for fact in facts[1:])
        return self._paragraph((*texts.words(facts[0], strong=True), *texts.words(words)), TA_LEFT)

    def _facts(self) -> pdf.Paragraph:
        """The day of the sources, in large print the version, and what a sheet is not."""
        language = self.composed.languages[0]
        first = (
            _version(language) if self.theme.brief_foot else sources_checked(self.composed.sheet, language)
        )
        return self._paragraph(texts.words(f"{first} · {language.words.disclaimer}"), TA_LEFT)

    def _counted(self, page: int, pages: int) -> pdf.Paragraph:
        words = format_text(self.composed.languages[0].words.page_of, page=str(page), pages=str(pages))
        return self._paragraph(texts.words(words, strong=True), TA_RIGHT)

    def _paragraph(self, runs: tuple[pdf.Run, ...], align: Literal[0, 2]) -> pdf.Paragraph:
        size = self.theme.small
        style = ParagraphStyle(
            "foot", fontSize=size, leading=size * 1.2, textColor=self.theme.ink, alignment=align
        )
        # In an artifact no element is recorded.
        return pdf.Paragraph(runs, style, pdf.Element("Document"))


def sources_checked(sheet: Sheet, language: Language) -> str:
    """When the sources of a sheet were checked, and where they stand if not on it."""
    words = language.words
    pattern = words.sources_checked if sheet.prints_references else words.sources_elsewhere
    return format_text(pattern, date=language.date(language.sources_checked))


def _version(language: Language) -> str:
    return format_text(language.words.version, version=language.version)
