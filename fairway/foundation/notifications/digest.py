"""One mail a day or a week, when somebody's work begins, and only when there is something to say."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.utils import timezone
from django_tasks import task

from fairway.foundation.jobs.context import Postpone
from fairway.foundation.mail.moments import digest_is_due, next_digest
from fairway.foundation.mail.sending import address_of, post
from fairway.foundation.models import Notification
from fairway.foundation.notifications.chat.sending import gather
from fairway.foundation.notifications.letters import DIGEST_LETTER
from fairway.foundation.notifications.preferring import Channel, rhythm_of

MOST_LINES = 100


@task()
def send_digest(person: int) -> int:
    """Owe them a digest of what they have not read and not been mailed; gives the lines."""
    reader = _person(person)
    waiting = Notification.objects.filter(person=reader, digested_at=None)
    now = timezone.now()
    rhythm = rhythm_of(reader)
    if reader.active and address_of(reader) and rhythm != Channel.OFF:
        # They moved to another zone, went on leave or chose another rhythm since it was planned.
        weekly = rhythm == Channel.WEEKLY
        if not digest_is_due(reader, now, weekly=weekly):
            raise Postpone(next_digest(reader, now, weekly=weekly))
        lines = list(waiting.filter(read_at=None).order_by("created_at")[:MOST_LINES])
        if lines:
            since = min(line.created_at for line in lines)
            post(
                DIGEST_LETTER,
                person=reader,
                notifications=[line.pk for line in lines],
                since=since.isoformat(),
            )
            gather(reader, len(lines))
    else:
        lines = []
    waiting.update(digested_at=now)
    return len(lines)


def _person(pk: int) -> Any:
    people = apps.get_model("people", "Person")._default_manager
    return people.select_related("assignment__location", "account").get(pk=pk)
