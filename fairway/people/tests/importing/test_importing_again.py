"""Whom a line is about, and what a later file changes."""

import re
from datetime import date, timedelta

import pytest

from fairway.foundation.events import SYSTEM
from fairway.foundation.models import Event
from fairway.people.actions.importing import ImportRefused
from fairway.people.models import (
    Appointment,
    Assignment,
    OrgUnit,
    PastEdge,
    Person,
    ReportingChain,
)
from fairway.people.tests.importing.conftest import TODAY

pytestmark = pytest.mark.django_db
HEAD = "Employee ID,Name,E-mail,Unit,Job title,Manager,Hire date,Leaving date\n"
START = (
    HEAD + "1,Mia Lind,mia@x.org,Head office,Director,,2015-01-01,\n"
    "2,Bo Almeida,bo@x.org,Support,Lead,Mia Lind,2016-01-01,\n"
    "3,Ana Reyes,ana@x.org,Support,Specialist,Bo Almeida,2017-01-01,\n"
)


def changes(outcome) -> dict[str, dict[str, tuple[str, str]]]:
    return {
        one.name: {name: (old, new) for name, old, new in one.changes}
        for one in outcome.plan.planned
        if one.changes
    }


def codes(refused) -> list[tuple[int, str]]:
    return [(one.line, one.code) for one in refused.value.plan.findings.errors]


def person(number: str) -> Person:
    return Person.objects.get(employee_number=number)


def test_a_move_begins_today_and_the_old_place_stays_on_record(bring_in):
    bring_in(START)
    outcome = bring_in(START.replace("ana@x.org,Support,Specialist", "ana@x.org,Shops,Buyer"))
    assert changes(outcome) == {
        "Ana Reyes": {"unit": ("Support", "Shops"), "job_title": ("Specialist", "Buyer")}
    }
    before, now = person("3").assignments.order_by("valid_from")
    assert (before.valid_from, before.valid_until) == (date(2017, 1, 1), TODAY)
    assert (now.valid_from, now.valid_until, now.unit.name) == (TODAY, None, "Shops")
    assert person("3").assignment == now


def test_another_manager_moves_the_chain_and_closes_the_old_line(bring_in):
    bring_in(START)
    outcome = bring_in(START.replace("Specialist,Bo Almeida", "Specialist,Mia Lind"))
    assert changes(outcome) == {"Ana Reyes": {"manager": ("Bo Almeida", "Mia Lind")}}
    above = ReportingChain.objects.filter(below=person("3"), depth=1).values_list(
        "above", flat=True
    )
    assert list(above) == [person("1").pk]
    edge = PastEdge.objects.get(target=person("3"))
    assert (edge.actor, edge.valid_until, edge.reads_until) == (person("2"), TODAY, TODAY)
    told = Event.objects.get(kind="people.manager_changed", about=person("3"))
    assert told.data["before"] == person("2").pk
    assert told.data["after"] == person("1").pk


def test_what_began_today_is_put_right_in_place(bring_in):
    bring_in(START)
    bring_in(START.replace("Specialist,Bo", "Buyer,Bo"))
    bring_in(START.replace("Specialist,Bo", "Planner,Bo"))
    assert person("3").assignments.count() == 2
    assert person("3").assignment.job_profile.title == "Planner"


def test_a_leaver_leaves_with_everything_that_hangs_on_it(bring_in, settings):
    bring_in(START)
    bo = person("2")
    Appointment.objects.create(person=bo, role="executive", valid_from=date(2020, 1, 1))
    bring_in(START.replace("Mia Lind,2016-01-01,", "Mia Lind,2016-01-01,2026-11-01"))
    bo.refresh_from_db()
    assert not bo.active
    assert bo.left_on == date(2026, 11, 1)
    assert bo.assignment.valid_until == date(2026, 11, 1)
    assert not ReportingChain.objects.filter(above=bo).exists()
    assert not Appointment.objects.on(TODAY).filter(person=bo).exists()
    assert Event.objects.filter(kind="people.left", about=bo).exists()
    assert PastEdge.objects.filter(actor=person("1"), target=bo).exists()


