"""Goals that many have alike: written once, proposed to each, and anew in each period if wanted."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fairway.foundation.access import claim
from fairway.foundation.events import record
from fairway.foundation.lookups import among
from fairway.foundation.policy import get
from fairway.foundation.refusal import Refusal
from fairway.foundation.versions import next_version
from fairway.goals.actions.creating import not_over
from fairway.goals.actions.results import result_as_read
from fairway.goals.importing.lines import Line, read_lines
from fairway.goals.models import Goal, GoalTemplate, KeyResult, TemplateGoal
from fairway.goals.rules import brings_goals, people_to_set_for
from fairway.people.models import Person, UnitChain
from fairway.strategy.models import Period

EDITABLE = ("title", "why", "results", "job_profile", "unit", "location", "every")


class ForNobody(Refusal):
    code = "for_nobody"
    field = "job_profile"

    def __init__(self) -> None:
        super().__init__(_("Say whom it is for: a role, a unit, a place, or some of these."))


@transaction.atomic
def add_template(*, actor: Any, **fields: Any) -> GoalTemplate:
    if not isinstance(actor, Person) or not brings_goals(actor):
        raise PermissionDenied
    template = _set(GoalTemplate(created_by=actor), fields)
    template.save()
    record("goals.template_added", actor=actor, subject=template, about=actor)
    return template


@transaction.atomic
def edit_template(
    template: GoalTemplate, *, actor: Any, version: int | None = None, **fields: Any
) -> GoalTemplate:
    """What was proposed before stays as it is."""
    template = claim(template, actor=actor, verb="edit")
    next_version(template, version)
    _set(template, fields).save()
    record("goals.template_edited", actor=actor, subject=template, about=actor)
    return template


@transaction.atomic
def archive_template(template: GoalTemplate, *, actor: Any) -> GoalTemplate:
    """Nobody is proposed it any more; goals that came of it stay."""
    template = claim(template, actor=actor, verb="edit")
    template.archived_at = timezone.now()
    template.version += 1
    template.save()
    record("goals.template_archived", actor=actor, subject=template, about=actor)
    return template


def meant_by_it(template: GoalTemplate, viewer: Any) -> QuerySet[Person]:
    """Everybody it is meant for, among those to whom the viewer may bring goals."""
    people = people_to_set_for(viewer)
    if template.job_profile_id:
        people = people.filter(assignment__job_profile=template.job_profile_id)
    if template.unit_id:
        below = UnitChain.objects.filter(above=template.unit_id)
        people = people.filter(among("assignment__unit", below, "below"))
    if template.location_id:
        people = people.filter(assignment__location=template.location_id)
    return people


def with_had(people: QuerySet[Person], template: GoalTemplate, period: Period) -> QuerySet[Any]:
    """Each with `had`: whether it was brought to them for this period before."""
    given = TemplateGoal.objects.filter(template=template, period=period, person=OuterRef("pk"))
    return people.annotate(had=Exists(given))


def without_it(template: GoalTemplate, period: Period, viewer: Any) -> QuerySet[Person]:
    return with_had(meant_by_it(template, viewer), template, period).filter(had=False)


def propose_to(
    template: GoalTemplate, people: Iterable[Person], *, actor: Any, period: Period
) -> list[Goal]:
    """Call inside a transaction, with people out of `without_it`."""
    period, lines = not_over(period), read_lines(template.results)
    goals = [_goal_of(template, person, period, actor) for person in people]
    Goal.objects.bulk_create(goals)
    KeyResult.objects.bulk_create(
        result_of(line, goal, rank) for goal in goals for rank, line in enumerate(lines)
    )
    TemplateGoal.objects.bulk_create(
        TemplateGoal(template=template, person=goal.owner, period=period, goal=goal)
        for goal in goals
    )
    for goal in goals:
        record("goals.added", actor=actor, subject=goal, about=goal.owner)
        record("goals.proposed", actor=actor, subject=goal, about=goal.owner)
    return goals


def result_of(line: Line, goal: Goal, rank: int) -> KeyResult:
    return result_as_read(line.item.title, line.read, goal=goal, rank=rank)


def _goal_of(template: GoalTemplate, person: Person, period: Period, actor: Any) -> Goal:
    return Goal(
        title=template.title,
        why=template.why,
        framework=template.framework,
        scope=Goal.Scope.PERSON,
        owner=person,
        period=period,
        starts_on=period.starts_on,
        until_on=period.until_on,
        cadence_days=int(get("goals.update_every")),
        added_by=actor if isinstance(actor, Person) else None,
        proposed_by=actor if isinstance(actor, Person) else None,
        proposed_at=timezone.now(),
    )


def _set(template: GoalTemplate, fields: dict[str, Any]) -> GoalTemplate:
    unknown = set(fields) - set(EDITABLE)
    if unknown:
        raise TypeError(f"a template has no field {', '.join(sorted(unknown))} to set")
    for name, value in fields.items():
        setattr(template, name, value)
    if not (template.job_profile or template.unit or template.location):
        raise ForNobody
    read_lines(template.results)
    return template
