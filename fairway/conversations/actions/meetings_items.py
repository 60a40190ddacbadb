"""Actions: what one of the two does until a day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils import timezone

from fairway.conversations.actions.meetings_agenda import fitting, said
from fairway.conversations.actions.meetings_refused import DayHasGone, OwnerIsAnother
from fairway.conversations.models import ActionItem, OneOnOne, OneOnOneSeries
from fairway.conversations.models.meetings_talk import LONGEST_TITLE
from fairway.foundation.access import claim
from fairway.foundation.events import record
from fairway.foundation.text import clean_name
from fairway.foundation.versions import next_version
from fairway.people.days import organisation_day
from fairway.people.models import Person


@transaction.atomic
def add_action(
    meeting: OneOnOne, *, actor: Person, title: str, owner: Person, due_on: date
) -> ActionItem:
    """At a 1:1, also one that is closed: what came of it is often written down a day later."""
    meeting = claim(meeting, actor=actor, verb="note")
    series = claim(meeting.series, actor=actor, verb="edit")
    pair = meeting.employee, meeting.manager
    return _add(*pair, actor, title, owner, due_on, series=series, meeting=meeting)


@transaction.atomic
def add_action_between(
    employee: Person, manager: Person, *, actor: Person, title: str, owner: Person, due_on: date
) -> ActionItem:
    """As from a check-in, whether or not the two have 1:1s: whoever is one of them, and may meet
    the other."""
    other = manager if actor.pk == employee.pk else employee
    claim(other, actor=actor, verb="meet")
    series = OneOnOneSeries.objects.open().filter(employee=employee, manager=manager).first()
    return _add(employee, manager, actor, title, owner, due_on, series=series)


@transaction.atomic
def edit_action(
    action: ActionItem,
    *,
    actor: Person,
    title: str,
    owner: Person,
    due_on: date,
    version: int | None = None,
) -> ActionItem:
    action = claim(action, actor=actor, verb="edit")
    next_version(action, version)
    if due_on != action.due_on:
        _still_to_come(due_on)
    action.title = _title(title)
    action.owner, action.due_on = _one_of(action.employee, action.manager, owner), due_on
    action.save()
    record("conversations.action_edited", actor=actor, subject=action, about=action.owner)
    return action


@transaction.atomic
def settle_action(action: ActionItem, *, actor: Person, state: str) -> ActionItem:
    """Done, dropped, or open after all."""
    action = claim(action, actor=actor, verb="settle")
    now = timezone.now()
    before = (action.done_at, action.dropped_at)
    action.done_at = (action.done_at or now) if state == "done" else None
    action.dropped_at = (action.dropped_at or now) if state == "dropped" else None
    if (action.done_at, action.dropped_at) == before:
        return action
    action.version += 1
    action.save(update_fields=["done_at", "dropped_at", "version"])
    kind = {"done": "done", "dropped": "dropped"}.get(state, "reopened")
    record(f"conversations.action_{kind}", actor=actor, subject=action, about=action.owner)
    return action


@transaction.atomic
def bring_along(
    actions: Iterable[ActionItem], *, actor: Person, series: OneOnOneSeries
) -> list[ActionItem]:
    """The employee shows open actions of theirs to their new manager. Nothing else of earlier 1:1s
    goes along: where it was agreed stays between those who were there."""
    series = claim(series, actor=actor, verb="edit")
    brought = []
    for action in actions:
        found = claim(action, actor=actor, verb="edit")
        if found.owner_id != actor.pk or series.employee_id != actor.pk:
            raise OwnerIsAnother
        found.series, found.meeting, found.manager = series, None, series.manager
        found.manager_reads = True
        found.version += 1
        found.save()
        record("conversations.action_brought", actor=actor, subject=found, about=actor)
        brought.append(found)
    return brought


def _add(
    employee: Person,
    manager: Person,
    actor: Person,
    title: str,
    owner: Person,
    due_on: date,
    *,
    series: OneOnOneSeries | None = None,
    meeting: OneOnOne | None = None,
) -> ActionItem:
    _still_to_come(due_on)
    action = ActionItem.objects.create(
        employee=employee,
        manager=manager,
        series=series,
        meeting=meeting,
        owner=_one_of(employee, manager, owner),
        title=_title(title),
        due_on=due_on,
        by=actor,
        at=timezone.now(),
    )
    record("conversations.action_added", actor=actor, subject=action, about=action.owner)
    return action


def _title(title: str) -> str:
    return fitting("title", clean_name(said("title", title, LONGEST_TITLE)), LONGEST_TITLE)


def _one_of(employee: Person, manager: Person, owner: Person) -> Person:
    if owner.pk not in (employee.pk, manager.pk):
        raise OwnerIsAnother
    return owner


def _still_to_come(due_on: date) -> None:
    if due_on < organisation_day():
        raise DayHasGone
