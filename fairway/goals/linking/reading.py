"""Items from CSV or JSON: a table of a tracker's export, or what its webhook says of one item."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from fairway.foundation.refusal import Refusal
from fairway.foundation.text import clean_name
from fairway.goals.linking.hooks import Row, item_in
from fairway.goals.linking.items import (
    LONGEST_ADDRESS,
    LONGEST_REF,
    LONGEST_TITLE,
    MOST_ITEMS,
    Found,
    Item,
    TooManyItems,
    ids_in,
    marks_of,
    ref_of,
    stage_of,
)
from fairway.goals.linking.keepout import CountsRefused, counts, is_counted
from fairway.people.importing.spelling import words

# The first that is there is read: an export of Jira has both a key and a number that nobody uses.
NAMES = {
    "ref": ("ref", "issue key", "key", "iid", "number", "issue id", "id", "issue"),
    "title": ("title", "summary", "subject", "name"),
    "url": ("html url", "web url", "url", "link", "address"),
    "text": ("body", "description", "text", "details"),
    "state": ("state", "status"),
    "told": ("updated at", "updated"),
    "due": ("due on", "due date", "duedate", "due"),
    "project": ("project", "repository", "repo", "project key", "project path", "project name"),
    "goal": ("goal", "goals"),
}
LABELS = frozenset({"labels", "label", "tags", "tag", "components", "component", "epic"})
SEPARATORS = ",;\t|"
INSIDE = ("issue", "pull_request", "merge_request", "object_attributes")
LISTS = ("items", "issues", "tickets", "data")
is_address = URLValidator(schemes=["http", "https"])


class NotUnderstood(Refusal):
    code = "not_understood"
    field = "text"

    def __init__(self, why: Any) -> None:
        super().__init__(why)


def read_items(text: str) -> Found:
    """JSON where it begins like it, a table otherwise."""
    text = text.lstrip("\ufeff").replace("\x00", "")
    if not text.strip():
        raise NotUnderstood(_("There was nothing in it."))
    rows = list(_rows_of_json(text) if text.lstrip()[:1] in "[{" else _rows_of_table(text))
    if not rows:
        raise NotUnderstood(_("There is no item in it."))
    if len(rows) > MOST_ITEMS:
        raise TooManyItems
    return _taken(rows)


def read_sent(kind: str, text: str, *, event: bool = False) -> Found:
    """An event of a tracker holds one item or tells of something else; whatever else is a list."""
    body = _json(text) if text.lstrip()[:1] == "{" else None
    if row := item_in(kind, body):
        return _taken([(1, row)])
    event = event or (isinstance(body, dict) and "webhookEvent" in body)
    return Found() if event else read_items(text)


def _taken(rows: Sequence[tuple[int, Row]]) -> Found:
    found = Found(unread=_counted_columns(row for _line, row in rows))
    seen: set[str] = set()
    for line, row in rows:
        try:
            item = item_of(row)
        except ValidationError as refusal:
            found.problems.append((line, " ".join(refusal.messages)))
            continue
        if item.ref not in seen:
            found.items.append(item)
        seen.add(item.ref)
    return found


def _counted_columns(rows: Iterable[Row]) -> list[str]:
    """Refused where a table is one of counts; beside items of their own they are left unread."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    counted = [name for name in names if counts(name)]
    if counted and not (_has(names, "ref") and _has(names, "title")):
        raise CountsRefused(counted[0])
    for wanted in ("title", "ref"):
        if not _has(names, wanted):
            raise NotUnderstood(
                _("Each item needs its number or key (“ref”) and a “title”. One was not found.")
            )
    return counted


def _has(names: Iterable[str], wanted: str) -> bool:
    return not set(NAMES[wanted]).isdisjoint(names)


def item_of(row: Row) -> Item:
    """Whose it is there is not read: nobody can be counted by what is not here."""
    project, title = _text(row, "project"), clean_name(_text(row, "title"))
    ref = clean_name(ref_of(_text(row, "ref"), project))
    if not ref or not title:
        raise NotUnderstood(_("It has no number or no title."))
    if is_counted(title):
        raise CountsRefused(title)
    if len(ref) > LONGEST_REF:
        raise NotUnderstood(_("Its number or key is too long."))
    labels = [label for name in sorted(LABELS & set(row)) for label in _list(row[name])]
    return Item(
        ref,
        _short(title),
        _address(_text(row, "url")),
        stage_of(_text(row, "state")),
        _day(_text(row, "due")),
        _moment(_text(row, "told")),
        ids_in(_text(row, "goal"), title, _text(row, "text"), *labels),
        marks_of([project, ref.rpartition("#")[0], ref.rpartition("-")[0], *labels]),
    )


