"""Until when a second look is decided: by the days of whoever takes it, and told when it is late."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from fairway.feedback.tests.conftest import todos_of
from fairway.foundation.events import SYSTEM, record
from fairway.foundation.jobs.schedules import house_tasks
from fairway.foundation.models import Event
from fairway.foundation.policy import set_policy
from fairway.foundation.ports import event_kinds
from fairway.people.models import Absence, Appointment, WorkingPattern
from fairway.reviews.actions.deciding import decide
from fairway.reviews.actions.disputing import (
    assign_reviewer,
    follow_leave_of,
    open_dispute,
    withdraw_dispute,
)
from fairway.reviews.actions.disputing_late import remind_of_second_looks
from fairway.reviews.models import Dispute
from fairway.reviews.offers.sharing_todos import SOURCE
from fairway.reviews.tasks_sharing import remind_of_what_is_looked_at

pytestmark = pytest.mark.django_db
CANARY = "canaryspring"
MONDAY = date(2026, 11, 16)
HOURS = [[9 * 60, 17 * 60]]


@pytest.fixture
def asked(clock, given, ana):
    """On Monday, 16 November 2026."""
    return open_dispute(given, actor=ana, words=f"{CANARY} is missing.")


@pytest.fixture
def named(asked, hana, cy):
    """named(): Cy takes it, and the row as it is then. Cy works in Lisbon."""

    def name(reviewer=cy):
        assign_reviewer(asked, actor=hana, reviewer=reviewer)
        asked.refresh_from_db()
        return asked

    return name


def away(person, first, back):
    return Absence.objects.create(person=person, from_on=first, until_on=back, state="agreed")


def told(kind):
    """Whom events of this kind tell, in which words and where it leads."""
    events = Event.objects.filter(kind=f"reviews.{kind}")
    return [
        (one.person, str(one.title), one.url)
        for event in events
        for one in event_kinds[event.kind].notify(event)
    ]


def text(answer):
    return answer.content.decode()


@pytest.mark.parametrize(
    ("days", "until"),
    [(1, date(2026, 11, 17)), (5, date(2026, 11, 23)), (10, date(2026, 11, 30))],
)
def test_so_many_working_days_as_the_policy_says_and_no_weekend(named, days, until):
    set_policy("reviews.dispute_days", days, actor=SYSTEM)
    assert named().due_on == until


def test_holidays_where_they_work_are_none_of_their_days(named, cy):
    """In Portugal the first and the eighth of December are free."""
    set_policy("reviews.dispute_days", 16, actor=SYSTEM)
    assert named().due_on == date(2026, 12, 10)


def test_their_leave_is_left_out(named, cy):
    away(cy, date(2026, 11, 23), date(2026, 11, 26))
    assert named().due_on == date(2026, 12, 4)


def test_the_leave_of_somebody_else_moves_nothing(named, ana, bo):
    for one in (ana, bo):
        away(one, date(2026, 11, 23), date(2026, 11, 26))
    assert named().due_on == date(2026, 11, 30)


def test_who_works_three_days_a_week_has_as_many_of_their_own(named, cy):
    week = [HOURS, [], HOURS, [], HOURS, [], []]
    WorkingPattern.objects.create(
        person=cy, weeks=[week], starts_on=MONDAY, valid_from=date(2026, 1, 5)
    )
    assert named().due_on == date(2026, 12, 9)


def test_leave_that_is_agreed_meanwhile_gives_its_days(named, cy):
    looked_at = named()
    leave = away(cy, date(2026, 11, 23), date(2026, 11, 26))
    assert follow_leave_of(cy) == 1
    looked_at.refresh_from_db()
    assert looked_at.due_on == date(2026, 12, 4)
    leave.delete()
    assert follow_leave_of(cy) == 0  # what was given stays given
    assert Dispute.objects.get().due_on == date(2026, 12, 4)


def test_it_follows_by_itself_when_leave_is_agreed(named, cy, run_jobs):
    looked_at = named()
    leave = away(cy, date(2026, 11, 23), date(2026, 11, 26))
    record("people.absence_agreed", actor=SYSTEM, subject=leave, about=cy)
    run_jobs()
    looked_at.refresh_from_db()
    assert looked_at.due_on == date(2026, 12, 4)


def test_the_house_looks_every_day():
    assert remind_of_what_is_looked_at in house_tasks()


def test_on_its_last_day_nobody_is_told(named, clock):
    named()
    clock("2026-11-30 23:30")
    assert remind_of_second_looks() == 0
    assert told("dispute_late") == []


def test_once_it_is_late_who_looks_and_hr_are_told_once_and_no_word_of_it(
    named, clock, cy, hana, pia, ana
):
    looked_at = named()
    clock("2026-12-01 00:30")
    assert [remind_of_second_looks() for _again in range(3)] == [1, 0, 0]
    naming = reverse("reviews:assign_dispute", args=[looked_at.public_id])
    assert told("dispute_late") == [
        (cy, "A second look that you take should be decided by now", looked_at.get_absolute_url()),
        (hana, "A second look is late. You can name somebody else.", naming),
    ]
    event = Event.objects.get(kind="reviews.dispute_late")
    assert CANARY not in str(event.data)
    assert event_kinds[event.kind].data_class == "C4"


def test_the_day_ends_where_the_one_who_looks_is(asked, hire, organisation, hana, clock):
    west = hire("Wes Coast", organisation.shops, time_zone="America/Los_Angeles")
    assign_reviewer(asked, actor=hana, reviewer=west)
    assert Dispute.objects.get().due_on == date(2026, 11, 27)  # there it is still Sunday
    clock("2026-11-28 07:30")
    assert remind_of_second_looks() == 0
    clock("2026-11-28 08:30")
    assert remind_of_second_looks() == 1


def test_where_somebody_else_is_named_the_clock_begins_anew(named, clock, hire, organisation, hana):
    looked_at = named()
    clock("2026-12-02 09:00")
    remind_of_second_looks()
    another = hire("Ada Far", organisation.shops, organisation.lisbon)
    looked_at.refresh_from_db()
    assign_reviewer(looked_at, actor=hana, reviewer=another)
    clock("2026-12-16 09:00")
    assert remind_of_second_looks() == 0
    clock("2026-12-18 09:00")
    assert remind_of_second_looks() == 1
    assert another in [person for person, _words, _url in told("dispute_late")]


def test_what_is_decided_or_taken_back_is_never_late(named, clock, cy, ana):
    looked_at = named()
    decide(looked_at, actor=cy, decision="stands", reason="It stands.")
    clock("2027-01-15 09:00")
    assert remind_of_second_looks() == 0
    assert not Dispute.objects.get().is_late


def test_taken_back_before_anybody_was_named_nobody_is_reminded(asked, clock, ana):
    withdraw_dispute(asked, actor=ana)
    clock("2027-01-15 09:00")
    assert remind_of_second_looks() == 0


def test_hr_is_reminded_after_three_working_days_without_a_name(asked, clock, hana, pia):
    clock("2026-11-18 09:00")
    assert remind_of_second_looks() == 0
    clock("2026-11-19 09:00")
    assert [remind_of_second_looks() for _again in range(3)] == [1, 0, 0]
    naming = reverse("reviews:assign_dispute", args=[asked.public_id])
    words = "Somebody has waited for days for you to name who takes a second look"
    assert told("dispute_unnamed") == [(hana, words, naming)]


def test_a_weekend_is_not_waited_for(clock, given, ana, hana):
    clock("2026-11-20 09:00")  # a Friday
    open_dispute(given, actor=ana, words="The spring is missing.")
    clock("2026-11-24 09:00")
    assert remind_of_second_looks() == 0
    clock("2026-11-25 09:00")
    assert remind_of_second_looks() == 1


def test_where_no_partner_can_name_anybody_people_leads_are_told(asked, clock, hana, pia):
    Appointment.objects.filter(person=hana).delete()
    clock("2026-11-19 09:00")
    remind_of_second_looks()
    assert [person for person, _words, _url in told("dispute_unnamed")] == [pia]


def test_hr_who_wrote_the_review_is_not_told_to_name_anybody(asked, clock, hana, pia):
    Dispute.objects.update(author=hana)
    clock("2026-11-19 09:00")
    remind_of_second_looks()
    assert [person for person, _words, _url in told("dispute_unnamed")] == [pia]


def test_what_waits_for_hr_says_since_when(asked, clock, hana):
    clock("2026-11-19 09:00")
    waiting = todos_of(hana, SOURCE)
    assert [one.title for one in waiting] == ["Name who takes a second look"]
    assert waiting[0].detail == "Year 2026, waits since Mon 16 Nov"
    assert CANARY not in str(waiting)


def test_the_person_reads_until_when_there_is_an_answer(named, clock, at, asked, ana, bo, cy):
    page = text(at(ana).get(asked.get_absolute_url()))
    assert "From then on they have 10 of their working days" in page
    named()
    words = "You can expect an answer from Cy Okafor by Monday 30 November 2026."
    assert words in text(at(ana).get(asked.get_absolute_url()))
    assert words in text(at(ana).get(asked.version_disputed.get_absolute_url()))
    assert "You decide by Monday 30 November 2026." in text(at(cy).get(asked.get_absolute_url()))
    page = text(at(bo).get(asked.get_absolute_url()))
    assert "Cy Okafor decides by Monday 30 November 2026." in page


def test_the_person_reads_that_the_answer_is_late(named, clock, at, asked, ana, bo, cy, hana):
    named()
    clock("2026-12-02 09:00")
    page = text(at(ana).get(asked.get_absolute_url()))
    assert "The answer is late: Cy Okafor was to decide by Monday 30 November 2026." in page
    page = text(at(cy).get(asked.get_absolute_url()))
    assert "This is late: you were to decide by Monday 30 November 2026." in page
    page = text(at(hana).get(reverse("reviews:disputes_to_name")))
    assert "Overdue by 1 day" in page
    assert CANARY not in page


def test_the_person_reads_that_hr_was_reminded_of_naming(asked, clock, at, ana):
    clock("2026-11-19 09:00")
    remind_of_second_looks()
    page = text(at(ana).get(asked.get_absolute_url()))
    assert "This takes longer than it should; HR was reminded." in page


def test_once_it_is_decided_no_day_is_awaited(named, at, cy, ana):
    looked_at = named()
    decide(looked_at, actor=cy, decision="stands", reason="It stands.")
    assert "You can expect an answer" not in text(at(ana).get(looked_at.get_absolute_url()))
    assert timezone.now() - looked_at.opened_at < timedelta(days=1)
