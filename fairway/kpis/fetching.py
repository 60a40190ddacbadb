"""What a source answered or sent, as the table that pasted values are read from."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from fairway.foundation import outbound
from fairway.foundation.bounded.running import Bounded, run_bounded
from fairway.foundation.bounded.unfit import Unfit
from fairway.kpis.importing import LARGEST, Found, read_many
from fairway.kpis.models import Source
from fairway.kpis.querying import MOST_ROWS, SECONDS

DEEPEST = 8
ANSWER = "fairway.kpis.querying:answer"


class Failed(Exception):
    """Why nothing came of it, in words for whoever keeps the KPI."""


def ask(source: Source) -> str:
    """The body of its answer, through the guarded client; never inside a transaction."""
    if source.kind == Source.Kind.QUERY:
        return _query(source)
    try:
        answer = outbound.fetch("GET", source.url, limit=LARGEST, seconds=10)
    except outbound.OutboundError as fault:
        raise Failed(str(fault)) from fault
    if answer.status_code != 200:
        raise Failed(_("It answered with %(status)s.") % {"status": answer.status_code})
    return answer.text


def _query(source: Source) -> str:
    """As JSON, whatever the database says; the address is never part of a word of ours."""
    address = settings.QUERY_DATABASES.get(source.database)
    if address is None:
        raise Failed(_("An administrator has taken this database out of the settings."))
    try:
        rows = run_bounded(ANSWER, address, source.query, SECONDS, MOST_ROWS, seconds=2 * SECONDS)
    except Unfit as unfit:
        raise Failed(_why(unfit)) from None
    except Bounded:
        raise Failed(_("It took too long or too much, and was ended.")) from None
    names = (source.day_field, source.value_field)
    return json.dumps([dict(zip(names, row, strict=True)) for row in rows])


def _why(unfit: Unfit) -> str:
    words = {
        "many": _("It gave more than %(most)s rows. Add them up in the query."),
        "long": _("It took longer than %(seconds)s seconds, and was ended."),
        "columns": _("It has to give two columns: a day and a value."),
        "unreachable": _("The database could not be reached (%(why)s)."),
        "refused": _("The database refused it (%(why)s). One SELECT is allowed, and nothing else."),
    }
    return words[unfit.code] % unfit.params


def read(source: Source, body: str) -> Found:
    """CSV or JSON, by how it begins."""
    text = _table(source, body) if body.lstrip()[:1] in ("[", "{") else body
    found = read_many(source.kpi, text, "" if text is body else "point")
    if not found.values:
        why = found.problems[0][2] if found.problems else _("There was nothing in it.")
        raise Failed(_("No value was understood. %(why)s") % {"why": why})
    return found


def _table(source: Source, body: str) -> str:
    try:
        rows = _list(json.loads(body), source.list_at)
    except (ValueError, RecursionError) as fault:
        raise Failed(_("It is no JSON.")) from fault
    out = io.StringIO()
    writer = csv.writer(out, delimiter="\t")
    writer.writerow(("day", "value", "part", "note"))
    for row in rows:
        writer.writerow([_flat(cell) for cell in _cells(source, row)])
    return out.getvalue()


def _list(found: Any, list_at: str) -> list[Any]:
    """The list at "data.rows"; with nothing said, the answer itself or its only list."""
    for step in list_at.split(".")[:DEEPEST] if list_at else ():
        if not isinstance(found, dict) or step not in found:
            raise Failed(_("There is no “%(step)s” in it.") % {"step": step})
        found = found[step]
    if isinstance(found, dict):
        lists = [one for one in found.values() if isinstance(one, list)]
        found = lists[0] if len(lists) == 1 else [found]
    if not isinstance(found, list):
        raise Failed(_("There is no list in it."))
    return found


def _cells(source: Source, row: Any) -> list[Any]:
    if isinstance(row, dict):
        named = (source.day_field, source.value_field, "part", "note")
        return [row.get(name) for name in named]
    return (row if isinstance(row, list) else [row])[:4]


def _flat(cell: Any) -> str:
    """A line of text; numbers as JSON wrote them, with a point."""
    if cell is None or isinstance(cell, bool | dict | list):
        return ""
    text = repr(cell) if isinstance(cell, float) else str(cell)
    return " ".join(text.split())