def test_leaving_later_is_planned_and_the_person_stays(bring_in):
    bring_in(START)
    later = TODAY + timedelta(days=30)
    outcome = bring_in(START.replace("Bo Almeida,2017-01-01,", f"Bo Almeida,2017-01-01,{later}"))
    assert outcome.plan.counts["active"] == 3
    assert outcome.plan.counts["left"] == 1
    assert person("3").active


def test_people_who_are_not_in_the_file_stay_as_they_are(bring_in):
    bring_in(START)
    outcome = bring_in(HEAD + "1,Mia Lind,mia@x.org,Head office,Director,,2015-01-01,\n")
    assert outcome.plan.counts["unchanged"] == 1
    assert Person.objects.active().count() == 3


def test_an_empty_cell_changes_nothing_but_an_empty_manager_is_an_answer(bring_in):
    bring_in(START)
    outcome = bring_in(HEAD + "3,Ana Reyes,,,,,,\n")
    assert changes(outcome) == {"Ana Reyes": {"manager": ("Bo Almeida", "")}}
    assert person("3").email == "ana@x.org"


def test_columns_the_file_does_not_have_change_nothing(bring_in):
    bring_in(START)
    assert changes(bring_in("Employee ID,Name\n3,Ana Reyes\n")) == {}


def test_an_empty_leaving_date_brings_nobody_back_but_says_so(bring_in):
    bring_in(START.replace("Bo Almeida,2017-01-01,", "Bo Almeida,2017-01-01,2026-01-01"))
    outcome = bring_in(START)
    assert not person("3").active
    assert [one.code for one in outcome.plan.findings.warnings] == ["still_left_here"]


def test_the_status_active_brings_somebody_back(bring_in):
    left = START.replace("Bo Almeida,2017-01-01,", "Bo Almeida,2017-01-01,2026-01-01")
    bring_in(left)
    bring_in("Employee ID,Name,Status,Unit,Manager\n3,Ana Reyes,Active,Support,Bo Almeida\n")
    ana = person("3")
    assert ana.active
    assert ana.left_on is None
    assert ana.assignment.valid_from == TODAY
    assert ReportingChain.objects.filter(below=ana, depth__gt=0).count() == 2


def test_a_hire_date_put_right_moves_the_first_day(bring_in):
    bring_in(START)
    bring_in(START.replace("Bo Almeida,2017-01-01", "Bo Almeida,2016-06-01"))
    assert person("3").joined_on == person("3").assignments.get().valid_from == date(2016, 6, 1)


def test_people_are_found_by_number_then_address_then_name(bring_in):
    bring_in(START)
    again = bring_in("E-mail,Name,Job title\nANA@x.org,Ana Maria Reyes,Buyer\n")
    assert again.plan.counts["updated"] == 1
    by_name = bring_in("Name,Hire date,Job title\nBo Almeida,2016-01-01,Head\n")
    assert by_name.plan.counts["updated"] == 1
    assert Person.objects.count() == 3


def test_the_same_name_with_another_hire_date_is_somebody_else(bring_in):
    bring_in(START)
    assert bring_in("Name,Hire date\nBo Almeida,2019-01-01\n").plan.counts["created"] == 1


def test_a_new_name_under_the_same_number_and_start_is_a_new_name(bring_in):
    bring_in(START)
    outcome = bring_in(START.replace("Ana Reyes", "Ana Castellano"))
    assert changes(outcome) == {"Ana Castellano": {"name": ("Ana Reyes", "Ana Castellano")}}
    assert person("3").sort_name == "castellano, ana"


def test_a_number_of_somebody_else_is_refused(bring_in):
    bring_in(START)
    with pytest.raises(ImportRefused) as refused:
        bring_in(HEAD + "3,Zoe Barros,zoe@x.org,Shops,Buyer,,2024-01-01,\n")
    assert codes(refused) == [(2, "number_of_another")]


