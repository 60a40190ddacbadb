"""Trackers outside: added, given rules, taken away."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from fairway.foundation.access import can, claim
from fairway.foundation.events import record
from fairway.foundation.ids import new_public_id
from fairway.foundation.refusal import Refusal
from fairway.foundation.text import clean_name, fold
from fairway.goals.actions.refusals import NotItsResult, WordsMissing
from fairway.goals.models import Goal, KeyResult, Tracker, TrackerRule
from fairway.people.models import Person

MOST, MOST_RULES = 10, 100


class TooManyTrackers(Refusal):
    code = "too_many_trackers"

    def __init__(self) -> None:
        super().__init__(_("Ten trackers are the most. Take one away first."))


class TooManyRules(Refusal):
    code = "too_many_rules"

    def __init__(self) -> None:
        super().__init__(_("A tracker has at most %(most)s rules."), most=MOST_RULES)


class NotYoursToFill(Refusal):
    code = "not_yours_to_fill"
    field = "serves"

    def __init__(self, goal: Goal) -> None:
        super().__init__(
            _("Only who works on “%(goal)s” puts tasks under it. Choose one of your goals."),
            goal=goal.title,
        )


@transaction.atomic
def add_tracker(name: str, *, actor: Any, kind: str) -> Tracker:
    if not isinstance(actor, Person):
        raise PermissionDenied
    if Tracker.objects.filter(kept_by=actor).count() >= MOST:
        raise TooManyTrackers
    tracker = Tracker(name=clean_name(name), kind=Tracker.Kind(kind), kept_by=actor)
    if not tracker.name:
        raise WordsMissing("name")
    tracker.save()
    record("goals.tracker_added", actor=actor, subject=tracker, about=actor)
    return tracker


@transaction.atomic
def remove_tracker(tracker: Tracker, *, actor: Any) -> None:
    """What came from it stays."""
    tracker = claim(tracker, actor=actor, verb="edit")
    record("goals.tracker_removed", actor=actor, subject=tracker, about=tracker.kept_by)
    tracker.delete()


@transaction.atomic
def renew_tracker_secret(tracker: Tracker, *, actor: Any) -> Tracker:
    """The former secret opens nothing from now on."""
    tracker = claim(tracker, actor=actor, verb="edit")
    tracker.nonce = new_public_id()
    tracker.save(update_fields=["nonce"])
    record("goals.tracker_secret_renewed", actor=actor, subject=tracker, about=tracker.kept_by)
    return tracker


@transaction.atomic
def add_tracker_rule(
    tracker: Tracker,
    words: str,
    *,
    actor: Any,
    goal: Goal,
    result: KeyResult | None = None,
) -> TrackerRule:
    """Items of this project or with this label go below the goal from now on."""
    tracker = claim(tracker, actor=actor, verb="edit")
    words = clean_name(words)
    folded = fold(words).strip()
    if not folded:
        raise WordsMissing("words")
    if not can(tracker.kept_by, "update", goal):
        raise NotYoursToFill(goal)
    if result is not None and result.goal_id != goal.pk:
        raise NotItsResult
    known = tracker.rules.filter(folded=folded, goal=goal).first()
    if known is None and tracker.rules.count() >= MOST_RULES:
        raise TooManyRules
    rule = known or TrackerRule(tracker=tracker, folded=folded, goal=goal)
    rule.words, rule.result = words, result
    rule.save()
    record("goals.tracker_rule_added", actor=actor, subject=tracker, about=tracker.kept_by)
    return rule


@transaction.atomic
def remove_tracker_rule(rule: TrackerRule, *, actor: Any) -> None:
    """What it brought stays where it is."""
    tracker = claim(rule.tracker, actor=actor, verb="edit")
    rule.delete()
    record("goals.tracker_rule_removed", actor=actor, subject=tracker, about=tracker.kept_by)
