"""The database's own word that events are only ever added.

Triggers, made anew after every migration: SQLite rebuilds a table to change it, and loses them.
"""

from __future__ import annotations

from typing import Any

from django.db import connections

from fairway.foundation.models import Event

TABLE = Event._meta.db_table
NAMES = tuple(f"event_only_added_{verb}" for verb in ("insert", "update", "delete"))
NAME_OF_TRUNCATE = "event_only_added_truncate"  # SQLite knows no TRUNCATE

POSTGRESQL = f"""
CREATE OR REPLACE FUNCTION event_only_added() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'event_only_added' USING ERRCODE = 'restrict_violation'; END $$;
CREATE OR REPLACE TRIGGER event_only_added_insert BEFORE INSERT ON {TABLE}
    FOR EACH ROW WHEN (NEW.seq IS NOT NULL) EXECUTE FUNCTION event_only_added();
CREATE OR REPLACE TRIGGER event_only_added_update BEFORE UPDATE ON {TABLE}
    FOR EACH ROW WHEN (OLD.seq IS NOT NULL OR {{changed}}) EXECUTE FUNCTION event_only_added();
CREATE OR REPLACE TRIGGER event_only_added_delete BEFORE DELETE ON {TABLE}
    FOR EACH ROW EXECUTE FUNCTION event_only_added();
CREATE OR REPLACE TRIGGER event_only_added_truncate BEFORE TRUNCATE ON {TABLE}
    FOR EACH STATEMENT EXECUTE FUNCTION event_only_added();
"""
SQLITE = "CREATE TRIGGER IF NOT EXISTS {name} BEFORE {verb} ON {table} {when} BEGIN {refuse}; END"
REFUSE = "SELECT RAISE(ABORT, 'event_only_added')"
WHEN = {
    # REPLACE deletes without asking the trigger for DELETE.
    "insert": "WHEN NEW.seq IS NOT NULL OR EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id)",
    "update": "WHEN OLD.seq IS NOT NULL OR {changed}",
    "delete": "",
}


def guard(using: str = "default") -> None:
    """Refuse every change of an event but the one that seals it."""
    connection = connections[using]
    if TABLE not in connection.introspection.table_names() or guarded(using):
        return
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(POSTGRESQL.format(changed=_changed("{0} IS DISTINCT FROM {1}")))
            return
        for (verb, when), name in zip(WHEN.items(), NAMES, strict=True):
            only = when.format(table=TABLE, changed=_changed("{0} IS NOT {1}"))
            cursor.execute(
                SQLITE.format(name=name, verb=verb.upper(), table=TABLE, when=only, refuse=REFUSE)
            )


def unguard(using: str = "default") -> None:
    """For tests that empty their database, and for those that tamper."""
    connection = connections[using]
    on = f" ON {TABLE}" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        for name in _names(connection):
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")


def guarded(using: str = "default") -> bool:
    """Whether all triggers are there."""
    connection = connections[using]
    catalogue = (
        "SELECT tgname FROM pg_trigger WHERE tgname LIKE 'event_only_added%'"
        if connection.vendor == "postgresql"
        else "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    )
    with connection.cursor() as cursor:
        cursor.execute(catalogue)
        return {name for (name,) in cursor.fetchall()} >= set(_names(connection))


def _names(connection: Any) -> tuple[str, ...]:
    return (*NAMES, NAME_OF_TRUNCATE) if connection.vendor == "postgresql" else NAMES


def _changed(template: str) -> str:
    columns = [
        field.column for field in Event._meta.concrete_fields if field.name not in {"seq", "hash"}
    ]
    return " OR ".join(template.format(f"OLD.{name}", f"NEW.{name}") for name in columns)


def guard_after_migrating(sender: Any, using: str, **signal: Any) -> None:
    guard(using)
