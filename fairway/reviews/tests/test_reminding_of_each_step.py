"""Naming and agreeing to names: a word three working days before, on the day and one after, once."""

from datetime import date, timedelta

import pytest
from django.core import mail

from fairway.foundation.models import MailOut, Notification
from fairway.foundation.notifications import preferences, set_preference
from fairway.foundation.notifications.unsubscribing import (
    offer_of,
    unsubscribe,
    unsubscribe_link,
)
from fairway.people.models import Absence
from fairway.reviews import letters_reminding
from fairway.reviews.actions.following import follow_leave
from fairway.reviews.actions.nominating import approve_nomination, nominate
from fairway.reviews.actions.reminding import REMINDED, remind_everybody
from fairway.reviews.actions.settling import give_days
from fairway.reviews.models import Nomination, Reminder, Review
from fairway.reviews.offers import reminding_mail

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
ENDED = "The days to say whom to ask have ended"
LEFT, TODAY, WAS = (str(one) for one in letters_reminding.SAID.values())
MARKS = ["three_before", "on_the_day", "one_after"]


@pytest.fixture
def cycle(clock, ana, bo, cy, hana, launched):
    """Naming until Monday the 9th; the writing is far away."""
    clock("2026-11-02 09:00")
    cycle = launched("self", "manager", "peer", peers=4)
    Review.objects.filter(cycle=cycle).update(due_on="2026-12-30")
    mail.outbox.clear()
    return cycle


@pytest.fixture
def remind(clock, run_jobs):
    """remind("2026-11-04", "2026-11-06"): the clock comes by on these days, morning and evening."""

    def go(first, last=None):
        day = date.fromisoformat(first)
        while day <= date.fromisoformat(last or first):
            for hour in ("05:00", "12:00", "17:00"):
                clock(f"{day} {hour}")
                remind_everybody.enqueue()
                run_jobs()
            day += DAY

    return go


def marks_of(person):
    rows = Reminder.objects.filter(person=person).order_by("pk")
    return [(f"{one.due_on:%d}", one.mark) for one in rows]


def letters(person):
    """That remind them, of all that they got."""
    theirs = [one for one in mail.outbox if one.to == [person.email]]
    return [one for one in theirs if "If something is in the way" in one.body]


def letters_to(person):
    return [one.subject for one in letters(person)]


def away(person, start, until):
    Absence.objects.create(person=person, from_on=start, until_on=until, state="agreed")
    follow_leave([person.pk])


def test_who_has_named_too_few_is_reminded_at_each_mark(cycle, ana, remind):
    remind("2026-11-03", "2026-11-14")
    assert marks_of(ana) == [("09", mark) for mark in MARKS]
    assert letters_to(ana) == [LEFT, TODAY, ENDED]


def test_once_enough_are_named_nobody_is_reminded_of_it(cycle, ana, cy, remind, participant):
    about = participant(cycle, ana)
    for number in range(4):
        Nomination.objects.create(
            participant=about,
            kind="external",
            external_email=f"{number}@example.org",
            proposed_at=cycle.launched_at,
        )
    Nomination.objects.filter(participant=about).update(
        state="approved", decided_at=cycle.launched_at
    )
    remind("2026-11-04")
    assert [mark for _day, mark in marks_of(ana)] == MARKS[
        :1
    ]  # those outside are not among the four
    cycle.peers_least = 0
    cycle.save()
    remind("2026-11-09")
    assert [mark for _day, mark in marks_of(ana)] == MARKS[:1]


def test_a_manager_is_reminded_of_names_that_wait_and_not_once_all_are_decided(
    cycle, ana, bo, cy, remind, participant
):
    cycle.peers_least = 1
    cycle.save()
    named = nominate(participant(cycle, ana), actor=ana, reviewer=cy)
    nominate(participant(cycle, bo), actor=bo, reviewer=cy)  # for Mia to decide
    remind("2026-11-04")
    assert marks_of(bo) == [("09", "three_before")]
    assert marks_of(ana) == []
    approve_nomination(named, actor=bo)
    Review.objects.filter(cycle=cycle).update(due_on="2026-12-30")
    remind("2026-11-05", "2026-11-14")
    assert marks_of(bo) == [("09", "three_before")]


def test_whoever_did_it_before_the_letter_went_gets_none(cycle, ana, clock, run_jobs):
    clock("2026-11-03 17:00")  # it is past midnight in Manila: the letter waits for the morning
    remind_everybody.enqueue()
    run_jobs()
    assert marks_of(ana) == [("09", "three_before")]
    cycle.peers_least = 0
    cycle.save()
    clock("2026-11-04 03:00")
    run_jobs()
    assert letters_to(ana) == []
    assert MailOut.objects.get(person=ana, template="reviews.reminder").reason


def test_nobody_is_reminded_in_their_leave_but_by_their_own_day(cycle, ana, remind):
    away(ana, date(2026, 11, 5), date(2026, 11, 16))
    remind("2026-11-03", "2026-11-20")
    days = {f"{one.at:%m-%d}" for one in Reminder.objects.filter(person=ana)}
    assert not any("11-05" <= day < "11-15" for day in days)
    assert ("16", "on_the_day") in marks_of(ana)
    assert "09" not in {day for day, _mark in marks_of(ana)}


def test_an_extension_moves_the_reminders(cycle, ana, hana, remind, participant):
    give_days(participant(cycle, ana), actor=hana, kind="nominate", until=date(2026, 11, 13))
    remind("2026-11-03", "2026-11-18")
    assert marks_of(ana) == [("13", mark) for mark in MARKS]


