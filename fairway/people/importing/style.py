"""How a file is written: the order of dates and names, what 1 means, which country its states are in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from fairway.people.importing import dates, names
from fairway.people.importing.column import Column
from fairway.people.importing.fields import DATES
from fairway.people.importing.places import country_behind
from fairway.people.importing.problems import Problem
from fairway.people.importing.spelling import clean, words
from fairway.people.importing.units import path_separator


@dataclass
class Style:
    """What a whole column, not one cell, decides."""

    date_orders: dict[str, dates.Order] = field(default_factory=dict)
    name_order: str = names.GIVEN_FIRST
    yes_means: str = "active"
    country: str = ""
    path_separator: str = " / "
    short_lines: bool = False
    warnings: list[Problem] = field(default_factory=list)

    def first(self, key: str) -> str:
        order = self.date_orders.get(key)
        return order.first if order else dates.DAY_FIRST


class StyleReader:
    """Looks at every line once, before any is read, and keeps no more than counts and examples."""

    def __init__(self, columns: list[Column], width: int) -> None:
        self.columns = [column for column in columns if column.is_read]
        self.at = {column.field: place for place, column in enumerate(self.columns)}
        self.width = width
        self.proof: dict[str, Counter[str]] = {key: Counter() for key in DATES if key in self.at}
        self.either: dict[str, str] = {}
        self.dots = Counter[str]()
        self.states: set[str] = set()
        self.countries: set[str] = set()
        self.names: list[tuple[str, str]] = []
        self.paths: list[str] = []
        self.lines = self.short = 0

    def look(self, count: int, raw: list[str]) -> None:
        self.lines += 1
        self.short += count < self.width
        for key, proof in self.proof.items():
            self._look_at_date(key, proof, raw[self.at[key]].strip())
        if "state" in self.at and (state := raw[self.at["state"]].strip()):
            self.states.add(state)
        if "country" in self.at and (country := raw[self.at["country"]].strip()):
            self.countries.add(country)
        if len(self.names) < 2000 and "name" in self.at and "email" in self.at:
            self.names.append((clean(raw[self.at["name"]]), raw[self.at["email"]].strip()))
        if len(self.paths) < 2000 and "unit_path" in self.at:
            self.paths.append(raw[self.at["unit_path"]])

    def _look_at_date(self, key: str, proof: Counter[str], text: str) -> None:
        if not text:
            return
        if dates.is_either(text):
            self.either.setdefault(key, text)
            self.dots[dates.separator_of(text)] += 1
        elif order := dates.order_of([text]):
            proof[order] += 1

    def style(self, say_first: str = "") -> Style:
        style = Style()
        style.name_order = names.order_of(self.names)
        style.path_separator = path_separator(self.paths)
        style.short_lines = self.short > self.lines * 0.2
        if not self.countries:
            style.country = country_behind(self.states)
        for column in self.columns:
            said = words(column.header).split()
            if column.field == "status":
                left = {
                    "termd",
                    "terminated",
                    "left",
                    "inactive",
                    "leaver",
                    "separated",
                    "ausgeschieden",
                }
                style.yes_means = "left" if left & set(said) else "active"
        self._dates(style, say_first)
        return style

    def _dates(self, style: Style, say_first: str) -> None:
        """The column's own proof; else another column's; else a guess that is said aloud."""
        together: Counter[str] = sum(self.proof.values(), Counter())
        common = together.most_common(1)[0][0] if together else ""
        for key, proof in self.proof.items():
            if say_first:
                style.date_orders[key] = dates.Order(say_first, "said")
            elif proof:
                style.date_orders[key] = dates.Order(proof.most_common(1)[0][0], "column")
            elif common:
                style.date_orders[key] = dates.Order(common, "other")
            else:
                style.date_orders[key] = dates.Order(self._likely(style), "assumed")
                self._warn(style, key)

    def _likely(self, style: Style) -> str:
        if self.dots["."]:
            return dates.DAY_FIRST
        nations = set(self.countries) | {style.country}
        if nations & {"US", "USA", "United States", "United States of America"}:
            return dates.MONTH_FIRST
        return dates.DAY_FIRST

    def _warn(self, style: Style, key: str) -> None:
        example = self.either.get(key)
        if example is None:
            return
        read = dates.read_date(example, style.first(key))
        header = self.columns[self.at[key]].header
        params = {"example": example, "read": read.isoformat()}
        style.warnings.append(Problem("dates_assumed", 0, header, params))


def read_style(columns: list[Column], width: int, lines: Iterable[tuple[int, list[str]]]) -> Style:
    reader = StyleReader(columns, width)
    for count, raw in lines:
        reader.look(count, raw)
    return reader.style()
