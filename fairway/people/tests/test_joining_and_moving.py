"""Joining, moving now or later, changing managers."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from fairway.foundation.events import SYSTEM
from fairway.foundation.models import Event
from fairway.people.actions.assigning import (
    HasLeft,
    NotPlanned,
    UnitClosed,
    assign_person,
    cancel_move,
    change_manager,
    hire_person,
    move_person,
)
from fairway.people.actions.chains import ReportingCycle, chain_pairs, rebuild_chains
from fairway.people.actions.leaving import end_employment
from fairway.people.actions.settling import settle_assignments
from fairway.people.days import organisation_day
from fairway.people.models import Assignment, PastEdge, Person, ReportingChain
from fairway.people.spelling import NoName

pytestmark = pytest.mark.django_db


def managers():
    return dict(ReportingChain.objects.filter(depth=1).values_list("below_id", "above_id"))


def chain_is_true():
    rows = dict(Person.objects.filter(active=True).values_list("pk", "assignment__manager"))
    kept = {who: above if above in rows else None for who, above in rows.items()}
    stored = set(ReportingChain.objects.values_list("above_id", "below_id", "depth"))
    return stored == set(chain_pairs(kept))


def test_a_move_keeps_what_it_does_not_change(ana, bo, cy, organisation, hana, today):
    move_person(ana, actor=hana, valid_from=today, job_profile=organisation.profile)
    ana.refresh_from_db()
    assert ana.assignment.job_profile == organisation.profile
    assert ana.assignment.manager == bo
    assert ana.assignments.count() == 2
    assert ana.assignments.first().valid_until == today


def test_a_planned_move_waits_for_its_day(ana, bo, cy, lead, today):
    later = today + timedelta(days=3)
    change_manager(ana, cy, actor=lead, valid_from=later)
    ana.refresh_from_db()
    assert ana.assignment.manager == bo
    assert managers()[ana.pk] == bo.pk
    assert settle_assignments(later - timedelta(days=1)) == 0
    assert settle_assignments(later) == 1
    ana.refresh_from_db()
    assert ana.assignment.manager == cy
    assert managers()[ana.pk] == cy.pk
    assert chain_is_true()
    assert settle_assignments(later) == 0


def test_the_line_that_ended_is_kept_but_no_longer_reads(ana, bo, cy, lead, today):
    change_manager(ana, cy, actor=lead, valid_from=today)
    edge = PastEdge.objects.get()
    assert (edge.actor, edge.target, edge.valid_from) == (bo, ana, date(2024, 1, 8))
    assert edge.valid_until == edge.reads_until == today


def test_a_planned_move_can_be_cancelled_and_the_one_before_goes_on(ana, cy, lead, today):
    later = today + timedelta(days=3)
    change_manager(ana, cy, actor=lead, valid_from=later)
    cancel_move(ana, actor=lead, valid_from=later)
    assert ana.assignments.get().valid_until is None
    with pytest.raises(NotPlanned):
        cancel_move(ana, actor=lead, valid_from=date(2024, 1, 8))


def test_a_move_before_a_planned_one_ends_when_that_begins(ana, cy, lead, organisation, today):
    planned = today + timedelta(days=30)
    move_person(ana, actor=lead, valid_from=planned, unit=organisation.shops)
    move_person(ana, actor=lead, valid_from=today, job_profile=organisation.profile)
    dates = list(ana.assignments.values_list("valid_from", "valid_until"))
    assert dates == [(date(2024, 1, 8), today), (today, planned), (planned, None)]


def test_a_move_on_the_same_day_again_puts_it_right(ana, lead, organisation, today):
    move_person(ana, actor=lead, valid_from=today, unit=organisation.shops)
    move_person(ana, actor=lead, valid_from=today, unit=organisation.people)
    assert ana.assignments.count() == 2
    assert ana.assignments.last().unit == organisation.people


def test_a_circle_is_refused_in_plain_words_and_changes_nothing(ana, bo, mia, lead, today):
    with pytest.raises(ReportingCycle, match="Ana Reyes reports to Mia Lindqvist") as refusal:
        change_manager(mia, ana, actor=lead, valid_from=today)
    assert str(refusal.value) == "Ana Reyes reports to Mia Lindqvist, directly or through others."
    assert mia.assignments.count() == 1
    assert not Event.objects.filter(kind="people.move_planned").exists()


def test_nobody_is_their_own_manager(ana, lead, today):
    with pytest.raises(ReportingCycle):
        change_manager(ana, ana, actor=lead, valid_from=today)


def test_a_circle_that_would_close_later_is_refused_today(ana, bo, cy, lead, today):
    later = today + timedelta(days=5)
    change_manager(bo, cy, actor=lead, valid_from=later)
    with pytest.raises(ReportingCycle):
        change_manager(cy, ana, actor=lead, valid_from=later)
    with pytest.raises(ReportingCycle):
        change_manager(cy, ana, actor=lead, valid_from=today)
    assert settle_assignments(later) == 1
    assert chain_is_true()


def test_two_who_change_places_on_one_day_do_not_meet_on_the_way(ana, bo, mia, lead, today):
    later = today + timedelta(days=5)
    for person, manager in ((ana, mia), (bo, ana)):
        assign_person(person, actor=lead, valid_from=later, manager=manager)
    settle_assignments(later)
    assert managers()[bo.pk] == ana.pk
    assert managers()[ana.pk] == mia.pk
    assert chain_is_true()


def test_lines_that_go_in_a_circle_one_night_leave_somebody_without_a_manager_on_record(
    ana, bo, today
):
    later = today + timedelta(days=5)
    for person, manager in ((ana, bo), (bo, ana)):
        person.assignments.update(valid_until=later)
        Assignment.objects.create(person=person, manager=manager, valid_from=later)
    settle_assignments(later)
    assert Event.objects.filter(kind="people.cycle_found").count() == 1
    assert len({ana.pk, bo.pk} & set(managers())) == 1
    assert chain_is_true()


def test_nobody_moves_to_a_manager_who_has_left_or_into_a_closed_unit(
    ana, zoe, lead, organisation, today
):
    with pytest.raises(HasLeft, match="Zoe Barros has left on that day"):
        change_manager(ana, zoe, actor=lead, valid_from=today)
    organisation.shops.closed_on = today
    organisation.shops.save()
    with pytest.raises(UnitClosed):
        move_person(ana, actor=lead, valid_from=today, unit=organisation.shops)


def test_a_newcomer_stands_in_the_lines_before_their_first_day(organisation, bo, hana, today):
    new = hire_person(
        "Nia Osei",
        actor=hana,
        valid_from=today + timedelta(days=14),
        unit=organisation.support,
        place={"manager": bo},
    )
    assert managers()[new.pk] == bo.pk
    assert new.assignment.unit == organisation.support
    assert new.joined_on == today + timedelta(days=14)


def test_only_hr_moves_people_and_nobody_changes_their_own_manager(
    ana, bo, cy, hana, lead, organisation, today
):
    for actor in (ana, bo, cy, None):
        with pytest.raises(PermissionDenied):
            move_person(ana, actor=actor, valid_from=today, unit=organisation.shops)
    with pytest.raises(PermissionDenied):
        change_manager(lead, cy, actor=lead, valid_from=today)
    with pytest.raises(PermissionDenied):  # not her unit
        move_person(ana, actor=hana, valid_from=today, unit=organisation.shops)
    with pytest.raises(PermissionDenied):
        move_person(hana, actor=hana, valid_from=today, unit=organisation.support)
    move_person(lead, actor=lead, valid_from=today, job_profile=organisation.profile)


def test_a_name_needs_a_letter_and_hidden_signs_are_refused(organisation, hana, today):
    for name in ("  ", "\u200b", "—"):
        with pytest.raises(NoName):
            hire_person(name, actor=hana, valid_from=today, unit=organisation.support, place={})


def test_rebuilt_chains_leave_out_who_has_left(ana, bo, mia, zoe):
    before = set(ReportingChain.objects.values_list("above_id", "below_id", "depth"))
    assert rebuild_chains() == len(before)
    assert set(ReportingChain.objects.values_list("above_id", "below_id", "depth")) == before
    end_employment(bo, actor=SYSTEM, left_on=organisation_day())
    Person.objects.filter(pk=ana.pk).update(assignment=ana.assignments.get())
    assert chain_is_true()
