"""Whom the room's events concern, and in which words: titles alone, as mail may carry them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from fairway.foundation.access import can
from fairway.foundation.ports import Notice
from fairway.goals.actions.reminding import is_due
from fairway.goals.models import Goal, GoalChange, GoalComment
from fairway.people.audience import who_can
from fairway.people.models import Person

MOST = 6  # who can agree are the manager and deputies, or the owner; never a crowd


def proposed(event: Any) -> Iterator[Notice]:
    """Whoever can agree is asked, unless it holds already."""
    goal = _goal(event)
    if goal is None or goal.is_agreed or goal.proposed_at is None:
        return
    words = _("{name} proposes a goal: {goal}")
    for person in _near(goal) - {event.actor}:
        if can(person, "agree", goal):
            yield _notice(person, words, goal, event)


def agreed(event: Any) -> Iterator[Notice]:
    yield from _to_those_of_it(event, _("{name} agreed to {goal}"))


def update_due(event: Any) -> Iterator[Notice]:
    """Whoever answers for it, unless they told of it meanwhile. A private goal is not named."""
    goal = _goal(event)
    if goal is None or goal.reports is None or not is_due(goal):
        return
    if can(goal.reports, "update", goal):
        words = format_lazy(_("How does it go? {goal}"), goal=f"“{goal.title}”")
        url = reverse("goals:update", args=[goal.public_id])
        guarded = "" if goal.visibility == Goal.Visibility.COMPANY else "C3"
        yield Notice(goal.reports, words, url, data_class=guarded)


def sent_back(event: Any) -> Iterator[Notice]:
    yield from _to_those_of_it(event, _("{name} sent {goal} back with a word"))


def closed(event: Any) -> Iterator[Notice]:
    """Where a proposal to stop it was agreed to, those it concerns are told of that already."""
    change = _change(event)
    known = {change.proposed_by, change.goal.owner} if change else set()
    for notice in _to_those_of_it(event, _("{name} closed {goal}")):
        if notice.person not in known:
            yield notice


def commented(event: Any) -> Iterator[Notice]:
    comment = _comment(event)
    named = set(comment.mentions.values_list("person", flat=True)) if comment else set()
    for notice in _to_those_of_it(event, _("{name} wrote about {goal}")):
        if notice.person.pk not in named:
            yield notice


def mentioned(event: Any) -> Iterator[Notice]:
    """Asked anew: who may no longer see the goal is told nothing of it."""
    goal, comment = _goal(event), _comment(event)
    if goal is None or comment is None:
        return
    for mention in comment.mentions.select_related("person"):
        if can(mention.person, "view", goal):
            yield _notice(mention.person, _("{name} mentions you at {goal}"), goal, event)


def change_proposed(event: Any) -> Iterator[Notice]:
    """Whoever can decide is asked, unless it holds already."""
    change = _change(event)
    if change is None or change.state != GoalChange.State.PROPOSED:
        return
    words = _("{name} proposes to change {goal}")
    if change.stops:
        words = _("{name} proposes to stop {goal}")
    owner = [change.goal.owner] if change.goal.owner else []
    found = who_can(change, "decide", also=owner).people - {event.actor}
    for person in sorted(found, key=lambda one: one.pk)[:MOST]:
        yield _notice(person, words, change.goal, event)


def change_approved(event: Any) -> Iterator[Notice]:
    change = _change(event)
    words = _("{name} agreed to the change of {goal}")
    if change is not None and change.stops:
        words = _("{name} agreed to stop {goal}")
    yield from _to_who_proposed(event, words)


def change_declined(event: Any) -> Iterator[Notice]:
    yield from _to_who_proposed(event, _("{name} declined the change of {goal}, with a word"))


def _to_who_proposed(event: Any, words: Any) -> Iterator[Notice]:
    """And its owner; never who decided."""
    change = _change(event)
    if change is None:
        return
    for person in {change.proposed_by, change.goal.owner} - {None, event.actor}:
        if can(person, "view", change.goal):
            yield _notice(person, words, change.goal, event)


def _to_those_of_it(event: Any, words: Any) -> Iterator[Notice]:
    """Its owner and whoever reports on it; who proposed it too. Never who did it."""
    goal = _goal(event)
    if goal is None:
        return
    for person in {goal.owner, goal.responsible, goal.proposed_by} - {None, event.actor}:
        if can(person, "view", goal):
            yield _notice(person, words, goal, event)


def _near(goal: Goal) -> set[Person]:
    """The owner; and whom the rule lets agree, by name."""
    found = who_can(goal, "agree").people
    return set(sorted(found, key=lambda one: one.pk)[:MOST])


def _notice(person: Any, words: Any, goal: Goal, event: Any) -> Notice:
    name = event.actor.name if event.actor else _("Fairway")
    title = format_lazy(words, name=name, goal=f"“{goal.title}”")
    return Notice(person, title, goal.get_absolute_url())


def _goal(event: Any) -> Goal | None:
    rows = Goal.objects.filter(pk=event.subject_id)
    return rows.select_related("owner", "responsible", "proposed_by").first()


def _change(event: Any) -> GoalChange | None:
    rows = GoalChange.objects.select_related("goal__owner", "proposed_by")
    return rows.filter(pk=event.data.get("change")).first()


def _comment(event: Any) -> GoalComment | None:
    return GoalComment.objects.filter(pk=event.data.get("comment"), removed_at=None).first()


TOLD = {
    "proposed": proposed,
    "agreed": agreed,
    "sent_back": sent_back,
    "update_due": update_due,
    "closed": closed,
    "change_proposed": change_proposed,
    "change_approved": change_approved,
    "change_declined": change_declined,
    "commented": commented,
    "mentioned": mentioned,
}
