"""What 1:1s keep of a person: handed out to them, or gone for good."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.db.models import Q

from fairway.conversations.models import (
    ActionItem,
    AgendaPoint,
    CalendarFeed,
    HelpGiven,
    OneOnOne,
    OneOnOneSeries,
    PrivateNote,
    SharedNote,
)
from fairway.foundation.sealing import with_keys
from fairway.people.models import Person

GONE = "—"


def export(person: Person) -> Iterator[dict[str, Any]]:
    """As they may read it: what both wrote in their 1:1s, and their own private notes. Those of
    the other one are the other one's."""
    for series in OneOnOneSeries.objects.of(person).for_display():
        yield {
            "kind": "one_on_one_series",
            "with": series.other(person).name,
            "cadence": series.cadence,
            "from": series.starts_on,
            "ended": series.ended_on,
        }
    theirs = OneOnOne.objects.allowed(person)
    for meeting in theirs.exclude(outcome="").for_display().order_by("starts_at"):
        yield {
            "kind": "one_on_one",
            "with": meeting.other(person).name,
            "at": meeting.starts_at,
            "outcome": meeting.outcome,
        }
    for point in AgendaPoint.objects.allowed(person).exclude(words="").select_related("by"):
        yield {"kind": "agenda", "by": point.by.name, "at": point.at, "words": point.words}
    for note in SharedNote.objects.allowed(person).exclude(words="").select_related("by"):
        yield {"kind": "shared_note", "by": note.by.name, "at": note.at, "words": note.words}
    for action in ActionItem.objects.filter(owner=person):
        yield {
            "kind": "action",
            "title": action.title,
            "due": action.due_on,
            "done": action.done_at,
        }
    own = PrivateNote.objects.filter(author=person).select_related("about").order_by("at")
    for private in with_keys(own, "body"):
        words = private.read_body()
        yield {
            "kind": "private_note",
            "about": private.about.name,
            "at": private.at,
            "words": words,
        }


@transaction.atomic
def erase(person: Person) -> int:
    """Only for who has left. That two people met stays; the words of these 1:1s go, and every
    private note by or about them."""
    if Person.objects.filter(pk=person.pk, active=True).exists():
        return 0
    gone = PrivateNote.objects.filter(Q(author=person) | Q(about=person)).delete()[0]
    both = Q(meeting__employee=person) | Q(meeting__manager=person)
    gone += SharedNote.objects.filter(both).update(words="")
    gone += AgendaPoint.objects.filter(both).update(words=GONE)
    pair = Q(employee=person) | Q(manager=person)
    gone += ActionItem.objects.filter(pair).update(title=GONE)
    gone += OneOnOne.objects.filter(pair).exclude(outcome="").update(outcome=GONE)
    gone += CalendarFeed.objects.filter(person=person).delete()[0]
    gone += HelpGiven.objects.filter(person=person).delete()[0]
    return gone + OneOnOneSeries.objects.filter(pair).exclude(video_url="").update(video_url="")
