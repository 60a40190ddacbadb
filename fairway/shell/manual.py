"""The manual: Markdown in docs/, rendered in the product so that help is at hand offline."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils.safestring import SafeString

from fairway.foundation.text.markdown import render_markdown

LINK = re.compile(r"\]\((?!https?://)([a-z0-9-]+)\.md(#[\w-]+)?\)")


@dataclass(frozen=True)
class Chapter:
    """One page: its title and the HTML below it."""

    slug: str
    title: str
    html: SafeString


def folder() -> Path:
    return Path(settings.BASE_DIR) / "docs"


@cache
def chapters() -> dict[str, Chapter]:
    """Every page by its name, in the order in which the contents page speaks of them."""
    found = {path.stem: _read(path) for path in sorted(folder().glob("*.md"))}
    contents = found.get("README")
    named = re.findall(r'href="/manual/([a-z0-9-]+)/', contents.html) if contents else []
    order = [*dict.fromkeys(name for name in named if name in found), *found]
    return {name: found[name] for name in dict.fromkeys(order) if name != "README"}


@cache
def contents() -> Chapter:
    return _read(folder() / "README.md")


def _read(path: Path) -> Chapter:
    text = path.read_text(encoding="utf-8")
    heading, _newline, rest = text.partition("\n")
    html = render_markdown(_linked(rest), top_heading=1, anchors=True, images=True)
    return Chapter(path.stem, heading.lstrip("# ").strip(), html)


def _linked(text: str) -> str:
    """Links between files, as a code host shows them, become links between pages."""
    text = LINK.sub(lambda m: f"](/manual/{m[1]}/{m[2] or ''})", text)
    return text.replace("](pictures/", "](/manual/pictures/")
