"""Whom the room's events concern. Mail says only that something waits: never who, never what."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from fairway.feedback.models import (
    Feedback,
    FeedbackReply,
    FeedbackRequest,
    Recognition,
    Visibility,
)
from fairway.foundation.access import can
from fairway.foundation.ports import Notice

SETTLED = {
    FeedbackRequest.State.ANSWERED: _("A question for feedback was answered"),
    FeedbackRequest.State.DECLINED: _("A question for feedback was declined"),
}


def given(event: Any) -> Iterator[Notice]:
    """Those it is for; asked anew, for it may have been taken back or the manager changed."""
    one = _feedback(event)
    if one is None or one.withdrawn_at is not None:
        return
    if one.visibility != Visibility.MANAGER and one.recipient.active:
        yield Notice(one.recipient, _("Feedback waits for you"), one.get_absolute_url())
    manager = one.manager
    if manager is not None and manager != one.author and can(manager, "view", one):
        words = _("Feedback about one of your people waits for you")
        yield Notice(manager, words, one.get_absolute_url())


def edited(event: Any) -> Iterator[Notice]:
    """Those who have read the earlier words."""
    one = _feedback(event)
    if one is None or one.withdrawn_at is not None:
        return
    readers = [(one.recipient, one.read_at), (one.manager, one.manager_read_at)]
    for reader, at in readers:
        if (
            reader is not None
            and at is not None
            and reader != one.author
            and can(reader, "view", one)
        ):
            words = _("Feedback that you have read was edited")
            yield Notice(reader, words, one.get_absolute_url())


def thanked(event: Any) -> Iterator[Notice]:
    one = _feedback(event)
    if one is not None and one.author is not None and one.author.active:
        words = _("Somebody says thank you for your feedback")
        yield Notice(one.author, words, one.get_absolute_url())


def replied(event: Any) -> Iterator[Notice]:
    """The other one of the two."""
    reply = FeedbackReply.objects.filter(pk=event.data.get("reply", 0)).select_related(
        "feedback__recipient", "feedback__author", "feedback__manager", "by"
    )
    said = reply.first()
    if said is None:
        return
    one = said.feedback
    other = one.author
    if said.by == one.author:
        other = one.manager if one.visibility == Visibility.MANAGER else one.recipient
    if other is not None and other.active and can(other, "view", one):
        yield Notice(other, _("A reply to feedback waits for you"), one.get_absolute_url())


def asked(event: Any) -> Iterator[Notice]:
    request = _request(event)
    if request is None or not request.is_waiting or request.asked is None:
        return
    if request.asked.active:
        words = format_lazy(_("{name} asks you for feedback"), name=request.asked_by.name)
        url = reverse("feedback:answer", args=[request.public_id])
        yield Notice(request.asked, words, url)


def settled(event: Any) -> Iterator[Notice]:
    """To the asker: of an answer that they may not read that it was given, and of one that they
    read nothing here, for they hear of it as its reader."""
    request = _request(event)
    if request is None or not request.asked_by.active:
        return
    words = SETTLED.get(FeedbackRequest.State(request.state))
    answer = Feedback.objects.filter(request=request).first()
    if words is not None and (answer is None or not can(request.asked_by, "open", answer)):
        yield Notice(request.asked_by, words, request.get_absolute_url())


def recognised(event: Any) -> Iterator[Notice]:
    praise = Recognition.objects.filter(pk=event.subject_id, removed_at=None).first()
    if praise is None:
        return
    guarded = "" if praise.is_open else "C3"
    words = format_lazy(_("{name} recognises you"), name=praise.author.name)
    for one in praise.recognised.filter(hidden_at=None).select_related("person"):
        if one.person.active:
            yield Notice(one.person, words, praise.get_absolute_url(), data_class=guarded)


def _feedback(event: Any) -> Feedback | None:
    return Feedback.objects.for_display().filter(pk=event.subject_id).first()


def _request(event: Any) -> FeedbackRequest | None:
    return FeedbackRequest.objects.for_display().filter(pk=event.subject_id).first()
