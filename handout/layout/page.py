"""What every page carries at its foot."""

from __future__ import annotations

from collections.abc import Callable

from handout import fonts, pdf
from handout.compose import Composed
from handout.model import fill
from handout.theme import Theme


def furniture(composed: Composed, theme: Theme) -> Callable[[pdf.Canvas, int, int], None]:
    """A painter of the foot: the sheet, its language and version, the page, and what a sheet is not."""
    language = composed.languages[0]
    date = language.date(language.sources_checked)
    facts = (
        " / ".join(text.plain for text in composed.sheet.name),
        " / ".join(one.name for one in composed.languages),
        fill(language.words.version, version=language.version),
        fill(language.words.sources_checked, date=date),
    )
    x, _, width, _ = theme.frame
    # Descenders stay above the margin.
    base, leading = theme.margin + theme.furniture * 0.26, theme.furniture * 1.25

    def paint(canvas: pdf.Canvas, page: int, pages: int) -> None:
        with canvas.artifact("Pagination", "Footer"):
            canvas.setFillColor(theme.ink)
            canvas.setStrokeColor(theme.accent)
            canvas.setLineWidth(theme.rule)
            canvas.line(x, base + 2 * leading, x + width, base + 2 * leading)
            canvas.setFont(fonts.REGULAR, theme.furniture)
            canvas.drawString(x, base + leading, " · ".join(facts))
            canvas.drawString(x, base, language.words.disclaimer)
            counted = fill(language.words.page_of, page=str(page), pages=str(pages))
            canvas.setFont(fonts.BOLD, theme.furniture)
            canvas.drawRightString(x + width, base + leading, counted)

    return paint
