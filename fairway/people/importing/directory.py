"""Everybody who will be here after an import, found by number, e-mail or any form of their name."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from fairway.people.importing import names
from fairway.people.importing.organisation import Known
from fairway.people.importing.rows import Row
from fairway.people.importing.spelling import fold


@dataclass(eq=False, slots=True)
class Member:
    """Somebody who will be in the organisation after the import: a line, a known person or both."""

    row: Row | None = None
    known: Known | None = None

    @property
    def name(self) -> str:
        return self.row.name if self.row else self.known.name if self.known else ""

    @property
    def key(self) -> str:
        """How a choice on screen names them."""
        return f"p{self.known.pk}" if self.known else f"l{self.row.line if self.row else 0}"

    def names(self) -> set[str]:
        found: set[str] = set()
        if self.row:
            found = {
                self.row.name,
                names.called(self.row.name, self.row.sort_name, self.row.preferred),
            }
        if self.known:
            found |= {self.known.name, *self.known.other_names}
        return found - {""}

    def leaving(self) -> date | None:
        if self.row and (self.row.left_on or not self.known):
            return self.row.left_on
        return self.known.left_on if self.known else None

    def is_active(self, today: date) -> bool:
        left = self.leaving()
        return left is None or left > today


class Directory:
    """Finds members by number, e-mail or name; the looser indexes are made only when needed."""

    def __init__(self, members: list[Member]) -> None:
        self.members = members
        self.by_number: dict[str, list[Member]] = defaultdict(list)
        self.by_email: dict[str, list[Member]] = defaultdict(list)
        for member in members:
            for number in {one.number for one in (member.row, member.known) if one} - {""}:
                self.by_number[number].append(member)
            for email in {one.email.lower() for one in (member.row, member.known) if one} - {""}:
                self.by_email[email].append(member)
        self._indexes: dict[str, dict[str, list[Member]]] = {}

    def named(self, how: str, key: str) -> list[Member]:
        if how not in self._indexes:
            self._indexes[how] = self._index(_KEYS[how])
        return self._indexes[how].get(key, [])

    def _index(self, key_of: Callable[[str], str]) -> dict[str, list[Member]]:
        index: dict[str, list[Member]] = defaultdict(list)
        for member in self.members:
            for key in {key_of(name) for name in member.names()}:
                index[key].append(member)
        return index

    def numbered(self, number: str) -> list[Member]:
        if found := self.by_number.get(number):
            return found
        if not number.isdigit():
            return []
        if "bare" not in self._indexes:
            bare: dict[str, list[Member]] = defaultdict(list)
            for known, members in self.by_number.items():
                if known.isdigit():
                    bare[known.lstrip("0")] += members
            self._indexes["bare"] = bare
        return self._indexes["bare"].get(number.lstrip("0"), [])

    def like(self, name: str, most: int = 4) -> list[Member]:
        """People somebody may have meant: shared words, then similar letters."""
        if "word" not in self._indexes:
            by_word: dict[str, list[Member]] = defaultdict(list)
            for member in self.members:
                for word in {word for one in member.names() for word in fold(one).split()}:
                    by_word[word].append(member)
            self._indexes["word"] = by_word
        by_word = self._indexes["word"]
        score: Counter[Member] = Counter()
        for word in fold(name).split():
            if len(word) < 2:
                continue
            for near in get_close_matches(word, by_word, n=3, cutoff=0.8) or []:
                if len(by_word[near]) <= 200:
                    score.update(by_word[near])
        ranked = [member for member, count in score.most_common(40) if count >= 2]
        return ranked[:most]


_KEYS: dict[str, Callable[[str], str]] = {
    "exact": names.exact_key,
    "turned": names.turned_key,
    "initial": lambda name: names.without_initials(names.exact_key(name)),
    "initial_turned": lambda name: names.without_initials(names.turned_key(name)),
    "loose": names.loose_key,
    "spelt_out": names.spelt_out_key,
    "ends": names.ends_key,
}