def test_numbers_that_are_used_again_after_years_are_two_people(bring_in):
    bring_in(START.replace("Bo Almeida,2017-01-01,", "Bo Almeida,2017-01-01,2018-01-01"))
    bring_in(HEAD + "3,Zoe Barros,zoe@x.org,Shops,Buyer,,2024-01-01,\n")
    assert Person.objects.filter(employee_number="3").count() == 2
    assert not Person.objects.get(name="Zoe Barros").rehire_of


def test_a_rehire_is_a_new_record_that_points_at_the_old(bring_in):
    left = START.replace("Bo Almeida,2017-01-01,", "Bo Almeida,2017-01-01,2018-01-01")
    bring_in(left)
    again = HEAD + "3,Ana Reyes,ana@x.org,Shops,Buyer,Bo Almeida,2024-01-01,\n"
    bring_in(again)
    old, new = Person.objects.filter(employee_number="3").order_by("joined_on")
    assert (old.active, new.active, new.rehire_of) == (False, True, old)
    assert bring_in(again).plan.counts["unchanged"] == 1
    assert bring_in(left).plan.counts["unchanged"] == 3


def test_both_times_of_a_rehire_in_one_file(bring_in):
    both = (
        HEAD + "3,Ana Reyes,ana@x.org,Shops,Buyer,,2015-01-01,2018-01-01\n"
        "3,Ana Reyes,ana@x.org,Shops,Buyer,,2020-01-01,\n"
    )
    bring_in(both)
    old, new = Person.objects.order_by("joined_on")
    assert new.rehire_of == old
    assert bring_in(both).plan.counts["unchanged"] == 2


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ("1,Ana Reyes,a@x.org,,,,,\n1,Bo Almeida,b@x.org,,,,,\n", [(3, "number_twice")]),
        ("1,Ana Reyes,a@x.org,,,,,\n2,Bo Almeida,A@x.org,,,,,\n", [(3, "email_twice")]),
        (",Ana Reyes,,,,,2020-01-01,\n,Ana Reyes,,Shops,,,2020-01-01,\n", [(3, "name_twice")]),
        ("1,Ana Reyes,a@x.org,,,,31/02/2020,\n2,Bo,a@x.org,,,,,\n", [(2, "not_in_calendar"), (3, "email_twice")]),
    ],
)  # fmt: skip
def test_two_lines_that_cannot_both_be_right(bring_in, lines, found):
    with pytest.raises(ImportRefused) as refused:
        bring_in(HEAD + lines)
    assert codes(refused) == found
    assert not Person.objects.exists()


def test_the_very_same_line_twice_is_read_once(bring_in):
    line = "1,Ana Reyes,a@x.org,,,,,\n"
    outcome = bring_in(HEAD + line + line)
    assert Person.objects.count() == 1
    assert [one.code for one in outcome.plan.findings.warnings] == ["same_line"]


def test_an_address_that_somebody_here_has_is_refused(bring_in):
    bring_in(START)
    with pytest.raises(ImportRefused) as refused:
        bring_in(HEAD + "9,Zoe Barros,bo@x.org,Shops,Buyer,,2024-01-01,\n")
    assert codes(refused) == [(2, "email_of_another")]


def test_two_people_may_exchange_addresses(bring_in):
    bring_in(START)
    swapped = (
        START.replace("bo@x.org", "tmp")
        .replace("ana@x.org", "bo@x.org")
        .replace("tmp", "ana@x.org")
    )
    assert bring_in(swapped).plan.counts["updated"] == 2
    assert person("2").email == "ana@x.org"


def test_two_people_may_exchange_places_in_the_line(bring_in):
    bring_in(START)
    turned = (
        HEAD + "2,Bo Almeida,bo@x.org,Support,Lead,Ana Reyes,2016-01-01,\n"
        "3,Ana Reyes,ana@x.org,Support,Specialist,Mia Lind,2017-01-01,\n"
    )
    bring_in(turned)
    above = ReportingChain.objects.filter(below=person("2"), depth__gt=0).order_by("depth")
    assert [one.above.name for one in above] == ["Ana Reyes", "Mia Lind"]