@pytest.mark.parametrize("zone", ["Europe/Lisbon", "Asia/Manila", "Pacific/Honolulu"])
def test_in_every_zone_each_mark_comes_on_the_day_that_it_is_there(
    cycle, ana, clock, run_jobs, zone
):
    from fairway.foundation.times import day_of

    ana.time_zone = zone
    ana.save()
    for day in range(2, 13):
        for hour in ("05:00", "17:00"):
            clock(f"2026-11-{day:02} {hour}")
            remind_everybody.enqueue()
            run_jobs()
    rows = Reminder.objects.filter(person=ana).order_by("pk")
    there = [(day_of(one.at, zone).day, one.mark) for one in rows]
    assert there == [(4, "three_before"), (9, "on_the_day"), (10, "one_after")]


def test_who_has_left_or_was_taken_out_is_reminded_of_nothing(cycle, ana, bo, remind, participant):
    about = participant(cycle, ana)
    about.state = "excluded"
    about.save()
    type(bo).objects.filter(pk=bo.pk).update(active=False)
    remind("2026-11-03", "2026-11-14")
    assert not Reminder.objects.exists()


def test_a_closed_cycle_reminds_nobody(cycle, remind):
    cycle.state, cycle.closed_at = "closed", cycle.launched_at
    cycle.save()
    remind("2026-11-03", "2026-11-14")
    assert not Reminder.objects.exists()


def test_several_things_on_one_day_come_in_one_letter(cycle, ana, bo, cy, remind, participant):
    nominate(participant(cycle, ana), actor=ana, reviewer=cy)
    Review.objects.filter(cycle=cycle, reviewer=bo, kind="self").update(due_on="2026-11-09")
    Review.objects.filter(cycle=cycle, reviewer=bo, kind="manager").update(due_on="2026-11-04")
    remind("2026-11-04")
    assert sorted(marks_of(bo)) == [("04", "on_the_day"), ("09", "three_before")]
    assert letters_to(bo) == ["What waits for you in reviews"]
    (letter,) = letters(bo)
    for words in (
        "1 review to write",
        "until the end of 4 November where you are",
        "Say whom to ask about your work",
        "Agree to 1 name on a list of whom to ask, or say why not",
        "until the end of 9 November where you are",
    ):
        assert words in letter.body


def test_what_comes_up_later_on_the_same_day_makes_no_second_letter(
    cycle, ana, bo, clock, run_jobs
):
    clock("2026-11-04 05:00")
    remind_everybody.enqueue()
    run_jobs()
    Review.objects.filter(cycle=cycle, reviewer=bo).update(due_on="2026-11-04")
    clock("2026-11-04 17:00")
    remind_everybody.enqueue()
    run_jobs()
    clock("2026-11-05 09:00")
    run_jobs()
    assert len(letters_to(bo)) == 1


def test_a_letter_names_nobody_and_says_nothing_that_was_written(
    cycle, ana, bo, cy, remind, participant
):
    nominate(participant(cycle, ana), actor=ana, reviewer=cy)
    remind("2026-11-04")
    assert letters(ana)
    assert letters(bo)
    for letter in letters(ana) + letters(bo):
        html = letter.alternatives[0][0]
        for name in ("Ana", "Bo Almeida", "Cy", "Okafor"):
            assert name not in letter.subject + letter.body + html


@pytest.mark.parametrize(("channel", "listed"), [("off", 0), ("in_app", 1), ("digest", 1)])
def test_who_wants_no_such_mail_gets_none(cycle, ana, remind, channel, listed):
    set_preference(REMINDED, channel, actor=ana)
    remind("2026-11-04")
    assert marks_of(ana) == [("09", "three_before")]
    assert not MailOut.objects.filter(person=ana, template="reviews.reminder").exists()
    assert Notification.objects.filter(person=ana, kind=REMINDED).count() == listed


def test_the_way_out_in_a_letter_ends_them(cycle, ana, remind):
    remind("2026-11-04")
    (letter,) = letters(ana)
    link = unsubscribe_link(ana, REMINDED)
    assert link in letter.body
    unsubscribe(offer_of(link.rstrip("/").rsplit("/", 1)[1]))
    remind("2026-11-05", "2026-11-14")
    assert len(letters_to(ana)) == 1


def test_a_reminder_of_many_people_asks_as_often_as_one_of_few(
    cycle, hire, organisation, bo, clock, django_assert_max_num_queries
):
    from fairway.reviews.actions import reminding

    people = [hire(f"P{n} Many", organisation.support, organisation.manila, bo) for n in range(60)]
    type(cycle.participants.first()).objects.bulk_create(
        type(cycle.participants.first())(cycle=cycle, person=one, author=bo) for one in people
    )
    clock("2026-11-04 05:00")
    with django_assert_max_num_queries(40):
        some = reminding._people_after(0)
        due = reminding._due(some)
        assert reminding._remind(due) == len(due) >= 60


def test_the_sample_of_the_letter_is_one_that_goes_out():
    letter = reminding_mail.sample()
    assert letter.subject == LEFT
    assert letter.context["groups"][0]["lines"][0] == "3 reviews to write"


def test_the_page_of_notifications_says_that_the_letter_goes_at_once(cycle, ana, remind):
    shown = {one.key: (one.channel, one.chosen) for one in preferences(ana)}
    assert shown[REMINDED] == ("now", None)
    assert shown["reviews.review_asked"] == ("digest", None)
    remind("2026-11-04")
    assert len(letters(ana)) == 1
