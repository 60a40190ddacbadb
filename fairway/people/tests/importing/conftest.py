"""Files to import, and what comes of them."""

from __future__ import annotations

import contextlib
import io
import tempfile
from collections.abc import Iterator
from datetime import date

import pytest

from fairway.foundation.events import SYSTEM
from fairway.people.actions.importing import Options, Outcome, import_people, plan_import
from fairway.people.importing import columns
from fairway.people.importing.isolated import Table, reading
from fairway.people.importing.lines import Lines
from fairway.people.importing.plan import Choices
from fairway.people.models import ImportBatch

TODAY = date(2026, 11, 20)


@contextlib.contextmanager
def opened(content: bytes | str) -> Iterator[Table]:
    with tempfile.TemporaryFile() as file:
        file.write(content.encode() if isinstance(content, str) else content)
        file.flush()
        with reading(file) as table:
            yield table


def options_of(table: Table, mapping=None, opt_in=(), **more) -> Options:
    found = columns.guess(table.headers, table.samples)
    columns.say(found, mapping or {})
    columns.opt_in(found, opt_in)
    more.setdefault("today", TODAY)
    return Options(columns=found, width=len(table.headers), **more)


def lines_of(table: Table, options: Options) -> Lines:
    return Lines(table.rows([one.index for one in options.columns if one.is_read]))


@pytest.fixture
def plan(db):
    """plan("Name,E-mail\\n…") says what an import would do."""

    def make(content, *, actor=SYSTEM, **more) -> Outcome:
        with opened(content) as table:
            options = options_of(table, **more)
            return plan_import(lines_of(table, options), options, actor=actor)

    return make


@pytest.fixture
def bring_in(db):
    """bring_in("Name,E-mail\\n…") imports."""

    def make(content, *, actor=SYSTEM, managers=None, skip_errors=False, **more) -> Outcome:
        with opened(content) as table:
            choices = Choices(managers=managers or {}, skip_errors=skip_errors)
            options = options_of(table, choices=choices, **more)
            return import_people(
                lines_of(table, options), options, actor=actor, batch=ImportBatch()
            )

    return make


def workbook(rows, **options) -> bytes:
    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"default_date_format": "yyyy-mm-dd", **options}) as book:
        sheet = book.add_worksheet()
        for at, row in enumerate(rows):
            for column, cell in enumerate(row):
                sheet.write(at, column, cell)
    return out.getvalue()
