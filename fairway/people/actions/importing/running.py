"""From the cells of a file to a plan, and to what the plan says."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from fairway.people.actions.importing.applying import OrganisationMoved, apply_plan
from fairway.people.actions.importing.snapshot import load_organisation, stamp
from fairway.people.days import organisation_day
from fairway.people.importing.column import Column
from fairway.people.importing.fields import NAMES
from fairway.people.importing.isolated import Cells
from fairway.people.importing.plan import Choices, Plan, Setting
from fairway.people.importing.planning import make_plan
from fairway.people.importing.problems import Problem, Unreadable
from fairway.people.importing.rows import Findings, Row, RowReader
from fairway.people.importing.style import StyleReader
from fairway.people.models import ImportBatch, Person

Progress = Callable[[str, int, int], None]
TRIES = 3


def _silent(_step: str, _done: int, _total: int) -> None:
    return None


@dataclass
class Options:
    """How a file is to be read, and what was decided about it."""

    columns: list[Column]
    width: int
    first: str = ""  # "day" or "month", where somebody said which comes first
    choices: Choices = field(default_factory=Choices)
    remember: dict[str, str] = field(default_factory=dict)
    today: date | None = None


@dataclass
class Outcome:
    """A plan, and whether it was carried out."""

    plan: Plan
    stamp: str
    applied: bool = False
    names: dict[int, str] = field(default_factory=dict)  # of lines with errors or notes


class ImportRefused(Exception):
    """Lines with errors: nothing was changed. The plan says which."""

    def __init__(self, plan: Plan) -> None:
        super().__init__("refused")
        self.plan = plan


def plan_import(
    lines: Iterable[list[Cells]],
    options: Options,
    *,
    actor: Any,
    count: int = 0,
    progress: Progress = _silent,
) -> Outcome:
    """What the import would change. Reads, and changes nothing."""
    rows, findings = read_rows(lines, options, count=count, progress=progress)
    return _compare(rows, findings, options, actor, progress)


def import_people(
    lines: Iterable[list[Cells]],
    options: Options,
    *,
    actor: Any,
    batch: ImportBatch,
    count: int = 0,
    progress: Progress = _silent,
) -> Outcome:
    """Plan and carry out; compares anew when somebody else was quicker. Raises ImportRefused."""
    rows, findings = read_rows(lines, options, count=count, progress=progress)
    for attempt in range(TRIES):
        outcome = _compare(rows, findings, options, actor, progress)
        if outcome.plan.is_refused and not options.choices.skip_errors:
            raise ImportRefused(outcome.plan)
        progress("write", 0, 0)
        try:
            apply_plan(
                outcome.plan,
                actor=actor,
                batch=batch,
                today=_today(options),
                expected=outcome.stamp,
                mapping=options.remember,
            )
        except OrganisationMoved:
            if attempt == TRIES - 1:
                raise
            continue
        outcome.applied = True
        break
    return outcome


def read_rows(
    lines: Iterable[list[Cells]], options: Options, *, count: int, progress: Progress
) -> tuple[list[Row], Findings]:
    """Every line as a row, in the style that the whole file is written in."""
    _need_names(options.columns)
    look = StyleReader(options.columns, options.width)
    for batch in lines:
        for _line, width, *raw in batch:
            look.look(width, raw)
    style = look.style(options.first)
    reader = RowReader(options.columns, style, options.width, _today(options))
    rows: list[Row] = []
    done = 0
    for batch in lines:
        for line, width, *raw in batch:
            row = reader.read(line, width, raw)
            if row is not None:
                rows.append(row)
        done += len(batch)
        progress("read", done, count)
    findings = reader.findings
    findings.warnings = [*style.warnings, *findings.warnings]
    return rows, findings


def _need_names(columns: list[Column]) -> None:
    if not any(column.is_read and column.field in NAMES for column in columns):
        raise Unreadable("no_name_column")


def _compare(
    rows: list[Row], findings: Findings, options: Options, actor: Any, progress: Progress
) -> Outcome:
    progress("compare", 0, 0)
    seen = stamp()
    setting = Setting(
        organisation=load_organisation(),
        headers={column.field: column.header for column in options.columns if column.is_read},
        today=_today(options),
        choices=options.choices,
        root_name=_("Organisation"),
        own=actor.pk if isinstance(actor, Person) else None,
    )
    plan = make_plan(rows, setting, findings)
    told = plan.findings.lines() | {problem.line for problem in plan.findings.warnings}
    return Outcome(plan, seen, names={row.line: row.name for row in rows if row.line in told})


def _today(options: Options) -> date:
    if options.today is None:
        options.today = organisation_day()
    return options.today


__all__ = ["ImportRefused", "Options", "Outcome", "Problem", "import_people", "plan_import"]
