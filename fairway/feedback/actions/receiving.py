"""Open what one was given, thank, reply, put it away."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from fairway.feedback.actions.giving import known_to
from fairway.feedback.actions.refusals import NobodyToAnswer
from fairway.feedback.actions.words import worded
from fairway.feedback.models import Feedback, FeedbackReply
from fairway.foundation.access import claim
from fairway.foundation.events import record
from fairway.people.models import Person


@transaction.atomic
def open_feedback(feedback: Feedback, *, actor: Person) -> Feedback:
    """From now on its words are before the reader, and its author can no longer take it back.

    A deed of its own, by a button: no page that is looked at, by a person or by a scanner, opens it.
    """
    feedback = claim(feedback, actor=actor, verb="open")
    field = "read_at" if actor.pk == feedback.recipient_id else "manager_read_at"
    if getattr(feedback, field) is not None:
        return feedback
    setattr(feedback, field, timezone.now())
    feedback.save(update_fields=[field])
    record("feedback.opened", actor=actor, subject=feedback, about=known_to(feedback))
    return feedback


@transaction.atomic
def thank_for(feedback: Feedback, *, actor: Person) -> Feedback:
    """Once, however often it is pressed. Who thanks has read it."""
    feedback = claim(feedback, actor=actor, verb="thank")
    _somebody_hears(feedback)
    feedback = open_feedback(feedback, actor=actor)
    if feedback.thanked_at is not None:
        return feedback
    feedback.thanked_at = timezone.now()
    feedback.save(update_fields=["thanked_at"])
    record("feedback.thanked", actor=actor, subject=feedback, about=feedback.recipient)
    return feedback


@transaction.atomic
def reply_to(feedback: Feedback, *, actor: Person, body: str) -> FeedbackReply:
    feedback = claim(feedback, actor=actor, verb="reply")
    if actor.pk != feedback.author_id:
        _somebody_hears(feedback)
        open_feedback(feedback, actor=actor)
    elif not _reader(feedback).active:
        raise NobodyToAnswer(_reader(feedback).name)
    body = worded(body, "body")
    last = feedback.replies.order_by("at", "pk").last()
    if last is not None and last.by_id == actor.pk and last.body == body:
        return last  # pressed twice
    reply = feedback.replies.create(by=actor, at=timezone.now(), body=body)
    record(
        "feedback.replied", actor=actor, subject=feedback, about=known_to(feedback), reply=reply.pk
    )
    return reply


@transaction.atomic
def put_away(feedback: Feedback, *, actor: Person, away: bool = True) -> Feedback:
    """Out of the recipient's own lists, or back; it stays where others may read it."""
    feedback = claim(feedback, actor=actor, verb="hide")
    if (feedback.hidden_at is not None) == away:
        return feedback
    feedback.hidden_at = timezone.now() if away else None
    feedback.save(update_fields=["hidden_at"])
    record("feedback.put_away", actor=actor, subject=feedback, about=feedback.recipient, away=away)
    return feedback


def _somebody_hears(feedback: Feedback) -> None:
    if not feedback.can_be_answered():
        raise NobodyToAnswer(feedback.by)


def _reader(feedback: Feedback) -> Person:
    """The other one of the two who talk."""
    if known_to(feedback) is None and feedback.manager is not None:
        return feedback.manager
    return feedback.recipient
