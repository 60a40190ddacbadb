"""One proposes another time, the other one decides; hours that suit nobody are asked about."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from hypothesis import given
from hypothesis import strategies as st

from fairway.conversations.actions.meetings_closing import choose_form
from fairway.conversations.actions.meetings_refused import (
    AlreadyProposed,
    LiesBehind,
    NoSuchTime,
    NotWritten,
    OutsideTheirDay,
)
from fairway.conversations.actions.meetings_times import (
    decide_time,
    instant_of,
    propose_time,
    withdraw_time,
)
from fairway.conversations.meetings_hours import outside, slots, span_of, works
from fairway.foundation.times import Interval, Pattern, Shift
from fairway.people.availability import Known
from fairway.people.models import Person

SUITS = datetime(2026, 3, 4, 9, tzinfo=UTC)  # 09:00 in Lisbon; Ana works evenings below
NIGHT = datetime(2026, 3, 4, 2, tzinfo=UTC)
OFFICE = ((Shift(time(9), time(17)),),) * 5 + ((),) * 2
LATE = ((Shift(time(14), time(22)),),) * 5 + ((),) * 2


@pytest.fixture
def hours(ana, bo):
    from fairway.people.models import WorkingPattern

    for person, (start, until) in ((ana, (14, 22)), (bo, (9, 17))):
        WorkingPattern.objects.create(
            person=person,
            weeks=[[[[start * 60, until * 60]]] * 5 + [[], []]],
            starts_on=date(2024, 1, 1),
            valid_from=date(2024, 1, 1),
        )


@pytest.mark.django_db
def test_the_other_one_decides_and_then_it_lies_there(hours, meeting, ana, bo):
    proposal = propose_time(meeting, actor=ana, starts_at=SUITS)
    with pytest.raises(PermissionDenied):
        decide_time(proposal, actor=ana, agreed=True)
    decide_time(proposal, actor=bo, agreed=True)
    meeting.refresh_from_db()
    assert (meeting.starts_at, meeting.until_at) == (SUITS, SUITS + timedelta(minutes=30))
    assert meeting.moved


@pytest.mark.django_db
def test_declined_it_stays_where_it_is(hours, meeting, ana, bo):
    before = meeting.starts_at
    decide_time(propose_time(meeting, actor=ana, starts_at=SUITS), actor=bo, agreed=False)
    meeting.refresh_from_db()
    assert meeting.starts_at == before


@pytest.mark.django_db
def test_a_second_proposal_takes_the_place_of_ones_first(hours, meeting, ana, bo):
    first = propose_time(meeting, actor=ana, starts_at=SUITS)
    second = propose_time(meeting, actor=ana, starts_at=SUITS + timedelta(hours=1))
    first.refresh_from_db()
    assert first.state == "withdrawn"
    with pytest.raises(AlreadyProposed):
        propose_time(meeting, actor=bo, starts_at=SUITS)
    withdraw_time(second, actor=ana)
    assert propose_time(meeting, actor=bo, starts_at=SUITS).by == bo


@pytest.mark.django_db
def test_a_night_is_asked_about_and_can_still_be_meant(hours, meeting, ana, bo):
    with pytest.raises(OutsideTheirDay) as refused:
        propose_time(meeting, actor=bo, starts_at=NIGHT)
    assert {one.name in str(refused.value) for one in (ana, bo)} == {True}
    assert propose_time(meeting, actor=bo, starts_at=NIGHT, anyway=True)


@pytest.mark.django_db
def test_neither_the_past_nor_one_in_writing_has_another_hour(meeting, ana, clock):
    with pytest.raises(LiesBehind):
        propose_time(meeting, actor=ana, starts_at=SUITS - timedelta(days=7), anyway=True)
    choose_form(meeting, actor=ana, form="standard", way="written")
    with pytest.raises(NotWritten):
        propose_time(meeting, actor=ana, starts_at=SUITS, anyway=True)


def test_a_local_time_that_does_not_exist_is_named():
    with pytest.raises(NoSuchTime) as refused:
        instant_of(date(2026, 3, 29), time(1, 30), "Europe/Lisbon")
    assert "01:30" in str(refused.value)
    assert "Lisbon" in str(refused.value)


def test_of_an_hour_that_comes_twice_the_first_is_meant():
    assert instant_of(date(2026, 10, 25), time(1, 30), "Europe/Lisbon") == datetime(
        2026, 10, 25, 0, 30, tzinfo=UTC
    )


def people(*patterns):
    found = [Person(pk=n, name=f"P{n}", time_zone=one.zone) for n, one in enumerate(patterns, 1)]
    known = dict(zip((1, 2), patterns, strict=True))
    return found, Known(known, {}, {})


ZONES = st.sampled_from(["Europe/Lisbon", "Asia/Manila", "America/New_York", "Australia/Lord_Howe"])
WEEKS = st.sampled_from([OFFICE, LATE])


@given(
    ZONES,
    ZONES,
    WEEKS,
    WEEKS,
    st.datetimes(datetime(2024, 1, 1), datetime(2030, 1, 1)),  # noqa: DTZ001 made aware below
    st.integers(15, 120),
)
def test_every_hour_that_is_offered_lies_within_both_days(one, other, first, second, now, minutes):
    now = now.replace(tzinfo=UTC)
    (viewer, partner), known = people(Pattern(one, (first,)), Pattern(other, (second,)))
    for start in slots(viewer, partner, known, now, minutes):
        assert start > now
        assert outside([viewer, partner], known, span_of(start, minutes)) == []


def test_what_is_taken_is_not_offered():
    (viewer, partner), known = people(
        Pattern("Europe/Lisbon", (OFFICE,)), Pattern("Europe/Lisbon", (OFFICE,))
    )
    now = datetime(2026, 3, 2, 8, tzinfo=UTC)
    taken = [Interval(now, now + timedelta(hours=3))]
    assert all(
        not span_of(start, 30) & taken[0]
        for start in slots(viewer, partner, known, now, 30, taken=taken)
    )


def test_a_shift_over_midnight_is_one_day():
    night = Pattern("UTC", (((Shift(time(22), time(6)),),) * 7,))
    assert works(night, [], span_of(datetime(2026, 3, 4, 23, 45, tzinfo=UTC), 30))
    assert not works(night, [], span_of(datetime(2026, 3, 4, 21, 45, tzinfo=UTC), 30))
