"""One text in several languages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from fairway.foundation.languages.names import LANGUAGES
from fairway.foundation.refusal import Refusal

_preferred: ContextVar[str] = ContextVar("reading_language", default="")


class NothingWritten(Refusal):
    code = "nothing_written"

    def __init__(self) -> None:
        super().__init__(_("Write something in at least one language."))


class Texts(dict[str, str]):
    """Language → text. As a string it is what the reader understands best."""

    @classmethod
    def of(cls, value: Any) -> Texts:
        """From what is stored or given; a plain string is in the organisation's main language."""
        if isinstance(value, Mapping):
            return cls({str(language): text for language, text in value.items() if text})
        return cls({main_language(): value} if value else {})

    def __str__(self) -> str:
        return self.read(_preferred.get(), get_language() or "")

    def read(self, *wanted: str) -> str:
        """In the first of these languages there is, else the main one, else any."""
        for language in wanted:
            if language and (found := self._in(language)):
                return found
        return self._in(main_language()) or next(iter(self.values()), "")

    def _in(self, language: str) -> str:
        return self.get(language) or self.get(language.partition("-")[0]) or ""

    def with_changes(self, changes: Mapping[str, str]) -> Texts:
        """Emptied languages go, those that were not asked about stay."""
        return Texts.of({**self, **changes})

    def required(self) -> Texts:
        """Itself, where there is anything to read."""
        if not self:
            raise NothingWritten
        return self

    @property
    def all_words(self) -> str:
        """For searching: somebody may look for it in any of its languages."""
        return " ".join(self.values())


@contextmanager
def reading_in(language: str) -> Iterator[None]:
    """Texts are read in this language where they have it, whatever the interface speaks."""
    token = _preferred.set(language)
    try:
        yield
    finally:
        _preferred.reset(token)


def main_language() -> str:
    """What is asked for first, and read by whoever's own language is missing."""
    from fairway.foundation import policy

    return policy.get("organisation.language")


def written_in() -> list[tuple[str, Any]]:
    """The languages the organisation writes in, the main one first, with their names."""
    from fairway.foundation import policy

    main = policy.get("organisation.language")
    further = [code for code in policy.get("organisation.further_languages") if code != main]
    return [(code, LANGUAGES[code]) for code in (main, *further)]
