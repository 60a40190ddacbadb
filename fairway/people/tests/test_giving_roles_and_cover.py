"""A role takes two people to give; cover names what may be done, and never hands on further."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from fairway.foundation.access import can, claim
from fairway.foundation.events import SYSTEM
from fairway.foundation.models import Event
from fairway.foundation.remembering import remembered
from fairway.people.actions.absences import ask_absence, decide_absence
from fairway.people.actions.appointing import (
    AlreadyDecided,
    OwnAppointment,
    UnfitAppointment,
    agree_appointment,
    decline_appointment,
    end_appointment,
    propose_appointment,
    withdraw_appointment,
)
from fairway.people.actions.corrections import ask_correction
from fairway.people.actions.delegating import UnfitDelegation, delegate, end_delegation
from fairway.people.actions.leaving import end_employment
from fairway.people.models import Appointment, AppointmentProposal

pytestmark = pytest.mark.django_db
DECIDE = "people.decide_absence"


def test_the_first_people_lead_needs_no_second_person_and_that_is_on_record(ana, today):
    held = propose_appointment(ana, actor=SYSTEM, role="people_lead", valid_from=today)
    assert isinstance(held, Appointment)
    assert Event.objects.get(kind="people.appointed").data["alone"] is True


def test_a_lone_people_lead_appoints_at_once(lead, cy, organisation, today):
    held = propose_appointment(
        cy, actor=lead, role="hr_partner", unit=organisation.shops, valid_from=today
    )
    assert isinstance(held, Appointment)
    assert held.appointed_by == lead


def test_with_a_second_people_lead_nothing_holds_before_they_agree(
    lead, second_lead, cy, hana, organisation, today
):
    asked = propose_appointment(
        cy, actor=lead, role="executive", unit=organisation.shops, valid_from=today
    )
    assert isinstance(asked, AppointmentProposal)
    assert not Appointment.objects.filter(person=cy).exists()
    for actor in (lead, cy, hana):
        with pytest.raises(PermissionDenied):
            agree_appointment(asked, actor=actor)
    held = agree_appointment(asked, actor=second_lead)
    assert held.person == cy
    with pytest.raises(PermissionDenied):
        decline_appointment(asked, actor=second_lead)


def test_what_waits_for_a_people_lead_stands_on_their_home_and_is_asked_in_few_queries(
    client, lead, second_lead, cy, bo, ana, organisation, today, django_assert_max_num_queries
):
    propose_appointment(cy, actor=lead, role="executive", unit=organisation.shops, valid_from=today)
    ask_correction(ana, actor=ana, words="I joined in March.")
    ask_absence(ana, actor=ana, from_on=today, until_on=today + timedelta(days=2))
    end_employment(bo, actor=lead, left_on=today)
    client.force_login(second_lead.account)
    with django_assert_max_num_queries(12):
        page = client.get("/").text
    assert "Executive: Cy Okafor" in page
    assert "Answer a request for a correction" in page
    assert "Find a manager for a person" in page
    assert "Days away of Ana Reyes" in page


def test_a_proposal_is_declined_or_taken_back(lead, second_lead, cy, organisation, today):
    def ask():
        return propose_appointment(
            cy, actor=lead, role="executive", unit=organisation.shops, valid_from=today
        )

    decline_appointment(ask(), actor=second_lead)
    withdraw_appointment(ask(), actor=lead)
    assert not Appointment.objects.filter(person=cy).exists()
    asked = ask()
    AppointmentProposal.objects.filter(pk=asked.pk).update(state="declined")
    with pytest.raises((PermissionDenied, AlreadyDecided)):
        agree_appointment(asked, actor=second_lead)


def test_nobody_appoints_themselves(lead, second_lead, organisation, today):
    with pytest.raises(OwnAppointment):
        propose_appointment(
            lead, actor=lead, role="executive", unit=organisation.shops, valid_from=today
        )


def test_the_database_refuses_a_proposal_agreed_by_who_asked(lead, cy, today):
    with pytest.raises(IntegrityError), transaction.atomic():
        AppointmentProposal.objects.create(
            person=cy,
            role="fairness",
            valid_from=today,
            proposed_by=lead,
            state="agreed",
            decided_by=lead,
        )


def test_hr_partners_ask_for_roles_in_their_units_only(hana, lead, cy, dee, organisation, today):
    asked = propose_appointment(
        cy, actor=hana, role="hr_partner", unit=organisation.support, valid_from=today
    )
    assert isinstance(asked, AppointmentProposal)
    for role, unit in (("hr_partner", organisation.shops), ("people_lead", None)):
        with pytest.raises(PermissionDenied):
            propose_appointment(dee, actor=hana, role=role, unit=unit, valid_from=today)
    for actor in (dee, None):
        with pytest.raises(PermissionDenied):
            propose_appointment(
                cy, actor=actor, role="executive", unit=organisation.shops, valid_from=today
            )


@pytest.mark.parametrize(
    ("role", "unit", "days"),
    [
        ("hr_partner", False, None),
        ("people_lead", True, None),
        ("auditor", False, None),
        ("fairness", False, 0),
    ],
)
def test_appointments_that_make_no_sense_are_refused(
    lead, cy, organisation, today, role, unit, days
):
    with pytest.raises(UnfitAppointment):
        propose_appointment(
            cy,
            actor=lead,
            role=role,
            unit=organisation.shops if unit else None,
            valid_from=today,
            valid_until=None if days is None else today + timedelta(days=days),
        )


def test_a_role_is_laid_down_or_taken_back_but_not_by_just_anybody(
    lead, hana, cy, ana, organisation, today
):
    role = Appointment.objects.get(person=hana)
    with pytest.raises(PermissionDenied):
        end_appointment(role, actor=cy)
    end_appointment(role, actor=lead, valid_until=today)
    assert not can(hana, "view_record", ana)
    fresh = Appointment.objects.create(
        person=cy, role="executive", unit=organisation.shops, valid_from=today
    )
    end_appointment(fresh, actor=cy)
    assert not Appointment.objects.filter(pk=fresh.pk).exists()


def test_a_deputy_decides_on_absences_while_the_manager_is_away(ana, bo, cy, dee, today):
    absence = ask_absence(ana, actor=ana, from_on=today, until_on=today + timedelta(days=2))
    assert not can(cy, "decide", absence)
    cover = delegate(
        bo, actor=bo, deputy=cy, verbs=[DECIDE], valid_from=today, valid_until=today + timedelta(9)
    )
    assert can(cy, "decide", absence)
    assert not can(cy, "view_record", ana)
    end_delegation(cover, actor=bo)
    assert not can(cy, "decide", absence)


def test_cover_is_not_handed_on_and_never_about_oneself(ana, bo, cy, dee, today):
    until = today + timedelta(days=9)
    delegate(bo, actor=bo, deputy=cy, verbs=[DECIDE], valid_from=today, valid_until=until)
    delegate(cy, actor=cy, deputy=dee, verbs=[DECIDE], valid_from=today, valid_until=until)
    absence = ask_absence(ana, actor=ana, from_on=today, until_on=today + timedelta(days=2))
    assert not can(dee, "decide", absence)
    delegate(bo, actor=bo, deputy=ana, verbs=[DECIDE], valid_from=today, valid_until=until)
    with pytest.raises(PermissionDenied):
        decide_absence(absence, actor=ana, agree=True)


def test_only_named_things_can_be_handed_on(bo, cy, zoe, hana, dee, today):
    until = today + timedelta(days=9)
    for deputy, verbs, end in (
        (cy, ["people.appoint"], until),
        (cy, [], until),
        (cy, [DECIDE], today),
        (bo, [DECIDE], until),
        (zoe, [DECIDE], until),
    ):
        with pytest.raises(UnfitDelegation):
            delegate(bo, actor=bo, deputy=deputy, verbs=verbs, valid_from=today, valid_until=end)
    with pytest.raises(PermissionDenied):
        delegate(bo, actor=dee, deputy=cy, verbs=[DECIDE], valid_from=today, valid_until=until)
    delegate(bo, actor=hana, deputy=cy, verbs=[DECIDE], valid_from=today, valid_until=until)


def test_a_role_lost_while_waiting_for_the_lock_no_longer_counts(lead, ana):
    with remembered():
        assert can(lead, "edit", ana)
        Appointment.objects.filter(person=lead).delete()  # by somebody else, in another process
        with pytest.raises(PermissionDenied):
            claim(ana, actor=lead, verb="edit")
