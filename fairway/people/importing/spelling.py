"""Ways to write the same thing: what is compared when case, accents or dots do not matter."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_CAMEL = re.compile(r"(?<=[a-zà-ÿ0-9])(?=[A-ZÀ-Þ])")
_NOT_A_SIGN = re.compile(r"[\W_]+")
_SPACES = re.compile(r"\s+")
# Joiners shape letters in Persian, Urdu and Indic names; everything else invisible goes.
_JOINERS = "\u200c\u200d"
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "`": "'", "´": "'", "ʼ": "'"})
# Letters that are no base with an accent, so that decomposing leaves them.
_LETTERS = str.maketrans({"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i"})
EMPTY = frozenset(
    {"", "-", "--", "–", "—", ".", "n/a", "#n/a", "na", "none", "null", "nil", "nan", "(blank)"}
)


def clean(text: str) -> str:
    """One line, single spaces, composed letters, nothing invisible."""
    if text.isascii() and text.isprintable():
        return (
            " ".join(text.split()) if "  " in text or text[:1] == " " or text[-1:] == " " else text
        )
    text = unicodedata.normalize("NFC", _SPACES.sub(" ", text))
    return " ".join("".join(sign for sign in text if _is_visible(sign)).split())


def hides_signs(text: str) -> bool:
    """Whether control characters or marks that turn the writing direction are among the text."""
    if text.isascii() and text.isprintable():
        return False
    return any(not _is_visible(sign) and not sign.isspace() for sign in text)


def _is_visible(sign: str) -> bool:
    return sign in _JOINERS or unicodedata.category(sign)[0] != "C"


def is_empty(text: str) -> bool:
    """Nothing, or one of the marks that systems write for nothing."""
    return len(text) < 8 and text.casefold() in EMPTY


@lru_cache(maxsize=20_000)
def fold(text: str) -> str:
    """Without case, accents and punctuation; words stay apart."""
    text = text.casefold()
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.translate(_LETTERS))
        text = "".join(sign for sign in text if not unicodedata.combining(sign)).casefold()
    text = text.translate(_APOSTROPHES).replace("'", "")
    return _NOT_A_SIGN.sub(" ", text).strip()


@lru_cache(maxsize=20_000)
def squash(text: str) -> str:
    """Letters and digits alone: "IT/IS ", "it is" and "I.T.-I.S." are one."""
    folded = fold(text.replace("&", " and ")).replace(" ", "")
    return folded or text.casefold()


def words(header: str) -> str:
    """A header as lower-case words: "DaysLateLast30" is "days late last 30"."""
    spaced = _CAMEL.sub(" ", header)
    spaced = re.sub(r"(?<=[A-Z])(?=[A-Z][a-z])", " ", spaced)
    spaced = re.sub(r"(?<=[A-Za-z])(?=\d)", " ", spaced)
    return fold(spaced)
