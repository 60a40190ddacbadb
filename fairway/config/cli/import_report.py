"""What an import says: progress while it works, then JSON or words."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterable
from typing import Any

from fairway.config.cli.terminal import BETWEEN_UPDATES, say, warn
from fairway.people.actions.importing import Outcome
from fairway.people.importing.column import MAPPED, SKIPPED, Column
from fairway.people.importing.fields import REASONS, label_of
from fairway.people.importing.managers import REASONS_OPEN, Unresolved, alias_key
from fairway.people.importing.plan import Plan
from fairway.people.importing.problems import Problem

MOST_SHOWN = 20
COUNTS = ("created", "updated", "unchanged", "left", "active")
_STEPS = {
    "lines": "Reading the file",
    "read": "Reading lines",
    "compare": "Comparing with the organisation",
    "write": "Saving",
}


class Report:
    def __init__(self, *, as_json: bool, dry_run: bool) -> None:
        self.as_json = as_json
        self.dry_run = dry_run
        self._last = 0.0
        self._step = ""
        self._terminal = sys.stderr.isatty()

    def progress(self, step: str, done: int, total: int) -> None:
        """On a terminal a line that counts; elsewhere a line at each step of long work."""
        if step == self._step and time.monotonic() - self._last < BETWEEN_UPDATES:
            return
        of = f" of {total:,}" if total else ""
        count = f": {done:,}{of}" if done else ""
        if self._terminal:
            sys.stderr.write(f"\r{_STEPS[step]}{count}\033[K")
            sys.stderr.flush()
        elif step != self._step and not self.as_json:
            warn(f"{_STEPS[step]}…")
        self._step, self._last = step, time.monotonic()

    def end_progress(self) -> None:
        if self._terminal and self._step:
            sys.stderr.write("\r\033[K")
        self._step = ""

    def refuse(self, message: str, column: str = "") -> None:
        self.end_progress()
        if self.as_json:
            empty: dict[str, Any] = dict.fromkeys(COUNTS, 0)
            error = {"line": 0, "column": column, "message": message}
            _print(empty | {"unresolved_managers": [], "errors": [error], "applied": False})
        else:
            warn(message)

    def tell(self, outcome: Outcome, columns: list[Column]) -> None:
        self.end_progress()
        if self.as_json:
            _print(self._json(outcome, columns))
        else:
            self._words(outcome, columns)

    def _json(self, outcome: Outcome, columns: list[Column]) -> dict[str, Any]:
        plan = outcome.plan
        counts = {key: plan.counts[key] for key in COUNTS}
        if not outcome.applied and not self.dry_run:
            counts |= dict.fromkeys(("created", "updated"), 0)
        return {
            **counts,
            "unresolved_managers": [_open(entry) for entry in plan.unresolved],
            "errors": [_problem(one) for one in plan.findings.errors],
            "warnings": [_problem(one) for one in plan.findings.warnings],
            "managers": dict(plan.resolved),
            "columns": {one.header: one.field for one in columns if one.state == MAPPED},
            "refused_columns": [_unread(one) for one in columns if _is_refused(one)],
            "skipped_columns": [_unread(one) for one in columns if one.state == SKIPPED],
            "applied": outcome.applied,
        }

    def _words(self, outcome: Outcome, columns: list[Column]) -> None:
        plan = outcome.plan
        for one in columns:
            if one.state != SKIPPED and not one.is_read:
                warn(f"Column {one.header}: {REASONS[one.reason]}")
        skipped = [one.header for one in columns if one.state == SKIPPED]
        if skipped:
            warn(f"Not needed: {', '.join(skipped)}")
        _list("Notice", plan.findings.warnings)
        _list("Error", plan.findings.errors)
        for entry in plan.unresolved:
            warn(f"Manager “{entry.name}”, {len(entry.lines)} lines: {reason_of(entry)}")
        if self.dry_run:
            _changes(plan)
        say(self._summary(outcome))

    def _summary(self, outcome: Outcome) -> str:
        counts = outcome.plan.counts
        if not outcome.applied and not self.dry_run:
            lines = len(outcome.plan.findings.lines())
            return (
                f"Nothing was changed: {lines} lines have errors. Correct them, or leave them out "
                "with --skip-errors."
            )
        would = "would be " if self.dry_run else ""
        return (
            f"{counts['created']:,} {would}new, {counts['updated']:,} {would}changed, "
            f"{counts['unchanged']:,} unchanged; {counts['active']:,} are active, "
            f"{counts['left']:,} have a leaving date."
        )


def reason_of(entry: Unresolved) -> str:
    return str(REASONS_OPEN[entry.reason])


def ask(entry: Unresolved, plan: Plan) -> dict[str, str]:
    """A choice for one name, from the terminal; nothing chosen leaves it open."""
    for number, member in enumerate(entry.candidates, start=1):
        line = f" (line {member.row.line})" if member.row else ""
        warn(f"  {number}  {member.name}{line}")
    warn("  0  nobody: this is no person")
    sys.stderr.write("  Number, employee number, or Enter to leave it open: ")
    sys.stderr.flush()
    said = sys.stdin.readline().strip()
    if said == "0":
        return {alias_key(entry.name): "nobody"}
    if said.isdigit() and 1 <= int(said) <= len(entry.candidates):
        return {alias_key(entry.name): entry.candidates[int(said) - 1].key}
    named = [one for one in plan.planned if said and one.row and one.row.number == said]
    return {alias_key(entry.name): named[0].key} if len(named) == 1 else {}


def _open(entry: Unresolved) -> dict[str, Any]:
    return {
        "name": entry.name,
        "rows": len(entry.lines),
        "active": entry.active,
        "reason": entry.reason,
        "message": reason_of(entry),
        "lines": entry.lines[:100],
        "candidates": [one.name for one in entry.candidates],
    }


def _problem(problem: Problem) -> dict[str, Any]:
    return {"line": problem.line, "column": problem.column, "message": problem.message}


def _unread(column: Column) -> dict[str, str]:
    reason = str(REASONS[column.reason])
    about = {"kind": column.kind} if column.kind else {}
    return {"column": column.header, "reason": reason, **about}


def _is_refused(column: Column) -> bool:
    return column.state not in {MAPPED, SKIPPED}


def _list(word: str, problems: list[Problem]) -> None:
    for problem in problems[:MOST_SHOWN]:
        where = ", ".join(
            part
            for part in (f"line {problem.line}" if problem.line else "", problem.column)
            if part
        )
        warn(f"{word}{f', {where}' if where else ''}: {problem.message}")
    if len(problems) > MOST_SHOWN:
        warn(f"{word}: and {len(problems) - MOST_SHOWN:,} more; --json lists all.")


def _changes(plan: Plan) -> None:
    changed = [one for one in plan.planned if one.changes]
    for one in changed[:MOST_SHOWN]:
        words = "; ".join(
            f"{label_of(name)}: {old or '–'} → {new or '–'}" for name, old, new in one.changes
        )
        say(f"{one.name}: {words}")
    if len(changed) > MOST_SHOWN:
        say(f"… and {len(changed) - MOST_SHOWN:,} more")


def _print(what: dict[str, Any] | Iterable[Any]) -> None:
    say(json.dumps(what, ensure_ascii=False))
