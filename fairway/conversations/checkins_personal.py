"""What check-ins keep of a person: handed out to them, or gone for good once they have left."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.db.models import Q

from fairway.conversations.models import (
    Blocker,
    CheckIn,
    CheckInAnswer,
    CheckInHour,
    CheckInPriority,
    CheckInReply,
    CheckInTurn,
    PassedPoint,
    Wellbeing,
)
from fairway.people.models import Person

GONE = "—"


def export(person: Person) -> Iterator[dict[str, Any]]:
    mine = CheckIn.objects.filter(person=person).select_related("sent_to")
    for one in mine.order_by("week_on"):
        yield {
            "kind": "check_in",
            "week": one.week_on,
            "sent_at": one.sent_at,
            "sent_to": one.sent_to.name if one.sent_to else "",
            "read_at": one.read_at,
        }
    for answer in CheckInAnswer.objects.filter(check_in__in=mine).select_related(
        "check_in", "question"
    ):
        yield {
            "kind": "check_in_answer",
            "week": answer.check_in.week_on,
            "question": str(answer.question.wording),
            "words": answer.words,
            "number": answer.number,
            "chosen": [str(one) for one in answer.choices],
        }
    for wellbeing in Wellbeing.objects.filter(check_in__in=mine).select_related("check_in"):
        yield {
            "kind": "wellbeing",
            "week": wellbeing.check_in.week_on,
            "value": wellbeing.value,
            "promised": str(wellbeing.get_promise_display()),
        }
    for priority in CheckInPriority.objects.filter(check_in__in=mine).select_related("check_in"):
        yield {
            "kind": "priority",
            "week": priority.check_in.week_on,
            "words": priority.words,
            "done": priority.done,
        }
    for blocker in Blocker.objects.filter(person=person):
        yield {"kind": "blocker", "words": blocker.words, "cleared_at": blocker.cleared_at}
    told = Q(by=person) | Q(check_in__person=person)
    for reply in CheckInReply.objects.filter(told).select_related("by"):
        yield {"kind": "check_in_reply", "by": reply.by.name, "at": reply.at, "body": reply.body}
    for point in PassedPoint.objects.filter(told).select_related("by", "to"):
        yield {
            "kind": "point_passed_up",
            "by": point.by.name,
            "to": point.to.name,
            "words": point.words,
            "answer": point.answer,
        }


@transaction.atomic
def erase(person: Person) -> int:
    """That a check-in was written stays in the figures of its team; what was said in it goes."""
    if Person.objects.filter(pk=person.pk, active=True).exists():
        return 0
    mine = CheckIn.objects.filter(person=person)
    told = Q(by=person) | Q(check_in__person=person)
    gone = CheckInAnswer.objects.filter(check_in__in=mine).delete()[0]
    gone += Wellbeing.objects.filter(check_in__in=mine).delete()[0]
    gone += CheckInPriority.objects.filter(check_in__in=mine).delete()[0]
    gone += CheckInReply.objects.filter(told).delete()[0]
    gone += PassedPoint.objects.filter(told).delete()[0]
    gone += PassedPoint.objects.filter(to=person).update(answer="")
    gone += Blocker.objects.filter(person=person).update(words=GONE, action="")
    gone += Blocker.objects.filter(taken_up_by=person).update(action="")
    gone += CheckInHour.objects.filter(person=person).delete()[0]
    return gone + CheckInTurn.objects.filter(person=person).delete()[0]
