"""A person asks to have put right what the organisation keeps about them."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fairway.foundation.access import claim
from fairway.foundation.events import record
from fairway.foundation.refusal import Refusal
from fairway.foundation.text import clean_text
from fairway.people.models import Correction, Person

State = Correction.State
LENGTH = 1000


class UnfitCorrection(Refusal):
    code = "unfit_correction"


@transaction.atomic
def ask_correction(person: Person, *, actor: Any, words: str) -> Correction:
    person = claim(person, actor=actor, verb="ask_correction")
    words = clean_text(words).strip()
    if not words:
        raise UnfitCorrection(_("Say what should be put right."))
    if person.corrections.filter(state=State.ASKED).count() >= 5:
        raise UnfitCorrection(_("Five requests are waiting already."))
    correction = Correction.objects.create(person=person, words=words[:LENGTH])
    record("people.correction_asked", actor=actor, subject=correction, about=person)
    return correction


@transaction.atomic
def answer_correction(
    correction: Correction, *, actor: Any, done: bool, answer: str = ""
) -> Correction:
    correction = claim(correction, actor=actor, verb="decide")
    correction.state = State.DONE if done else State.DECLINED
    correction.answer = clean_text(answer).strip()[:LENGTH]
    if not done and not correction.answer:
        raise UnfitCorrection(_("Say why it stays as it is."))
    correction.decided_by = actor if isinstance(actor, Person) else None
    correction.decided_at = timezone.now()
    correction.save()
    record(
        "people.correction_answered",
        actor=actor,
        subject=correction,
        about=correction.person,
        done=done,
    )
    return correction


@transaction.atomic
def withdraw_correction(correction: Correction, *, actor: Any) -> Correction:
    correction = claim(correction, actor=actor, verb="withdraw")
    correction.state = State.WITHDRAWN
    correction.save(update_fields=["state"])
    record("people.correction_withdrawn", actor=actor, subject=correction, about=correction.person)
    return correction
