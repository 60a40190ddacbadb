"""Two people meet at the same hour by the clock of one of them, whatever clocks do."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fairway.conversations.actions.meetings import change_series, end_series, start_series
from fairway.conversations.actions.meetings_agenda import add_point
from fairway.conversations.actions.meetings_planning import (
    AHEAD,
    follow_clock,
    go_by_leave,
    plan_ahead,
)
from fairway.conversations.actions.meetings_refused import (
    AlreadyMeeting,
    HasLeft,
    LiesBehind,
    OutsideTheirDay,
    WithOneself,
)
from fairway.conversations.meetings_rhythm import begins, jumps, occurrences
from fairway.conversations.models import AgendaPoint, OneOnOne, OneOnOneSeries
from fairway.foundation.models import Event
from fairway.foundation.times import wall, zone_names
from fairway.foundation.versions import Stale
from fairway.people.models import Absence, Person

YEARS = st.dates(date(2024, 1, 1), date(2030, 6, 1))
CLOCKS = st.times().map(lambda at: at.replace(second=0, microsecond=0))


def as_series(cadence, starts_on, at, zone):
    return SimpleNamespace(cadence=cadence, starts_on=starts_on, at=at, zone=zone)


@given(
    st.sampled_from(["weekly", "biweekly", "monthly"]),
    YEARS,
    CLOCKS,
    st.sampled_from(sorted(zone_names())),
)
def test_each_is_at_the_minute_that_was_agreed_or_at_the_first_after_a_jump(
    cadence, starts_on, at, zone
):
    series = as_series(cadence, starts_on, at, zone)
    found = occurrences(series, starts_on, starts_on + timedelta(days=200))
    assert found
    for one in found:
        held = wall(one.starts_at, zone)
        exactly, jump = begins(one.day, at, zone)
        assert held.time() == at or (exactly == one.starts_at and jump is not None)


@given(st.sampled_from(["weekly", "biweekly"]), YEARS, CLOCKS)
def test_weeks_are_never_left_out_nor_doubled(cadence, starts_on, at):
    found = occurrences(
        as_series(cadence, starts_on, at, "Europe/Lisbon"), starts_on, starts_on + timedelta(90)
    )
    days = [one.day for one in found]
    step = timedelta(days=7 if cadence == "weekly" else 14)
    assert days == [starts_on + n * step for n in range(len(days))]


@given(YEARS)
def test_a_month_has_one_and_the_weekday_stays(starts_on):
    series = as_series("monthly", starts_on, time(10), "UTC")
    found = [one.day for one in occurrences(series, starts_on, starts_on + timedelta(days=365))]
    assert {day.weekday() for day in found} == {starts_on.weekday()}
    months = [(day.year, day.month) for day in found]
    assert len(set(months)) == len(months)
    assert all(later - day <= timedelta(days=35) for day, later in pairwise(found))


def test_an_hour_that_clocks_jump_over_is_named():
    series = as_series("weekly", date(2026, 3, 1), time(1, 30), "Europe/Lisbon")
    (jump,) = jumps(series, date(2026, 3, 1), date(2026, 4, 30))
    assert (jump.day, jump.asked, jump.held) == (date(2026, 3, 29), time(1, 30), time(2))


@pytest.mark.django_db
def test_one_on_ones_are_planned_some_weeks_ahead_and_each_once(series):
    days = list(series.meetings.order_by("planned_for").values_list("planned_for", flat=True))
    assert days == [date(2026, 3, 3) + timedelta(days=7 * n) for n in range(7)]
    OneOnOneSeries.objects.update(planned_until=None)
    assert plan_ahead() == 7, "asked for again, as after a worker was killed"
    assert series.meetings.count() == 7


@pytest.mark.django_db
def test_more_are_planned_as_time_goes_on(series, clock):
    clock.move_to(datetime(2026, 4, 1, 1, tzinfo=UTC))
    plan_ahead()
    last = series.meetings.order_by("-planned_for").first()
    assert last.planned_for > date(2026, 4, 1) + AHEAD - timedelta(days=8)


@pytest.mark.django_db
def test_nobody_meets_themselves(ana, rhythm):
    with pytest.raises(WithOneself):
        start_series(ana, actor=ana, rhythm=rhythm())


@pytest.mark.django_db
def test_two_people_have_one_rhythm_whoever_asks(series, ana, bo, rhythm):
    for actor, other in ((ana, bo), (bo, ana)):
        with pytest.raises(AlreadyMeeting):
            start_series(other, actor=actor, rhythm=rhythm(), anyway=True)


@pytest.mark.django_db
def test_after_one_has_ended_another_can_begin(series, ana, bo, rhythm):
    end_series(series, actor=bo)
    again = start_series(bo, actor=ana, rhythm=rhythm(cadence="monthly"), anyway=True)
    assert again.is_open
    assert not series.meetings.open().exists()


@pytest.mark.django_db
def test_nothing_begins_with_who_has_left_or_in_the_past(ana, bo, zoe, rhythm):
    with pytest.raises(HasLeft):
        start_series(zoe, actor=bo, rhythm=rhythm(follows=bo))
    with pytest.raises(LiesBehind):
        start_series(bo, actor=ana, rhythm=rhythm(starts_on=date(2026, 3, 1)), anyway=True)


@pytest.mark.django_db
def test_an_hour_outside_somebodys_day_is_asked_about_once(ana, bo, rhythm):
    with pytest.raises(OutsideTheirDay) as refused:
        start_series(bo, actor=ana, rhythm=rhythm(at=time(9)))
    assert bo.name in str(refused.value), "01:00 in Lisbon"
    assert ana.name not in str(refused.value)
    assert start_series(bo, actor=ana, rhythm=rhythm(at=time(9)), anyway=True).is_open


@pytest.mark.django_db
def test_what_is_to_come_moves_with_the_rhythm_and_keeps_its_agenda(series, meeting, ana, rhythm):
    add_point(meeting, actor=ana, words="The carrier")
    thursday = date(2026, 3, 5)
    change_series(series, actor=ana, rhythm=rhythm(starts_on=thursday), anyway=True, version=1)
    days = set(series.meetings.open().values_list("planned_for", flat=True))
    assert {day.weekday() for day in days} == {3}
    assert AgendaPoint.objects.get().meeting.planned_for == thursday


@pytest.mark.django_db
def test_another_video_link_moves_nothing_and_tells_of_no_move(series, ana, rhythm):
    days = list(series.meetings.values_list("public_id", "starts_at"))
    same = rhythm(starts_on=date(2026, 3, 17), video_url="https://meet.saltmarsh.example/ab")
    changed = change_series(series, actor=ana, rhythm=same, anyway=True)
    assert (changed.starts_on, changed.video_url) == (date(2026, 3, 3), same.video_url)
    assert list(series.meetings.values_list("public_id", "starts_at")) == days
    told = Event.objects.filter(kind="conversations.series_changed").get()
    assert told.data["moved"] is False


@pytest.mark.django_db
def test_an_earlier_form_of_the_rhythm_is_not_saved(series, ana, rhythm):
    change_series(series, actor=ana, rhythm=rhythm(minutes=45), anyway=True, version=1)
    with pytest.raises(Stale):
        change_series(series, actor=ana, rhythm=rhythm(minutes=60), anyway=True, version=1)


@pytest.mark.django_db
def test_who_moves_keeps_the_hour_on_their_own_clock(series, ana):
    Person.objects.filter(pk=ana.pk).update(time_zone="Asia/Tokyo")
    follow_clock(Person.objects.get(pk=ana.pk))
    first = series.meetings.to_come(datetime.now(UTC)).order_by("starts_at").first()
    assert wall(first.starts_at, "Asia/Tokyo").time() == time(16, 30)


@pytest.mark.django_db
def test_days_of_leave_have_none_and_the_agenda_goes_on(series, meeting, ana):
    add_point(meeting, actor=ana, words="The carrier")
    leave = Absence.objects.create(
        person=ana, from_on=date(2026, 3, 2), until_on=date(2026, 3, 6), state="agreed"
    )
    go_by_leave(ana)
    meeting.refresh_from_db()
    assert meeting.why == OneOnOne.Why.AWAY
    carried = AgendaPoint.objects.get(meeting__planned_for=date(2026, 3, 10))
    assert carried.carried == 1
    leave.delete()
    go_by_leave(ana)
    meeting.refresh_from_db()
    assert meeting.is_open, "she is here after all"


@pytest.mark.django_db
def test_the_database_keeps_no_two_rhythms_of_a_pair_in_either_direction(series, ana, bo):
    from django.db import IntegrityError, transaction

    turned = OneOnOneSeries(
        employee=bo, manager=ana, follows=bo, zone="UTC", starts_on=date(2026, 3, 3),
        at=time(9), created_at=datetime.now(UTC), created_by=None,
    )  # fmt: skip
    with pytest.raises(IntegrityError), transaction.atomic():
        turned.save()
