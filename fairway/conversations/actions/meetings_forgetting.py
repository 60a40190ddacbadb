"""What is kept of 1:1s, and for how long."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from dateutil.relativedelta import relativedelta
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from fairway.conversations.models import (
    ActionItem,
    AgendaPoint,
    CalendarFeed,
    OneOnOne,
    PrivateNote,
    SharedNote,
)
from fairway.foundation import policy
from fairway.people.days import organisation_day

LEAVERS_NOTES = timedelta(days=30)
AT_ONCE = 1000


def forget_notes() -> int:
    """Private notes of who left a month ago, calendars of who left, and words older than policy
    keeps them; in short transactions. That two people met, and when, stays."""
    left = organisation_day() - LEAVERS_NOTES
    gone = _delete(PrivateNote.objects.filter(author__left_on__lte=left, author__active=False))
    gone += _delete(CalendarFeed.objects.filter(person__active=False))
    years = policy.get("retention.feedback_years")
    old = timezone.now() - relativedelta(years=years)
    gone += _delete(PrivateNote.objects.filter(meeting__starts_at__lt=old, at__lt=old))
    gone += _delete(SharedNote.objects.filter(meeting__starts_at__lt=old))
    gone += _delete(AgendaPoint.objects.filter(meeting__starts_at__lt=old))
    gone += _delete(ActionItem.objects.filter(due_on__lt=old.date(), at__lt=old))
    return gone + OneOnOne.objects.filter(starts_at__lt=old).exclude(outcome="").update(outcome="")


def _delete(rows: QuerySet[Any]) -> int:
    count = 0
    while some := list(rows.order_by().values_list("pk", flat=True)[:AT_ONCE]):
        with transaction.atomic():
            count += rows.model._default_manager.filter(pk__in=some).delete()[0]
    return count
