"""The start page of a language, the pages with the text of each sheet, and the page that leads there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from handout import model
from handout.compose import Composed
from handout.content.folder import Edition
from handout.errors import ContentError, Problem
from handout.model import Language, Place
from handout.site import sheet_text
from handout.site.documents import Purpose, Ready
from handout.site.elements import Content, Markup, element, hidden, markup
from handout.site.frame import Page
from handout.site.picture import WIDTH

FORM = "my-sheets.html"
"""The file of the form."""


class Texts(NamedTuple):
    """What the pages of a language are made from: its sheets as each reader gets them."""

    edition: Edition
    sheets: Mapping[str, Composed]
    others: Mapping[str, Mapping[str, Composed]]

    @property
    def language(self) -> Language:
        """The language."""
        return self.edition.language

    def items(self, places: Iterable[Place]) -> Iterator[tuple[Place, Markup]]:
        """The words of numbered items; ContentError for one that there is not."""
        for place in places:
            composed = self.sheets.get(place.sheet)
            blocks = composed.sheet.blocks if composed else ()
            numbered = (item for block in blocks for item in block.numbered if isinstance(item, model.Item))
            item = next((item for item in numbered if item.id == place.target), None)
            if composed is None or item is None:
                message = f"no item is called “{place.sheet}#{place.target}”"
                raise ContentError([Problem(place.at, "pointer", message)])
            yield place, sheet_text.SheetText(composed, self.language).words(item.text)

    def section_of(self, place: Place) -> str:
        """The id of the section that an item is in."""
        sections = self.sheets[place.sheet].sheet.sections
        return next(each.id for each in sections if any(item.id == place.target for item in each.numbered))


def pdf_link(ready: Ready, words: Content, language: Language, **attributes: str) -> Markup:
    """A link to a ready PDF with its pages and its size."""
    size = str(max(1, round(len(ready.data) / 1000)))
    facts = language.phrase("pdf.facts", pages=str(ready.pages), size=size)
    return element(
        "a",
        element("span", words),
        " ",
        element("span", f"({facts})", class_="facts"),
        href=f"../pdf/{ready.name}",
        hreflang=ready.document.tag if ready.document.tag != language.tag else None,
        class_="pdf",
        **attributes,
    )


def start_page(
    texts: Texts, ready: Sequence[Ready], languages: Mapping[str, Language], *, with_form: bool
) -> Page:
    """What it is, one's own sheets, empty ones, when to ask for help first, which sheet is for whom."""
    language, say = texts.language, texts.language.phrase
    own = [each for each in ready if each.document.tag == language.tag]
    usual = next(each for each in own if each.document.purpose is Purpose.USUAL)
    main = [
        element("h1", say("start.title")),
        element("p", say("start.lead"), class_="lead"),
        element("p", element("a", say("start.warning-first"), href="#warning"))
        if texts.edition.handout.warning
        else None,
        _own(language) if with_form else None,
        _part(
            "empty",
            say("start.empty"),
            element(
                "p", pdf_link(usual, say("start.empty-link", language=language.name), language), class_="big"
            ),
            element("p", element("a", say("start.empty-others"), href="#pdf")),
            class_="way",
        ),
        _about(texts),
        _warning(texts),
        _part(
            "sheets",
            say("start.sheets"),
            element(
                "ul",
                [_card(texts, sheet, own) for sheet in texts.edition.sheets],
                class_="cards",
                role="list",
            ),
        ),
        _part("pdf", say("pdf.title"), _all_ready(texts, ready, languages)),
        _part("print", say("print.title"), _list(language, "print.size", "print.sides", "print.shop")),
        _part(
            "private",
            say("private.title"),
            _list(language, "private.sent", "private.saved", "private.cookies", "private.offline"),
        ),
        _part("access", say("access.title"), element("p", say("access.text"))),
    ]
    return Page("index.html", say("start.title"), main)


def _part(name: str, heading: str, *content: Content, class_: str | None = None) -> Markup:
    return element("section", element("h2", heading, id=name), *content, aria_labelledby=name, class_=class_)


def _own(language: Language) -> Markup:
    button = element("a", language.phrase("start.own-button"), href=FORM, class_="button")
    text = element("p", language.phrase("start.own-text"))
    return _part("own", language.phrase("start.own"), text, element("p", button), class_="way")


def _list(language: Language, *names: str) -> Markup:
    return element("ul", [element("li", language.phrase(name)) for name in names])


def _about(texts: Texts) -> Markup | None:
    items = [element("li", words) for _, words in texts.items(texts.edition.handout.about)]
    if not items:
        return None
    return _part("lump", texts.language.phrase("start.lump"), element("ul", items))


def _warning(texts: Texts) -> Markup | None:
    """When to ask for help first, in the words of a sheet, with numbers that can be called."""
    places = texts.edition.handout.warning
    items = [element("li", _callable(words, texts.language)) for _, words in texts.items(places)]
    if not items:
        return None
    address = f"{places[0].sheet}.html#{texts.section_of(places[0])}"
    every = element("p", element("a", texts.language.phrase("start.warning-all"), href=address))
    heading = texts.language.phrase("start.warning")
    return _part("warning", heading, element("div", element("ul", items), every), class_="urgent")


def _callable(words: Markup, language: Language) -> Markup:
    """The words with each emergency number as a link that calls it."""
    numbers = sorted({emergency.number for emergency in language.emergency}, key=len, reverse=True)
    if not numbers:
        return words
    pattern = rf"(?<![\w#]){'|'.join(f'(?:{re.escape(number)})' for number in numbers)}(?!\w)"
    link = lambda match: element("a", match[0], href=f"tel:{re.sub(r'[^0-9+]', '', match[0])}")  # noqa: E731
    return Markup(re.sub(pattern, link, words))


