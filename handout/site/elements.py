"""HTML as values: text is escaped once, where it enters; what is markup already says so by its type."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import TypeAlias

_VOID = frozenset({"br", "col", "hr", "img", "input", "link", "meta"})


class Markup(str):
    """HTML that needs no escaping."""

    __slots__ = ()


Content: TypeAlias = "str | Markup | Iterable[Content] | None"
"""What stands in an element: text, markup, any number of these, or nothing."""


def markup(content: Content) -> Markup:
    """The content as markup, text escaped."""
    if content is None:
        return Markup()
    if isinstance(content, Markup):
        return content
    if isinstance(content, str):
        return Markup(escape(content, quote=False))
    return Markup("".join(map(markup, content)))


def element(tag: str, *content: Content, **attributes: str | int | bool | None) -> Markup:
    """An element; underscores in the names of attributes are hyphens, one at the end is dropped.

    An attribute that is True has no value; one that is None or False is not there.
    """
    start = tag + "".join(_attribute(name, value) for name, value in attributes.items())
    if tag in _VOID:
        return Markup(f"<{start}>")
    return Markup(f"<{start}>{markup(content)}</{tag}>")


def _attribute(name: str, value: str | int | bool | None) -> str:
    if value is None or value is False:
        return ""
    name = name.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{escape(str(value))}"'


def hidden(*content: Content) -> Markup:
    """Words that are heard and not seen."""
    return element("span", *content, class_="unseen")
