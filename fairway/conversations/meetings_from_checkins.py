"""What is in somebody's way at a check-in comes onto the next agenda, or becomes an action."""

from __future__ import annotations

from datetime import date, timedelta

from django.core.exceptions import PermissionDenied

from fairway.conversations.actions.meetings_agenda import put_on_next
from fairway.conversations.actions.meetings_items import add_action_between
from fairway.conversations.models import AgendaPoint, Blocker
from fairway.conversations.models.meetings_talk import LONGEST_POINT, LONGEST_TITLE
from fairway.foundation.events import on
from fairway.foundation.models import Event
from fairway.people.days import organisation_day
from fairway.people.models import Person

A_WEEK = timedelta(days=7)


@on("conversations.blocker_for_agenda")
def put_blocker_on_next(event: Event) -> None:
    """Where the two have 1:1s; else it stays in the check-in, where the manager reads it."""
    blocker = _blocker(event)
    manager = Person.objects.filter(pk=event.data["manager"]).first()
    if blocker is None or manager is None or event.actor is None:
        return
    words = blocker.words[:LONGEST_POINT]
    try:
        put_on_next(
            blocker.person,
            manager,
            actor=event.actor,
            words=words,
            kind=AgendaPoint.Kind.BLOCKER,
        )
    except PermissionDenied:  # the line between the two has ended meanwhile
        return


@on("conversations.blocker_for_action")
def keep_what_is_done_about_it(event: Event) -> None:
    """An action of whoever said so, to be done within a week where no day was said."""
    blocker = _blocker(event)
    if blocker is None or event.actor is None or event.actor == blocker.person:
        return
    today = organisation_day()
    due = date.fromisoformat(event.data["due"]) if event.data["due"] else today + A_WEEK
    try:
        add_action_between(
            blocker.person,
            event.actor,
            actor=event.actor,
            title=blocker.action[:LONGEST_TITLE],
            owner=event.actor,
            due_on=max(due, today),
        )
    except PermissionDenied:
        return


def _blocker(event: Event) -> Blocker | None:
    return Blocker.objects.select_related("person").filter(pk=event.subject_id).first()
