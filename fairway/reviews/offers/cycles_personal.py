"""What cycles keep of a person: handed out to them, or overwritten for good.

Whom they were asked about, and that they were asked, is theirs. Who was asked about them in
confidence is not handed out: whoever processes the request weighs that. With a person go the names
and addresses of those outside who were asked about them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.db.models import Q

from fairway.people.models import Person
from fairway.reviews.actions.outside_asking import forget_addresses
from fairway.reviews.models import Nomination, Nudge, OwnDay, Participant, Review

GONE = "—"


def export(person: Person) -> Iterator[dict[str, Any]]:
    for one in Participant.objects.filter(person=person).for_display():
        yield {
            "kind": "review cycle",
            "cycle": one.cycle.name,
            "from": one.cycle.period_from,
            "until": one.cycle.period_until,
            "author": one.author.name if one.author else "",
            "state": one.state,
            "reason": one.reason,
        }
    for day in OwnDay.objects.filter(person=person).select_related("cycle").order_by("pk"):
        yield {
            "kind": "own day in a review cycle",
            "cycle": day.cycle.name,
            "step": day.kind,
            "until": day.last_day,
        }
    for asked in Review.objects.filter(reviewer=person).for_display():
        yield {
            "kind": "asked for a review",
            "cycle": asked.cycle.name,
            "about": asked.participant.person.name,
            "as": asked.kind,
            "until": asked.last_day,
            "submitted_at": asked.submitted_at,
            "declined_because": asked.reason if asked.aside == Review.Aside.DECLINED else "",
        }
    for named in Nomination.objects.filter(proposed_by=person).for_display():
        yield {
            "kind": "named for a review",
            "about": named.participant.person.name,
            "who": named.of,
            "at": named.proposed_at,
            "state": named.state,
        }


@transaction.atomic
def erase(person: Person) -> int:
    """Only for who has left. That they took part stays, for the figures; words go."""
    if Person.objects.filter(pk=person.pk, active=True).exists():
        return 0
    about = Q(participant__person=person)
    gone = Participant.objects.filter(person=person).exclude(reason="").update(reason=GONE)
    theirs = about | Q(reviewer=person)
    gone += Review.objects.filter(theirs).exclude(reason="").update(reason=GONE)
    gone += (
        Nomination.objects.filter(theirs | Q(decided_by=person))
        .exclude(reason="")
        .update(reason=GONE)
    )
    gone += forget_addresses(Nomination.objects.filter(about))
    return gone + Nudge.objects.filter(by=person).update(words=GONE)
