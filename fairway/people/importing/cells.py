"""What one cell says, whatever the language it says it in."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from fairway.people.importing.problems import shorten
from fairway.people.importing.spelling import fold, squash
from fairway.people.importing.vocabulary import HERE, LEFT, MODES, NO, YES


class Bad(Exception):
    """The cell cannot be used; the code says why (see problems.MESSAGES)."""

    def __init__(self, code: str, **params: Any) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


_FORMULA = re.compile(r"^[=@|]|^[+\-]\S*[(|!]")
_EMAIL = re.compile(
    r"^[^\s@,;:<>()\[\]\"\\]{1,64}@(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_][\w-]{1,62}$"
)
_IN_ANGLES = re.compile(r"^(?P<name>.*?)\s*<(?P<email>[^<>\s]+@[^<>\s]+)>$")
_WHOLE_FLOAT = re.compile(r"^\d+\.0+$")

_NOT_PEOPLE = re.compile(
    r"\b(board|directors|committee|council|trustees|shareholders|vacan\w*|tb[acd]|unassigned|unknown"
    r"|open position|to be (hired|confirmed|announced|determined)|position|department|team|group"
    r"|office|owners?|vorstand|aufsichtsrat|gesellschafter|unbesetzt|conseil|direction|comite"
    r"|vacante?|consejo|junta|directorio|conselho|diretoria|consiglio|raad|zarzad|styrelsen?|styret"
    r"|hallitus|nobody|no one|no manager|self|various|multiple|other|test)\b"
)


def check_text(text: str, most: int) -> str:
    """Any text: no formula, nothing unreadable, not too long."""
    if text[0] in "=@+-|" and _FORMULA.match(text):
        raise Bad("formula", value=shorten(text))
    if "\ufffd" in text:
        raise Bad("unreadable_signs", value=shorten(text))
    if len(text) > most:
        raise Bad("too_long", value=text[:30], limit=most)
    return text


@lru_cache(maxsize=20_000)
def read_number(text: str) -> str:
    """An employee number: text, however much it looks like a number."""
    text = text.lstrip("'#").strip()
    if _WHOLE_FLOAT.match(text):
        text = text.partition(".")[0]
    return check_text(text, 60) if text else ""


def read_email(text: str) -> str:
    if (inside := _IN_ANGLES.match(text)) is not None:
        text = inside["email"]
    address = text.removeprefix("mailto:").strip().lower()
    if len(address) > 254 or not _EMAIL.match(address) or ".." in address:
        raise Bad("not_an_email", value=shorten(text))
    return address


def split_email(text: str) -> tuple[str, str]:
    """(name, address) of "Janet King <janet@example.org>"."""
    inside = _IN_ANGLES.match(text)
    return (inside["name"], inside["email"].lower()) if inside else (text, "")


@lru_cache(maxsize=5000)
def read_hours(text: str) -> int:
    """Minutes a week of "37.5", "37,5 h" or "37:30"."""
    plain = re.sub(
        r"\s*(h|hrs?|hours?|std\.?|stunden|heures?|horas|uren)\b\.?.*$", "", text.lower()
    )
    if match := re.fullmatch(r"(\d{1,3}):(\d\d)", plain):
        minutes = int(match[1]) * 60 + int(match[2])
    elif re.fullmatch(r"\d{1,3}([.,]\d{1,4})?", plain):
        minutes = round(float(plain.replace(",", ".")) * 60)
    else:
        raise Bad("not_hours", value=shorten(text))
    if minutes > 7 * 24 * 60:
        raise Bad("not_hours", value=shorten(text))
    return minutes


@lru_cache(maxsize=2000)
def read_mode(text: str) -> str:
    """Yes and no answer the question that such columns ask: whether they work remotely."""
    word = squash(text)
    if word in YES or word in NO:
        return "remote" if word in YES else "on_site"
    if word in MODES:
        return MODES[word]
    for mode in ("hybrid", "remote"):
        if mode in word:
            return mode
    if "onsite" in word or ("office" in word and "home" not in word):
        return "on_site"
    raise Bad("unknown_mode", value=shorten(text))


@lru_cache(maxsize=2000)
def read_status(text: str, yes_means: str = "active") -> str:
    """ "active" or "left"; `yes_means` is what 1, yes or true stand for under this header."""
    word = squash(text)
    if word in YES or word in NO:
        other = "left" if yes_means == "active" else "active"
        return yes_means if word in YES else other
    if word in LEFT:
        return "left"
    if word in HERE or word == "a":
        return "active"
    folded = fold(text)
    if re.search(
        r"\b(terminat\w+|left|resign\w+|retired|dismiss\w+|inactive|former|separat\w+)\b", folded
    ):
        return "left"
    if re.search(r"\b(active|leave|employed)\b", folded):
        return "active"
    raise Bad("unknown_status", value=shorten(text))


@lru_cache(maxsize=20_000)
def is_no_person(text: str) -> bool:
    """ "Board of Directors", "Vacant": somebody's place, but nobody's name."""
    folded = fold(text)
    return bool(_NOT_PEOPLE.search(folded)) or not any(sign.isalpha() for sign in folded)


def split_number(text: str) -> tuple[str, str]:
    """(name, number) of "Janet King (10302)", "10302 - Janet King" or "10302"."""
    if match := re.fullmatch(r"(.*?\S)\s*[(\[]\s*([\w-]*\d[\w-]*)\s*[)\]]", text):
        return match[1], match[2]
    if match := re.fullmatch(r"([\w-]*\d[\w-]*)\s*[-–:|/]\s*(\D+)", text):
        return match[2].strip(), match[1]
    is_number = " " not in text and any(sign.isdigit() for sign in text)
    return ("", text) if is_number else (text, "")
