"""Units by their many spellings, and the paths that lead to them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

from fairway.people.importing.cells import Bad
from fairway.people.importing.problems import shorten
from fairway.people.importing.spelling import squash


@dataclass(frozen=True, slots=True)
class Spelt:
    """A unit and the ways a file writes it, each with how many lines do."""

    name: str
    spellings: list[tuple[str, int]]


_SEPARATORS = (">", "»", "→", "\\", "|", "::", " / ", " - ", ":", "/")
MOST_DEEP = 15


def path_separator(paths: Iterable[str]) -> str:
    """The separator that most of the paths contain."""
    texts = list(paths)
    counts = Counter({sign: sum(sign in text for text in texts) for sign in _SEPARATORS})
    best = max(counts.values(), default=0)
    if not best:
        return " / "
    return next(sign for sign in _SEPARATORS if counts[sign] == best)


def read_path(said: dict[str, str], separator: str) -> tuple[str, ...]:
    """From the top down. The same name twice in a row is one unit; above itself it is an error."""
    if "unit_path" in said:
        parts = [part.strip() for part in re.split(re.escape(separator), said["unit_path"])]
        if said.get("unit") and squash(parts[-1]) != squash(said["unit"]):
            parts.append(said["unit"])
    else:
        parts = [said.get(key, "") for key in ("division", "unit", "team")]
    path: list[str] = []
    for part in parts:
        if not part or (path and squash(part) == squash(path[-1])):
            continue
        if any(squash(part) == squash(above) for above in path):
            raise Bad(
                "unit_above_itself", value=shorten(part), path=shorten(" / ".join(parts), 120)
            )
        path.append(part)
    if len(path) > MOST_DEEP or any(len(part) > 200 for part in path):
        raise Bad("too_long", value=" / ".join(path)[:30], limit=200)
    return tuple(path)


def key_of(path: Iterable[str]) -> tuple[str, ...]:
    return tuple(squash(part) for part in path)


def best_spelling(spellings: Counter[str]) -> str:
    """The commonest; of equals the one with capitals, then the first in the alphabet."""
    return min(spellings, key=lambda text: (-spellings[text], text.isupper(), text.islower(), text))


def nearly(one: str, other: str) -> bool:
    """A slip of the keyboard apart: "Marketing" and "Marketting", but not "Shop 1" and "Shop 2"."""
    a, b = squash(one), squash(other)
    if a == b or min(len(a), len(b)) < 6 or abs(len(a) - len(b)) > 2:
        return False
    if [sign for sign in a if sign.isdigit()] != [sign for sign in b if sign.isdigit()]:
        return False
    matcher = SequenceMatcher(None, a, b, autojunk=False)
    return matcher.quick_ratio() >= 0.9 and matcher.ratio() >= 0.9
