"""A language that nobody speaks: every translated string comes out ⟦bŕáčķéťéď⟧.

What is still plain on a page was never given to gettext. No catalogue file is needed:

    with pseudo_locale():
        response = client.get("/")
    assert not plain_words(response.content.decode(), data=words_of_the_database())
"""

from __future__ import annotations

import gettext
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from html.parser import HTMLParser
from typing import Any
from zoneinfo import available_timezones

from django.apps import apps
from django.db import models
from django.utils.translation import trans_real

ACCENTS = str.maketrans("aceinorsuyzACEINORSUYZ", "áčéíñóŕšúýžÁČÉÍÑÓŔŠÚÝŽ")
# What stands between these stays as it is: placeholders, entities and markup inside a string.
KEEP = re.compile(r"(%\(\w+\)[sd]|%[sd%]|\{[^}]*\}|<[^>]+>|&\w+;)")
BRACKETED = re.compile(r"⟦[^⟦⟧]*⟧")
WORD = re.compile(r"[^\W\d_]{2,}")
SPOKEN = {
    "aria-label",
    "title",
    "placeholder",
    "alt",
    "data-words",
    "data-label",
    "data-none",
    "data-lost",
}
SILENT = {"script", "style", "code"}
VOID = {
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr",
}  # fmt: skip
BRAND = {"Fairway", "CSV", "UTC", "Ctrl", "Enter", "Esc"}


# Zones are named after places, which keep their names.
PLACES = {
    spelt
    for zone in available_timezones()
    for name in (zone, zone.partition("/")[2], zone.partition("/")[0])
    for spelt in (name.replace("_", " "), name.replace("_", " ").replace("/", ", "))
}


class Pseudo(gettext.NullTranslations):
    """Stands in for Django's English; contexts and plurals go through the same mill."""

    domain = "django"

    def language(self) -> str:
        return "en"

    def to_language(self) -> str:
        return "en"

    def gettext(self, message: str) -> str:
        words = message.rsplit("\x04", maxsplit=1)[-1]
        parts = KEEP.split(words)
        said = "".join(part if i % 2 else part.translate(ACCENTS) for i, part in enumerate(parts))
        return f"⟦{said}⟧" if words.strip() else words

    def ngettext(self, one: str, many: str, n: int) -> str:
        return self.gettext(one if n == 1 else many)


@contextmanager
def pseudo_locale() -> Iterator[None]:
    """Whatever activates English inside this gets the pseudo language."""
    known = trans_real._translations
    before = known.get("en")
    known["en"] = Pseudo()
    active = getattr(trans_real._active, "value", None)
    default = trans_real._default
    trans_real._active.value = trans_real._default = known["en"]
    try:
        yield
    finally:
        known.pop("en")
        if before is not None:
            known["en"] = before
        trans_real._default = default
        if active is None:
            del trans_real._active.value
        else:
            trans_real._active.value = active


class Visible(HTMLParser):
    """Collects what a page shows or speaks, minus what says it is not to be translated."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._muted: list[bool] = [False]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        muted = self._muted[-1] or tag in SILENT or said.get("translate") == "no"
        if not muted:
            self.texts += [value or "" for name, value in attrs if name in SPOKEN]
            if tag == "input" and said.get("type") in {"submit", "button"}:
                self.texts.append(said.get("value") or "")
        if tag not in VOID:
            self._muted.append(muted)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self._muted.pop()

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID and len(self._muted) > 1:
            self._muted.pop()

    def handle_data(self, data: str) -> None:
        if not self._muted[-1]:
            self.texts.append(data)


def plain_words(html: str, data: Iterable[str] = ()) -> list[str]:
    """The texts of a page that nobody can translate; `data` is what people themselves wrote."""
    page = Visible()
    page.feed(html)
    written = sorted({text for text in data if text}, key=len, reverse=True)
    return [text.strip() for text in page.texts if _is_plain(text, written)]


def _is_plain(text: str, written: list[str]) -> bool:
    while BRACKETED.search(text):
        text = BRACKETED.sub(" ", text)
    if not WORD.search(text):
        return False
    for one in written:
        text = text.replace(one, " ")
    return any(word not in BRAND for word in WORD.findall(text))


def words_of_the_database() -> set[str]:
    """Every text that stands in a row: names, units, titles."""
    found: set[str] = set()
    for model in apps.get_models():
        fields = [
            field.attname
            for field in model._meta.concrete_fields
            if isinstance(field, models.CharField | models.TextField)
        ]
        for row in model._default_manager.values_list(*fields) if fields else ():
            found |= {value for value in row if isinstance(value, str)}
    return found | {word for text in found for word in text.split() if len(word) > 1} | PLACES


def plain_words_of(client: Any, path: str, data: Iterable[str] = ()) -> list[str]:
    """Open a page in the pseudo language and say what stayed plain."""
    with pseudo_locale():
        response = client.get(path, follow=True)
    if "html" not in response.headers.get("Content-Type", ""):
        return []
    return plain_words(response.content.decode(), words_of_the_database() | set(data))
