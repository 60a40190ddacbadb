"""People's names: which part is the family's, and whether two spellings are one person."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from fairway.people.importing.spelling import fold

GIVEN_FIRST, FAMILY_FIRST = "given", "family"
_SUFFIX = re.compile(r"^(?:[JS](?:r|R)\.?|[js]r\.|II|III|IV|Ph\.? ?D\.?|PHD|Esq\.?|MBA|CPA)$")
_TITLES = re.compile(
    r"^(?:(?:mr|mrs|ms|miss|mx|dr|prof|herr|frau|m|mme|mlle|sr|sra|srta|dott|ing|dipl)\.?\s+)+(?=\S+\s+\S)",
    re.IGNORECASE,
)
_SPELT_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})
_HAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_PARTICLES_TEXT = """
    van von de del della der den di da dos das du la le ter ten zu bin al el ibn ben mac st"""
_PARTICLES = frozenset(_PARTICLES_TEXT.split())


class Name(NamedTuple):
    """A name as people say it, and as a list sorts it."""

    full: str
    sort: str


def given_then_family(given: str, family: str) -> Name:
    if not given or not family:
        alone = given or family
        return Name(alone, alone)
    if _HAN.search(family):  # written and said the other way round
        return Name(f"{family} {given}", f"{family}, {given}")
    return Name(f"{given} {family}", f"{family}, {given}")


@lru_cache(maxsize=20_000)
def read_name(text: str, order: str = GIVEN_FIRST) -> Name:
    """A whole name, in whichever order; a comma says that the family name comes first."""
    head, comma, tail = (part.strip() for part in text.partition(","))
    if comma:
        return _with_comma(head, tail)
    text = _TITLES.sub("", text, count=1)
    parts = text.split()
    if len(parts) == 1:
        return Name(text, text)
    if order == FAMILY_FIRST or _HAN.search(text) or _family_is_loud(parts):
        at = _family_length(parts)
        return given_then_family(" ".join(parts[at:]), " ".join(parts[:at]))
    at = len(parts) - 1
    while at > 1 and parts[at - 1].casefold() in _PARTICLES:
        at -= 1
    return given_then_family(" ".join(parts[:at]), " ".join(parts[at:]))


def _with_comma(head: str, tail: str) -> Name:
    if not head or not tail:
        alone = head or tail
        return read_name(alone) if alone else Name("", "")
    rest, _comma, more = (part.strip() for part in tail.partition(","))
    if _SUFFIX.match(rest):
        if more:  # Smith, Jr., John
            return Name(f"{more} {head}, {rest}", f"{head}, {more}, {rest}")
        plain = read_name(head)  # John Smith, Jr.
        return Name(f"{plain.full}, {rest}", f"{plain.sort}, {rest}")
    if more:  # Smith, John, Jr.
        return Name(f"{rest} {head}, {more}", f"{head}, {rest}, {more}")
    return given_then_family(rest, head)


def _family_is_loud(parts: list[str]) -> bool:
    """ "DUPONT Jean": the family name in capitals, first."""
    loud = [part.isupper() and len(part) > 2 for part in parts]
    return loud[0] and not loud[-1]


def _family_length(parts: list[str]) -> int:
    if _family_is_loud(parts):
        return next(at for at, part in enumerate(parts) if not (part.isupper() and len(part) > 1))
    at = 1
    while at < len(parts) - 1 and parts[at - 1].casefold() in _PARTICLES:
        at += 1
    return at


def order_of(names: Iterable[tuple[str, str]]) -> str:
    """The order of a column without commas, proven by e-mail addresses: (name, e-mail) pairs."""
    score = 0
    for name, email in names:
        parts = fold(name).split()
        local = [word for word in re.split(r"[._\-]+", fold_email(email)) if word]
        if len(parts) != 2 or len(local) != 2 or parts[0] == parts[1]:
            continue
        if parts == local:
            score += 1
        elif parts == local[::-1]:
            score -= 1
    return FAMILY_FIRST if score < 0 else GIVEN_FIRST


def fold_email(email: str) -> str:
    return email.partition("@")[0].casefold()


@lru_cache(maxsize=20_000)
def exact_key(text: str) -> str:
    """The name as written, without case and spare spaces, given name first if a comma says so."""
    if "," in text:
        text = read_name(text).full
    return " ".join(text.casefold().split())


@lru_cache(maxsize=20_000)
def turned_key(text: str) -> str:
    """The same with the last word first, as "King Janet" for "Janet King"."""
    words = exact_key(text).split()
    return " ".join([words[-1], *words[:-1]]) if words else ""


def is_initial(word: str) -> bool:
    return len(word.rstrip(".")) == 1 and word[0].isalpha()


@lru_cache(maxsize=20_000)
def without_initials(key: str) -> str:
    words = [word for word in key.split() if not is_initial(word)]
    return " ".join(words) if len(words) >= 2 else key


@lru_cache(maxsize=20_000)
def loose_key(text: str) -> str:
    """Without accents, punctuation and initials, whatever the order of words."""
    words = fold(exact_key(text)).split()
    long = [word for word in words if len(word) > 1]
    return " ".join(sorted(long if len(long) >= 2 else words))


def spelt_out(text: str) -> str:
    """Jürgen written Juergen."""
    return exact_key(text).translate(_SPELT_OUT)


def spelt_out_key(text: str) -> str:
    return loose_key(spelt_out(text))


def ends_key(full: str) -> str:
    """First and last word alone, so that a middle name does not matter."""
    words = [word for word in fold(exact_key(full)).split() if len(word) > 1]
    return " ".join(sorted({words[0], words[-1]})) if len(words) >= 2 else " ".join(words)


def may_be_one(one: str, other: str) -> bool:
    """Whether no initial or middle name of the one contradicts the other: R. is not T."""
    mine, theirs = fold(exact_key(one)).split(), fold(exact_key(other)).split()
    left = [word for word in mine if word not in theirs]
    right = [word for word in theirs if word not in mine]
    if not left or not right:
        return True
    return all(any(_is_short_for(a, b) for b in right) for a in left)


def _is_short_for(one: str, other: str) -> bool:
    return (len(one) == 1 and other.startswith(one)) or (len(other) == 1 and one.startswith(other))


def share_a_word(one: str, other: str) -> bool:
    """Whether two names have a word longer than an initial in common."""
    mine = {word for word in fold(one).split() if len(word) > 1}
    return bool(mine & set(fold(other).split()))


def called(full: str, sort: str, preferred: str) -> str:
    """What somebody called Ana is called in full, when Anastasia Reyes is their name."""
    if not preferred or " " in preferred:
        return preferred or full
    family, comma, _given = sort.partition(", ")
    return f"{preferred} {family}" if comma else full
