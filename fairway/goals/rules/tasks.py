"""Tasks go with their goal; whoever has one moves it. A tracker is its keeper's alone."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q

from fairway.foundation.access import permitted, rule
from fairway.goals.models import Goal, Task, Tracker
from fairway.people.models import Person
from fairway.people.relations import AUTHOR, grants, own


@rule(Task, "move")
def its_owner_and_the_workers_move_it(viewer: Person) -> Q:
    """An owner who may no longer see the goal does not move what stands under it."""
    hers = Q(owner=viewer.pk, goal__closed_at=None) & _of_goals(viewer, "view")
    return hers | _of_goals(viewer, "update")


def _of_goals(viewer: Person, verb: str) -> Q:
    goals = Goal.objects.filter(permitted(Goal, viewer, verb), pk=OuterRef("goal"))
    return Q(Exists(goals.order_by()))


@rule(Tracker, "view")
def a_tracker_is_its_keepers(viewer: Person) -> Q:
    return grants(own(viewer, "kept_by", AUTHOR))


@rule(Tracker, "edit")
def its_keeper_looks_after_it(viewer: Person) -> Q:
    return grants(own(viewer, "kept_by", AUTHOR))
