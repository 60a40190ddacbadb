"""Leaving ends lines, roles and cover; the record stays; coming back is a new record."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from fairway.foundation.access import can
from fairway.foundation.events import SYSTEM
from fairway.foundation.models import Event
from fairway.people.actions.assigning import change_manager
from fairway.people.actions.leaving import (
    LeavesBeforeJoining,
    NotLeaving,
    StillHere,
    end_employment,
    rehire_person,
    settle_leavers,
    withdraw_leaving,
)
from fairway.people.actions.settling import settle_assignments
from fairway.people.models import (
    Absence,
    Appointment,
    Delegation,
    DottedLine,
    PastEdge,
    Person,
    ReportingChain,
)

pytestmark = pytest.mark.django_db


def test_who_leaves_today_is_out_of_the_lines_and_the_directory(ana, bo, mia, cy, hana, today):
    leaving = end_employment(bo, actor=SYSTEM, left_on=today)
    ana.refresh_from_db()
    bo.refresh_from_db()
    assert not bo.active
    assert leaving.without_manager == (ana,)
    assert not ReportingChain.objects.filter(above=bo).exists()
    assert not ReportingChain.objects.filter(below=bo).exists()
    assert not ReportingChain.objects.filter(above=mia, below=ana).exists()
    assert ReportingChain.objects.filter(above=ana, below=ana).exists()
    assert not Person.objects.allowed(cy).filter(pk=bo.pk).exists()
    event = Event.objects.get(kind="people.left")
    assert event.data == {"left_on": str(today), "reports": [ana.pk]}


def test_the_last_manager_reads_the_record_for_thirty_days(bo, mia, cy, hana, today):
    end_employment(bo, actor=SYSTEM, left_on=today)
    edge = PastEdge.objects.get(actor=mia, target=bo)
    assert edge.reads_until == today + timedelta(days=30)
    bo.refresh_from_db()
    assert can(mia, "view_record", bo)
    assert can(hana, "view_record", bo)  # the unit's HR partner, by the last assignment
    assert not can(cy, "view", bo)
    PastEdge.objects.update(reads_until=today)
    assert not can(mia, "view", bo)


def test_reports_go_to_whoever_takes_over(ana, bo, cy, lee, today):
    leaving = end_employment(bo, actor=SYSTEM, left_on=today, reports_to=cy)
    assert set(leaving.rehung) == {ana, lee}
    for report in (ana, lee):
        report.refresh_from_db()
        assert report.assignment.manager == cy
        assert ReportingChain.objects.filter(above=cy, below=report, depth=1).exists()


def test_one_of_the_reports_may_take_over_and_reports_where_the_leaver_did(
    ana, bo, mia, lee, today
):
    end_employment(bo, actor=SYSTEM, left_on=today, reports_to=ana)
    assert ReportingChain.objects.filter(above=mia, below=ana, depth=1).exists()
    assert ReportingChain.objects.filter(above=ana, below=lee, depth=1).exists()


def test_a_leaving_ahead_waits_for_its_day_and_can_be_taken_back(ana, bo, cy, hana, today):
    last = today + timedelta(days=10)
    end_employment(bo, actor=hana, left_on=last, reports_to=cy)
    bo.refresh_from_db()
    assert bo.active
    assert settle_leavers(last - timedelta(days=1)) == 0
    withdraw_leaving(bo, actor=hana)
    assert settle_leavers(last) == 0
    with pytest.raises(NotLeaving):
        withdraw_leaving(bo, actor=hana)


def test_on_the_day_itself_reports_and_leaver_are_settled_in_either_order(ana, bo, cy, today):
    last = today + timedelta(days=10)
    end_employment(bo, actor=SYSTEM, left_on=last, reports_to=cy)
    settle_assignments(last)
    settle_leavers(last)
    assert ReportingChain.objects.filter(above=cy, below=ana, depth=1).exists()
    bo.refresh_from_db()
    assert not bo.active
    assert bo.assignment.valid_until == last


def test_roles_cover_dotted_lines_and_requests_end_with_the_leaver(
    ana, bo, dee, organisation, today
):
    Appointment.objects.create(
        person=dee, role="executive", unit=organisation.shops, valid_from=today - timedelta(days=9)
    )
    Delegation.objects.create(
        away=bo, deputy=dee, valid_from=today, valid_until=today + timedelta(days=9)
    )
    Absence.objects.create(person=dee, from_on=today, until_on=today + timedelta(days=2))
    organisation.shops.leader = dee
    organisation.shops.save()
    leaving = end_employment(dee, actor=SYSTEM, left_on=today)
    assert leaving.units_without_leader == (organisation.shops,)
    assert not Appointment.objects.on(today).filter(person=dee).exists()
    assert not Delegation.objects.on(today).filter(deputy=dee).exists()
    assert not DottedLine.objects.on(today).filter(manager=dee).exists()
    assert Absence.objects.get().state == "withdrawn"
    assert PastEdge.objects.filter(actor=dee, target=ana, kind="dotted").exists()


def test_nobody_leaves_before_joining_or_ends_their_own_employment(ana, hana, bo, lead, today):
    with pytest.raises(LeavesBeforeJoining):
        end_employment(ana, actor=hana, left_on=ana.joined_on - timedelta(days=1))
    for actor in (ana, bo):
        with pytest.raises(PermissionDenied):
            end_employment(ana, actor=actor, left_on=today)
    with pytest.raises(PermissionDenied):
        end_employment(lead, actor=lead, left_on=today)


def test_coming_back_is_a_new_record_that_does_not_open_the_old_one(
    zoe, bo, hana, cy, organisation, today
):
    account = zoe.account
    back = rehire_person(
        zoe, actor=hana, valid_from=today, unit=organisation.support, place={"manager": bo}
    )
    zoe.refresh_from_db()
    assert back.rehire_of == zoe
    assert (back.account, zoe.account) == (account, None)
    assert back.employee_number == zoe.employee_number
    assert not can(back, "view", zoe)
    assert can(bo, "view_record", back)
    with pytest.raises(PermissionDenied):
        rehire_person(back, actor=hana, valid_from=today, unit=organisation.support, place={})
    with pytest.raises(StillHere):
        rehire_person(back, actor=SYSTEM, valid_from=today, unit=organisation.support, place={})


def test_a_leavers_record_is_read_only(zoe, hana, cy, today):
    assert can(hana, "view_record", zoe)
    for verb in ("edit", "move", "end", "edit_profile"):
        assert not can(hana, verb, zoe)
    with pytest.raises(PermissionDenied):
        change_manager(zoe, cy, actor=hana, valid_from=today)
