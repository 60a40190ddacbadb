"""A second look that nobody takes yet, or that was not decided by its day: told once, to whoever can
do something about it. That it waits is all that is said of it."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from fairway.foundation.access import lock
from fairway.foundation.actors import SYSTEM
from fairway.foundation.events import record
from fairway.foundation.organisation import organisation_zone
from fairway.foundation.times import day_of
from fairway.reviews.clock import after_working_days, there
from fairway.reviews.models import Dispute

AT_ONCE = 500
DAYS_TO_NAME = 3  # working days until HR is reminded that somebody waits for a name

State = Dispute.State


def remind_of_second_looks() -> int:
    """Called again, it tells nobody twice."""
    now = timezone.now()
    return sum(map(_tell_that_it_is_late, _late(now))) + sum(
        map(_tell_that_it_waits, _unnamed(now))
    )


def _late(now: datetime) -> list[Dispute]:
    """Where it ends first, a day may be over that has not begun elsewhere."""
    rows = Dispute.objects.filter(
        state=State.ASSIGNED, late_told_at=None, due_on__lte=now.date()
    ).select_related("reviewer__assignment__location")
    return [one for one in rows.order_by("due_on", "pk")[:AT_ONCE] if one.is_late]


def _unnamed(now: datetime) -> list[Dispute]:
    """By the organisation's days, as they are nobody's own yet."""
    rows = Dispute.objects.filter(
        state=State.OPENED,
        unnamed_told_at=None,
        opened_at__lt=now - timedelta(days=DAYS_TO_NAME - 1),
    )
    zone = organisation_zone()
    today = day_of(now, zone)
    return [
        one
        for one in rows.order_by("opened_at", "pk")[:AT_ONCE]
        if after_working_days(day_of(one.opened_at, zone), DAYS_TO_NAME, there()) <= today
    ]


@transaction.atomic
def _tell_that_it_is_late(found: Dispute) -> bool:
    dispute = lock(found)
    if dispute.late_told_at is not None or not dispute.is_late:
        return False  # decided, or given to somebody else meanwhile
    dispute.late_told_at = timezone.now()
    dispute.save(update_fields=["late_told_at"])
    record("reviews.dispute_late", actor=SYSTEM, subject=dispute, about=dispute.person)
    return True


@transaction.atomic
def _tell_that_it_waits(found: Dispute) -> bool:
    dispute = lock(found)
    if dispute.unnamed_told_at is not None or dispute.state != State.OPENED:
        return False
    dispute.unnamed_told_at = timezone.now()
    dispute.save(update_fields=["unnamed_told_at"])
    record("reviews.dispute_unnamed", actor=SYSTEM, subject=dispute, about=dispute.person)
    return True
