"""Rows made ready beside the database come into it whole, or not at all."""

from datetime import UTC, datetime

import pytest
from django.db import connection

from fairway.foundation.models import Event
from fairway.foundation.ready_rows import making_ready

pytestmark = pytest.mark.django_db

NAMES = (
    "public_id", "kind", "at", "actor_kind", "actor_ref", "subject_type", "subject_id", "data",
    "hash",
)  # fmt: skip
AT = datetime(2026, 3, 29, 1, 30, tzinfo=UTC)


def rows(*subjects):
    for number in subjects:
        yield f"ready-{number}", "room.one", AT, "system", "", "room", number, {"n": number}, ""


def there():
    found = Event.objects.filter(kind="room.one").order_by("pk")
    return list(found.values_list("subject_id", "at", "data"))


def temporary_tables():
    if connection.vendor != "sqlite":
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_temp_master WHERE name LIKE 'ready_%'")
        return cursor.fetchall()


def test_nobody_sees_them_before_they_are_written():
    with making_ready() as making:
        ready = making.keep(Event, NAMES, rows(1, 2))
        assert (ready.number, there()) == (2, [])
        ready.write()
        assert there() == [(1, AT, {"n": 1}), (2, AT, {"n": 2})]


def test_they_come_in_the_order_that_is_asked_for():
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL takes them as they come")
    with making_ready() as making:
        making.keep(Event, NAMES, rows(3, 1, 2), order=["subject_id"]).write()
    assert [subject for subject, _at, _data in there()] == [1, 2, 3]


def test_what_was_not_written_is_gone():
    with making_ready() as making:
        making.keep(Event, NAMES, rows(1))
    assert (there(), temporary_tables()) == ([], [])


def test_nothing_is_left_behind_by_a_failure():
    def broken():
        yield from rows(1)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), making_ready() as making:
        making.keep(Event, NAMES, broken())
    assert temporary_tables() == []
