"""What a comparison found, in a form that pages can show."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import chain, islice
from typing import Any

from django.db import transaction

from fairway.foundation.bulk import insert_rows
from fairway.people.actions.importing.running import Options, Outcome
from fairway.people.importing.directory import Member
from fairway.people.importing.managers import Unresolved, alias_key
from fairway.people.importing.organisation import New
from fairway.people.importing.plan import CREATED, UPDATED, Plan, Planned
from fairway.people.importing.problems import Problem
from fairway.people.models import ImportBatch, ImportRow, Person

MOST_NAMES = 100
MOST_LINES = 12
MOST_NEW = 60
MOST_PROBLEM_LINES = 5000
AT_ONCE = 5000
ERROR, WARNING = "error", "warning"
KINDS = ("unit", "location", "profile", "employer")
Line = tuple[int, int, str, str, list[Any]]


def counts_of(plan: Plan) -> dict[str, Any]:
    """Numbers alone: what stays on record of an import that is done."""
    findings = plan.findings
    return {
        "errors": len(findings.errors),
        "error_lines": len(findings.lines()),
        "warnings": len(findings.warnings),
        "resolved": sum(plan.resolved.values()),
        "open_names": len(plan.unresolved),
        "open_rows": sum(len(one.lines) for one in plan.unresolved),
        "open_active": sum(one.active for one in plan.unresolved),
        "new_counts": {kind: len(new) for kind, new in plan.new.items()},
        "people": len(plan.planned),
    }


def notes_of(plan: Plan, options: Options) -> dict[str, Any]:
    tokens = _tokens(plan)
    return counts_of(plan) | {
        "open": [_open(one, tokens) for one in plan.unresolved[:MOST_NAMES]],
        "settled": [
            {
                "key": key,
                "name": one.name,
                "who": one.member.name if one.member else "",
                "count": one.count,
            }
            for key, one in islice(plan.settled.items(), MOST_NAMES)
        ],
        "new": {kind: list(map(_called, plan.new[kind][:MOST_NEW])) for kind in KINDS},
        "spelt": [{"name": one.name, "spellings": one.spellings} for one in plan.spelt[:MOST_NEW]],
        "alike": plan.alike,
        "merged": sorted(options.choices.units.items()),
    }


def _called(one: New) -> str:
    return f"{one.name} {one.level}".strip()


def _tokens(plan: Plan) -> dict[int, str]:
    """Public ids of those offered as managers: pages never show a sequence."""
    offered = [one.known.pk for entry in plan.unresolved for one in entry.candidates if one.known]
    found = Person.objects.filter(pk__in=offered[:2000]).values_list("pk", "public_id")
    return dict(found)


def _open(entry: Unresolved, tokens: dict[int, str]) -> dict[str, Any]:
    return {
        "name": entry.name,
        "key": alias_key(entry.name),
        "reason": entry.reason,
        "count": len(entry.lines),
        "active": entry.active,
        "lines": entry.lines[:MOST_LINES],
        "candidates": [
            {"key": key, "label": _about(one)}
            for one in entry.candidates
            if (key := _token(one, tokens))
        ],
    }


def _token(member: Member, tokens: dict[int, str]) -> str:
    if member.known:
        public_id = tokens.get(member.known.pk, "")
        return f"person:{public_id}" if public_id else ""
    return f"line:{member.row.line}" if member.row else ""


def _about(member: Member) -> str:
    """A name with what tells it from another of the same."""
    row, known = member.row, member.known
    number = (row.number if row else "") or (known.number if known else "")
    details = [one for one in (number, row.title if row else "") if one]
    return f"{member.name} ({', '.join(details)})" if details else member.name


def lines_of(outcome: Outcome, batch: ImportBatch) -> Iterator[list[Line]]:
    """In portions, each for a short transaction."""
    plan, names = outcome.plan, outcome.names
    every = chain(
        (_changed(one, batch) for one in plan.planned if one.row and one.action != "unchanged"),
        _problems(plan.findings.errors, ERROR, batch, names),
        _problems(plan.findings.warnings, WARNING, batch, names),
    )
    while some := list(islice(every, AT_ONCE)):
        yield some


def _changed(one: Planned, batch: ImportBatch) -> Line:
    row = one.row
    assert row
    about: list[Any]
    if one.action == UPDATED:
        about = [list(change) for change in one.changes]
    else:
        unit = one.unit.name if isinstance(one.unit, New) else " / ".join(row.units[-1:])
        said = (
            ("job_title", row.title),
            ("unit", unit),
            ("location", row.place.name if row.place else ""),
            ("manager", one.manager.name if one.manager else ""),
            ("left_on", str(one.left_on or "")),
        )
        about = [[key, "", text] for key, text in said if text]
    return batch.pk, row.line, one.action, one.name[:200], about


def _problems(
    problems: list[Problem], action: str, batch: ImportBatch, names: dict[int, str]
) -> Iterator[Line]:
    by_line: dict[int, list[Problem]] = defaultdict(list)
    for one in problems:
        by_line[one.line].append(one)
    for line, found in islice(by_line.items(), MOST_PROBLEM_LINES):
        name = names.get(line, "")[:200]
        yield batch.pk, line, action, name, [_stored(one) for one in found[:200]]


def _stored(problem: Problem) -> dict[str, Any]:
    params = {
        name: value if isinstance(value, int) else str(value)
        for name, value in problem.params.items()
    }
    return {"code": problem.code, "column": problem.column, "params": params}


def problems_of(row: ImportRow) -> list[Problem]:
    return [Problem(one["code"], row.line, one["column"], one["params"]) for one in row.about]


@transaction.atomic
def write_lines(rows: list[Line]) -> None:
    insert_rows(ImportRow, ("batch", "line", "action", "name", "about"), rows)


__all__ = ["CREATED", "ERROR", "UPDATED", "WARNING", "lines_of", "notes_of", "problems_of"]
