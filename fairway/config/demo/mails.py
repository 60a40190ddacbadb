"""Addresses from names."""

from __future__ import annotations

import unicodedata
from collections import Counter

from fairway.config.demo.cast import EMAIL_HOST
from fairway.config.demo.plan import Life


class Mails:
    """Addresses from names: the cast by first name, others in full, a number where two are alike."""

    def __init__(self) -> None:
        self._taken: Counter[str] = Counter()

    def make(self, life: Life) -> str:
        if life.key:
            return f"{life.key}@{EMAIL_HOST}"
        words = f"{life.name.given} {life.name.family}".split()
        local = ".".join(filter(None, map(latin, words))) or f"person{life.number}"
        self._taken[local] += 1
        number = self._taken[local]
        return f"{local}{number if number > 1 else ''}@{EMAIL_HOST}"


WRITTEN = str.maketrans(
    {"ł": "l", "ø": "o", "ı": "i", "ß": "ss", "æ": "ae", "’": "", "-": "", "Ł": "l", "Ø": "o"}
)


def latin(word: str) -> str:
    flat = unicodedata.normalize("NFKD", word.translate(WRITTEN))
    return "".join(sign for sign in flat if sign.isascii() and sign.isalnum()).lower()
