"""Rooms tell what waits in rows alike; the house asks for all of them in one query."""

from datetime import UTC, date, datetime

import pytest
from django.db.models import F

from fairway.foundation.waiting import Waiting, by_source, united, waits

pytestmark = pytest.mark.django_db
MOMENT = datetime(2026, 11, 22, 10, 30, tzinfo=UTC)


@pytest.mark.parametrize("given", ["2026-11-22 10:30:00", MOMENT.replace(tzinfo=None), MOMENT])
def test_a_moment_is_the_same_however_the_database_writes_it(given):
    [row] = by_source([("goals:agree", "k", 1, "", "", None, given, given)])["goals"]
    assert (row.moment, row.since) == (MOMENT, MOMENT)


@pytest.mark.parametrize("given", ["2026-11-22", date(2026, 11, 22)])
def test_a_day_is_the_same_however_the_database_writes_it(given):
    [row] = by_source([("people:absence", "k", 1, "", "", given, None, None)])["people"]
    assert (row.kind, row.day, row.moment) == ("absence", date(2026, 11, 22), None)


def test_each_room_has_its_own_rows_out_of_the_one_query(ana, bo, django_assert_num_queries):
    people = type(ana).objects
    parts = [
        waits(people.filter(pk=ana.pk), "goals", "agree", whose=F("name")),
        waits(people.filter(pk=bo.pk), "check_ins", "read", whose=F("name"), day=F("joined_on")),
        waits(people.filter(pk=bo.pk), "check_ins", "count", key=F("public_id"), number=F("pk")),
    ]
    with django_assert_num_queries(1):
        found = by_source(list(united(parts)))
    assert found["goals"] == [Waiting("agree", "", 1, ana.name, "", None, None)]
    assert {(one.kind, one.key, one.number, one.whose) for one in found["check_ins"]} == {
        ("read", "", 1, bo.name),
        ("count", bo.public_id, bo.pk, ""),
    }
