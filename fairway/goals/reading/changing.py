"""Proposed changes of a goal as its page shows them: before, after, why, and what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.formats import localize
from django.utils.translation import gettext as _

from fairway.goals.models import GoalChange, KeyResult
from fairway.people.models import Person
from fairway.people.relations import PreparedForViewers
from fairway.ui.parts import Change

MOST = 20
VALUES = frozenset({"baseline", "target", "low", "high"})


@dataclass(frozen=True)
class Proposal:
    change: GoalChange
    differences: Sequence[Change]

    @property
    def is_open(self) -> bool:
        return self.change.state == GoalChange.State.PROPOSED


@dataclass(frozen=True)
class Proposals:
    """At most one waits; the others are history, newest first."""

    waiting: Proposal | None
    past: Sequence[Proposal]

    def __bool__(self) -> bool:
        return self.waiting is not None or bool(self.past)


def proposals_of(goal: Any, viewer: Any, results: Sequence[KeyResult]) -> Proposals:
    """`results` are those in use, known already; the name of one that is gone is asked for."""
    if not goal.has_changes:
        return Proposals(None, [])
    found = [proposal_of(row, results) for row in PROPOSED.find(viewer, goal.pk)]
    waiting = next((one for one in found if one.is_open), None)
    return Proposals(waiting, [one for one in found if not one.is_open])


def _proposed(viewer: Person, goal: int) -> Any:
    changes = GoalChange.objects.allowed(viewer).filter(goal=goal)
    changes = changes.select_related("proposed_by", "decided_by")
    return changes.with_may(viewer, "decide", "withdraw").order_by("-pk")[:MOST]


PROPOSED = PreparedForViewers(_proposed, -45)


def proposal_of(change: GoalChange, results: Sequence[KeyResult]) -> Proposal:
    known = {one.public_id: one for one in results}
    return Proposal(
        change,
        [
            _difference(name, before, after, known)
            for name, (before, after) in change.changes.items()
        ],
    )


def _difference(name: str, before: Any, after: Any, known: dict[str, KeyResult]) -> Change:
    if not name.startswith("result:"):
        return Change(words_of(name), _of_goal(name, before), _of_goal(name, after))
    _word, public_id, field = name.split(":")
    result = known.get(public_id)
    named = result.title if result else _("A key result")
    label = _("%(result)s: %(field)s") % {"result": named, "field": words_of(field).lower()}
    return Change(label, _of_result(result, field, before), _of_result(result, field, after))


def words_of(field: str) -> str:
    return {
        "title": _("Wording"),
        "why": _("Why it matters"),
        "starts_on": _("First day"),
        "until_on": _("Last day"),
        "weight": _("Weight"),
        "baseline": _("From"),
        "target": _("To"),
        "low": _("At least"),
        "high": _("At most"),
        "outcome": _("What becomes of it"),
    }[field]


def _of_goal(field: str, value: Any) -> str:
    if field == "until_on":
        return str(localize(date.fromisoformat(value) - timedelta(days=1)))
    if field == "outcome":
        return _("Closed as dropped") if value else _("It goes on")
    if field == "starts_on":
        return str(localize(date.fromisoformat(value)))
    return "" if value is None else str(value)


def _of_result(result: KeyResult | None, field: str, value: Any) -> str:
    if result is not None and field in VALUES:
        return result.said(value)
    return "" if value is None else str(value)
