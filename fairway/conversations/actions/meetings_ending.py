"""1:1s that nobody closed: what was written over days is kept, and no agenda waits for ever."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from fairway.conversations.actions.meetings_agenda import carry_over
from fairway.conversations.actions.meetings_planning import call_off_for
from fairway.conversations.models import OneOnOne, Way
from fairway.foundation.access import lock
from fairway.foundation.actors import SYSTEM
from fairway.foundation.events import record

ASKED_FOR = timedelta(days=14)  # so long both are asked what came of a live one
AT_ONCE = 500


def let_go() -> int:
    """Each in a transaction of its own. Gives how many."""
    now, last, over = timezone.now(), 0, 0
    written = Q(way=Way.WRITTEN, until_at__lte=now)
    live = Q(way=Way.LIVE, until_at__lte=now - ASKED_FOR)
    rows = OneOnOne.objects.open().filter(written | live).order_by("pk")
    while some := list(rows.filter(pk__gt=last)[:AT_ONCE]):
        for meeting in some:
            over += _let_go(meeting, now)
        last = some[-1].pk
    return over


@transaction.atomic
def _let_go(meeting: OneOnOne, now: datetime) -> bool:
    """In writing it was held where anybody wrote. Of a live one nobody knows, so it does not count."""
    meeting = lock(meeting)
    if not meeting.is_open or not meeting.is_over(now):
        return False
    if meeting.way == Way.WRITTEN and meeting.notes.exclude(words="").exists():
        meeting.closed_at = meeting.changed_at = now
        meeting.version += 1
        meeting.save(update_fields=["closed_at", "changed_at", "version"])
        record(
            "conversations.one_on_one_closed",
            actor=SYSTEM,
            subject=meeting,
            about=meeting.employee,
            way=meeting.way,
            form=meeting.form,
        )
    else:
        call_off_for(meeting, OneOnOne.Why.SILENT, now)
    carry_over(meeting.series_id)
    return True
