"""A sheet as accessible HTML: sections with their letters, items with their numbers, references as links."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, assert_never

from handout import model
from handout.compose import Composed
from handout.layout.references import LANG, Phrase, brief, entry, pubmed, record, run_in
from handout.model import Citation, Language, Run, Section, Texts
from handout.site import svg
from handout.site.elements import Content, Markup, element, hidden, markup

_FIGURES = re.compile(r"\d[\d.,]*\s?[–-]\s?\d[\d.,]*")


class SheetText(NamedTuple):
    """Renders the parts of a composed sheet; its places are called by their ids."""

    composed: Composed
    language: Language

    def words(self, texts: Texts) -> Markup:
        """A text with its citations and links; nothing where there is none."""
        return markup([self._text(text) for text in texts])

    def _text(self, text: model.Text) -> Markup:
        parts: list[Content] = []
        for inline in text.inlines:
            if isinstance(inline, Run):
                parts.append(self._run(inline))
            elif isinstance(inline, Citation):
                parts.append(self._cited(inline))
        lang = text.lang if text.lang != self.language.tag else None
        return element("span", parts, lang=lang) if lang else markup(parts)

    def _run(self, run: Run) -> Markup:
        content: Content = whole(run.text)
        if run.strong:
            content = element("strong", content)
        if run.href:
            return element("a", content, href=page_address(run.href, self.composed.sheet.id), lang=run.lang)
        return element("span", content, lang=run.lang) if run.lang else markup(content)

    def _cited(self, citation: Citation) -> Markup:
        """The numbers in brackets, each a link to its reference where the sheet prints those."""
        links = []
        for number in sorted(self.composed.numbers[key] for key in citation.keys):
            run = self.composed.numbers.runs[number]
            name = self.language.phrase("reference", number=str(number))
            address = page_address(run.href, self.composed.sheet.id) if run.href else None
            links.append(
                element("a", str(number), href=address, aria_label=name) if address else markup(str(number))
            )
        commas = [markup([", " if index else "", link]) for index, link in enumerate(links)]
        return element("span", "[", commas, "]", class_="cite")

    def section(self, section: Section, extra: Content = None) -> Markup:
        """A section under its letter."""
        letter = self.composed.labels[section.id]
        heading = element(
            "h2", element("span", letter, class_="letter"), " ", self.words(section.heading), id=section.id
        )
        blocks = [self.block(block) for block in section.blocks]
        return element(
            "section",
            heading,
            blocks,
            extra,
            aria_labelledby=section.id,
            class_="boxed" if section.boxed else None,
        )

    def block(self, block: model.Block) -> Markup:
        """A block by its kind."""
        match block:
            case model.List():
                heading = element("h3", self.words(block.heading)) if block.heading else None
                return markup([heading, self._items(block.items)])
            case model.Table():
                return self._table(block)
            case model.Form():
                return markup([self._intro(block.intro), self._entries(block.entries)])
            case model.Grid():
                return markup([self._intro(block.intro), self._grid(block)])
            case model.Figure():
                return self._figure(block)
            case model.Bibliography():
                return self._bibliography(block)
            case model.Publications():
                return markup([self._intro(block.intro), self._publications(block)])
            case model.FurtherSources():
                return self._further_sources(block)
            case model.Code():
                return self._code(block)
        assert_never(block)

    def _intro(self, texts: Texts) -> Markup | None:
        return element("p", self.words(texts)) if texts else None

    def _mark(self, name: str) -> Markup:
        return element("span", self.composed.labels[name], class_="mark")

    def _items(self, items: Iterable[model.Item]) -> Markup:
        return element(
            "ul",
            [
                element("li", self._mark(item.id), " ", element("span", self.words(item.text)), id=item.id)
                for item in items
            ],
            class_="items",
            role="list",
        )

    def _entries(self, entries: Iterable[model.Entry]) -> Markup:
        return element(
            "ul",
            [
                element(
                    "li",
                    self._mark(entry.id),
                    " ",
                    element("span", self.words(entry.text), " ", self._answers(entry.rows)),
                    id=entry.id,
                )
                for entry in entries
            ],
            class_="items",
            role="list",
        )

    def _answers(self, rows: Iterable[Iterable[model.Part]]) -> list[Markup]:
        return [element("span", self.parts(row), class_="answers") for row in rows]

    def parts(self, parts: Iterable[model.Part]) -> Iterator[Content]:
        """Boxes with their words and places to write on."""
        for part in model.printed(parts):
            if isinstance(part, model.FieldRef):
                continue
            before = [element("span", self.words(part.before)), " "] if part.before else None
            if isinstance(part, model.Tick):
                yield [before, element("span", self.words(part.text), class_="tick"), " "]
            else:
                blank = element("span", hidden(self.language.words.blank), class_="blank")
                yield [before, blank, [" ", self.words(part.unit)] if part.unit else None, " "]

    def _table(self, block: model.Table) -> Markup:
        rows = [
            (row.id, self.words(row.cells[0]), [self.words(cell) for cell in row.cells[1:]])
            for row in block.rows
        ]
        return self._ruled(block.columns, rows)

    def _grid(self, block: model.Grid) -> Markup:
        rows = []
        for row in block.rows:
            first, others = (row.cells[0], row.cells[1:]) if row.cells else ((), ())
            cells = [*map(self.words, others), *(markup(self.parts(answer)) for answer in row.answers)]
            rows.append((row.id, self.words(first), cells))
        return self._ruled([column.text for column in block.columns], rows)

    def _ruled(
        self, columns: Sequence[Texts], rows: Iterable[tuple[str, Markup, Sequence[Markup]]]
    ) -> Markup:
        """A table; its roles stay where a narrow screen shows cells below one another, after their heads."""
        heads = [element("th", self.words(column), scope="col", role="columnheader") for column in columns]
        names = [column[0].plain if column else None for column in columns[1:]]
        body = []
        for name, first, cells in rows:
            head = element("th", self._mark(name), " ", first, scope="row", role="rowheader")
            rest = [
                element("td", cell, role="cell", data_head=called)
                for cell, called in zip(cells, names, strict=False)
            ]
            body.append(element("tr", head, rest, role="row", id=name))
        top = element("thead", element("tr", heads, role="row"), role="rowgroup")
        return element("table", top, element("tbody", body, role="rowgroup"), role="table")

    def _figure(self, block: model.Figure) -> Markup:
        caption = (
            element("figcaption", self.words(block.caption), id=f"{block.id}-caption")
            if block.caption
            else None
        )
        return element("figure", svg.figure(block, block.id), caption)

    def _reference(self, number: int, reference: model.Reference, content: Content) -> Markup:
        return element("li", content, id=f"ref-{reference.key}", value=number)

    def _bibliography(self, block: model.Bibliography) -> Markup:
        printed = brief if block.brief else entry
        references = self.composed.references
        lines = len(references) if block.lines is None else block.lines
        numbered = list(enumerate(references, 1))
        first = [
            self._reference(n, each, self._phrases(printed(each, self.language)))
            for n, each in numbered[:lines]
        ]
        also = [self._reference(n, each, self._phrases(run_in(each))) for n, each in numbered[lines:]]
        more = (
            [element("p", self.words(block.also)), element("ol", also, class_="references")] if also else None
        )
        return markup([element("ol", first, class_="references"), more])

    def _publications(self, block: model.Publications) -> Markup:
        references = {reference.key: reference for reference in self.composed.references}
        return element(
            "ol",
            [
                self._reference(
                    self.composed.numbers[item.key],
                    references[item.key],
                    self._publication(item, references[item.key]),
                )
                for item in block.items
            ],
            class_="references",
        )

    def _publication(self, item: model.Publication, reference: model.Reference) -> Content:
        words = self.language.words
        notes = [*([words.free_full_text] if reference.free_full_text else []), words.read(item.read)]
        name = element("strong", element("span", f"{reference.name}.", lang=LANG))
        return [name, " ", self._phrases(record(reference)), self.words(item.text), f" ({'; '.join(notes)})"]

    def _further_sources(self, block: model.FurtherSources) -> Markup:
        paragraphs = []
        for intro, printable in ((block.intro, True), (block.incomplete, False)):
            sources = (self.composed.bibliography[key] for key, _ in block.keys)
            entries = [source for source in sources if source.printable is printable]
            items = [element("li", self._phrases(run_in(source))) for source in entries]
            if items:
                paragraphs.append(
                    [element("p", self.words(intro)), element("ul", items, class_="references")]
                )
        return markup(paragraphs)

    def _code(self, block: model.Code) -> Markup:
        """What the code on paper opens, as a link."""
        address, listed = pubmed(self.composed.references)
        counts = {"listed": str(listed), "total": str(len(self.composed.references))}
        label = element("a", block.label[0].format(**counts).plain, href=address)
        day = self.language.date(self.language.sources_checked)
        colophon = block.colophon[0].format(date=day, review=self.language.review)
        return markup([element("p", label), element("p", self._text(colophon))])

    def _phrases(self, phrases: Iterable[Phrase]) -> list[Markup]:
        return [self._phrase(phrase) for phrase in phrases]

    def _phrase(self, phrase: Phrase) -> Markup:
        lang = phrase.lang if phrase.lang != self.language.tag else None
        if phrase.href:
            return element("a", phrase.text, href=phrase.href, lang=lang)
        return element("span", whole(phrase.text), lang=lang) if lang else markup(whole(phrase.text))


def whole(text: str) -> Content:
    """The text with its ranges of numbers, which no line may divide."""
    parts: list[Content] = []
    end = 0
    for match in _FIGURES.finditer(text):
        parts += [text[end : match.start()], element("span", match[0], class_="whole")]
        end = match.end()
    return [*parts, text[end:]] if end else text


def page_address(href: str, sheet: str) -> str:
    """Where a link of a sheet leads on the web: an address, or a place on a page of the same folder."""
    if not href.startswith("#"):
        return href
    page, _, name = href[1:].partition("/")
    place = f"ref-{name[1:]}" if name.startswith("@") else name
    return f"#{place}" if page == sheet else f"{page}.html#{place}"


def main(composed: Composed, others: Mapping[str, Composed], language: Language) -> Iterator[Markup]:
    """The sections of a sheet; what they say to *others*, by the names of readers, is folded."""
    text = SheetText(composed, language)
    for section in composed.sheet.sections:
        folded = [
            [element("h3", language.readers.get(reader, reader)), blocks]
            for reader, other in others.items()
            if (blocks := _blocks_for(reader, section.id, other, language))
        ]
        extra = (
            element("details", element("summary", language.phrase("text.readers")), folded)
            if folded
            else None
        )
        yield text.section(section, extra)


def _blocks_for(reader: str, section: str, composed: Composed, language: Language) -> list[Markup]:
    """The blocks of a section that are for some readers only, without ids: those are taken."""
    text = SheetText(composed, language)
    found = next(each for each in composed.sheet.sections if each.id == section)
    blocks = [text.block(block) for block in found.blocks if reader in block.readers]
    return [Markup(re.sub(r' id="[^"]*"', "", block)) for block in blocks]
