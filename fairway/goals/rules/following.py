"""What belongs to a goal goes with it."""

from __future__ import annotations

from collections.abc import Callable

from django.db.models import Exists, F, Model, OuterRef, Q

from fairway.foundation.access import permitted, rule
from fairway.goals.models import Goal, GoalChange, GoalComment, KeyResult, ProgressUpdate, Task
from fairway.goals.rules.goals import AGREE, keepers, nobody_above, only
from fairway.people.models import Person
from fairway.people.relations import LEADER, Clause, deputy, direct, grants, hr, own


def _goal_with(viewer: Person, verb: str, to: str = "goal") -> Q:
    goals = Goal.objects.filter(permitted(Goal, viewer, verb))
    return Q(Exists(goals.filter(pk=OuterRef(to)).order_by()))


def _as_the_goal(verb: str) -> Callable[[Person], Q]:
    return lambda viewer: _goal_with(viewer, verb)


def _follows(model: type[Model], **verbs: str) -> None:
    for verb, of_goal in verbs.items():
        rule(model, verb)(_as_the_goal(of_goal))


_follows(KeyResult, view="view", edit="edit", update="update", change="change")
_follows(ProgressUpdate, view="view")
_follows(GoalComment, view="view")
_follows(GoalChange, view="view")
_follows(Task, view="view", edit="update")


@rule(ProgressUpdate, "correct")
def who_told_it_corrects_it(viewer: Person) -> Q:
    return Q(by=viewer, corrected_at=None) & _goal_with(viewer, "update")


@rule(GoalComment, "remove")
def who_wrote_it_takes_it_back(viewer: Person) -> Q:
    return Q(by=viewer, removed_at=None)


@rule(GoalChange, "withdraw")
def who_proposed_it_takes_it_back(viewer: Person) -> Q:
    return Q(proposed_by=viewer, state=GoalChange.State.PROPOSED)


@rule(GoalChange, "decide")
def a_change_is_decided_like_an_agreement(viewer: Person) -> Q:
    """Nobody decides on what they proposed, but for who keeps a unit's goals."""
    by_owner = Q(proposed_by=F("goal__owner"))
    above = [direct(viewer, "goal__owner"), deputy(viewer, AGREE, "goal__owner")]
    above += [only(clause, nobody_above("goal__owner")) for clause in hr(viewer, "goal__owner")]
    kept = Goal.objects.filter(grants(*keepers(viewer)), pk=OuterRef("goal"))
    return grants(
        only(own(viewer, "goal__owner"), ~by_owner),
        *(only(clause, by_owner) for clause in above),
        Clause(LEADER, Q(Exists(kept.order_by()))),
        given=Q(state=GoalChange.State.PROPOSED, goal__closed_at=None),
    )
