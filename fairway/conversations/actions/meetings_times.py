"""Another time: one of the two proposes it, the other one decides."""

from __future__ import annotations

from datetime import date, datetime, time

from django.db import transaction
from django.utils import timezone

from fairway.conversations.actions.meetings import people_of
from fairway.conversations.actions.meetings_agenda import claim_open
from fairway.conversations.actions.meetings_refused import (
    AlreadyProposed,
    LiesBehind,
    NoSuchTime,
    NotWritten,
    OutsideTheirDay,
)
from fairway.conversations.meetings_hours import outside, span_of
from fairway.conversations.meetings_rhythm import begins, until_of
from fairway.conversations.models import OneOnOne, TimeProposal
from fairway.foundation.access import claim
from fairway.foundation.events import record
from fairway.foundation.times import day_of
from fairway.people.availability import know
from fairway.people.models import Person

State = TimeProposal.State


def instant_of(day: date, at: time, zone: str) -> datetime:
    """A single time has to exist: a jump of the clock is said, not guessed around."""
    moment, jump = begins(day, at, zone)
    if jump is not None:
        raise NoSuchTime(jump, zone)
    return moment


@transaction.atomic
def propose_time(
    meeting: OneOnOne, *, actor: Person, starts_at: datetime, anyway: bool = False
) -> TimeProposal:
    """A second proposal of one's own takes the place of the first."""
    meeting = claim_open(meeting, actor=actor, verb="plan")
    if not meeting.is_live:
        raise NotWritten
    if starts_at <= timezone.now():
        raise LiesBehind
    series, now = meeting.series, timezone.now()
    pair = people_of(series)
    strained = outside(
        pair, know(pair, day_of(now, series.zone)), span_of(starts_at, series.minutes)
    )
    if strained and not anyway:
        raise OutsideTheirDay(strained)
    waiting = meeting.proposals.filter(state=State.ASKED).first()
    if waiting is not None and waiting.by_id != actor.pk:
        raise AlreadyProposed(waiting.by.name)
    if waiting is not None:
        _decide(waiting, State.WITHDRAWN)
    proposal = meeting.proposals.create(by=actor, starts_at=starts_at, at=now)
    record(
        "conversations.time_proposed",
        actor=actor,
        subject=meeting,
        about=meeting.employee,
        proposal=proposal.pk,
    )
    return proposal


@transaction.atomic
def decide_time(proposal: TimeProposal, *, actor: Person, agreed: bool) -> TimeProposal:
    """Agreed, the 1:1 lies there; declined, it stays where it is."""
    meeting = claim_open(proposal.meeting, actor=actor, verb="plan")
    proposal = claim(proposal, actor=actor, verb="decide")
    if agreed and proposal.starts_at <= timezone.now():
        raise LiesBehind
    _decide(proposal, State.AGREED if agreed else State.DECLINED)
    if agreed:
        _move(meeting, proposal.starts_at)
    record(
        "conversations.time_agreed" if agreed else "conversations.time_declined",
        actor=actor,
        subject=meeting,
        about=meeting.employee,
        proposal=proposal.pk,
    )
    return proposal


@transaction.atomic
def withdraw_time(proposal: TimeProposal, *, actor: Person) -> TimeProposal:
    proposal = claim(proposal, actor=actor, verb="withdraw")
    _decide(proposal, State.WITHDRAWN)
    record(
        "conversations.time_withdrawn",
        actor=actor,
        subject=proposal.meeting,
        about=proposal.meeting.employee,
        proposal=proposal.pk,
    )
    return proposal


def _decide(proposal: TimeProposal, state: str) -> None:
    proposal.state, proposal.decided_at = State(state).value, timezone.now()
    proposal.save(update_fields=["state", "decided_at"])


def _move(meeting: OneOnOne, starts_at: datetime) -> None:
    series = meeting.series
    meeting.starts_at, meeting.moved, meeting.changed_at = starts_at, True, timezone.now()
    meeting.until_at = until_of(meeting.way, starts_at, series.minutes, series.days, series.zone)
    meeting.version += 1
    meeting.save()
