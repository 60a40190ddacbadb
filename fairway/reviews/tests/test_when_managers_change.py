"""A change of manager opens nothing by itself: HR decides who goes on, or time does."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from fairway.foundation.access import can
from fairway.people.days import organisation_day
from fairway.people.models import Absence, Appointment
from fairway.reviews.actions.handing_over import (
    decide_handover,
    follow_lines,
    release_draft,
    settle_overdue,
)
from fairway.reviews.models import Handover, Review

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def moved(ana, bo, hana, nora, launched, led_by):
    """Ana reports to Nora since today; her review was begun by Bo."""
    cycle = launched("self", "manager")
    led_by(nora)
    follow_lines()
    return cycle


@pytest.fixture
def handover(moved):
    return Handover.objects.get()


def written_by(cycle, ana):
    rows = Review.objects.filter(cycle=cycle, participant__person=ana, kind="manager")
    return {one.reviewer.called: one for one in rows}


def test_until_it_is_decided_the_former_manager_writes_and_the_new_one_reads_nothing(
    moved, ana, bo, nora, participant
):
    assert participant(moved, ana).author == bo
    theirs = written_by(moved, ana)["Bo"]
    assert can(bo, "write", theirs)
    assert not can(nora, "view", theirs)
    assert not can(nora, "know", theirs)


def test_it_is_asked_once_however_often_one_looks(moved):
    assert follow_lines() == 0
    assert Handover.objects.count() == 1


def test_kept_nothing_changes(handover, hana, ana, bo, nora, participant):
    decide_handover(handover, actor=hana, choice="keep")
    cycle = handover.participant.cycle
    assert participant(cycle, ana).author == bo
    assert set(written_by(cycle, ana)) == {"Bo"}


def test_what_was_decided_is_not_asked_again(handover, hana):
    decide_handover(handover, actor=hana, choice="keep")
    assert follow_lines() == 0
    assert Handover.objects.waiting().count() == 0


def test_after_a_transfer_the_new_one_reads_what_is_released_and_does_not_write_it(
    handover, hana, ana, bo, nora
):
    decide_handover(handover, actor=hana, choice="transfer")
    theirs = written_by(handover.participant.cycle, ana)["Bo"]
    assert not can(nora, "view", theirs)
    release_draft(handover, actor=bo)
    assert can(nora, "view", theirs)
    assert not can(nora, "write", theirs)


def test_transferred_each_has_a_review_of_their_own(handover, hana, ana, bo, nora):
    decide_handover(handover, actor=hana, choice="transfer")
    theirs = written_by(handover.participant.cycle, ana)
    assert set(theirs) == {"Bo", "Nora"}
    assert can(nora, "write", theirs["Nora"])
    assert can(bo, "write", theirs["Bo"])
    assert not can(nora, "view", theirs["Bo"])
    assert not can(bo, "view", theirs["Nora"])


def test_together_the_new_one_reads_the_draft_once_it_is_released(handover, hana, ana, bo, nora):
    decide_handover(handover, actor=hana, choice="co_author")
    cycle = handover.participant.cycle
    assert not can(nora, "view", written_by(cycle, ana)["Bo"])
    release_draft(handover, actor=bo)
    assert can(nora, "write", written_by(cycle, ana)["Bo"])


def test_undecided_in_time_the_new_manager_writes(handover, ana, nora, participant):
    assert settle_overdue() == 0
    Handover.objects.update(due_on=organisation_day() - timedelta(days=1))
    assert settle_overdue() == 1
    assert settle_overdue() == 0
    assert participant(handover.participant.cycle, ana).author == nora


def test_neither_of_the_two_decides(handover, bo, nora, ana):
    for one in (bo, nora, ana):
        with pytest.raises(PermissionDenied):
            decide_handover(handover, actor=one, choice="keep")


def test_back_with_the_former_manager_there_is_nothing_to_decide(
    handover, ana, bo, led_by, participant
):
    led_by(bo)
    follow_lines()
    handover.refresh_from_db()
    assert handover.choice == "keep"
    assert participant(handover.participant.cycle, ana).author == bo


def appoint(person, role="hr_partner", unit=None):
    since = organisation_day() - 30 * DAY
    Appointment.objects.create(person=person, role=role, unit=unit, valid_from=since)


def away(person, start, until):
    Absence.objects.create(person=person, from_on=start, until_on=until, state="agreed")


@pytest.fixture
def opened(clock, ana, bo, hana, nora, launched, led_by):
    """opened(): on Monday the 2nd of November Ana comes to report to Nora."""
    clock("2026-11-02 09:00")
    launched("self", "manager")

    def change():
        led_by(nora)
        follow_lines()
        return Handover.objects.get().due_on

    return change


def test_hr_has_five_working_days(opened):
    assert opened() == date(2026, 11, 9)


def test_days_on_which_hr_is_away_do_not_count(opened, hana):
    away(hana, date(2026, 11, 4), date(2026, 11, 11))
    assert opened() == date(2026, 11, 16)


def test_a_day_counts_on_which_one_of_several_is_there(opened, hana, pia, hire, organisation):
    other = hire("Olga Other", organisation.people, organisation.lisbon)
    appoint(other, unit=organisation.root)
    away(hana, date(2026, 11, 2), date(2026, 11, 30))
    away(other, date(2026, 11, 4), date(2026, 11, 6))
    assert opened() == date(2026, 11, 11)


def test_the_leave_of_whoever_may_not_decide_moves_nothing(opened, bo, nora, pia):
    for one in (bo, nora, pia):
        away(one, date(2026, 11, 3), date(2026, 11, 30))
    assert opened() == date(2026, 11, 9)


def test_the_new_manager_does_not_count_though_they_are_hr(opened, hana, nora, organisation):
    appoint(nora, unit=organisation.support)
    away(hana, date(2026, 11, 4), date(2026, 11, 11))
    assert opened() == date(2026, 11, 16)


def test_where_the_unit_has_no_hr_people_leads_decide_by_their_days(opened, hana, pia):
    Appointment.objects.filter(person=hana).delete()
    away(pia, date(2026, 11, 4), date(2026, 11, 6))
    assert opened() == date(2026, 11, 11)


def test_with_nobody_named_it_counts_from_monday_to_friday(opened, hana, pia):
    Appointment.objects.all().delete()
    assert opened() == date(2026, 11, 9)
