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


def page_of_lines(rows: QuerySet[ImportRow], asked: QueryDict, *, show: str) -> LinePage:
    after, before = _line(asked.get("after", "")), _line(asked.get("before", ""))
    if before is not None:
        found = list(rows.filter(line__lt=before).order_by("-line")[: PAGE + 1])
        more, found = len(found) > PAGE, found[:PAGE][::-1]
        return LinePage(found, _to(show, before=found[0]) if more else "", _behind(show, found))
    if after is not None:
        rows = rows.filter(line__gt=after)
    found = list(rows.order_by("line")[: PAGE + 1])
    more, found = len(found) > PAGE, found[:PAGE]
    ahead = _to(show, before=found[0]) if after is not None and found else ""
    return LinePage(found, ahead, _behind(show, found) if more else "")


def _behind(show: str, found: list[ImportRow]) -> str:
    return _to(show, after=found[-1]) if found else ""


def _to(show: str, **place: ImportRow) -> str:
    (name, row), *_rest = place.items()
    return f"?show={show}&{name}={row.line}#lines"


def _line(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else None
