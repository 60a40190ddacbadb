"""Goals as rows of separated text, the shape that the export writes.

A row with a key result belongs to the goal named in it, or to the one above.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext_lazy as _

from fairway.foundation.refusal import Refusal
from fairway.goals.importing.items import (
    MOST_CHARACTERS,
    Goal,
    Outline,
    Result,
    TooLong,
    within_bounds,
)

COLUMNS = (
    "key",
    "goal",
    "owner",
    "contributes to",
    "why",
    "key result",
    "from",
    "to",
    "unit",
    "done",
)
ALSO = {
    "objective": "goal",
    "title": "goal",
    "id": "key",
    "section": "owner",
    "team": "owner",
    "unit or person": "owner",
    "parent": "contributes to",
    "result": "key result",
    "baseline": "from",
    "start": "from",
    "target": "to",
    "reason": "why",
}
SEPARATORS = ",;\t|"
YES = frozenset({"yes", "true", "x", "1", "done", "ja", "sí", "si", "sim", "oui"})
NO = frozenset({"no", "false", "0", "open", "nein", "não", "non"})


class NoGoalColumn(Refusal):
    code = "no_goal_column"

    def __init__(self) -> None:
        super().__init__(_("No column is called “goal”. Name one so in the first line."))


class OpenQuote(Refusal):
    code = "open_quote"

    def __init__(self, line: int) -> None:
        super().__init__(_("A quote that opens on line %(line)s never closes."), line=line)


def looks_like_a_table(text: str) -> bool:
    """Its first line names a column “goal” beside others."""
    head = _first_line(text.lstrip("\ufeff"))
    return "goal" in _header(head, separator_of(head)) and any(sign in head for sign in SEPARATORS)


def separator_of(head: str) -> str:
    return max(SEPARATORS, key=head.count)


def read_table(text: str) -> Outline:
    if len(text) > MOST_CHARACTERS:
        raise TooLong
    text = text.lstrip("\ufeff").replace("\x00", "")
    sign = separator_of(_first_line(text))
    found = _Found()
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign, strict=True)
    header: list[str] = []
    line = 1
    try:
        for cells in reader:
            began, line = line, reader.line_num + 1
            if not any(cell.strip() for cell in cells):
                continue
            if not header:
                header = _named(cells)
                if "goal" not in header:
                    raise NoGoalColumn
                continue
            found.take(began, dict(zip(header, map(unmarked, cells), strict=False)))
    except csv.Error:
        raise OpenQuote(line) from None
    return within_bounds(found.linked())


def _first_line(text: str) -> str:
    """Whatever ends it: a line feed, a carriage return or both."""
    return next((line for line in text.splitlines() if line.strip()), "")


def unmarked(cell: str) -> str:
    """Without the apostrophe that keeps a spreadsheet from calculating a cell."""
    cell = cell.strip()
    return cell[1:] if cell[:1] == "'" and cell[1:].lstrip()[:1] in "=+-@＝＋－＠" else cell


def _header(head: str, sign: str) -> list[str]:
    return _named(next(csv.reader([head], delimiter=sign), []))


def _named(cells: list[str]) -> list[str]:
    plain = (" ".join(cell.replace("_", " ").lower().split()) for cell in cells)
    return [ALSO.get(name, name) for name in plain]


@dataclass(slots=True)
class _Found:
    goals: list[Goal] = field(default_factory=list)
    parents: list[str] = field(default_factory=list)
    by_name: dict[str, int] = field(default_factory=dict)

    def take(self, line: int, row: dict[str, str]) -> None:
        at = self._goal_of(line, row)
        title = row.get("key result", "")
        if title:
            result = _result(line, title, row)
            self.goals[at] = replace(self.goals[at], results=(*self.goals[at].results, result))

    def _goal_of(self, line: int, row: dict[str, str]) -> int:
        title, key = row.get("goal", ""), row.get("key", "")
        name = self._name(row)
        if name in self.by_name and (row.get("key result") or key):
            return self.by_name[name]
        if not title and self.goals and row.get("key result"):
            return len(self.goals) - 1
        goal = Goal(line, title, row.get("owner", ""), None, row.get("why", ""), key=key)
        self.goals.append(goal)
        self.parents.append(row.get("contributes to", ""))
        self.by_name.setdefault(name, len(self.goals) - 1)
        self.by_name.setdefault(f"title:{title}", len(self.goals) - 1)
        return len(self.goals) - 1

    def _name(self, row: dict[str, str]) -> str:
        if row.get("key"):
            return f"key:{row['key']}"
        return f"row:{row.get('owner', '')}\n{row.get('goal', '')}"

    def linked(self) -> list[Goal]:
        """Each behind the one it contributes to; what names nobody in the file contributes to none.

        Who goes round in a circle stays where they are: the preview says so.
        """
        above = [
            self.by_name.get(f"key:{name}", self.by_name.get(f"title:{name}")) if name else None
            for name in self.parents
        ]
        order = _parents_first(above)
        place = {old: new for new, old in enumerate(order)}
        return [
            replace(self.goals[old], above=_behind(place, above[old], place[old])) for old in order
        ]


def _behind(place: dict[int, int], above: int | None, here: int) -> int | None:
    at = None if above is None else place[above]
    return at if at is not None and at < here else None


def _parents_first(above: list[int | None]) -> list[int]:
    order: list[int] = []
    seen: set[int] = set()
    for start in range(len(above)):
        way: list[int] = []
        at: int | None = start
        while at is not None and at not in seen:
            seen.add(at)
            way.append(at)
            at = above[at]
        order += reversed(way)
    return order


def _result(line: int, title: str, row: dict[str, str]) -> Result:
    said = row.get("done", "").lower()
    done = True if said in YES else False if said in NO else None
    return Result(line, title, done, row.get("from", ""), row.get("to", ""), row.get("unit", ""))
