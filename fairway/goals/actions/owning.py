"""Who owns a goal together with its owner, across units."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from fairway.foundation.access import claim
from fairway.foundation.events import record
from fairway.goals.actions.refusals import OwnerHasLeft
from fairway.goals.models import CoOwner, Goal
from fairway.people.models import Person


@transaction.atomic
def own_together(goal: Goal, *, actor: Any, people: Iterable[Person]) -> Goal:
    """These and nobody else. They see the goal from now on, also when it is private."""
    goal = claim(goal, actor=actor, verb="update")
    wanted = {one.pk: one for one in people if one.pk != goal.owner_id}
    for person in wanted.values():
        if not person.active:
            raise OwnerHasLeft(person)
    known = set(goal.co_owners.filter(person__isnull=False).values_list("person", flat=True))
    if known == set(wanted):
        return goal
    goal.co_owners.filter(person__in=known - set(wanted)).delete()
    CoOwner.objects.bulk_create(
        CoOwner(goal=goal, person=one) for pk, one in wanted.items() if pk not in known
    )
    record("goals.shared", actor=actor, subject=goal, about=goal.owner, people=sorted(wanted))
    return goal
