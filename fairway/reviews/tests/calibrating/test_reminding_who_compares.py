"""Comparing has a day of its own: who has still to say how they see it is reminded of it, and whoever
called the session until it is locked."""

from datetime import date, timedelta

import pytest
from django.core import mail

from fairway.foundation.notifications import set_preference
from fairway.people.models import Absence, Appointment
from fairway.reviews.actions.calibrating import (
    add_calibrators,
    close_session,
    make_session,
    open_session,
)
from fairway.reviews.actions.calibrating_moves import Seen, keep_votes
from fairway.reviews.actions.reminding import REMINDED, remind_everybody
from fairway.reviews.actions.settling import give_manager_days, settle_everybody
from fairway.reviews.models import Calibrator, OwnDay, Phase, Reminder, phases_for
from fairway.reviews.offers import calibrating_todos
from fairway.reviews.reading.managers import impact_on, page_of_managers

pytestmark = pytest.mark.django_db
OPENS, LAST = date(2026, 11, 2), date(2026, 11, 13)


@pytest.fixture
def called(clock, cycle, session, bo, mia, hana):
    """Bo and Mia take part, until Friday the 13th."""
    clock("2026-11-02 09:00")
    Phase.objects.create(cycle=cycle, kind="calibrate", opens_on=OPENS, due_on=LAST)
    add_calibrators(session, actor=hana, people=[bo, mia])
    return session


@pytest.fixture
def pass_by(clock, run_jobs):
    def go(first, last):
        for day in range(first, last + 1):
            clock(f"2026-11-{day:02} 05:00")
            remind_everybody.enqueue()
            run_jobs()

    return go


@pytest.fixture
def letters_to(pass_by, clock, run_jobs):
    """What reminds somebody on Tuesday the 10th, once their working day has begun."""

    def find(person):
        pass_by(10, 10)
        clock("2026-11-10 12:00")
        run_jobs()
        theirs = [one for one in mail.outbox if one.to == [person.email]]
        return [one for one in theirs if "If something is in the way" in one.body]

    return find


def marks_of(person):
    return [one.mark for one in Reminder.objects.filter(person=person).order_by("pk")]


def due(person):
    rows = [row for part in calibrating_todos.rows(person) for row in part]
    return {row[0]: str(row[5]) for row in rows}


def test_each_is_reminded_until_they_have_said_it(called, placed, ana, bo, mia, pass_by):
    pass_by(3, 10)
    keep_votes(called, actor=mia, said={placed(ana).public_id: Seen(4)})
    pass_by(11, 17)
    assert marks_of(bo) == ["three_before", "on_the_day", "one_after"]
    assert marks_of(mia) == ["three_before"]


def test_once_they_look_at_it_together_nobody_is_reminded_to_say_it_first(
    called, bo, hana, pass_by
):
    open_session(called, actor=hana)
    pass_by(3, 17)
    assert marks_of(bo) == []


def test_who_is_away_when_they_are_called_has_until_they_are_back(
    clock, cycle, session, bo, mia, hana
):
    clock("2026-11-02 09:00")
    Phase.objects.create(cycle=cycle, kind="calibrate", opens_on=OPENS, due_on=LAST)
    back = LAST + timedelta(days=4)
    Absence.objects.create(person=bo, from_on=LAST, until_on=back, state="agreed")
    add_calibrators(session, actor=hana, people=[bo, mia])
    assert phases_for(cycle, bo).get().until == back
    assert due(bo) == {"calibration:vote": str(back)}
    assert due(mia) == {"calibration:vote": str(LAST)}


def test_whoever_called_a_session_is_reminded_until_it_is_locked(called, hana, pass_by):
    pass_by(3, 10)
    open_session(called, actor=hana)
    pass_by(11, 13)
    assert marks_of(hana) == ["three_before", "on_the_day"]
    close_session(called, actor=hana)
    pass_by(14, 17)
    assert marks_of(hana) == ["three_before", "on_the_day"]


def test_an_open_session_that_nobody_locks_is_reminded_of_once_more_after_its_day(
    called, hana, pass_by
):
    open_session(called, actor=hana)
    pass_by(3, 20)
    assert marks_of(hana) == ["three_before", "on_the_day", "one_after"]


