"""Whom the events of check-ins concern, and in which words. Never what was written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from fairway.conversations.models import Blocker, CheckIn, CheckInReply, PassedPoint
from fairway.foundation.ports import Notice


def sent(event: Any) -> Iterator[Notice]:
    """Its reader, once: what is sent again before it is read stands in the queue already."""
    check_in = (
        CheckIn.objects.select_related("person", "sent_to").filter(pk=event.subject_id).first()
    )
    if check_in is None or check_in.sent_to is None or event.data.get("again"):
        return
    words = format_lazy(_("{name} has written their check-in"), name=check_in.person.name)
    yield Notice(check_in.sent_to, words, reverse("conversations:check_ins_to_read"))


def replied(event: Any) -> Iterator[Notice]:
    rows = CheckInReply.objects.select_related("by", "check_in__person", "check_in__sent_to")
    reply = rows.filter(pk=event.data["reply"]).first()
    if reply is None:
        return
    words = format_lazy(_("{name} has replied to a check-in"), name=reply.by.name)
    for one in (reply.check_in.person, reply.check_in.sent_to):
        if one is not None and one.pk != reply.by_id:
            yield Notice(one, words, reply.check_in.get_absolute_url())


def passed_up(event: Any) -> Iterator[Notice]:
    """To whom it went, and to whoever's check-in it is from."""
    point = _point(event)
    if point is None:
        return
    url = reverse("conversations:point", args=[point.public_id])
    yield Notice(
        point.to, format_lazy(_("{name} passed a point up to you"), name=point.by.name), url
    )
    told = _("{name} passed a point of your check-in up to {above}")
    yield Notice(
        point.check_in.person, format_lazy(told, name=point.by.name, above=point.to.name), url
    )


def answered(event: Any) -> Iterator[Notice]:
    point = _point(event)
    if point is None:
        return
    words = format_lazy(_("{name} answered a point that was passed up"), name=point.to.name)
    for one in (point.by, point.check_in.person):
        yield Notice(one, words, reverse("conversations:point", args=[point.public_id]))


def taken_on(event: Any) -> Iterator[Notice]:
    """The other one of the two."""
    rows = Blocker.objects.select_related("person", "last_in__sent_to", "taken_up_by")
    blocker = rows.filter(pk=event.subject_id).first()
    if blocker is None or event.actor is None:
        return
    words = format_lazy(_("{name} does something about what is in the way"), name=event.actor.name)
    for one in (blocker.person, blocker.last_in.sent_to):
        if one is not None and one.pk != event.actor.pk:
            yield Notice(one, words, blocker.last_in.get_absolute_url())


def _point(event: Any) -> PassedPoint | None:
    rows = PassedPoint.objects.select_related("by", "to", "check_in__person")
    return rows.filter(pk=event.subject_id).first()


TOLD = {
    "check_in_sent": sent,
    "check_in_replied": replied,
    "point_passed_up": passed_up,
    "point_answered": answered,
    "blocker_for_action": taken_on,
}
