"""Recommend pay for somebody, agree to it, approve it or send it back; hand it to payroll."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.utils import timezone

from fairway.foundation.access import claim, lock
from fairway.foundation.events import record
from fairway.foundation.numbers import Money
from fairway.foundation.sealing import with_keys
from fairway.foundation.versions import next_version
from fairway.people.models import Person, ReportingChain
from fairway.reviews.actions.outcomes_refused import DecidedAlready
from fairway.reviews.actions.pay_refused import (
    AmountUnfit,
    CurrencyUnknown,
    NoAmount,
    PayNowUnknown,
    SayWhyBack,
)
from fairway.reviews.actions.pay_rounds import hold_lines
from fairway.reviews.actions.words import cleaned, worded
from fairway.reviews.models import PayLine, PayRound, PaySaid, PayStep
from fairway.reviews.models.outcomes import LONGEST_WORDS
from fairway.reviews.pay_reckoning import by_percent
from fairway.reviews.rules.pay import UP

State, Kind = PayLine.State, PayStep.Kind
MOST = 10**12  # minor units in a year


@transaction.atomic
def propose_pay(
    line: PayLine,
    *,
    actor: Person,
    reason: str,
    amount: int | None = None,
    percent: int | None = None,
    version: int | None = None,
) -> PayLine:
    """An amount in minor units, or a raise in hundredths of a percent; and why."""
    line = lock(line)
    next_version(line, version)
    claim(line, actor=actor, verb="plan")
    why = worded(reason, "reason", LONGEST_WORDS)
    said = line.said()
    line.say(replace(said, proposed=_reckoned(line, said, amount, percent), reason=why))
    line.proposed_by, line.agreed_by = actor, None
    line.state = State.PROPOSED if _has_next_level(line, actor) else State.AGREED
    line.save()
    _note(line, Kind.PROPOSED, actor)
    record("reviews.pay_recommended", actor=actor, subject=line, about=actor)
    return line


@transaction.atomic
def decide_pay(
    line: PayLine,
    *,
    actor: Person,
    approve: bool,
    reason: str = "",
    version: int | None = None,
) -> PayLine:
    """The next level agrees, then a pay partner approves; either sends it back with a reason."""
    line = lock(line)
    next_version(line, version)
    if line.state not in {State.PROPOSED, State.AGREED}:
        raise DecidedAlready
    claim(line, actor=actor, verb="decide")
    why = cleaned(reason, "reason", LONGEST_WORDS)
    if not approve:
        _send_back(line, actor, why)
    elif line.state == State.PROPOSED:
        line.state, line.agreed_by = State.AGREED, actor
        _note(line, Kind.AGREED, actor, why)
        record("reviews.pay_agreed", actor=actor, subject=line, about=actor)
    else:
        line.state, line.approved_by = State.APPROVED, actor
        _note(line, Kind.APPROVED, actor, why)
        record("reviews.pay_approved", actor=actor, subject=line, about=actor)
    line.save()
    return line


def _send_back(line: PayLine, actor: Person, why: str) -> None:
    if not any(sign.isalnum() for sign in why):
        raise SayWhyBack
    line.state = State.DRAFT
    _note(line, Kind.SENT_BACK, actor, why)
    record("reviews.pay_sent_back", actor=actor, subject=line, about=line.proposed_by)


@transaction.atomic
def bring_pay_now(
    round_: PayRound, *, actor: Person, known: Sequence[tuple[PayLine, Money]]
) -> int:
    """What people are paid now, of a list that was read whole; of lines that nobody decides on."""
    round_ = claim(round_, actor=actor, verb="import_pay")
    hold_lines(round_)
    mine = PayLine.objects.allowed(actor, "plan").filter(round=round_)
    found = {
        one.pk: one
        for one in with_keys(mine.filter(pk__in=[row.pk for row, _ in known]), "content")
    }
    for row, money in known:
        line = found.get(row.pk)
        if line is not None:
            line.currency = money.currency
            line.say(replace(line.said(), current=money.minor))
            line.version += 1
    PayLine.objects.bulk_update(found.values(), ["currency", "content", "version"], batch_size=500)
    record("reviews.pay_brought_in", actor=actor, subject=round_, lines=len(found))
    return len(found)


@transaction.atomic
def note_export(round_: PayRound, *, actor: Person, lines: int) -> None:
    """That a list of pay left the house: who took it, when, of how many."""
    round_ = claim(round_, actor=actor, verb="export")
    record("reviews.pay_exported", actor=actor, subject=round_, lines=lines)


def _reckoned(line: PayLine, said: PaySaid, amount: int | None, percent: int | None) -> int:
    if (amount is None) == (percent is None):
        raise NoAmount
    if not line.currency:
        raise CurrencyUnknown
    if percent is not None:
        if said.current is None:
            raise PayNowUnknown
        amount = by_percent(said.current, percent)
    if amount is None or not 0 < amount <= MOST:
        raise AmountUnfit
    return amount


def _has_next_level(line: PayLine, proposer: Person) -> bool:
    """Somebody else than who proposes, two levels above the person."""
    above = ReportingChain.objects.filter(below=line.person_id, depth=UP, above__active=True)
    return above.exclude(above=proposer).exists()


def _note(line: PayLine, kind: str, actor: Any, why: str = "") -> None:
    step = PayStep(line=line, person=line.person, kind=kind, by=actor, at=timezone.now())
    step.seal_reason(why or None)
    step.save(force_insert=True)
