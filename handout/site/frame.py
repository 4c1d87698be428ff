"""What stands round each page: its head, the policy that lets it ask nobody else, languages, and the foot."""

from collections.abc import Mapping
from typing import NamedTuple

from handout.model import Language
from handout.site.elements import Content, Markup, element, markup

POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; manifest-src 'self'; "
    "script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; worker-src 'self' blob:; "
    "form-action 'none'; base-uri 'none'; object-src 'none'"
)
"""What a page may load and ask: files of its own folder, and a worker under the same policy."""


class Page(NamedTuple):
    """A page of a language: its file, its title and what it shows; *scripts* are loaded at the end."""

    file: str
    title: str
    main: Content
    scripts: tuple[str, ...] = ()


class Frame(NamedTuple):
    """The frame of all pages of all languages; *base* is the address of the folder, where that is known."""

    languages: Mapping[str, Language]
    base: str | None = None

    def page(self, page: Page, language: Language, files: Mapping[str, frozenset[str]]) -> bytes:
        """The page as a file; *files* are the pages of each language, for links from page to page."""
        return document(
            language.tag,
            f"{page.title} – {language.phrase('site')}" if page.file != "index.html" else page.title,
            element("a", language.phrase("skip"), href="#main", class_="skip"),
            self._bar(page, language, files),
            element("main", page.main, id="main", tabindex=-1, class_="wide"),
            self._foot(language),
            head=self._alternates(page, language, files),
            root="../",
            scripts=page.scripts,
        )

    def _bar(self, page: Page, language: Language, files: Mapping[str, frozenset[str]]) -> Markup:
        items = [
            element("li", self._language_link(page, tag, other, files, current=tag == language.tag))
            for tag, other in self.languages.items()
        ]
        nav = element("nav", element("ul", items, role="list"), aria_label=language.phrase("languages"))
        home = element("a", language.phrase("site"), href="index.html", class_="site")
        return element("header", element("div", home, nav, class_="wide"), class_="bar")

    def _language_link(
        self, page: Page, tag: str, other: Language, files: Mapping[str, frozenset[str]], *, current: bool
    ) -> Markup:
        file = page.file if page.file in files[tag] else "index.html"
        return element(
            "a",
            other.name,
            href=f"../{tag}/{file}",
            lang=tag,
            hreflang=tag,
            aria_current="page" if current else None,
        )

    def _foot(self, language: Language) -> Markup:
        words = language.words
        return element(
            "footer",
            element(
                "div",
                element("p", language.phrase("sold"), " ", language.phrase("sent")),
                element("p", words.disclaimer, " ", f"{language.review[:1].upper()}{language.review[1:]}."),
                class_="wide",
            ),
            class_="foot",
        )

    def _alternates(self, page: Page, language: Language, files: Mapping[str, frozenset[str]]) -> Content:
        """Canonical address and other languages, where the address of the folder is known."""
        if not self.base:
            return None
        root = self.base.rstrip("/")
        others = [
            element("link", rel="alternate", hreflang=tag, href=f"{root}/{tag}/{page.file}")
            for tag in self.languages
            if page.file in files[tag]
        ]
        return [element("link", rel="canonical", href=f"{root}/{language.tag}/{page.file}"), others]


def document(
    lang: str, title: str, *body: Content, head: Content = None, root: str = "", scripts: tuple[str, ...] = ()
) -> bytes:
    """A whole HTML file; *root* leads from it to the folder."""
    links = [
        element("link", rel="icon", href=f"{root}assets/icon.svg", type="image/svg+xml"),
        element("link", rel="stylesheet", href=f"{root}assets/style.css"),
        element("link", rel="manifest", href=f"{root}site.webmanifest"),
    ]
    meta = [
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=POLICY),
        element("meta", name="referrer", content="no-referrer"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="format-detection", content="telephone=no"),
    ]
    ends = [element("script", src=f"{root}assets/{name}") for name in ("site.js", *scripts)]
    page = element(
        "html",
        element("head", meta, element("title", title), head, links),
        element("body", *body, ends),
        lang=lang,
    )
    return markup([Markup("<!DOCTYPE html>\n"), page, "\n"]).encode()
