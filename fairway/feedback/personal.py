"""What this room keeps of a person: handed out to them, or overwritten for good.

What was written to their manager alone is not handed out by itself: it speaks of a third person's
confidence, and whoever processes the request weighs that.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from fairway.feedback.actions.words import PARTS
from fairway.feedback.models import (
    Celebration,
    Feedback,
    FeedbackReply,
    FeedbackRequest,
    Reaction,
    Recognised,
    Recognition,
    Visibility,
)
from fairway.people.models import Person

GONE = "—"


def export(person: Person) -> Iterator[dict[str, Any]]:
    theirs = Q(recipient=person) & ~Q(visibility=Visibility.MANAGER)
    rows = Feedback.objects.standing().filter(theirs | Q(author=person)).for_display()
    for one in rows.order_by("given_at", "pk"):
        yield {
            "kind": "feedback",
            "from": one.by,
            "to": one.recipient.name,
            "at": one.given_at,
            "read_by": one.visibility,
            **{name: getattr(one, name) for name in PARTS},
        }
    mine = Q(feedback__author=person) | (
        Q(feedback__recipient=person) & ~Q(feedback__visibility=Visibility.MANAGER)
    )
    for reply in FeedbackReply.objects.filter(mine | Q(by=person)).select_related("by"):
        yield {"kind": "feedback reply", "from": reply.by.name, "at": reply.at, "body": reply.body}
    asked = Q(asked_by=person) | Q(asked=person)
    for request in FeedbackRequest.objects.filter(asked).for_display():
        yield {
            "kind": "feedback request",
            "from": request.asked_by.name,
            "of": request.of,
            "about": request.about.name,
            "at": request.asked_at,
            "question": request.question,
            "state": request.state,
        }
    yield from _praise(person)


def _praise(person: Person) -> Iterator[dict[str, Any]]:
    named = Recognised.objects.filter(person=person).values("recognition")
    rows = Recognition.objects.filter(Q(author=person) | Q(pk__in=named), removed_at=None)
    for one in rows.for_display().order_by("given_at", "pk"):
        yield {
            "kind": "recognition",
            "from": one.author.name,
            "at": one.given_at,
            "words": one.words,
            "value": str(one.value) if one.value else "",
        }
    for day in Celebration.objects.filter(person=person).order_by("on_day", "pk"):
        yield {"kind": "celebration", "of": day.kind, "on": day.on_day, "years": day.years}


@transaction.atomic
def erase(person: Person) -> int:
    """Only for who has left. What was said to them goes, and what they said; praise that names
    others as well goes on without them."""
    if Person.objects.filter(pk=person.pk, active=True).exists():
        return 0
    theirs = Q(recipient=person) | Q(author=person)
    gone = FeedbackReply.objects.filter(Q(by=person) | _within(person)).update(body=GONE)
    gone += Feedback.objects.filter(theirs).update(**dict.fromkeys(PARTS, GONE))
    asked = Q(asked_by=person) | Q(asked=person) | Q(about=person)
    gone += FeedbackRequest.objects.filter(asked).update(question="", declined_because="")
    gone += Recognition.objects.filter(author=person).update(words="", removed_at=timezone.now())
    gone += _unname(person)
    gone += Reaction.objects.filter(by=person).delete()[0]
    return gone + Celebration.objects.filter(person=person).delete()[0]


def _within(person: Person) -> Q:
    return Q(feedback__recipient=person) | Q(feedback__author=person)


def _unname(person: Person) -> int:
    """The words may speak of them too: where nobody else is named, they go."""
    gone = 0
    for named in Recognised.objects.filter(person=person).select_related("recognition"):
        praise = named.recognition
        named.delete()
        praise.shown = praise.recognised.filter(hidden_at=None).count()
        if not praise.recognised.exists():
            praise.words, praise.removed_at = "", praise.removed_at or timezone.now()
        praise.save(update_fields=["shown", "words", "removed_at"])
        gone += 1
    return gone
