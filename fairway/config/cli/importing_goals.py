"""The work of `fairway import goals`: read, say whose they are, look through them, write them."""

from __future__ import annotations

import argparse
import contextlib
import json
import sys
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import OperationalError, transaction
from django.db.models import Q

from fairway.config.cli.terminal import say, warn
from fairway.config.supervisor.preparation import migrate
from fairway.foundation.refusal import Refusal
from fairway.goals.actions.importing import apply_goals, map_sections, stage_goals
from fairway.goals.actions.planning import ERROR, HERE, LEFT_OUT, NEW, Plan, plan_import
from fairway.goals.forms.importing import MOST_BYTES, decoded, read_goals
from fairway.goals.models.importing import GoalImport
from fairway.goals.whose import ALL, ME, guess_from
from fairway.people.days import organisation_day
from fairway.people.models import Person
from fairway.strategy.models import Period

DONE, REFUSED = 0, 1
MOST_SHOWN = 20
WORDS = {NEW: "new", HERE: "here already", LEFT_OUT: "left out", ERROR: "with errors"}


class NotSo(Exception):
    """What was said on the command line names nothing here."""


def import_file(given: argparse.Namespace) -> int:
    """The exit code; everything is said already."""
    with contextlib.redirect_stdout(sys.stderr):  # standard output is the answer's
        migrate()
    try:
        return _import(given)
    except (Refusal, NotSo) as refusal:
        _refuse(given, str(refusal))
    except PermissionDenied:
        _refuse(given, f"{given.by} may not bring these goals.")
    except OSError as error:
        _refuse(given, f"{error.strerror or error}: {given.file}")
    except OperationalError as error:
        _refuse(given, f"Nothing was changed, because the database cannot be written: {error}")
    return REFUSED


def _import(given: argparse.Namespace) -> int:
    with given.file.open("rb") as file:
        outline = read_goals(decoded(file.read(MOST_BYTES + 1)), given.headings)
    person = _person(given.by)
    with transaction.atomic():
        batch = stage_goals(outline, actor=person, period=_period(given.period))
        whose = batch.whose | _said(given.map, list(outline.sections), person)
        batch = map_sections(batch, actor=person, whose=whose, period=batch.period)
        plan = plan_import(batch, person)
        wrong = bool(plan.counts.get(ERROR))
        written = not given.dry_run and (given.skip_errors or not wrong)
        if written:
            plan = apply_goals(batch, actor=person, skip_errors=given.skip_errors)
        else:
            GoalImport.objects.filter(pk=batch.pk).delete()
    _tell(given, plan, written)
    return REFUSED if wrong and not given.skip_errors else DONE


def _person(word: str) -> Person:
    found = Person.objects.filter(active=True).filter(
        Q(email__iexact=word) | Q(employee_number=word)
    )
    if len(people := list(found[:2])) != 1:
        raise NotSo(f"Nobody here, or more than one, has the address or number {word}.")
    return people[0]


def _period(name: str | None) -> Period | None:
    periods = Period.objects.in_use().filter(closed_at=None)
    if name is None:
        return min(periods.around(organisation_day()), key=lambda one: one.days, default=None)
    period = periods.filter(name__iexact=name).first()
    if period is None:
        raise NotSo(f"No open period is called {name}.")
    return period


def _said(pairs: list[tuple[str, str]], sections: list[str], person: Person) -> dict[str, str]:
    """Section → whose its goals are. An empty section means all that are not named."""
    found: dict[str, str] = {}
    for section, name in sorted(pairs):
        word = name.lower() if name.lower() in (ME, ALL) else guess_from([name], person).get(name)
        if word is None:
            raise NotSo(f"{name} is no unit or person to whom {person} may bring goals.")
        if section and section not in sections:
            raise NotSo(f"The list has no section {section}. It has: {', '.join(sections)}")
        found |= {section: word} if section else dict.fromkeys(sections, word)
    return found


def _tell(given: argparse.Namespace, plan: Plan, written: bool) -> None:
    problems = plan.problems
    if given.json:
        listed = [{"line": one.line, "message": str(one.words)} for one in problems]
        _print({**_counts(plan), "errors": listed, "applied": written})
        return
    for problem in problems[:MOST_SHOWN]:
        warn(f"Line {problem.line}: {problem.words}")
    if len(problems) > MOST_SHOWN:
        warn(f"… and {len(problems) - MOST_SHOWN:,} more.")
    counts = _counts(plan)
    said = ", ".join(f"{counts[kind]:,} {words}" for kind, words in WORDS.items())
    say(f"{said}; {counts['results']:,} key results.")
    if left := sorted({one.item.section for one in plan.goals if one.whose is None}):
        warn(
            "Nobody is named for: " + ", ".join(name or "goals without a section" for name in left)
        )
    say("Imported." if written else "Nothing was changed.")


def _counts(plan: Plan) -> dict[str, int]:
    return {kind: plan.counts.get(kind, 0) for kind in (*WORDS, "results")}


def _refuse(given: argparse.Namespace, message: str) -> None:
    if given.json:
        error = {"line": 0, "message": message}
        _print({**dict.fromkeys((*WORDS, "results"), 0), "errors": [error], "applied": False})
    else:
        warn(message)


def _print(answer: dict[str, Any]) -> None:
    say(json.dumps(answer, ensure_ascii=False))
