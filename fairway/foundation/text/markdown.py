"""Markdown to HTML that can be shown as it is."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import nh3
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from markdown_it import MarkdownIt
from markdown_it.token import Token

BLOCKS = {
    "p",
    "br",
    "hr",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "li",
    "blockquote",
    "pre",
}
INLINE = {"a", "em", "strong", "code", "s"}
TABLES = {"table", "thead", "tbody", "tr", "th", "td"}
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
SCHEMES = {"http", "https", "mailto"}


def render_markdown(
    text: str, *, top_heading: int = 3, anchors: bool = False, images: bool = False
) -> SafeString:
    """What people write renders below the page's own headings; the manual adds anchors and images.

    Images come from this site only, or a page would tell others who reads it.
    """
    parser = _parser()
    tokens = parser.parse(text)
    _lower_headings(tokens, top_heading)
    if anchors:
        _give_anchors(tokens)
    html = parser.renderer.render(tokens, parser.options, {})
    return mark_safe(_sanitised(html, anchors, images))  # noqa: S308 (nh3 has just cleaned it)


def headings(text: str) -> Iterator[tuple[int, str, str]]:
    """Level, title and anchor of each heading, for a table of contents."""
    tokens = _parser().parse(text)
    _give_anchors(tokens)
    for at, token in enumerate(tokens):
        if token.type == "heading_open":
            yield int(token.tag[1]), _words(tokens[at + 1]), str(token.attrs["id"])


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])


def _sanitised(html: str, anchors: bool, images: bool) -> str:
    attributes: dict[str, set[str]] = {"a": {"href", "title"}, "code": {"class"}, "ol": {"start"}}
    tags = BLOCKS | INLINE | TABLES
    if anchors:
        attributes |= {heading: {"id"} for heading in HEADINGS}
    if images:
        tags, attributes["img"] = tags | {"img"}, {"src", "alt", "title"}
    return nh3.clean(
        html,
        tags=tags,
        attributes=attributes,
        attribute_filter=_attribute,
        url_schemes=SCHEMES,
        link_rel="noopener noreferrer nofollow",
        # What is too wide scrolls, and must do so by keyboard too.
        set_tag_attribute_values={"pre": {"tabindex": "0"}},
    )


def _attribute(tag: str, name: str, value: str) -> str | None:
    if tag == "code" and not value.startswith("language-"):
        return None
    if tag == "img" and name == "src" and (":" in value or value.startswith(("//", "/\\", "\\"))):
        return None
    return value


def _lower_headings(tokens: list[Token], top: int) -> None:
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(6, int(token.tag[1]) + top - 1)}"


def _give_anchors(tokens: list[Token]) -> None:
    taken: set[str] = set()
    for at, token in enumerate(tokens):
        if token.type == "heading_open":
            name = slugify(_words(tokens[at + 1]), allow_unicode=True) or "section"
            anchor, number = name, 2
            while anchor in taken:
                anchor, number = f"{name}-{number}", number + 1
            taken.add(anchor)
            token.attrs["id"] = anchor


def _words(token: Token) -> str:
    inner: list[Any] = token.children or []
    return "".join(child.content for child in inner if child.type in {"text", "code_inline"})