def test_errors_refuse_the_whole_unless_the_rest_is_wanted(bring_in):
    lines = HEAD + "1,Ana Reyes,a@x.org,,,Bo Almeida,,\n2,Bo Almeida,b@x.org,,,,31/02/2020,\n"
    with pytest.raises(ImportRefused):
        bring_in(lines)
    assert not Person.objects.exists()
    outcome = bring_in(lines, skip_errors=True)
    assert Person.objects.get().name == "Ana Reyes"
    assert [one.reason for one in outcome.plan.unresolved] == ["absent"]


def test_who_imports_may_not_change_their_own_manager(bring_in, hire, organisation):
    bring_in(START)
    lead = person("3")
    Appointment.objects.create(person=lead, role="people_lead", valid_from=date(2024, 1, 1))
    outcome = bring_in(START.replace("Specialist,Bo Almeida", "Director,Mia Lind"), actor=lead)
    assert changes(outcome) == {"Ana Reyes": {"job_title": ("Specialist", "Director")}}
    assert "own_manager" in [one.code for one in outcome.plan.findings.warnings]


def test_nobody_else_imports(bring_in, ana):
    from django.core.exceptions import PermissionDenied

    with pytest.raises(PermissionDenied):
        bring_in(START, actor=ana)
    assert not Person.objects.filter(employee_number="1").exists()


def test_units_below_units(bring_in):
    head = "Name,Employee ID,Org path\n"
    bring_in(head + "Ana,1,Acme > Sales > North\nBo,2,ACME > sales\nCy,3,Acme\n")
    north = OrgUnit.objects.get(name="North")
    assert [north.parent.name, north.parent.parent.name, north.parent.parent.parent] == [
        "Sales",
        "Acme",
        None,
    ]
    assert bring_in(head + "Dee,4,Acme > Sales > NORTH.\n").applied
    assert OrgUnit.objects.count() == 3


def test_a_unit_that_several_are_called_needs_its_path(bring_in):
    bring_in("Name,Employee ID,Org path\nAna,1,Acme > US > HR\nBo,2,Acme > DE > HR\n")
    with pytest.raises(ImportRefused) as refused:
        bring_in("Name,Employee ID,Unit\nCy,3,HR\n")
    assert codes(refused) == [(2, "several_units")]


def test_a_unit_is_found_by_what_it_was_called_before(bring_in):
    from fairway.people.actions.units import remember_spelling

    bring_in(START)
    remember_spelling(OrgUnit.objects.get(name="Support"), "Customer Care")
    outcome = bring_in(START.replace("Support", "customer-care"))
    assert outcome.plan.counts["unchanged"] == 3


def test_a_location_has_the_zone_that_most_of_its_people_have(bring_in):
    bring_in(
        "Name,Employee ID,Location,Time zone\nAna,1,HQ,Europe/Lisbon\nBo,2,HQ,Europe/Lisbon\n"
        "Cy,3,HQ,Asia/Manila\nDee,4,HQ,\n"
    )
    zones = dict(Person.objects.values_list("employee_number", "time_zone"))
    assert person("1").assignment.location.time_zone == "Europe/Lisbon"
    assert zones == {"1": "", "2": "", "3": "Asia/Manila", "4": ""}


def test_somebody_who_starts_later_is_not_in_a_line_yet(bring_in):
    later = TODAY + timedelta(days=10)
    lines = START.replace("Bo Almeida,2017-01-01", f"Bo Almeida,{later}")
    bring_in(lines)
    assert person("3").assignment.valid_from == later
    assert bring_in(lines).plan.counts["unchanged"] == 3


def test_everybody_has_an_event_and_the_import_too(bring_in):
    bring_in(START)
    assert Event.objects.filter(kind="people.imported").count() == 3
    applied = Event.objects.get(kind="people.import_applied")
    assert applied.data["created"] == 3
    assert Event.objects.filter(kind="people.unit_created").count() == 3
    said = str(list(Event.objects.values_list("data", flat=True)))
    assert not re.search(r"\bAna\b", said)
    assert applied.actor_kind == SYSTEM.kind


def test_the_database_is_not_touched_by_looking(plan):
    plan(START)
    assert not Person.objects.exists()
    assert not Event.objects.exists()
    assert not Assignment.objects.exists()
