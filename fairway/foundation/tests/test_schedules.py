"""What recurs: once for each occurrence, at the wall time of whoever it is for."""

from __future__ import annotations

import threading
from datetime import UTC, date, datetime, time, timedelta

import pytest
import time_machine
from django.db import connections
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fairway.foundation.jobs import schedules, ticking
from fairway.foundation.jobs.nightly import tidy_jobs
from fairway.foundation.jobs.schedules import (
    drop_schedule,
    follow_person,
    next_due,
    reckon,
    set_house_schedules,
    set_schedule,
)
from fairway.foundation.jobs.setback import mend_after_setback
from fairway.foundation.jobs.ticking import tick
from fairway.foundation.jobs.worker import run_due
from fairway.foundation.models import Job, Schedule
from fairway.foundation.ports import Presence, presences
from fairway.foundation.tests import trial_tasks as tasks
from fairway.foundation.times import Recurrence, day_of, wall, zone_names
from fairway.foundation.times.working import Days

MONDAY = datetime(2026, 3, 2, 6, 0, tzinfo=UTC)
NINE = time(9, 0)


@pytest.fixture
def clock():
    with time_machine.travel(MONDAY, tick=False) as traveller:
        yield traveller


def daily(**given):
    given.setdefault("rule", "FREQ=DAILY")
    given.setdefault("at", NINE)
    return set_schedule("daily", tasks.have_effect, n=1, **given)


def due_of(schedule):
    schedule.refresh_from_db()
    return schedule.due_at


@pytest.mark.django_db
def test_a_schedule_becomes_a_job_when_it_is_due(clock):
    schedule = daily(zone="Europe/Lisbon")
    assert schedule.due_at == datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
    assert tick() == 0

    clock.move_to(schedule.due_at)
    assert tick() == 1
    assert tick() == 0
    run_due()

    assert tasks.effects() == [1]
    assert due_of(schedule) == datetime(2026, 3, 3, 9, 0, tzinfo=UTC)


@pytest.mark.django_db
def test_after_days_without_power_it_runs_once(clock):
    schedule = daily(zone="UTC")

    clock.move_to(MONDAY + timedelta(days=5))
    assert tick() == 1

    assert Job.objects.count() == 1
    assert due_of(schedule) == datetime(2026, 3, 7, 9, 0, tzinfo=UTC)


@pytest.mark.django_db
def test_a_clock_set_back_an_hour_runs_nothing_twice_and_stalls_nothing(clock):
    schedule = daily(zone="UTC")
    clock.move_to(schedule.due_at + timedelta(minutes=1))
    assert tick() == 1

    clock.move_to(schedule.due_at - timedelta(minutes=30))
    assert mend_after_setback() == 2  # the schedule, and the job that now waits for the future
    run_due()
    clock.move_to(schedule.due_at + timedelta(minutes=1))
    tick()
    run_due()

    assert tasks.effects() == [1]
    assert due_of(schedule) == datetime(2026, 3, 3, 9, 0, tzinfo=UTC)


@pytest.mark.django_db
def test_a_clock_that_was_a_year_ahead_stalls_nothing(clock):
    schedule = daily(zone="UTC")
    clock.move_to(MONDAY + timedelta(days=365))
    tick()
    tasks.have_effect.enqueue(n=2)
    tasks.fail_always.enqueue()
    run_due()

    clock.move_to(MONDAY + timedelta(hours=1))
    mend_after_setback()

    assert due_of(schedule) == datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
    failed = Job.objects.get(state="ready")
    assert failed.run_at < MONDAY + timedelta(hours=4)


@pytest.mark.django_db
def test_a_lease_from_the_future_does_not_last(clock):
    from fairway.foundation.jobs import leasing

    tasks.have_effect.enqueue(n=1)
    clock.move_to(MONDAY + timedelta(days=30))
    leasing.take("default", worker="killed")
    clock.move_to(MONDAY)
    mend_after_setback()

    clock.move_to(MONDAY + leasing.LEASE * 1.5)
    assert run_due() == 1


@pytest.mark.django_db
def test_what_was_asked_for_later_still_waits_after_a_setback(clock):
    tasks.have_effect.using(run_after=MONDAY + timedelta(hours=5)).enqueue(n=1)

    clock.move_to(MONDAY - timedelta(hours=1))
    assert mend_after_setback() == 0


@pytest.mark.django_db
def test_it_follows_a_person_to_another_zone(clock, ana):
    schedule = daily(person=ana)
    assert schedule.due_at == datetime(2026, 3, 3, 1, 0, tzinfo=UTC)  # nine in Manila

    type(ana).objects.filter(pk=ana.pk).update(time_zone="America/New_York")
    follow_person(ana)

    assert due_of(schedule) == datetime(2026, 3, 2, 14, 0, tzinfo=UTC)


@pytest.mark.django_db
def test_what_is_overdue_is_not_forgotten_by_reckoning(clock):
    schedule = daily(zone="UTC")
    clock.move_to(MONDAY + timedelta(hours=4))

    reckon()
    set_schedule("daily", tasks.have_effect, rule="FREQ=DAILY", at=NINE, zone="UTC", n=1)

    assert due_of(schedule) == datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
    assert tick() == 1


@pytest.fixture
def leave(monkeypatch):
    """leave(person, start, until): a room that knows of leave."""
    away: dict[int, list[Days]] = {}
    monkeypatch.setattr(presences, "_offers", {})
    presences.offer(
        Presence(
            "test",
            days_away=lambda people, since: {one: away[one] for one in people if one in away},
            pattern=lambda person: None,
        )
    )
    return lambda person, start, until: away.setdefault(person.pk, []).append(Days(start, until))