def test_the_letter_says_what_waits_and_names_neither_unit_nor_anybody(called, hana, letters_to):
    (letter,) = letters_to(hana)
    assert letter.subject == "In reviews, three working days are left"
    assert "Compare the ratings of 1 session and lock them" in letter.body
    for word in ("Support", "Ana", "Lee", "Mia", "Bo "):
        assert word not in letter.subject + letter.body


def test_who_votes_and_locks_gets_one_letter_of_both(called, hana, letters_to):
    Calibrator.objects.create(session=called, person=hana, added_at=called.made_at)
    (letter,) = letters_to(hana)
    assert "Say how you see the ratings, before they are compared" in letter.body
    assert "Compare the ratings of 1 session and lock them" in letter.body


def test_whoever_wants_no_such_mail_gets_none(called, hana, letters_to):
    set_preference(REMINDED, "off", actor=hana)
    assert letters_to(hana) == []
    assert marks_of(hana) == ["three_before"]


def test_who_called_it_and_is_no_longer_hr_there_is_neither_reminded_nor_asked(
    called, hana, pass_by
):
    open_session(called, actor=hana)
    Appointment.objects.filter(person=hana).update(valid_until=date(2026, 11, 5))
    pass_by(6, 20)
    assert marks_of(hana) == []
    assert due(hana) == {}


def test_home_shows_the_day_to_whoever_called_it_from_the_first_day_to_the_lock(called, bo, hana):
    assert due(hana) == {"calibration:lock": str(LAST)}
    add_calibrators(called, actor=hana, people=[hana])
    assert due(hana) == {"calibration:vote": str(LAST), "calibration:lock": str(LAST)}
    open_session(called, actor=hana)
    assert due(hana) == {"calibration:lock": str(LAST)}
    assert due(bo) == {"calibration:compare": str(LAST)}
    close_session(called, actor=hana)
    assert due(hana) == {}


def test_whoever_is_away_when_they_call_it_or_later_has_until_they_are_back(
    clock, cycle, rate, organisation, ana, bo, hana, run_jobs
):
    clock("2026-11-02 09:00")
    rate(ana, 4, by=bo)
    Phase.objects.create(cycle=cycle, kind="calibrate", opens_on=OPENS, due_on=LAST)
    back = LAST + timedelta(days=4)
    Absence.objects.create(person=hana, from_on=LAST, until_on=back, state="agreed")
    make_session(cycle, actor=hana, unit=organisation.support)
    assert phases_for(cycle, hana).get().until == back
    later = back + timedelta(days=1)
    Absence.objects.filter(person=hana).update(until_on=later)
    settle_everybody.enqueue(cycle=cycle.pk)
    run_jobs()
    assert phases_for(cycle, hana).get().until == later


def test_being_called_opens_no_step_that_was_over(clock, cycle, session, bo, hana):
    clock("2026-11-02 09:00")
    Phase.objects.create(cycle=cycle, kind="nominate", opens_on="2026-10-05", due_on="2026-10-16")
    Phase.objects.create(cycle=cycle, kind="calibrate", opens_on=OPENS, due_on=LAST)
    add_calibrators(session, actor=hana, people=[bo])
    assert not OwnDay.objects.exists()


def test_hr_gives_who_compares_more_days_and_people_in_the_session_wait_for_it(
    called, cycle, bo, hana, pia, clock
):
    assert impact_on(cycle, bo, "calibrate").people == 3
    assert impact_on(cycle, hana, "calibrate").people == 3
    clock("2026-11-16 09:00")
    assert [one.name for one in page_of_managers(cycle, pia)] == [
        "Bo Almeida",
        "Mia Lindqvist",
        "Hana Novák",
    ]
    later = date(2026, 11, 20)
    give_manager_days(cycle, actor=hana, person=bo, kind="calibrate", until=later)
    give_manager_days(cycle, actor=pia, person=hana, kind="calibrate", until=later)
    assert [one.name for one in page_of_managers(cycle, pia)] == ["Mia Lindqvist"]
    assert due(bo) == {"calibration:vote": str(later)}
    assert due(hana) == {"calibration:lock": str(later)}
