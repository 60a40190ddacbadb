"""Public ones are everybody's; others are read where they belong; few write."""

import pytest
from django.core.exceptions import PermissionDenied

from fairway.foundation.access import can
from fairway.foundation.events import SYSTEM
from fairway.kpis.actions.defining import add_kpi, archive_kpi, edit_kpi
from fairway.kpis.models import Kpi
from fairway.kpis.refusals import AboutAPerson, OneHome
from fairway.people.models import Appointment, Employer

pytestmark = pytest.mark.django_db
LONG_AGO = "2024-01-08"


@pytest.fixture
def hidden(fcr):
    return edit_kpi(fcr, actor=SYSTEM, public=False)


@pytest.fixture
def anas(ana, bo):
    return add_kpi(
        actor=bo,
        owner=bo,
        person=ana,
        name="Answers rated good",
        meaning="Share of rated answers that were called good.",
        kind="quality",
        public=False,
    )


@pytest.mark.parametrize("who", ["ana", "bo", "mia", "cy", "dee", "hana", "eva", "pia"])
def test_everybody_reads_a_public_one(request, who, fcr):
    assert can(request.getfixturevalue(who), "view", fcr)


def test_a_franchisees_people_and_the_others_do_not_see_each_others(hire, organisation, fcr):
    shop = Employer.objects.create(name="Salt & Sons", kind="franchisee")
    fred = hire("Fred Franchise", organisation.shops, organisation.lisbon, employer=shop)
    theirs = add_kpi(actor=SYSTEM, owner=fred, name="Sales", meaning="Sales of the shop.")
    assert not can(fred, "view", fcr)
    assert can(fred, "view", theirs)
    assert not can(fcr.owner, "view", theirs)


@pytest.mark.parametrize("who", ["ana", "bo", "mia", "hana", "eva", "pia"])
def test_one_that_is_not_public_is_read_where_it_belongs(request, who, hidden):
    assert can(request.getfixturevalue(who), "view", hidden)


def test_other_units_do_not_read_it(hidden, cy):
    assert not can(cy, "view", hidden)
    assert hidden not in Kpi.objects.allowed(cy)


def test_an_hr_partner_of_another_unit_does_not_read_it(hidden, cy, organisation):
    Appointment.objects.create(
        person=cy, role="hr_partner", unit=organisation.shops, valid_from=LONG_AGO
    )
    assert not can(cy, "view", hidden)


def test_an_auditor_reads_it_and_changes_nothing(hidden, cy):
    Appointment.objects.create(
        person=cy, role="auditor", valid_from=LONG_AGO, valid_until="2099-01-01"
    )
    assert can(cy, "view", hidden)
    assert not can(cy, "edit", hidden)


@pytest.mark.parametrize("who", ["ana", "bo", "mia", "hana", "pia"])
def test_one_about_a_person_is_read_as_their_goals_are(request, who, anas, hana):
    assert can(request.getfixturevalue(who), "view", anas)


@pytest.mark.parametrize("who", ["cy", "dee", "eva", "lee"])
def test_neither_colleagues_nor_dotted_lines_nor_executives_read_a_private_one(request, who, anas):
    assert not can(request.getfixturevalue(who), "view", anas)


def test_people_leads_do_not_keep_ones_about_a_person(anas, pia, bo):
    assert not can(pia, "edit", anas)
    assert can(bo, "edit", anas)


@pytest.mark.parametrize(
    ("who", "may"),
    [
        ("bo", True),
        ("mia", True),
        ("eva", True),
        ("pia", True),
        ("ana", False),
        ("cy", False),
        ("dee", False),
        ("hana", False),
    ],
)
def test_owner_managers_people_leads_and_executives_keep_it(request, who, may, fcr):
    assert can(request.getfixturevalue(who), "edit", fcr) is may


def test_whoever_leads_the_unit_keeps_it(fcr, cy, organisation):
    organisation.root.leader = cy
    organisation.root.save()
    assert can(cy, "edit", fcr)


def test_a_manager_sets_kpis_for_their_own_unit_alone(bo, ana, organisation):
    fields = {"actor": bo, "name": "Calls", "meaning": "Answered in a minute."}
    assert add_kpi(unit=organisation.support, **fields).owner == bo
    with pytest.raises(PermissionDenied):
        add_kpi(unit=organisation.shops, **fields)
    with pytest.raises(PermissionDenied):
        add_kpi(unit=None, **fields)


def test_nobody_gives_a_kpi_to_a_unit_they_do_not_keep(fcr, ana, bo, organisation):
    with pytest.raises(PermissionDenied):
        edit_kpi(fcr, actor=bo, unit=organisation.shops)


def test_people_without_a_team_add_none(ana, organisation):
    with pytest.raises(PermissionDenied):
        add_kpi(actor=ana, unit=organisation.support, name="Mine", meaning="Mine.")


def test_a_kpi_about_a_person_is_what_comes_of_work_and_has_one_home(ana, bo, organisation):
    fields = {"actor": bo, "name": "Calls", "meaning": "Calls made.", "person": ana}
    with pytest.raises(AboutAPerson):
        add_kpi(kind="driver", **fields)
    with pytest.raises(OneHome):
        add_kpi(unit=organisation.support, **fields)


def test_an_archived_one_is_restored_by_its_keepers(fcr, bo, ana):
    archive_kpi(fcr, actor=bo)
    assert not can(bo, "edit", fcr)
    assert can(bo, "restore", fcr)
    assert not can(ana, "restore", fcr)
