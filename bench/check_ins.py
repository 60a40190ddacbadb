"""The check-ins of everybody, all due at one instant: more than a company over many zones ever has."""

from __future__ import annotations

from datetime import time, timedelta


def open_everybodys() -> int:
    """Opened, with a letter owed to each, and taken back: the company stays as it was."""
    from django.db import transaction
    from django.utils import timezone

    from fairway.conversations.actions.checkins_opening import AT_ONCE, due, open_some
    from fairway.conversations.models import (
        Blocker,
        CheckIn,
        CheckInHour,
        CheckInRhythm,
        CheckInTurn,
        PassedPoint,
    )

    opened, now = 0, timezone.now()
    with transaction.atomic():
        # A Monday's first minute has passed in every week, wherever somebody is.
        CheckInRhythm.objects.update(every_weeks=1, weekday=0, at=time(0, 0))
        CheckInHour.objects.all().delete()
        lately = (now - timedelta(days=9)).date()
        Blocker.objects.all().delete()
        PassedPoint.objects.all().delete()
        CheckIn.objects.filter(week_on__gte=lately).delete()
        CheckInTurn.objects.update(opens_at=now, last_week_on=lately - timedelta(days=7))
        while turns := list(due()[:AT_ONCE]):
            opened += open_some(turns)
        transaction.set_rollback(True)
    return opened
