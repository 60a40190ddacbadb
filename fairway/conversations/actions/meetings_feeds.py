"""The secret address at which a calendar program reads somebody's 1:1s."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from fairway.conversations.models import CalendarFeed
from fairway.foundation.access import claim, lock
from fairway.foundation.events import record
from fairway.foundation.ids import new_public_id
from fairway.people.models import Person


@transaction.atomic
def make_feed(person: Person) -> CalendarFeed:
    """The one that is there already, where there is one."""
    person = lock(person)
    feed, new = CalendarFeed.objects.get_or_create(
        person=person, defaults={"made_at": timezone.now()}
    )
    if new:
        record("conversations.feed_made", actor=person, subject=feed, about=person)
    return feed


@transaction.atomic
def renew_feed(feed: CalendarFeed, *, actor: Person) -> CalendarFeed:
    """The former address opens nothing from now on."""
    feed = claim(feed, actor=actor, verb="renew")
    feed.nonce, feed.made_at = new_public_id(), timezone.now()
    feed.save(update_fields=["nonce", "made_at"])
    record("conversations.feed_renewed", actor=actor, subject=feed, about=actor)
    return feed


@transaction.atomic
def stop_feed(feed: CalendarFeed, *, actor: Person) -> None:
    feed = claim(feed, actor=actor, verb="renew")
    record("conversations.feed_stopped", actor=actor, subject=feed, about=actor)
    feed.delete()
