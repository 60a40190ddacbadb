"""Whatever is killed, runs twice, moves or goes on leave: one check-in for each person and week."""

import threading
from datetime import UTC, date, datetime, time, timedelta

import pytest
import time_machine
from django.db import IntegrityError, connections, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fairway.conversations.actions import checkins_opening
from fairway.conversations.actions.checkins_opening import follow, open_check_ins
from fairway.conversations.checkins_clock import week_of
from fairway.conversations.models import CheckIn, CheckInTurn
from fairway.foundation.jobs.worker import run_due
from fairway.foundation.models import Event, Job, MailOut
from fairway.foundation.times import day_of
from fairway.people.models import Absence, Person

MONDAY = datetime(2026, 10, 19, tzinfo=UTC)  # clocks go back in the week of the 25th
ZONES = st.sampled_from(
    ["Asia/Manila", "Europe/Lisbon", "America/Los_Angeles", "Pacific/Kiritimati", "Africa/Cairo"]
)
STEPS = st.lists(
    st.tuples(
        st.integers(1, 60),  # hours until something happens
        st.one_of(
            ZONES,
            st.tuples(
                st.integers(0, 6), st.integers(1, 9)
            ),  # away from in so many days, for so long
            st.just("down"),  # nothing runs for two days
            st.just("twice"),
        ),
    ),
    min_size=1,
    max_size=12,
)


@pytest.mark.django_db
@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=STEPS)
def test_one_for_each_week_that_has_one_whatever_happens(rhythm, ana, steps):
    CheckIn.objects.all().delete()
    CheckInTurn.objects.all().delete()
    Absence.objects.all().delete()
    Job.objects.all().delete()
    Person.objects.filter(pk=ana.pk).update(time_zone="Asia/Manila")
    with time_machine.travel(MONDAY, tick=False) as clock:
        follow([ana.pk])
        for hours, what in steps:
            for _hour in range(hours):
                clock.shift(timedelta(hours=1))
                run_due("default")
            live(ana, what, clock)
            follow([ana.pk])
        run_due("default")
    made = list(CheckIn.objects.filter(person=ana))
    assert len({one.week_on for one in made}) == len(made)
    assert Event.objects.filter(kind="conversations.check_in_opened").count() >= len(made)


def live(ana, what, clock):
    now = timezone.now()
    if what == "down":
        clock.shift(timedelta(days=2))
    elif what == "twice":
        run_due("default")
        run_due("default")
    elif isinstance(what, tuple):
        start = now.date() + timedelta(days=what[0])
        until = start + timedelta(days=what[1])
        Absence.objects.create(person=ana, from_on=start, until_on=until, state="agreed")
    else:
        Person.objects.filter(pk=ana.pk).update(time_zone=what)


@pytest.mark.django_db
def test_each_is_of_the_week_that_the_persons_calendar_showed(rhythm, ana, bo):
    with time_machine.travel(MONDAY, tick=False) as clock:
        follow([ana.pk, bo.pk])
        for _hour in range(24 * 21):
            clock.shift(timedelta(hours=1))
            run_due("default")
    for person in (ana, bo):
        found = CheckIn.objects.filter(person=person).order_by("week_on")
        assert [one.week_on for one in found] == [
            week_of(MONDAY.date()) + timedelta(weeks=number) for number in range(3)
        ]
        assert all(week_of(day_of(one.opened_at, person.zone)) == one.week_on for one in found)


@pytest.mark.django_db
def test_a_worker_that_dies_half_way_leaves_nothing_half_done(clock, rhythm, ana, bo, monkeypatch):
    clock("2026-11-16 00:00")
    follow([ana.pk, bo.pk])
    clock("2026-11-17 10:00")
    written = []

    def die_at_the_second(template, **said):
        written.append(template)
        if len(written) == 2:
            raise ConnectionError("the power is gone")
        return post(template, **said)

    post = checkins_opening.post
    monkeypatch.setattr(checkins_opening, "post", die_at_the_second)
    with pytest.raises(ConnectionError), transaction.atomic():
        checkins_opening.open_some(list(checkins_opening.due()))
    assert not CheckIn.objects.exists()
    assert not MailOut.objects.filter(template="conversations.check_in").exists()
    run_due("default")
    assert CheckIn.objects.count() == 2
    assert MailOut.objects.filter(template="conversations.check_in").count() == 2


@pytest.mark.django_db(transaction=True)
def test_two_workers_open_each_once(monkeypatch, rhythm, ana, bo):
    monkeypatch.setattr(checkins_opening, "AT_ONCE", 1)
    with time_machine.travel(datetime(2026, 11, 16, tzinfo=UTC), tick=False):
        follow([ana.pk, bo.pk])
    with time_machine.travel(datetime(2026, 11, 17, 10, 0, tzinfo=UTC), tick=False):
        open_check_ins.enqueue()

        def work():
            try:
                run_due("default")
            finally:
                connections.close_all()

        hands = [threading.Thread(target=work) for _worker in range(3)]
        for hand in hands:
            hand.start()
        for hand in hands:
            hand.join(60)
    assert sorted(CheckIn.objects.values_list("person", flat=True)) == sorted([ana.pk, bo.pk])
    assert MailOut.objects.filter(template="conversations.check_in").count() == 2


@pytest.mark.django_db
def test_the_database_refuses_a_second_one(check_in_of, ana):
    check_in_of(ana, date(2026, 11, 16))
    with pytest.raises(IntegrityError), transaction.atomic():
        check_in_of(ana, date(2026, 11, 16))


@pytest.mark.django_db
def test_an_hour_that_is_missing_that_night_opens_right_after_it(rhythm, ana):
    from fairway.conversations.actions.checkins_asking import set_hour

    Person.objects.filter(pk=ana.pk).update(time_zone="Europe/Lisbon")
    with time_machine.travel(datetime(2026, 3, 28, 12, 0, tzinfo=UTC), tick=False) as clock:
        set_hour(ana, actor=ana, weekday=6, at=time(1, 30))
        assert CheckInTurn.objects.get(person=ana).opens_at == datetime(2026, 3, 29, 1, tzinfo=UTC)
        clock.move_to(datetime(2026, 3, 29, 0, 59, tzinfo=UTC))
        run_due("default")
        assert not CheckIn.objects.exists()
        clock.move_to(datetime(2026, 3, 29, 1, 0, tzinfo=UTC))
        run_due("default")
        assert CheckIn.objects.get().week_on == date(2026, 3, 23)
