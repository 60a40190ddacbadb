"""A 1:1 is over: a live one says in writing what came of it, and the agenda goes on."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from fairway.conversations.actions.meetings_agenda import carry_over, claim_open, fitting
from fairway.conversations.actions.meetings_refused import NotYetHeld, OutcomeMissing
from fairway.conversations.meetings_rhythm import until_of
from fairway.conversations.models import Form, OneOnOne, Way
from fairway.conversations.models.meetings import LONGEST_OUTCOME
from fairway.foundation.events import record
from fairway.foundation.text import clean_text
from fairway.foundation.times import day_of, end_of
from fairway.foundation.versions import next_version
from fairway.people.models import Person


@transaction.atomic
def close_meeting(
    meeting: OneOnOne, *, actor: Person, outcome: str = "", version: int | None = None
) -> OneOnOne:
    """Who talked writes the outcome. What was written over days speaks for itself."""
    meeting = claim_open(meeting, actor=actor, verb="close")
    next_version(meeting, version)
    now = timezone.now()
    if not meeting.has_begun(now):
        raise NotYetHeld
    outcome = fitting("outcome", clean_text(outcome).strip(), LONGEST_OUTCOME)
    if meeting.is_live and not outcome:
        raise OutcomeMissing
    meeting.outcome = outcome
    meeting.closed_at, meeting.closed_by, meeting.changed_at = now, actor, now
    meeting.save()
    carry_over(meeting.series_id)
    record(
        "conversations.one_on_one_closed",
        actor=actor,
        subject=meeting,
        about=meeting.employee,
        way=meeting.way,
        form=meeting.form,
    )
    return meeting


@transaction.atomic
def call_off(meeting: OneOnOne, *, actor: Person, version: int | None = None) -> OneOnOne:
    """This one alone; its agenda goes on to the next."""
    meeting = claim_open(meeting, actor=actor, verb="plan")
    next_version(meeting, version)
    now = timezone.now()
    meeting.called_off_at, meeting.called_off_by = now, actor
    meeting.why, meeting.changed_at = OneOnOne.Why.ASKED, now
    meeting.save()
    meeting.proposals.filter(state="asked").update(state="withdrawn", decided_at=now)
    carry_over(meeting.series_id)
    record(
        "conversations.one_on_one_called_off",
        actor=actor,
        subject=meeting,
        about=meeting.employee,
        why=meeting.why,
    )
    return meeting


@transaction.atomic
def choose_form(
    meeting: OneOnOne, *, actor: Person, form: str, way: str, version: int | None = None
) -> OneOnOne:
    """This time by other questions, or in writing instead of live, and the other way round.

    What was written in another form's parts stays, and is shown as long as somebody wrote there.
    """
    meeting = claim_open(meeting, actor=actor, verb="plan")
    next_version(meeting, version)
    meeting.form = Form(form).value
    if way != meeting.way:
        meeting.way = Way(way).value
        _span(meeting)
    meeting.save()
    record(
        "conversations.one_on_one_chosen",
        actor=actor,
        subject=meeting,
        about=meeting.employee,
        form=meeting.form,
        way=meeting.way,
    )
    return meeting


def _span(meeting: OneOnOne) -> None:
    series = meeting.series
    now = timezone.now()
    over = until_of(meeting.way, meeting.starts_at, series.minutes, series.days, series.zone)
    if meeting.way == Way.WRITTEN and over <= now:
        # The hour went by without a talk: there is still time to write until the end of today.
        over = end_of(day_of(now, series.zone), series.zone)
    meeting.until_at, meeting.changed_at = over, now
