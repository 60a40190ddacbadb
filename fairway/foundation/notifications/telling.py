"""From an event to somebody's list, and to their mail when they want it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import override

from fairway.foundation.events import on
from fairway.foundation.jobs.enqueuing import enqueue
from fairway.foundation.mail.moments import mail_may_go, next_digest
from fairway.foundation.mail.sending import post
from fairway.foundation.models import Event, Notification
from fairway.foundation.notifications.chat.sending import pass_on
from fairway.foundation.notifications.digest import send_digest
from fairway.foundation.notifications.letters import NOTICE
from fairway.foundation.notifications.preferring import Channel, channel_of, rhythm_of
from fairway.foundation.ports import EventKind, event_kinds
from fairway.foundation.times import day_of

OLD_NEWS = timedelta(days=3)
LONGEST_TITLE = 200


class UnknownKind(LookupError):
    """Only kinds of events that were declared can be told: people choose by kind."""


def listen() -> None:
    """Hear of every kind of event that says whom it concerns."""
    for kind in event_kinds:
        if kind.notify is not None:
            on(kind.key)(tell)


def tell(event: Event) -> None:
    kind = event_kinds[event.kind]
    # What waited for days (a long outage, a restored backup) would only puzzle people now.
    if kind.notify is None or event.at < timezone.now() - OLD_NEWS:
        return
    for notice in kind.notify(event):
        notify(
            notice.person,
            event.kind,
            title=notice.title,
            url=notice.url,
            urgent=notice.urgent,
            event=event,
            data_class=notice.data_class,
        )


@transaction.atomic
def notify(
    person: Any,
    kind: str,
    *,
    title: Any,
    url: str = "",
    urgent: bool = False,
    event: Event | None = None,
    data_class: str = "",
) -> Notification | None:
    """Tell one person one thing, once for each event. None when they are not to be told.

    `title` may be lazy: it is written in the language of the person.
    """
    if kind not in event_kinds:
        raise UnknownKind(kind)
    declared = event_kinds[kind]
    channel = channel_of(person, declared, urgent)
    if not person.active or channel == Channel.OFF:
        return None
    with override(person.language or settings.LANGUAGE_CODE):
        words = str(title)[:LONGEST_TITLE]
    values = {
        "data_class": data_class or declared.data_class,
        "title": words,
        "url": url,
        "urgent": urgent or declared.at_any_hour,
    }
    if event is None:
        told, new = Notification.objects.create(person=person, kind=kind, **values), True
    else:
        told, new = Notification.objects.get_or_create(
            person=person, kind=kind, event=event, defaults=values
        )
    if new:
        _by_mail(told, declared, channel)
    return told


def _by_mail(told: Notification, kind: EventKind, channel: str) -> None:
    person, now = told.person, timezone.now()
    if channel == Channel.NOW:
        moment = now if kind.at_any_hour else mail_may_go(person, now)
        post(
            NOTICE,
            person=person,
            at=moment,
            at_any_hour=kind.at_any_hour,
            notification=told.pk,
        )
        pass_on(told, at=moment, at_any_hour=kind.at_any_hour)
    elif channel == Channel.DIGEST and (rhythm := rhythm_of(person)) != Channel.OFF:
        due = next_digest(person, now, weekly=rhythm == Channel.WEEKLY)
        key = f"digest:{person.pk}:{day_of(due, person.zone):%Y-%m-%d}"
        enqueue(send_digest, key=key, run_at=due, person=person.pk)
        return
    # Nothing of it in a digest: it goes by itself, or not by mail at all.
    Notification.objects.filter(pk=told.pk).update(digested_at=now)
