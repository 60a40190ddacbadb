"""The story of one messy export: nothing lost, nothing guessed, and again changes nothing."""

from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from fairway.foundation.models import Event
from fairway.people.importing.spelling import squash
from fairway.people.models import (
    Assignment,
    ImportBatch,
    ImportChunk,
    ImportRow,
    OrgUnit,
    Person,
    ReportingChain,
    SensitiveAttribute,
)
from fairway.people.tests.importing.conftest import TODAY
from fairway.people.tests.importing.lookalike import CANARY, make_export

pytestmark = pytest.mark.django_db


@pytest.fixture
def export():
    return make_export()


def test_everybody_comes_with_unit_job_place_and_dates(bring_in, export):
    outcome = bring_in(export.content)
    assert outcome.applied
    assert outcome.plan.counts["created"] == Person.objects.count() == export.people
    assert outcome.plan.counts["active"] == Person.objects.active().count() == export.active
    assert outcome.plan.counts["left"] == export.people - export.active
    person = Person.objects.filter(active=True).first()
    place = person.assignment
    assert place.unit
    assert place.job_profile
    assert place.location.time_zone.startswith("America/")
    assert place.valid_from == person.joined_on


def test_managers_are_found_exactly_then_ignoring_an_initial_and_never_guessed(bring_in, export):
    outcome = bring_in(export.content)
    assert outcome.plan.resolved == {
        "exactly": export.exactly,
        "ignoring_initial": export.ignoring_initial,
    }
    still_open = outcome.plan.unresolved
    assert sum(len(one.lines) for one in still_open) == export.open_rows
    assert sum(one.active for one in still_open) == export.open_active
    assert {one.reason for one in still_open if one.name == "Board of Directors"} == {"no_person"}
    assert {one.reason for one in still_open if one.name != "Board of Directors"} == {"absent"}
    without = Assignment.objects.filter(manager=None).count()
    assert without == export.open_rows


def test_again_changes_nothing(bring_in, export):
    bring_in(export.content)
    before = list(Person.objects.order_by("pk").values())
    events = Event.objects.count()
    again = bring_in(export.content)
    assert again.plan.counts["unchanged"] == export.people
    assert again.plan.counts["created"] == again.plan.counts["updated"] == 0
    assert list(Person.objects.order_by("pk").values()) == before
    assert Event.objects.count() == events + 1  # that an import was made


def test_several_spellings_make_one_unit(bring_in, export):
    bring_in(export.content)
    names = OrgUnit.objects.filter(parent__isnull=False).values_list("name", flat=True)
    assert sorted(squash(name) for name in names) == [
        "assembly",
        "fieldsales",
        "frontoffice",
        "itsystems",
    ]


def test_the_chain_is_whole(bring_in, export):
    bring_in(export.content)
    boss = Person.objects.get(employee_number="10000")
    for person in Person.objects.filter(active=True).select_related("assignment"):
        manager = person.assignment.manager_id
        above = set(
            ReportingChain.objects.filter(below=person, depth__gt=0).values_list("above", flat=True)
        )
        assert (manager in above) if manager else not above
    assert ReportingChain.objects.filter(above=boss, depth=1).count() >= 4


def test_columns_about_activity_surveys_and_pay_are_not_read(plan, export):
    from fairway.people.importing import columns
    from fairway.people.tests.importing.conftest import opened

    with opened(export.content) as table:
        found = {one.header: one for one in columns.guess(table.headers, table.samples)}
    refused = {one.header: one.reason for one in found.values() if one.state == "refused"}
    assert refused == {
        "EngagementScore": "survey",
        "KeystrokesPerDay": "activity",
        "HoursOnline": "activity",
        "DaysLateLast30": "activity",
        "Absences": "absence",
    }
    assert {one.header for one in found.values() if one.state == "sensitive"} == {
        "MarriedFlag",
        "GenderCode",
        "BirthDate",
        "Sex",
        "RaceDesc",
    }
    assert found["PayRate"].reason == "pay"
    assert found["PerfRating"].reason == "rating"
    assert found["PostCode"].reason == "private"


@pytest.mark.django_db(transaction=True)
def test_what_is_not_mapped_is_nowhere(bring_in, export, caplog):
    caplog.set_level("DEBUG")
    bring_in(export.content)
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if "words" in table:
                continue
            cursor.execute(f'SELECT * FROM "{table}"')
            assert CANARY not in str(cursor.fetchall()), table
    assert CANARY not in caplog.text
    for path in Path(settings.DATA_DIR).rglob("*"):
        if path.is_file():
            assert CANARY.encode() not in path.read_bytes(), path
    assert not ImportChunk.objects.exists()
    assert not ImportRow.objects.exists()
    assert ImportBatch.objects.get().state == "applied"


def test_a_sensitive_attribute_is_kept_sealed_only_when_opted_in(bring_in, export):
    bring_in(export.content)
    assert not SensitiveAttribute.objects.exists()
    outcome = bring_in(export.content, opt_in=["sex"])
    assert outcome.plan.counts["unchanged"] == export.people
    kept = SensitiveAttribute.objects.select_related("person")
    assert kept.count() == export.people
    assert {one.kind for one in kept} == {"sex"}
    assert CANARY.encode() not in bytes(kept[0].value)
    assert kept[0].read_value() == f"{CANARY}-sex"
    assert Event.objects.filter(kind="people.sensitive_opted_in").count() == 1


def test_a_name_settled_once_stays_settled(bring_in, export):
    bring_in(export.content)
    boss = Person.objects.get(employee_number="10000")
    bring_in(
        export.content,
        managers={"tomas absent": f"p{boss.pk}", "board of directors": "nobody"},
    )
    again = bring_in(export.content)
    names = {one.name for one in again.plan.unresolved}
    assert "Tomas Absent" not in names
    assert "Board of Directors" not in names
    assert again.plan.counts["unchanged"] == export.people
    assert Assignment.objects.filter(manager=boss, valid_from=TODAY).exists()
