"""One line of the file as what it says, and all that is wrong with it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from fairway.people.importing import cells, dates, geography, names
from fairway.people.importing.cells import Bad
from fairway.people.importing.column import Column
from fairway.people.importing.fields import FIELDS, SENSITIVE
from fairway.people.importing.places import Place, read_place
from fairway.people.importing.problems import Problem, shorten
from fairway.people.importing.spelling import clean, hides_signs, is_empty
from fairway.people.importing.style import Style
from fairway.people.importing.units import read_path


@dataclass(slots=True)
class Row:
    """What a line says of one person. Empty means that the line does not say."""

    line: int
    number: str = ""
    name: str = ""
    sort_name: str = ""
    preferred: str = ""
    email: str = ""
    title: str = ""
    level: str = ""
    units: tuple[str, ...] = ()
    place: Place | None = None
    time_zone: str = ""
    work_mode: str = ""
    employer: str = ""
    manager_number: str = ""
    manager_email: str = ""
    manager_name: str = ""
    joined_on: date | None = None
    left_on: date | None = None
    status: str = ""
    undated: bool = False  # has left, but nobody says when
    weekly_minutes: int | None = None
    sensitive: dict[str, str] | None = None

    @property
    def names_a_manager(self) -> bool:
        return bool(self.manager_number or self.manager_email or self.manager_name)

    def is_active(self, today: date) -> bool:
        return self.left_on is None or self.left_on > today


@dataclass(slots=True)
class Findings:
    """What was found wrong: errors keep a line out, warnings only say what was done."""

    errors: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)

    def lines(self) -> set[int]:
        return {problem.line for problem in self.errors}


class RowReader:
    """Turns the cells of mapped columns into rows, in the style that the columns are written in."""

    def __init__(self, columns: list[Column], style: Style, width: int, today: date) -> None:
        self.columns = [column for column in columns if column.is_read]
        self.headers = {column.field: column.header for column in self.columns}
        self.style = style
        self.width = width
        self.today = today
        self.findings = Findings()
        self._line = 0
        self._seen: list[dict[str, str]] = [{} for _column in self.columns]

    def read(self, line: int, count: int, raw: list[str]) -> Row | None:
        """The row, or None when there is none; what is wrong with it is in `findings`."""
        self._line = line
        if self._is_torn(count, raw):
            return None
        said = dict(self._texts(raw))
        row = Row(line)
        for part in (self._identity, self._work, self._manager, self._dates, self._extras):
            part(row, said)
        return row

    def _is_torn(self, count: int, raw: list[str]) -> bool:
        if count > self.width:
            self._wrong("", "ragged_long", cells=count, columns=self.width)
        elif count < self.width and not self.style.short_lines:
            self._wrong("", "ragged_short", cells=count, columns=self.width)
        else:
            return False
        return True

    def _texts(self, raw: list[str]) -> Iterator[tuple[str, str]]:
        """(field, text) of every cell that says something and can be used."""
        for column, seen, cell in zip(self.columns, self._seen, raw, strict=True):
            if not cell:
                continue
            text = seen.get(cell)
            if text is None:
                text = self._text(column.field, cell)
                if text is None:
                    continue
                if len(seen) < 20_000 and not hides_signs(cell):
                    seen[cell] = text
            if text:
                yield column.field, text

    def _text(self, key: str, cell: str) -> str | None:
        """The cell cleaned; empty where it says nothing, None where there is something to say."""
        text = clean(cell)
        if is_empty(text) and (key not in _NAMES or len(text) < 2):
            return ""
        most = FIELDS[key].most if key in FIELDS else 200
        try:
            cells.check_text(text, most)
        except Bad as bad:
            self._wrong(key, bad.code, **_told(key, bad.params))
            return None
        if hides_signs(cell):
            self._warn(key, "hidden_signs", **_told(key, {"value": shorten(text)}))
        return sys.intern(text)

    def _identity(self, row: Row, said: dict[str, str]) -> None:
        row.number = self._try("employee_number", said, cells.read_number, "")
        row.email = self._try("email", said, cells.read_email, "")
        given, family = said.get("given_name", ""), said.get("family_name", "")
        if given or family:
            name = names.given_then_family(given, family)
        elif "name" in said:
            name = names.read_name(said["name"], self.style.name_order)
        else:
            self._nameless()
            return
        row.name, row.sort_name = sys.intern(name.full), sys.intern(name.sort)
        row.preferred = said.get("preferred_name", "")
        if (
            not any(sign.isalpha() for sign in name.full)
            or "<" in name.full
            or ">" in name.full
            or "://" in name.full
        ):
            self._wrong(self._name_field(), "not_a_name", value=shorten(name.full))
        elif len(name.full) > 200:
            self._wrong(self._name_field(), "too_long", value=name.full[:30], limit=200)

    def _nameless(self) -> None:
        told = any(
            one.line == self._line and self._is_name(one.column) for one in self.findings.errors
        )
        if not told:
            self._wrong(self._name_field(), "no_name")

    def _is_name(self, header: str) -> bool:
        return header in {self.headers.get(key) for key in _NAMES}

    def _name_field(self) -> str:
        return next(key for key in ("name", "family_name", "given_name") if key in self.headers)

    def _work(self, row: Row, said: dict[str, str]) -> None:
        row.title = said.get("job_title", "")
        row.level = said.get("level", "")
        row.employer = said.get("employer", "")
        try:
            row.units = read_path(said, self.style.path_separator)
        except Bad as bad:
            column = next(key for key in ("unit_path", "team", "unit", "division") if key in said)
            self._wrong(column, bad.code, **bad.params)
        row.weekly_minutes = self._try("weekly_hours", said, cells.read_hours, None)
        row.work_mode = self._try("work_mode", said, cells.read_mode, "")
        self._place(row, said)

    def _place(self, row: Row, said: dict[str, str]) -> None:
        if "time_zone" in said:
            row.time_zone = geography.read_zone(said["time_zone"])
            if not row.time_zone:
                self._wrong("time_zone", "unknown_zone", value=shorten(said["time_zone"]))
        country = said.get("country", "")
        if country and not geography.country_of(country):
            self._wrong("country", "unknown_country", value=shorten(country))
            return
        parts = [said.get(key, "") for key in ("location", "city", "state")]
        if any(parts) or country:
            row.place = read_place(*parts, country, self.style.country)
            if row.place.is_remote and not row.work_mode:
                row.work_mode = "remote"

    def _manager(self, row: Row, said: dict[str, str]) -> None:
        row.manager_number = self._try("manager_number", said, cells.read_number, "")
        row.manager_email = self._try("manager_email", said, cells.read_email, "")
        row.manager_name = said.get("manager_name", "")
        text = said.get("manager", "") or row.manager_name
        name, address = cells.split_email(text)
        if address or "@" in text:
            row.manager_email = row.manager_email or address or text.lower()
            row.manager_name = name if address else ""
        elif "manager" in said:
            self._any_manager(row, text)

    def _any_manager(self, row: Row, text: str) -> None:
        """A number, or a name that may carry one: "Janet King (10302)"."""
        if not any(sign.isdigit() for sign in text):
            row.manager_name = text
            return
        name, number = cells.split_number(text)
        row.manager_number = row.manager_number or number
        row.manager_name = name

    def _dates(self, row: Row, said: dict[str, str]) -> None:
        row.joined_on = self._date("joined_on", said)
        row.left_on = self._date("left_on", said)
        last_day = self._date("last_day", said)
        if last_day and not row.left_on:
            row.left_on = last_day + timedelta(days=1)
        if row.joined_on and row.left_on and row.left_on < row.joined_on:
            column = "left_on" if "left_on" in said else "last_day"
            self._wrong(column, "left_before_joining", left=row.left_on, joined=row.joined_on)
        if "status" in said:
            self._status(row, said)

    def _status(self, row: Row, said: dict[str, str]) -> None:
        try:
            row.status = cells.read_status(said["status"], self.style.yes_means)
        except Bad as bad:
            self._warn("status", bad.code, **bad.params)
            return
        if row.status == "active" and not row.is_active(self.today):
            self._warn("status", "active_but_left", left=row.left_on)
        elif row.status == "left" and row.left_on is None:
            self._warn("status", "left_without_date")
            row.left_on, row.undated = self.today, True

    def _date(self, key: str, said: dict[str, str]) -> date | None:
        first = self.style.first(key)
        year = self.today.year
        return self._try(key, said, lambda text: dates.read_date(text, first, year), None)

    def _extras(self, row: Row, said: dict[str, str]) -> None:
        kept = {key: said[key] for key in SENSITIVE if key in said}
        row.sensitive = kept or None

    def _try(self, key, said, read, otherwise):
        if key not in said:
            return otherwise
        try:
            return read(said[key])
        except Bad as bad:
            self._wrong(key, bad.code, **bad.params)
            return otherwise

    def _wrong(self, key: str, code: str, **params: object) -> None:
        header = self.headers.get(key, "")
        self.findings.errors.append(Problem(code, self._line, header, params))

    def _warn(self, key: str, code: str, **params: object) -> None:
        header = self.headers.get(key, "")
        self.findings.warnings.append(Problem(code, self._line, header, params))


def _told(key: str, params: dict[str, Any]) -> dict[str, Any]:
    """What a message may say of a cell: of a sensitive one nothing."""
    return {**params, "value": "…"} if key in SENSITIVE else params


_NAMES = frozenset({"name", "given_name", "family_name", "preferred_name"})