def _text(row: Row, wanted: str) -> str:
    for name in NAMES[wanted]:
        value = row.get(name)
        if value:
            return value if isinstance(value, str) else " ".join(value)
    return ""


def _list(value: str | list[str]) -> list[str]:
    parts = value if isinstance(value, list) else value.replace(";", ",").split(",")
    return [part.strip() for part in parts if part.strip()]


def _short(title: str) -> str:
    return title if len(title) <= LONGEST_TITLE else f"{title[: LONGEST_TITLE - 1].rstrip()}…"


def _address(url: str) -> str:
    """An address that is none is left out; the item is worth more than its link."""
    if len(url) > LONGEST_ADDRESS or not url.isprintable():
        return ""
    try:
        is_address(url)
    except ValidationError:
        return ""
    return url


def _day(said: str) -> date | None:
    """2026-03-31, also with a time after it. Nobody guesses which of 03/04 is the month."""
    try:
        return date.fromisoformat(said.strip()[:10])
    except ValueError:
        return None


def _moment(said: str) -> datetime | None:
    """2026-03-31T09:30:00Z, or “UTC” in words; without a zone it says no moment."""
    try:
        moment = datetime.fromisoformat(said.strip().replace(" UTC", "+00:00"))
        return moment.astimezone(UTC) if moment.tzinfo else None
    except (ValueError, OverflowError):
        return None


# A table


def _rows_of_table(text: str) -> Iterator[tuple[int, Row]]:
    head = next(line for line in text.splitlines() if line.strip())
    sign = max(SEPARATORS, key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign, strict=True)
    header: list[str] = []
    try:
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            if not header:
                header = [words(cell) for cell in cells]
                continue
            yield reader.line_num, _row(header, cells)
    except csv.Error as fault:
        why = _now("Line %(line)s: a quote that opens there never closes, or a cell is too long.")
        raise NotUnderstood(why % {"line": reader.line_num}) from fault
    if header and not _has(header, "title") and not any(counts(name) for name in header):
        raise NotUnderstood(
            _("The first line names the columns: “ref” and “title” at least, “status” and “url”.")
        )


def _row(header: Sequence[str], cells: Sequence[str]) -> Row:
    """Columns may repeat, as those of labels do in an export of Jira."""
    row: Row = {}
    for name, typed in zip(header, cells, strict=False):
        cell = typed.strip().removeprefix("'")
        if name in LABELS:
            row[name] = [*_list(row.get(name, [])), *_list(cell)]
        elif name not in row or not row[name]:
            row[name] = cell
    return row


# What trackers send


def _rows_of_json(text: str) -> Iterator[tuple[int, Row]]:
    for place, one in enumerate(_items_of(_json(text)), start=1):
        if isinstance(one, dict):
            yield place, _flat(one)


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as fault:
        raise NotUnderstood(_("It is no JSON.")) from fault


def _items_of(body: Any) -> list[Any]:
    if isinstance(body, list):
        return body
    held = [body[name] for name in LISTS if isinstance(body.get(name), list)]
    return held[0] if held else [body]


def _flat(one: dict[str, Any]) -> Row:
    """An event is told around its item; Jira keeps what it knows of one a step further in."""
    inner = next((one[name] for name in INSIDE if isinstance(one.get(name), dict)), one)
    fields = inner.get("fields")
    row: Row = {}
    for source in (inner, fields if isinstance(fields, dict) else {}):
        for name, value in source.items():
            row[words(str(name))] = _labels(value) if isinstance(value, list) else _word(value)
    for name in ("repository", "project"):
        where = _word(one.get(name), ("full_name", "path_with_namespace", "key", "name"))
        if where:
            row["project"] = where
    if isinstance(one.get("labels"), list):
        row["labels"] = _labels(one["labels"])
    return row


def _word(value: Any, names: Sequence[str] = ("name", "key", "title", "value")) -> str:
    """A line of text; of an object, its name."""
    if isinstance(value, dict):
        value = next((value[name] for name in names if isinstance(value.get(name), str)), "")
    if value is None or isinstance(value, bool | list | dict):
        return ""
    return str(value)


def _labels(values: list[Any]) -> list[str]:
    return [word for value in values[:50] if (word := _word(value))]
