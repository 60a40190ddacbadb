"""Goals of an earlier period, copied into another: what was reached is where they begin."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from fairway.foundation.events import record
from fairway.foundation.refusal import Refusal
from fairway.goals.actions.creating import not_over
from fairway.goals.models import Goal, KeyResult, Milestone
from fairway.goals.rules import kept_units, may_add_for_all
from fairway.people.models import Person
from fairway.strategy.models import Period

MOST = 200
COPIED = ("framework", "title", "why", "scope", "owner", "unit", "visibility", "weight", "roll_up")
MEASURE = ("title", "kind", "source", "kpi", "measure", "label", "currency", "decimals", "weight")
VALUES = ("baseline", "target", "low", "high")


class SamePeriod(Refusal):
    code = "same_period"
    field = "to"

    def __init__(self) -> None:
        super().__init__(_("Choose another period than the one these goals are from."))


class NothingChosen(Refusal):
    code = "nothing_chosen"
    field = "goals"

    def __init__(self) -> None:
        super().__init__(_("Choose at least one goal."))


def to_carry(viewer: Any, from_period: Period) -> QuerySet[Goal]:
    """The viewer's own goals and those they keep, but for what was dropped."""
    if not isinstance(viewer, Person):
        return Goal.objects.none()
    whose = Q(owner=viewer) | Q(unit__in=kept_units(viewer).values("pk"))
    if may_add_for_all(viewer):
        whose |= Q(scope=Goal.Scope.ORGANISATION)
    goals = Goal.objects.allowed(viewer).filter(whose, period=from_period)
    return goals.exclude(outcome=Goal.Outcome.DROPPED)


def with_carried(goals: QuerySet[Goal], to: Period) -> QuerySet[Any]:
    """Each with `carried`: whether it has a copy in that period."""
    copies = Goal.objects.filter(copied_from=OuterRef("pk"), period=to)
    return goals.annotate(carried=Exists(copies.order_by()))


@transaction.atomic
def carry_over(
    goals: Iterable[Goal],
    *,
    actor: Any,
    to: Period,
    from_period: Period,
    start_from_last: bool = True,
) -> list[Goal]:
    """Drafts for whoever owns them; what has a copy there is passed over.

    With `start_from_last` a measure begins where it stood last, if somebody has told of it.
    """
    if to.pk == from_period.pk:
        raise SamePeriod
    wanted = {goal.pk for goal in goals}
    if not wanted:
        raise NothingChosen
    to = not_over(to)
    here = with_carried(to_carry(actor, from_period), to)
    found = list(here.filter(pk__in=wanted).order_by("pk")[:MOST])
    if len(found) != min(len(wanted), MOST):
        raise PermissionDenied
    made = [_copied(goal, to, actor, start_from_last) for goal in found if not goal.carried]
    _contribute_again(made)
    return made


def _copied(goal: Goal, to: Period, actor: Any, start_from_last: bool) -> Goal:
    copy = Goal(
        **{name: getattr(goal, name) for name in COPIED},
        period=to,
        starts_on=to.starts_on,
        until_on=to.until_on,
        cadence_days=goal.cadence_days,
        responsible=goal.responsible if goal.responsible and goal.responsible.active else None,
        priority=goal.priority if goal.priority and not goal.priority.archived_at else None,
        contributes_how=goal.contributes_how,
        copied_from=goal,
        added_by=actor if isinstance(actor, Person) else None,
    )
    copy.save()
    for result in goal.results.in_use().prefetch_related("milestones"):
        _copy_result(result, copy, start_from_last)
    record("goals.carried_over", actor=actor, subject=copy, about=copy.owner)
    return copy


def _copy_result(result: KeyResult, goal: Goal, start_from_last: bool) -> None:
    """What is done is done: ticked results and milestones stay behind."""
    if result.done:
        return
    steps = [one for one in result.milestones.all() if not one.done]
    if result.kind == KeyResult.Kind.MILESTONES and not steps:
        return
    copy = KeyResult(goal=goal, rank=result.rank)
    for name in (*MEASURE, *VALUES):
        setattr(copy, name, getattr(result, name))
    copy.baseline = begins_at(result) if start_from_last else result.baseline
    copy.save()
    Milestone.objects.bulk_create(
        Milestone(result=copy, title=one.title, weight=one.weight, rank=rank)
        for rank, one in enumerate(steps)
    )


def begins_at(result: KeyResult) -> int | None:
    """Where it stood last; as before where nobody told, or where it stands at its target."""
    if result.current is None or result.current == result.target:
        return result.baseline
    return result.current


def _contribute_again(made: list[Goal]) -> None:
    """What contributed to a goal that was copied as well contributes to the copy."""
    copies = {goal.copied_from_id: goal for goal in made}
    for goal in made:
        above = goal.copied_from.parent_id if goal.copied_from else None
        if above in copies:
            goal.parent, goal.priority = copies[above], None
            goal.save(update_fields=["parent", "priority"])