def _card(texts: Texts, sheet: model.Sheet, own: Iterable[Ready]) -> Markup:
    language, name = texts.language, sheet.name[0].plain
    ready = next((each for each in own if each.document.options.sheets == (sheet.id,)), None)
    read = element("a", language.phrase("start.read"), hidden(": ", name), href=f"{sheet.id}.html")
    links = [
        read,
        [" ", pdf_link(ready, [language.phrase("start.print"), hidden(": ", name)], language)]
        if ready
        else None,
    ]
    about = language.purposes.get(sheet.id) or sheet.subject[0].plain
    return element(
        "li",
        element("h3", name),
        _picture(language, sheet) if ready and ready.picture else None,
        element("p", about),
        element("p", links),
        class_="card",
    )


def _picture(language: Language, sheet: model.Sheet) -> Markup:
    """The first page; the heading beside it says what it is, so it has no words of its own."""
    source = f"../assets/{picture_name(language.tag, sheet.id)}"
    return element("img", src=source, alt="", width=WIDTH, loading="lazy", class_="first-page")


def picture_name(tag: str, sheet: str) -> str:
    """The file of a picture."""
    return f"{tag}-{sheet}.png"


def _all_ready(texts: Texts, ready: Sequence[Ready], languages: Mapping[str, Language]) -> list[Markup]:
    """The ready PDFs by what they are for: those in the own language first; the rarer ones folded."""
    language, groups = texts.language, []
    for purpose in Purpose:
        group = [
            each for each in ready if each.document.purpose is purpose and _concerns(each, language, purpose)
        ]
        group.sort(key=lambda each: each.document.tag != language.tag)
        links = [element("li", pdf_link(each, _called(each, texts, languages), language)) for each in group]
        if not links:
            continue
        heading, listed = language.phrase(purpose.value), element("ul", links, class_="links", role="list")
        note = element("p", language.phrase("pdf.pair-text")) if purpose is Purpose.PAIR else None
        if purpose in (Purpose.USUAL, Purpose.PAIR):
            groups.append(markup([element("h3", heading), note, listed]))
        else:
            groups.append(element("details", element("summary", heading), listed))
    return groups


def _concerns(ready: Ready, language: Language, purpose: Purpose) -> bool:
    """Whether a reader of the language looks for it: of sheets and pairs those with the own language."""
    document = ready.document
    if purpose is Purpose.SHEET:
        return document.tag == language.tag
    return purpose is not Purpose.PAIR or language.tag in (document.tag, document.options.second)


def _called(ready: Ready, texts: Texts, languages: Mapping[str, Language]) -> str:
    """A document by its language, or languages, as the reader's language calls them; a sheet by its name."""
    language, document = texts.language, ready.document
    if document.purpose is Purpose.SHEET and document.options.sheets:
        return texts.sheets[document.options.sheets[0]].sheet.name[0].plain
    first = _language_name(document.tag, language, languages)
    if document.options.second is None:
        return first
    second = _language_name(document.options.second, language, languages)
    return language.phrase("pdf.names", first=first, second=second)


def _language_name(tag: str, language: Language, languages: Mapping[str, Language]) -> str:
    return language.name_of(tag) or languages[tag].name


def sheet_page(texts: Texts, sheet: str, ready: Sequence[Ready]) -> Page:
    """The text of a sheet, with its names, contents and the link to its PDF."""
    composed, language = texts.sheets[sheet], texts.language
    text = sheet_text.SheetText(composed, language)
    own = (each for each in ready if each.document.tag == language.tag)
    pdf = next((each for each in own if each.document.options.sheets == (sheet,)), None)
    head = [
        element("p", text.words(composed.sheet.name), class_="caption"),
        element("h1", text.words(composed.sheet.title)),
        [
            element("p", text.words(words), class_="lead")
            for words in (composed.sheet.names or composed.sheet.about,)
            if words
        ],
        element("p", text.words(composed.sheet.synonyms)) if composed.sheet.synonyms else None,
        element(
            "p",
            language.phrase("text.intro"),
            [" ", pdf_link(pdf, language.phrase("pdf.sheet"), language)] if pdf else None,
        ),
        _contents(text),
    ]
    title = composed.sheet.name[0].plain
    return Page(f"{sheet}.html", title, [head, *sheet_text.main(composed, texts.others[sheet], language)])


def _contents(text: sheet_text.SheetText) -> Markup:
    labels, sections = text.composed.labels, text.composed.sheet.sections
    items = [
        element(
            "li",
            element(
                "a",
                element("span", labels[section.id], class_="mark"),
                " ",
                element("span", section.heading[0].plain),
                href=f"#{section.id}",
            ),
        )
        for section in sections
    ]
    title = text.language.phrase("contents")
    listed = element("ul", items, role="list")
    return element(
        "nav",
        element("p", title, class_="contents-title", id="contents"),
        listed,
        class_="contents",
        aria_labelledby="contents",
    )


def entry_page(languages: Mapping[str, Language], first: Language) -> Content:
    """Links to each language, for those whom no script leads on."""
    items = [
        element(
            "li",
            element("a", language.phrase("start.title"), href=f"{tag}/index.html", lang=tag, hreflang=tag),
        )
        for tag, language in languages.items()
    ]
    heading = element("h1", first.phrase("site"), lang=first.tag)
    listed = element("ul", items, class_="links", role="list")
    return element("main", heading, listed, class_="wide", id="main", data_languages=" ".join(languages))
