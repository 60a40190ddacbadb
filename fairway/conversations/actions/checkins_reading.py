"""What the reader of a check-in does with it: read, reply, pass a point up, take up a blocker."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from fairway.conversations.actions.checkins_refused import (
    AlreadyAnswered,
    NobodyAbove,
    SaySomething,
)
from fairway.conversations.actions.checkins_writing import take_to_agenda
from fairway.conversations.models import Blocker, CheckIn, CheckInReply, PassedPoint
from fairway.foundation.access import claim
from fairway.foundation.events import record
from fairway.foundation.text import clean_text
from fairway.foundation.versions import next_version
from fairway.people.models import Person


@transaction.atomic
def read_check_in(check_in: CheckIn, *, actor: Person) -> CheckIn:
    """From now on it stays as it is. Said twice, it was read the first time."""
    check_in = claim(check_in, actor=actor, verb="read")
    if check_in.is_read or check_in.sent_to_id != actor.pk:
        return check_in
    check_in.read_at = timezone.now()
    check_in.version += 1
    check_in.save(update_fields=["read_at", "version"])
    record("conversations.check_in_read", actor=actor, subject=check_in, about=check_in.person)
    return check_in


@transaction.atomic
def reply_to_check_in(check_in: CheckIn, *, actor: Person, body: str) -> CheckInReply:
    """Whoever answers it has read it."""
    said = clean_text(body)
    if not said.strip():
        raise SaySomething
    check_in = claim(check_in, actor=actor, verb="reply")
    if actor.pk == check_in.sent_to_id:
        check_in = read_check_in(check_in, actor=actor)
    reply = CheckInReply.objects.create(check_in=check_in, by=actor, at=timezone.now(), body=said)
    record(
        "conversations.check_in_replied",
        actor=actor,
        subject=check_in,
        about=check_in.person,
        reply=reply.pk,
    )
    return reply


@transaction.atomic
def pass_point_up(check_in: CheckIn, *, actor: Person, words: str) -> PassedPoint:
    """To the reader's own manager, in the reader's words; the writer is told what, and to whom."""
    said = clean_text(words)
    if not said.strip():
        raise SaySomething("words")
    check_in = claim(check_in, actor=actor, verb="pass_up")
    above = actor.assignment.manager if actor.assignment else None
    if above is None or not above.active:
        raise NobodyAbove
    read_check_in(check_in, actor=actor)
    now = timezone.now()
    point = PassedPoint.objects.create(check_in=check_in, by=actor, to=above, at=now, words=said)
    record(
        "conversations.point_passed_up",
        actor=actor,
        subject=point,
        about=check_in.person,
        to=above.pk,
    )
    return point


@transaction.atomic
def answer_point(
    point: PassedPoint, *, actor: Person, answer: str, version: int | None = None
) -> PassedPoint:
    """To both of them. Said once; what comes after is said to each other."""
    said = clean_text(answer)
    if not said.strip():
        raise SaySomething("answer")
    point = claim(point, actor=actor, verb="answer")
    if point.answered_at is not None:
        raise AlreadyAnswered
    next_version(point, version)
    point.answer, point.answered_at = said, timezone.now()
    point.save(update_fields=["answer", "answered_at", "version"])
    record(
        "conversations.point_answered",
        actor=actor,
        subject=point,
        about=point.check_in.person,
    )
    return point


@transaction.atomic
def put_on_agenda(blocker: Blocker, *, actor: Person) -> Blocker:
    """The next 1:1 of the two begins with it. Asked twice, it stands there once."""
    blocker = claim(blocker, actor=actor, verb="take_up")
    if not blocker.taken_up:
        take_to_agenda(blocker, actor=actor)
    return blocker


@transaction.atomic
def take_on(blocker: Blocker, *, actor: Person, words: str, due_on: date | None = None) -> Blocker:
    """The actor says what they will do about it, and by when: an action of theirs."""
    said = clean_text(words)
    if not said.strip():
        raise SaySomething("words")
    blocker = claim(blocker, actor=actor, verb="take_up")
    blocker.taken_up = Blocker.TakenUp.ACTION
    blocker.taken_up_at, blocker.taken_up_by = timezone.now(), actor
    blocker.action, blocker.action_due_on = said, due_on
    blocker.save(
        update_fields=["taken_up", "taken_up_at", "taken_up_by", "action", "action_due_on"]
    )
    record(
        "conversations.blocker_for_action",
        actor=actor,
        subject=blocker,
        about=blocker.person,
        owner=actor.pk,
        due=due_on.isoformat() if due_on else "",
    )
    return blocker


@transaction.atomic
def clear_blocker(blocker: Blocker, *, actor: Person) -> Blocker:
    """No longer in the way."""
    blocker = claim(blocker, actor=actor, verb="clear")
    blocker.cleared_at = timezone.now()
    blocker.save(update_fields=["cleared_at"])
    record("conversations.blocker_cleared", actor=actor, subject=blocker, about=blocker.person)
    return blocker
