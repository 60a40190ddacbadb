"""The work of `fairway import people`: read, compare, perhaps ask, write, and say what happened."""

from __future__ import annotations

import argparse
import contextlib
import sys
from collections.abc import Iterator
from typing import Any

from django.db import OperationalError

from fairway.config.cli import import_report
from fairway.config.cli.terminal import warn
from fairway.config.supervisor.preparation import migrate
from fairway.foundation.events import SYSTEM
from fairway.people.actions.importing import (
    ImportRefused,
    Options,
    Outcome,
    import_people,
    plan_import,
)
from fairway.people.importing import columns, dates
from fairway.people.importing.isolated import Table, reading
from fairway.people.importing.lines import Lines
from fairway.people.importing.plan import Choices
from fairway.people.importing.problems import Unreadable
from fairway.people.models import ColumnMapping, ImportBatch

DONE, REFUSED, USAGE = 0, 1, 2
_FIRST = {None: "", "day-first": dates.DAY_FIRST, "month-first": dates.MONTH_FIRST}


def import_file(given: argparse.Namespace) -> int:
    """The exit code; everything is said already."""
    with contextlib.redirect_stdout(sys.stderr):  # standard output is the answer's
        migrate()
    report = import_report.Report(as_json=given.json, dry_run=given.dry_run)
    try:
        return _import(given, report)
    except columns.WrongMapping as wrong:
        report.refuse(wrong.message, column=wrong.header)
        return REFUSED if wrong.code in {"refused", "sensitive"} else USAGE
    except Unreadable as unreadable:
        report.refuse(unreadable.problem.message)
    except OSError as error:
        report.refuse(f"{error.strerror or error}: {given.file}")
    except OperationalError as error:
        report.refuse(f"Nothing was changed, because the database cannot be written: {error}")
    return REFUSED


def _import(given: argparse.Namespace, report: import_report.Report) -> int:
    with given.file.open("rb") as file, reading(file, encoding=given.encoding or "") as table:
        found = _columns(given, table)
        lines = Lines(_read(table, found, report))
    options = Options(
        columns=found,
        width=len(table.headers),
        first=_FIRST[given.dates],
        choices=Choices(skip_errors=given.skip_errors),
        remember=dict(given.map),
    )
    outcome = _carry_out(given, lines, options, report)
    report.tell(outcome, found)
    refused = outcome.plan.is_refused and not given.skip_errors
    return REFUSED if refused else DONE


def _columns(given: argparse.Namespace, table: Table) -> list[columns.Column]:
    remembered = dict(ColumnMapping.objects.values_list("header", "field"))
    found = columns.guess(table.headers, table.samples, remembered)
    columns.say(found, dict(given.map))
    columns.opt_in(found, given.opt_in)
    return found


def _read(
    table: Table, found: list[columns.Column], report: import_report.Report
) -> Iterator[list[Any]]:
    done = 0
    for batch in table.rows([column.index for column in found if column.is_read]):
        done += len(batch)
        report.progress("lines", done, 0)
        yield batch


def _carry_out(
    given: argparse.Namespace, lines: Lines, options: Options, report: import_report.Report
) -> Outcome:
    if given.dry_run:
        return plan_import(
            lines, options, actor=SYSTEM, count=lines.count, progress=report.progress
        )
    if sys.stdin.isatty() and not given.json:
        _ask(lines, options, report)
    try:
        return import_people(
            lines,
            options,
            actor=SYSTEM,
            batch=ImportBatch(rows=lines.count),
            count=lines.count,
            progress=report.progress,
        )
    except ImportRefused as refused:
        return Outcome(refused.plan, "")


def _ask(lines: Lines, options: Options, report: import_report.Report) -> None:
    """Who is meant by managers that nobody is called."""
    plan = plan_import(
        lines, options, actor=SYSTEM, count=lines.count, progress=report.progress
    ).plan
    if plan.is_refused and not options.choices.skip_errors:
        return
    report.end_progress()
    for number, entry in enumerate(plan.unresolved, start=1):
        heading = f"{number} of {len(plan.unresolved)}: manager “{entry.name}”"
        warn(f"{heading}, on {len(entry.lines)} lines: {import_report.reason_of(entry)}")
        options.choices.managers |= import_report.ask(entry, plan)
