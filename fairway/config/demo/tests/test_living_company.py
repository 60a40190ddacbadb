"""What must be true of the company whatever its size."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db.models import Count, F, Q

from fairway.config.demo.making import plan_company
from fairway.people.actions.chains import chain_pairs
from fairway.people.models import (
    Absence,
    Account,
    Appointment,
    Assignment,
    Delegation,
    OrgUnit,
    PastEdge,
    Person,
    ReportingChain,
    UnitChain,
    WorkingPattern,
)
from tests.saltmarsh import DAY

pytestmark = pytest.mark.django_db
SPAN = 14


def test_everybody_here_has_one_assignment_that_holds(saltmarsh):
    here = Person.objects.active()
    assert here.count() == saltmarsh.people
    held = Assignment.objects.on(DAY).filter(person__active=True)
    assert Counter(held.values_list("person", flat=True)) == Counter(
        here.values_list("pk", flat=True)
    )
    assert not here.exclude(assignment__in=held).exists()


def test_the_unit_tree_has_one_root_and_true_chains(saltmarsh):
    parents = dict(OrgUnit.objects.values_list("pk", "parent"))
    assert sum(parent is None for parent in parents.values()) == 1
    stored = set(UnitChain.objects.values_list("above", "below", "depth"))
    assert stored == set(chain_pairs(parents))


def test_the_reporting_chains_are_what_the_assignments_say(saltmarsh):
    managers = dict(Person.objects.active().values_list("pk", "assignment__manager"))
    assert sum(manager is None for manager in managers.values()) == 1
    assert set(ReportingChain.objects.values_list("above", "below", "depth")) == set(
        chain_pairs(managers)
    )


def test_nobody_has_more_reports_than_a_manager_can_know(saltmarsh):
    most = Assignment.objects.on(DAY).values("manager").annotate(n=Count("pk")).order_by("-n")
    assert most.exclude(manager=None)[0]["n"] <= SPAN


def test_a_manager_was_there_while_they_managed(saltmarsh):
    early = Assignment.objects.filter(valid_from__lt=F("manager__joined_on"))
    late = Assignment.objects.filter(
        Q(valid_until=None) | Q(valid_until__gt=F("manager__left_on")),
        manager__left_on__isnull=False,
    )
    assert not early.exists()
    assert not late.exists()


def test_work_goes_round_nine_clocks(saltmarsh):
    noon = datetime(DAY.year, DAY.month, DAY.day, 12, tzinfo=UTC)
    people = Person.objects.active().for_display()
    assert len({noon.astimezone(ZoneInfo(person.zone)).utcoffset() for person in people}) == 9


def test_two_years_lie_behind(saltmarsh):
    assert Person.objects.filter(left_on__lte=DAY).count() > 30
    assert Person.objects.filter(left_on__gt=DAY, active=True).exists() or saltmarsh.people < 500
    assert PastEdge.objects.filter(kind="manager").count() > 50
    assert Assignment.objects.earliest("valid_from").valid_from >= DAY - timedelta(days=770)
    assert OrgUnit.objects.filter(closed_on__isnull=False).get().name == "Returns desk"


def test_everybody_can_sign_in_and_leavers_cannot(saltmarsh):
    assert not Person.objects.active().filter(account=None).exists()
    assert not Person.objects.filter(active=False, account__is_active=True).exists()
    assert Account.objects.filter(email=None).count() > 20
    assert not any(account.has_usable_password() for account in Account.objects.all())


def test_everybody_has_hours(saltmarsh):
    assert WorkingPattern.objects.on(DAY).count() == saltmarsh.people


def test_ana_stands_where_the_manual_says(saltmarsh):
    ana = saltmarsh.cast["ana"]
    ana = Person.objects.for_display().get(pk=ana.pk)
    assert str(ana.assignment.job_profile) == "Returns support lead L4"
    assert ana.assignment.manager == saltmarsh.cast["bo"]
    assert ana.zone == "Asia/Manila"
    assert ana.dotted_lines.on(DAY).get().manager == saltmarsh.cast["dee"]
    assert not Assignment.objects.on(DAY).filter(manager=ana).exists()
    above = ReportingChain.objects.filter(below=ana).order_by("depth")
    assert [pair.above.name for pair in above.select_related("above")] == [
        "Ana Reyes",
        "Bo Almeida",
        "Mia Lindqvist",
        "Ingrid Solheim",
    ]


def test_bo_covers_for_lee_who_is_away(saltmarsh):
    lee = saltmarsh.cast["lee"]
    away = Absence.objects.get(person=lee)
    assert away.from_on <= DAY < away.until_on
    cover = Delegation.objects.on(DAY).get(away=lee)
    assert cover.deputy == saltmarsh.cast["bo"]
    assert cover.valid_until == away.until_on


def test_zoe_has_left_and_nia_signs_in_by_number(saltmarsh):
    zoe, nia = saltmarsh.cast["zoe"], saltmarsh.cast["nia"]
    assert not zoe.active
    assert not ReportingChain.objects.filter(below=zoe).exists()
    assert nia.account.email is None
    assert nia.account.staff_number == nia.employee_number


def test_roles_are_held_by_those_who_should(saltmarsh):
    roles = set(Appointment.objects.on(DAY).values_list("person__name", "role", "unit__name"))
    assert ("Hana Novák", "hr_partner", "Support") in roles
    assert ("Farah Anwar", "people_lead", None) in roles
    assert {role for _name, role, _unit in roles} == set(Appointment.Role.values)
    assert Appointment.objects.filter(role="auditor", valid_until__gt=DAY).exists()


def test_the_administrator_is_nobody(saltmarsh):
    root = Account.objects.get(is_administrator=True)
    assert not Person.objects.filter(account=root).exists()


@pytest.mark.parametrize("people", [120, 1_000, 10_000])
def test_no_life_has_a_gap_or_an_absent_manager(people):
    plan = plan_company(people, DAY)
    for life in plan.lives:
        for before, after in zip(life.postings, life.postings[1:], strict=False):
            assert before.until == after.since
        for posting in life.postings:
            stretches = list(plan.stretches(posting))
            assert stretches[0][1] == posting.since
            assert stretches[-1][2] == posting.until
            for leader, since, _until in stretches:
                assert leader is None or (leader is not life and leader.joined_on <= since)