@pytest.mark.django_db
def test_nothing_falls_due_while_somebody_is_away(clock, ana, leave):
    leave(ana, date(2026, 3, 2), date(2026, 3, 10))

    schedule = daily(person=ana)

    assert day_of(schedule.due_at, "Asia/Manila") == date(2026, 3, 10)
    assert daily(person=ana, skips_away=False).due_at < schedule.due_at


@pytest.mark.django_db
def test_leave_taken_at_the_last_minute_counts(clock, ana, leave):
    schedule = daily(person=ana)
    leave(ana, date(2026, 3, 3), date(2026, 3, 5))
    clock.move_to(schedule.due_at)

    assert tick() == 0

    assert day_of(due_of(schedule), "Asia/Manila") == date(2026, 3, 5)


@pytest.mark.django_db
def test_nothing_recurs_for_who_has_left(clock, ana):
    schedule = daily(person=ana)
    type(ana).objects.filter(pk=ana.pk).update(active=False)
    clock.move_to(schedule.due_at)

    assert tick() == 0

    assert due_of(schedule) is None
    assert not schedule.active


@pytest.mark.django_db
def test_a_dropped_schedule_stops_and_can_begin_again(clock):
    schedule = daily(zone="UTC")
    drop_schedule("daily")
    clock.move_to(MONDAY + timedelta(days=2))
    assert tick() == 0

    assert daily(zone="UTC").due_at == datetime(2026, 3, 4, 9, 0, tzinfo=UTC)
    assert Schedule.objects.get() == schedule


@pytest.mark.django_db
def test_the_house_schedules_are_written_down_and_withdrawn(clock, monkeypatch):
    set_house_schedules()
    keys = set(Schedule.objects.filter(active=True).values_list("key", flat=True))
    assert f"house:{tidy_jobs.module_path}" in keys

    monkeypatch.setattr(schedules, "_house", {})
    set_house_schedules()
    assert not Schedule.objects.filter(active=True).exists()


@pytest.mark.django_db
def test_the_tidying_forgets_only_what_was_done_long_ago(clock):
    tasks.have_effect.enqueue(n=1)
    tasks.give_up.enqueue()
    run_due()
    clock.move_to(MONDAY + timedelta(days=15))
    tasks.have_effect.enqueue(n=2)
    run_due()

    assert tidy_jobs.call() == 1
    assert sorted(Job.objects.values_list("state", flat=True)) == ["dead", "done"]


@pytest.mark.django_db(transaction=True)
def test_several_tickers_start_each_occurrence_once(monkeypatch):
    monkeypatch.setattr(ticking, "AT_ONCE", 3)
    with time_machine.travel(MONDAY, tick=False):
        for n in range(10):
            set_schedule(f"daily {n}", tasks.have_effect, rule="FREQ=DAILY", at=NINE, n=n)
    with time_machine.travel(MONDAY + timedelta(hours=4), tick=False):

        def beat():
            try:
                tick()
            finally:
                connections.close_all()

        threads = [threading.Thread(target=beat) for _ticker in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        tick()
        run_due()

    assert tasks.effects() == list(range(10))


CHANGES = st.sampled_from(
    [
        datetime(year, month, day, tzinfo=UTC)
        for year in range(2024, 2031)
        for month, day in ((3, 8), (3, 29), (4, 5), (9, 27), (10, 4), (10, 29), (11, 2), (4, 25))
    ]
)
ZONES = st.sampled_from(sorted(zone_names()))
TIMES = st.times().map(lambda at: at.replace(second=0, microsecond=0))


@pytest.mark.django_db
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(zone=ZONES, at=TIMES, start=CHANGES)
def test_through_every_change_of_the_clock_a_daily_schedule_runs_once_a_day(zone, at, start):
    Schedule.objects.all().delete()
    Job.objects.all().delete()
    with time_machine.travel(start, tick=False) as clock:
        schedule = set_schedule("daily", tasks.have_effect, rule="FREQ=DAILY", at=at, zone=zone)
        ran = []
        for _half_hour in range(6 * 48):
            clock.shift(timedelta(minutes=30))
            due = due_of(schedule)
            if tick():
                ran.append(due)

    days = [day_of(due, zone) for due in ran]
    assert days == [days[0] + timedelta(days=n) for n in range(len(days))]
    assert len(days) in {5, 6, 7}
    assert all(wall(due, zone).time() >= at for due in ran), "never before its wall time"


@settings(max_examples=60, deadline=None)
@given(
    zone=ZONES,
    at=TIMES,
    rule=st.sampled_from(
        [
            "FREQ=DAILY",
            "FREQ=DAILY;INTERVAL=3",
            "FREQ=WEEKLY;BYDAY=TU,FR",
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SU",
            "FREQ=WEEKLY;INTERVAL=3",
            "FREQ=MONTHLY;BYDAY=-1FR",
            "FREQ=WEEKLY;BYDAY=WE;COUNT=500",
        ]
    ),
    starts=st.dates(date(2022, 1, 1), date(2024, 1, 1)),
    after=st.datetimes(
        datetime(2024, 1, 1),  # noqa: DTZ001 Hypothesis adds the zone
        datetime(2030, 12, 31),  # noqa: DTZ001
        timezones=st.just(UTC),
    ),
)
def test_looking_near_finds_what_walking_from_the_start_finds(zone, at, rule, starts, after):
    schedule = Schedule(rule=rule, wall_time=at, zone=zone, starts_on=starts)

    walked = Recurrence(rule, datetime.combine(starts, at), zone).next_after(after)

    assert next_due(schedule, after) == walked
