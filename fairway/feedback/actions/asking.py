"""Ask for feedback; answer, decline, take the question back.

Somebody outside is asked by a link that the asker hands on: it is good for one answer, it is worth
nothing without the installation's own key, and Fairway keeps no address of theirs.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from fairway.feedback.actions.giving import further_reader, keep, sent_before, was_shown
from fairway.feedback.actions.refusals import (
    AskedAlready,
    AskSomebodyElse,
    HasLeft,
    LinkSpent,
    NobodyOutside,
    NotOffered,
    PrivateIsForOneself,
    ReaderIsAsked,
    SayWhoIsAsked,
    SettledAlready,
)
from fairway.feedback.actions.words import cleaned
from fairway.feedback.models import Feedback, FeedbackRequest, Visibility
from fairway.foundation.access import can, claim, lock
from fairway.foundation.actors import Actor
from fairway.foundation.events import record
from fairway.foundation.policy import get
from fairway.foundation.text import clean_name
from fairway.people.models import Person

State = FeedbackRequest.State
OUTSIDE = "external"
_signer = Signer(salt="fairway.feedback.outside")


@transaction.atomic
def ask_for_feedback(
    about: Person,
    *,
    actor: Person,
    visibility: str,
    asked: Person | None = None,
    outside_name: str = "",
    question: str = "",
    due_on: date | None = None,
    sent_as: str = "",
) -> FeedbackRequest:
    """A colleague, or by name somebody outside; one of the two."""
    about, question = lock(about), cleaned(question, "question", 2000)
    known = FeedbackRequest.objects.filter(asked_by=actor, sent_as=sent_as) if sent_as else None
    if known is not None and (found := known.first()):
        if (found.asked, found.question) == (asked, question):
            return found
        sent_as = ""  # sent again with another question or to somebody else
    about = claim(about, actor=actor, verb="ask_feedback_about")
    _fits(about, actor, visibility, asked)
    request = FeedbackRequest(
        asked_by=actor,
        about=about,
        visibility=Visibility(visibility),
        question=question,
        due_on=due_on,
        sent_as=sent_as,
        asked_at=timezone.now(),
        **_whom(actor, about, asked, clean_name(outside_name)),
    )
    request.save(force_insert=True)
    record("feedback.asked", actor=actor, subject=request, about=asked)
    return request


def _fits(about: Person, actor: Person, visibility: str, asked: Person | None) -> None:
    """Somebody is to read the answer who has asked for it, and who does not write it."""
    if about != actor and visibility == Visibility.PRIVATE:
        raise PrivateIsForOneself(about.name)
    if about == actor and visibility == Visibility.MANAGER:
        raise NotOffered
    manager = further_reader(about, visibility, author=None)
    if visibility == Visibility.MANAGER and asked is not None and asked == manager:
        raise ReaderIsAsked(asked.name)


def _whom(actor: Person, about: Person, asked: Person | None, outside: str) -> dict[str, Any]:
    if (asked is None) == (not outside):
        raise SayWhoIsAsked
    if asked is None:
        if not get("feedback.outside"):
            raise NobodyOutside
        days = timedelta(days=get("feedback.outside_days"))
        return {"outside_name": outside[:120], "expires_at": timezone.now() + days}
    if asked in (actor, about):
        raise AskSomebodyElse
    if not asked.active:
        raise HasLeft(asked)
    # Whoever one could tell, one can ask. Not locked: two who ask each other would wait for ever.
    if not can(actor, "give_feedback", asked):
        raise PermissionDenied
    waiting = FeedbackRequest.objects.waiting().filter(asked_by=actor, about=about, asked=asked)
    if waiting.exists():
        raise AskedAlready(asked.name)
    return {"asked": asked}


@transaction.atomic
def answer_request(
    request: FeedbackRequest,
    *,
    actor: Person,
    sent_as: str = "",
    shown_manager: str | None = None,
    about: Iterable[Any] = (),
    **said: str,
) -> Feedback:
    """Who reads it was settled with the question; the one who is asked cannot change it either."""
    request = lock(request)
    known, sent_as = sent_before(actor, sent_as, request.about, said)
    if known is not None:
        return known
    request = _still_waiting(request, actor, "answer")
    recipient = lock(request.about)
    if not recipient.active:
        raise HasLeft(recipient)
    manager = further_reader(recipient, request.visibility, author=actor)
    was_shown(manager, shown_manager)
    feedback = Feedback(recipient=recipient, author=actor, request=request, sent_as=sent_as)
    given = keep(feedback, request.visibility, manager, said, actor=actor, about=about)
    _settle(request, State.ANSWERED, actor=actor)
    return given


@transaction.atomic
def decline_request(
    request: FeedbackRequest, *, actor: Person, because: str = ""
) -> FeedbackRequest:
    """A reason helps and is not owed."""
    request = _still_waiting(lock(request), actor, "decline")
    request.declined_because = cleaned(because, "because", 1000)
    return _settle(request, State.DECLINED, actor=actor)


@transaction.atomic
def withdraw_request(request: FeedbackRequest, *, actor: Person) -> FeedbackRequest:
    request = _still_waiting(lock(request), actor, "withdraw")
    return _settle(request, State.WITHDRAWN, actor=actor)


def _still_waiting(request: FeedbackRequest, actor: Person, verb: str) -> FeedbackRequest:
    """Those of it are told what became of it; nobody else learns that there was one."""
    if not request.is_waiting and actor.pk in (request.asked_id, request.asked_by_id):
        raise SettledAlready(request.get_state_display())
    return claim(request, actor=actor, verb=verb)


def _settle(request: FeedbackRequest, state: str, *, actor: Any) -> FeedbackRequest:
    request.state, request.settled_at = State(state), timezone.now()
    request.save(update_fields=["state", "settled_at", "declined_because"])
    record(f"feedback.request_{request.state}", actor=actor, subject=request)
    return request


def outside_url(request: FeedbackRequest) -> str:
    """Signed, so that a reader of the database alone cannot use it."""
    token = _signer.sign(f"{request.public_id}.{request.nonce}")
    return settings.BASE_URL + reverse("feedback:outside", args=[token])


def find_outside(token: str) -> FeedbackRequest:
    """The request whose link it is, while it may be answered; else LinkSpent."""
    try:
        public_id, _dot, nonce = _signer.unsign(token).partition(".")
    except BadSignature:
        raise LinkSpent from None
    rows = FeedbackRequest.objects.for_display().filter(
        public_id=public_id, nonce=nonce, asked=None, about__active=True, asked_by__active=True
    )
    request = rows.first()
    if request is None or not request.link_is_good():
        raise LinkSpent
    return request


@transaction.atomic
def answer_from_outside(
    request: FeedbackRequest, *, shown_manager: str | None = None, **said: str
) -> Feedback:
    """Once: of two that are sent at the same time, the second is told that it is used."""
    request = lock(request)
    if not request.link_is_good() or not get("feedback.outside"):
        raise LinkSpent
    recipient = lock(request.about)
    manager = further_reader(recipient, request.visibility, author=None)
    was_shown(manager, shown_manager)
    feedback = Feedback(recipient=recipient, author_name=request.outside_name, request=request)
    actor = Actor(OUTSIDE, request.public_id)
    given = keep(feedback, request.visibility, manager, said, actor=actor)
    _settle(request, State.ANSWERED, actor=actor)
    return given
