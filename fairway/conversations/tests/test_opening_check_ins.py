"""Check-ins open by themselves: at each person's own minute, once, and not while they are away."""

from datetime import UTC, date, datetime, time

import pytest

from fairway.conversations.actions.checkins_asking import (
    drop_rhythm,
    forget_hour,
    set_hour,
    set_rhythm,
)
from fairway.conversations.actions.checkins_opening import due, open_check_ins, open_some
from fairway.conversations.models import CheckIn, CheckInTurn
from fairway.conversations.tests.conftest import TEN, TUESDAY
from fairway.foundation.events import SYSTEM
from fairway.foundation.jobs import worker
from fairway.foundation.models import Event, Job, MailOut, NotificationPreference
from fairway.people.models import Absence, Assignment, Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def monday(clock):
    return clock("2026-11-16 00:00")


@pytest.fixture
def planned(monday, rhythm, turns, ana, bo):
    """On Monday morning, for Ana in Manila and Bo in Lisbon."""
    turns(ana, bo)


def opens_at(person):
    return CheckInTurn.objects.get(person=person).opens_at


def open_now():
    return open_some(list(due()))


def test_each_has_it_at_ten_by_their_own_clock(planned, ana, bo):
    assert opens_at(ana) == datetime(2026, 11, 17, 2, 0, tzinfo=UTC)
    assert opens_at(bo) == datetime(2026, 11, 17, 10, 0, tzinfo=UTC)


def test_a_job_waits_for_each_moment_and_one_alone(planned, ana, bo, turns):
    turns(ana, bo)
    jobs = Job.objects.filter(task=open_check_ins.module_path, run_at__date=date(2026, 11, 17))
    assert [job.run_at.hour for job in jobs.order_by("run_at")] == [2, 10]


def test_it_opens_when_its_moment_has_come_and_no_other(planned, clock, ana, bo):
    clock("2026-11-17 01:59:59")
    assert open_now() == 0
    clock("2026-11-17 02:00")
    assert open_now() == 1
    made = CheckIn.objects.get()
    assert (made.person, made.week_on) == (ana, date(2026, 11, 16))
    assert made.due_at == datetime(2026, 11, 22, 16, 0, tzinfo=UTC)
    assert Event.objects.filter(kind="conversations.check_in_opened", about=ana).count() == 1


def test_the_next_one_is_reckoned_at_once(planned, clock, ana):
    clock("2026-11-17 02:00")
    open_now()
    assert opens_at(ana) == datetime(2026, 11, 24, 2, 0, tzinfo=UTC)


def test_opened_twice_it_is_there_once(planned, clock, ana, turns):
    clock("2026-11-17 02:00")
    open_now()
    CheckInTurn.objects.filter(person=ana).update(opens_at=datetime(2026, 11, 17, 2, tzinfo=UTC))
    assert open_now() == 0
    turns(ana)
    assert CheckIn.objects.filter(person=ana).count() == 1


def test_a_turn_that_has_forgotten_its_week_keeps_up_nobody_else(planned, clock, ana, bo):
    clock("2026-11-17 02:00")
    open_now()
    CheckInTurn.objects.filter(person=ana).update(
        opens_at=datetime(2026, 11, 17, 2, tzinfo=UTC), last_week_on=None
    )
    clock("2026-11-17 10:00")
    assert open_now() == 1
    assert CheckIn.objects.filter(person=ana).count() == 1
    assert CheckIn.objects.filter(person=bo).count() == 1
    assert opens_at(ana) == datetime(2026, 11, 24, 2, 0, tzinfo=UTC)


def test_a_worker_that_comes_late_opens_it_all_the_same(planned, clock, ana):
    clock("2026-11-19 02:00")
    assert open_now() == 2
    assert CheckIn.objects.get(person=ana).week_on == date(2026, 11, 16)


def test_a_week_that_nothing_ran_in_is_let_go(planned, clock, ana):
    clock("2026-11-30 00:00")
    assert open_now() == 0
    assert opens_at(ana) == datetime(2026, 12, 1, 2, 0, tzinfo=UTC)


def test_who_is_away_on_the_day_has_it_on_the_first_day_back(planned, clock, ana, turns):
    Absence.objects.create(
        person=ana, from_on=date(2026, 11, 16), until_on=date(2026, 11, 19), state="agreed"
    )
    clock("2026-11-17 02:00")
    assert open_now() == 0  # even where nobody has reckoned it anew
    assert opens_at(ana) == datetime(2026, 11, 19, 2, 0, tzinfo=UTC)


def test_who_is_away_all_week_is_not_asked(planned, ana, turns):
    Absence.objects.create(
        person=ana, from_on=date(2026, 11, 16), until_on=date(2026, 11, 23), state="agreed"
    )
    turns(ana)
    assert opens_at(ana) == datetime(2026, 11, 24, 2, 0, tzinfo=UTC)


