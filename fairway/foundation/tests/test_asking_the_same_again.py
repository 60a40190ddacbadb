from datetime import UTC, datetime

import pytest
from django.db import connection

from fairway.foundation.models import Event
from fairway.foundation.prepared import Prepared

pytestmark = pytest.mark.django_db

ON_POSTGRESQL = pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite keeps no plan")


def events(kind):
    return Event.objects.filter(kind=kind).order_by("pk")


def kept_plans():
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement FROM pg_prepared_statements")
        return [text for (text,) in cursor.fetchall() if "foundation_event" in text]


@pytest.fixture
def told():
    said = {"at": datetime(2026, 9, 1, tzinfo=UTC), "actor_kind": "system"}
    kinds = ("room.one", "room.other", "room.one")
    return [
        Event.objects.create(kind=kind, subject_type="room", subject_id=at, **said)
        for at, kind in enumerate(kinds)
    ]


def test_the_same_question_with_other_values_finds_what_belongs_to_them(told):
    by_kind = Prepared(events, "a kind")
    for _again in range(4):
        assert by_kind.find("room.one") == [told[0], told[2]]
        assert by_kind.find("room.other") == [told[1]]
        assert by_kind.find("room.none") == []


@ON_POSTGRESQL
def test_a_question_that_returns_is_planned_once(told):
    by_kind = Prepared(events, "a kind")
    for kind in ("room.one", "room.other", "room.none", "room.one"):
        by_kind.find(kind)
    assert len(kept_plans()) == 1


@ON_POSTGRESQL
def test_other_questions_are_asked_as_before(told):
    for _again in range(4):
        list(events("room.one"))
    assert kept_plans() == []
