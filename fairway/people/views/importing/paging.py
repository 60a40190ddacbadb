"""The lines of an import page by page, by the line of the file: page 1,000 costs what page 1 does."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import QueryDict

from fairway.people.models import ImportRow

PAGE = 50


@dataclass
class LinePage:
    rows: list[ImportRow]
    previous: str = ""
    next: str = ""


def page_of_lines(rows: QuerySet[ImportRow], asked: QueryDict, *, list_at: str) -> LinePage:
    """`list_at` is the address of the list, to which a page is added."""
    after, before = _line(asked.get("after", "")), _line(asked.get("before", ""))
    if before is not None:
        found = list(rows.filter(line__lt=before).order_by("-line")[: PAGE + 1])
        more, found = len(found) > PAGE, found[:PAGE][::-1]
        return LinePage(
            found, _to(list_at, before=found[0]) if more else "", _behind(list_at, found)
        )
    if after is not None:
        rows = rows.filter(line__gt=after)
    found = list(rows.order_by("line")[: PAGE + 1])
    more, found = len(found) > PAGE, found[:PAGE]
    ahead = _to(list_at, before=found[0]) if after is not None and found else ""
    return LinePage(found, ahead, _behind(list_at, found) if more else "")


def _behind(list_at: str, found: list[ImportRow]) -> str:
    return _to(list_at, after=found[-1]) if found else ""


def _to(list_at: str, **place: ImportRow) -> str:
    (name, row), *_rest = place.items()
    return f"{list_at}&{name}={row.line}#lines"


def _line(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 9 else None