def test_who_moves_after_theirs_has_opened_gets_no_second_one(planned, clock, ana, turns):
    clock("2026-11-17 02:00")
    open_now()
    Person.objects.filter(pk=ana.pk).update(time_zone="America/Los_Angeles")
    turns(ana)
    assert opens_at(ana) == datetime(2026, 11, 24, 18, 0, tzinfo=UTC)


def test_who_moves_before_it_opens_has_it_by_the_new_clock(planned, clock, ana, turns):
    clock("2026-11-17 01:00")
    Person.objects.filter(pk=ana.pk).update(time_zone="Europe/Lisbon")
    turns(ana)
    assert opens_at(ana) == datetime(2026, 11, 17, 10, 0, tzinfo=UTC)


def test_a_day_and_hour_of_ones_own_counts(planned, ana):
    set_hour(ana, actor=ana, weekday=3, at=time(8, 30))
    assert opens_at(ana) == datetime(2026, 11, 19, 0, 30, tzinfo=UTC)
    forget_hour(ana, actor=ana)
    assert opens_at(ana) == datetime(2026, 11, 17, 2, 0, tzinfo=UTC)


def test_the_nearest_unit_says_how_often(planned, organisation, ana, turns):
    set_rhythm(
        organisation.support,
        actor=SYSTEM,
        every_weeks=2,
        weekday=4,
        at=time(9),
        anchor_on=date(2026, 11, 23),
    )
    turns(ana)
    assert opens_at(ana) == datetime(2026, 11, 27, 1, 0, tzinfo=UTC)
    drop_rhythm(organisation.support, actor=SYSTEM)
    turns(ana)
    assert opens_at(ana) == datetime(2026, 11, 17, 2, 0, tzinfo=UTC)


def test_a_team_without_check_ins_has_none(planned, organisation, ana, turns):
    set_rhythm(organisation.support, actor=SYSTEM, every_weeks=0, weekday=TUESDAY, at=TEN)
    turns(ana)
    assert opens_at(ana) is None


def test_a_new_rhythm_moves_everybody_in_the_unit(planned, clock, organisation, ana, bo):
    set_rhythm(organisation.root, actor=SYSTEM, every_weeks=1, weekday=4, at=TEN)
    worker.run_due()
    assert opens_at(ana) == datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
    assert opens_at(bo) == datetime(2026, 11, 20, 10, 0, tzinfo=UTC)


def test_who_reports_to_nobody_is_not_asked(monday, rhythm, mia, turns):
    turns(mia)
    assert opens_at(mia) is None


def test_who_has_left_is_not_asked_even_mid_week(planned, clock, ana):
    Person.objects.filter(pk=ana.pk).update(left_on=date(2026, 11, 17))
    clock("2026-11-17 02:00")
    assert open_now() == 0
    assert opens_at(ana) is None


def test_what_is_asked_monthly_comes_with_the_first_of_a_month(planned, clock, ana):
    clock("2026-11-17 02:00")
    open_now()
    clock("2026-11-24 02:00")
    open_now()
    clock("2026-12-01 02:00")
    open_now()
    mine = CheckIn.objects.filter(person=ana).order_by("week_on")
    # The week of 30 November belongs to November still.
    assert [one.asks_monthly for one in mine] == [True, False, False]
    clock("2026-12-09 02:00")  # the 8th is a holiday there
    open_now()
    assert CheckIn.objects.filter(person=ana).latest("week_on").asks_monthly


def test_one_letter_goes_out_unless_it_is_unwanted(planned, clock, ana, bo):
    NotificationPreference.objects.create(
        person=bo, kind="conversations.check_in_opened", channel="off"
    )
    clock("2026-11-17 10:00")
    assert open_now() == 2
    assert [one.person for one in MailOut.objects.filter(template="conversations.check_in")] == [
        ana
    ]


def test_many_open_in_a_few_queries(
    monday, clock, rhythm, organisation, turns, mia, django_assert_max_num_queries
):
    """All that is asked of each is the letter: everything else is asked of all at once."""
    people = [
        Person(name=f"P {n}", sort_name=f"P {n}", joined_on=date(2024, 1, 8)) for n in range(40)
    ]
    for one in people:
        one.save()
        one.assignment = Assignment.objects.create(
            person=one,
            valid_from=date(2024, 1, 8),
            unit=organisation.support,
            location=organisation.manila,
            manager=mia,
        )
        one.save()
        NotificationPreference.objects.create(
            person=one, kind="conversations.check_in_opened", channel="off"
        )
    turns(*people)
    clock("2026-11-17 02:00")
    with django_assert_max_num_queries(30):
        assert open_now() == 40
