"""Whoever no longer manages somebody hears once what becomes of their notes."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Exists, F, OuterRef, QuerySet
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django_tasks import task

from fairway.conversations.models import CoachingNote
from fairway.conversations.models.notes import KEPT_AFTER
from fairway.foundation import notifications
from fairway.foundation.jobs.enqueuing import enqueue
from fairway.people.days import organisation_day
from fairway.people.models import PastEdge

KEPT = "conversations.notes_kept"
LATELY = timedelta(days=3)  # a night or two may be missed


def owe_news_of_handovers(now: datetime | None = None) -> int:
    """One job for each line that has ended lately, however often this runs.

    Asked each night rather than told by events: an import moves thousands at once, and few of
    them are written about.
    """
    found = list(_ended_lately(now).values_list("pk", flat=True))
    for edge in found:
        enqueue(tell_keeper, key=f"notes-kept:{edge}", edge=edge)
    return len(found)


@task()
def tell_keeper(edge: int) -> bool:
    """In one transaction with the mark that it is done."""
    line = PastEdge.objects.select_related("actor", "target__assignment").get(pk=edge)
    at = line.target.assignment
    back = at is not None and at.manager_id == line.actor_id
    if back or not _notes().filter(author=line.actor_id, person=line.target_id).exists():
        return False
    words = _("You keep your notes on {name} for {days} days")
    told = notifications.notify(
        line.actor,
        KEPT,
        title=format_lazy(words, name=line.target.name, days=KEPT_AFTER.days),
        url=reverse("conversations:my_notes"),
    )
    return told is not None


def _ended_lately(now: datetime | None) -> QuerySet[PastEdge]:
    today = organisation_day(now)
    written = _notes().filter(author=OuterRef("actor"), person=OuterRef("target"))
    lines = PastEdge.objects.filter(
        kind=PastEdge.Kind.MANAGER,
        valid_until__gt=today - LATELY,
        valid_until__lte=today,
        actor__active=True,
        target__active=True,
    )
    return lines.filter(Exists(written)).exclude(target__assignment__manager=F("actor"))


def _notes() -> QuerySet[CoachingNote]:
    return CoachingNote.objects.filter(withdrawn_at=None).order_by()
