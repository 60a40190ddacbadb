"""Which line is about whom: by employee number, then e-mail, then name and hire date."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import fields
from datetime import date
from itertools import pairwise
from typing import Any

from fairway.people.importing.names import exact_key, share_a_word
from fairway.people.importing.organisation import Known
from fairway.people.importing.problems import Problem, shorten
from fairway.people.importing.rows import Findings, Row

_COMPARED = [field.name for field in fields(Row) if field.name != "line"]
_FOREVER = date.max


class Matching:
    """The people that lines are about. A line without one is somebody new.

    `rehires` says whom a new person was before: another line, or somebody known.
    """

    def __init__(
        self,
        rows: list[Row],
        known: list[Known],
        headers: dict[str, str],
        findings: Findings,
        today: date,
    ) -> None:
        self.today = today
        self.headers = headers
        self.findings = findings
        self.found: dict[int, Known] = {}
        self.rehires: dict[int, Row | Known] = {}
        self._out: set[int] = set()
        self._taken: set[int] = set()
        self._by_number = _group(known, lambda one: one.number)
        self._by_email = _group(known, lambda one: one.email.lower())
        self._by_name: dict[str, list[Known]] | None = None
        self._known = known
        # A line with errors still shows that another repeats its number or address.
        self._out |= findings.lines()
        self.rows = self._distinct(rows)
        for step in (self._match_number, self._match_email, self._match_name):
            for row in self.rows:
                if row.line not in self.found and row.line not in self._out:
                    step(row)
        self.rows = [row for row in self.rows if row.line not in self._out]
        self._check_unique("email", "email_of_another")
        self._check_unique("number", "number_of_another")
        self.rows = [row for row in self.rows if row.line not in self._out]

    # lines among themselves

    def _distinct(self, rows: list[Row]) -> list[Row]:
        broken = set(self._out)
        for same in _group(rows, lambda row: row.number).values():
            if len(same) > 1:
                self._same_number(same)
        kept = [row for row in rows if row.line not in self._out - broken]
        emails = _group((row for row in kept if row.is_active(self.today)), lambda row: row.email)
        for same in emails.values():
            for row in same[1:]:
                if not self._repeats(row, same[0]):
                    other = same[0].line
                    self._wrong(row, "email", "email_twice", other=other, value=row.email)
        for same in _group(kept, lambda row: row.email).values():
            self._same_email(same)
        nameless = (row for row in kept if row.name and not row.number and not row.email)
        for same in _group(nameless, lambda row: (exact_key(row.name), row.joined_on)).values():
            for row in same[1:]:
                if not self._repeats(row, same[0]):
                    self._wrong(row, "name", "name_twice", other=same[0].line)
        return [row for row in rows if row.line not in self._out]

    def _same_number(self, same: list[Row]) -> None:
        """One number on several lines is a rehire, a repeated line or a mistake."""
        same = sorted(same, key=lambda row: (row.joined_on or _FOREVER, row.line))
        before = same[0]
        for row in same[1:]:
            if self._repeats(row, before):
                continue
            if before.left_on and row.joined_on and before.left_on <= row.joined_on:
                self.rehires[row.line] = before
                before = row
                continue
            self._wrong(row, "employee_number", "number_twice", other=before.line, value=row.number)

    def _same_email(self, same: list[Row]) -> None:
        """Somebody who left and came back under another number, or under none."""
        same = sorted(same, key=lambda row: (row.joined_on or _FOREVER, row.line))
        for before, row in pairwise(same):
            over = before.left_on and row.joined_on and before.left_on <= row.joined_on
            if over and row.line not in self.rehires and share_a_word(before.name, row.name):
                self.rehires[row.line] = before

    def _repeats(self, row: Row, other: Row) -> bool:
        if any(getattr(row, name) != getattr(other, name) for name in _COMPARED):
            return False
        self._out.add(row.line)
        self.findings.warnings.append(Problem("same_line", row.line, "", {"other": other.line}))
        return True

    # lines and people

    def _match_number(self, row: Row) -> None:
        one = self._among(row, self._by_number.get(row.number, ())) if row.number else None
        if one is None:
            return
        if self._is_the_same(row, one):
            self._take(row, one)
        else:
            self._wrong_as(row, "employee_number", "number_of_another", row.number, one)

    def _match_email(self, row: Row) -> None:
        one = self._among(row, self._by_email.get(row.email, ())) if row.email else None
        if one is None:
            return
        if share_a_word(row.name, one.name) or not one.number:
            self._take(row, one)
        elif row.is_active(self.today) and one.active:
            self._wrong_as(row, "email", "email_of_another", row.email, one)

    def _among(self, row: Row, all_here: Iterable[Known]) -> Known | None:
        """Which of several times somebody was here the line is about; none: another time."""
        here = [one for one in all_here if one.pk not in self._taken]
        if not here:
            return None
        same_start = [one for one in here if one.joined_on == row.joined_on]
        if len(same_start) == 1:
            return same_start[0]
        last = max(here, key=lambda one: (one.left_on is None, one.joined_on or date.min))
        if row.joined_on is None:
            return last
        if last.left_on and last.left_on <= row.joined_on:
            if self._is_the_same(row, last):
                self.rehires.setdefault(row.line, last)
            return None
        if row.left_on and last.joined_on and row.left_on <= last.joined_on:
            return None  # an earlier time here that was not known yet
        return last

    @staticmethod
    def _is_the_same(row: Row, one: Known) -> bool:
        """A number may be given again, and a column may be another one: look at who it is."""
        if row.email and row.email == one.email.lower():
            return True
        if row.joined_on and row.joined_on == one.joined_on:
            return True
        return any(share_a_word(row.name, name) for name in (one.name, *one.other_names))

    def _match_name(self, row: Row) -> None:
        if self._by_name is None:
            free = (one for one in self._known if one.pk not in self._taken)
            self._by_name = _group(free, lambda one: exact_key(one.name))
        here = [
            one
            for one in self._by_name.get(exact_key(row.name), ())
            if one.pk not in self._taken and _agree(row, one)
        ]
        if len(here) > 1:
            here = [one for one in here if one.joined_on == row.joined_on] or here
        if len(here) > 1:
            self._wrong(row, "name", "several_here")
        elif here:
            self._take(row, here[0])

    def _take(self, row: Row, one: Known) -> None:
        self.found[row.line] = one
        self._taken.add(one.pk)
        self.rehires.pop(row.line, None)

    def _check_unique(self, attribute: str, code: str) -> None:
        """Once all is done, no two people who are here may have one number or address."""
        lines = {one.pk: line for line, one in self.found.items()}
        holders = {
            getattr(one, attribute).lower(): one
            for one in self._known
            if one.active and one.pk not in lines
        }
        for row in self.rows:
            known = self.found.get(row.line)
            if not getattr(row, attribute) and known is not None:
                holders[getattr(known, attribute).lower()] = known
        for row in self.rows:
            value = getattr(row, attribute)
            holder = holders.get(value.lower()) if value else None
            if holder and holder is not self.found.get(row.line) and row.is_active(self.today):
                key = "employee_number" if attribute == "number" else attribute
                self._wrong_as(row, key, code, value, holder)

    def _wrong_as(self, row: Row, key: str, code: str, value: str, holder: Known) -> None:
        self._wrong(row, key, code, value=value, name=shorten(holder.name))

    def _wrong(self, row: Row, key: str, code: str, **params: Any) -> None:
        self._out.add(row.line)
        header = self.headers.get(key, "")
        self.findings.errors.append(Problem(code, row.line, header, params))


def _agree(row: Row, one: Known) -> bool:
    """Nothing that both say of the person differs."""
    pairs = (
        (row.number, one.number),
        (row.email, one.email.lower()),
        (row.joined_on, one.joined_on),
    )
    return all(not mine or not theirs or mine == theirs for mine, theirs in pairs)


def _group(items: Iterable[Any], key: Any) -> dict[Any, list[Any]]:
    groups: dict[Any, list[Any]] = defaultdict(list)
    for item in items:
        if found := key(item):
            groups[found].append(item)
    return groups
