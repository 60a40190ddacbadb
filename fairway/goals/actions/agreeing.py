"""Owner and manager write a goal together: one proposes, the other agrees."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from fairway.foundation.access import can, claim
from fairway.foundation.actors import is_the_system
from fairway.foundation.events import record
from fairway.foundation.policy import get
from fairway.goals.actions.refusals import WordsMissing
from fairway.goals.actions.rolling import recompute
from fairway.goals.models import Goal
from fairway.people.models import Person

AT_ONCE = "at_once"


@transaction.atomic
def propose_goal(goal: Goal, *, actor: Any) -> Goal:
    """Ask for agreement. Where nobody has to agree, or whoever asks keeps it, it holds at once."""
    goal = claim(goal, actor=actor, verb="propose")
    goal.proposed_by = actor if isinstance(actor, Person) else None
    goal.proposed_at = timezone.now()
    goal.save(update_fields=["proposed_by", "proposed_at"])
    record("goals.proposed", actor=actor, subject=goal, about=goal.owner)
    if get("goals.agreement") == AT_ONCE or is_the_system(actor) or can(actor, "agree", goal):
        return _agree(goal, actor)
    return goal


@transaction.atomic
def agree_goal(goal: Goal, *, actor: Any) -> Goal:
    return _agree(claim(goal, actor=actor, verb="agree"), actor)


@transaction.atomic
def send_back_goal(goal: Goal, *, actor: Any, why: str) -> Goal:
    """Not yet: it is a draft again. The reason becomes a comment that both can read."""
    goal = claim(goal, actor=actor, verb="agree")
    if not why.strip():
        raise WordsMissing("why")
    goal.proposed_by, goal.proposed_at = None, None
    goal.save(update_fields=["proposed_by", "proposed_at"])
    goal.comments.create(by=actor, at=timezone.now(), body=why)
    record("goals.sent_back", actor=actor, subject=goal, about=goal.owner)
    return goal


def _agree(goal: Goal, actor: Any) -> Goal:
    goal.agreed_by = actor if isinstance(actor, Person) else None
    goal.agreed_at = timezone.now()
    goal.version += 1
    goal.save(update_fields=["agreed_by", "agreed_at", "version"])
    if goal.parent is not None:
        recompute(goal.parent)
    record("goals.agreed", actor=actor, subject=goal, about=goal.owner)
    return goal
