"""Giving out, receiving, signing: due by the days of those concerned, and reminded of once each."""

from datetime import date

import pytest
from django.core import mail

from fairway.people.models import Absence
from fairway.reviews.actions.following import follow_leave
from fairway.reviews.actions.releasing import give_to_person, release_to_manager
from fairway.reviews.actions.reminding import remind_everybody
from fairway.reviews.actions.settling import give_days, give_manager_days
from fairway.reviews.actions.signing import acknowledge, sign
from fairway.reviews.models import Phase, Reminder
from fairway.reviews.offers import sharing_todos
from fairway.reviews.reading.managers import impact_on, owed_by, page_of_managers

pytestmark = pytest.mark.django_db
MARKS = ["three_before", "on_the_day", "one_after"]


@pytest.fixture
def phases(clock, cycle):
    """Giving out until Friday the 13th, acknowledging until Friday the 20th."""
    clock("2026-11-02 09:00")
    for kind, due_on in (("share", date(2026, 11, 13)), ("sign", date(2026, 11, 20))):
        Phase.objects.create(cycle=cycle, kind=kind, opens_on=date(2026, 11, 2), due_on=due_on)


@pytest.fixture
def with_bo(phases, ana_in_it, hana):
    """What Bo has, and not given to Ana yet."""
    return release_to_manager(ana_in_it, actor=hana)


@pytest.fixture
def with_ana(with_bo, ana_in_it, bo):
    return give_to_person(ana_in_it, actor=bo)


@pytest.fixture
def pass_by(clock, run_jobs):
    """pass_by(3, 25): these days of November pass."""

    def go(first, last):
        for day in range(first, last + 1):
            for hour in ("05:00", "12:00", "17:00"):
                clock(f"2026-11-{day:02} {hour}")
                remind_everybody.enqueue()
                run_jobs()

    return go


def marks_of(person):
    rows = Reminder.objects.filter(person=person).order_by("pk")
    return [(one.due_on.day, one.mark) for one in rows]


def due(person):
    rows = [row for part in sharing_todos.rows(person, None) for row in part]
    return {row[0].partition(":")[2]: str(row[5]) for row in rows}


def away(person, start, until):
    Absence.objects.create(person=person, from_on=start, until_on=until, state="agreed")
    follow_leave([person.pk])


def test_an_author_is_reminded_to_give_it_out_and_not_once_it_is_given(
    with_bo, ana_in_it, bo, ana, pass_by
):
    pass_by(3, 13)
    assert marks_of(bo) == [(13, "three_before"), (13, "on_the_day")]
    assert marks_of(ana) == []
    give_to_person(ana_in_it, actor=bo)
    pass_by(14, 16)
    assert marks_of(bo) == [(13, "three_before"), (13, "on_the_day")]


def test_the_person_is_reminded_to_read_it_and_not_once_they_have_it(with_ana, ana, bo, pass_by):
    pass_by(3, 17)
    assert marks_of(ana) == [(20, "three_before")]
    (letter,) = [one for one in mail.outbox if "Read your review, and say" in one.body]
    assert letter.to == [ana.email]
    acknowledge(with_ana, actor=ana, seen=with_ana.content_hash)
    pass_by(18, 24)
    assert marks_of(ana) == [(20, "three_before")]
    assert marks_of(bo) == [(20, mark) for mark in MARKS]  # his name is missing still


def test_whose_name_is_there_is_not_reminded_of_it(with_ana, bo, pass_by):
    sign(with_ana, actor=bo, seen=with_ana.content_hash)
    pass_by(3, 24)
    assert marks_of(bo) == []


def test_neither_can_talk_while_the_other_is_away(with_bo, ana, bo):
    assert due(bo) == {"give": "2026-11-13"}
    away(ana, date(2026, 11, 13), date(2026, 11, 17))
    assert due(bo) == {"give": "2026-11-17"}
    away(bo, date(2026, 11, 17), date(2026, 11, 19))
    assert due(bo) == {"give": "2026-11-17"}  # his own day has not moved: he is there on the 13th
    away(bo, date(2026, 11, 13), date(2026, 11, 23))
    assert due(bo) == {"give": "2026-11-23"}


def test_more_days_to_acknowledge_stand_on_home_and_move_the_reminders(
    with_ana, ana_in_it, ana, hana, pass_by
):
    give_days(ana_in_it, actor=hana, kind="sign", until=date(2026, 11, 24))
    assert due(ana) == {"read": "2026-11-24"}
    pass_by(16, 26)
    assert marks_of(ana) == [(24, mark) for mark in MARKS]


def test_more_days_to_talk_are_told_to_both(with_bo, ana_in_it, ana, bo, hana, run_jobs):
    from fairway.foundation.models import Notification

    give_days(ana_in_it, actor=hana, kind="share", until=date(2026, 11, 17))
    run_jobs()
    told = Notification.objects.filter(kind="reviews.step_extended")
    assert {one.person for one in told} == {ana, bo}
    assert due(bo) == {"give": "2026-11-17"}


def test_a_letter_says_no_word_nor_rating_of_it(with_ana, ana, bo, pass_by):
    pass_by(17, 20)
    assert mail.outbox
    for letter in mail.outbox:
        html = letter.alternatives[0][0]
        for word in ("handovers", "Point 3", "Ana", "Bo Almeida"):
            assert word not in letter.subject + letter.body + html


def test_a_cycle_without_such_days_reminds_nobody_of_them(ana_in_it, hana, clock, pass_by):
    clock("2026-11-02 09:00")
    release_to_manager(ana_in_it, actor=hana)
    pass_by(3, 24)
    assert not Reminder.objects.exists()


def test_hr_gives_a_manager_more_days_to_give_out_while_the_days_after_it_stay(
    with_bo, cycle, bo, hana, clock
):
    impact = impact_on(cycle, bo, "share")
    assert (impact.people, impact.next.kind, impact.is_in_it) == (1, "sign", False)
    assert impact_on(cycle, bo, "sign") is None
    clock("2026-11-14 09:00")
    (late,) = page_of_managers(cycle, hana)
    (owed,) = owed_by(cycle, hana, [late])
    assert [(one.step, one.number, one.late) for one in owed] == [("give", 1, True)]
    give_manager_days(cycle, actor=hana, person=bo, kind="share", until=date(2026, 11, 18))
    assert due(bo) == {"give": "2026-11-18"}
    assert list(page_of_managers(cycle, hana)) == []
    assert cycle.phases.get(kind="sign").due_on == date(2026, 11, 20)


def test_hr_gives_an_author_more_days_to_sign(with_ana, cycle, bo, ana, hana, clock):
    clock("2026-11-21 09:00")
    impact = impact_on(cycle, bo, "sign")
    assert (impact.people, impact.next) == (1, None)
    give_manager_days(cycle, actor=hana, person=bo, kind="sign", until=date(2026, 11, 25))
    assert due(bo) == {"sign": "2026-11-25"}
    assert due(ana) == {"read": "2026-11-20"}
