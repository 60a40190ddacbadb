"""The database's own word that nobody holds two assignments at once."""

from __future__ import annotations

from typing import Any

POSTGRESQL = """
CREATE EXTENSION IF NOT EXISTS btree_gist;
ALTER TABLE people_assignment ADD CONSTRAINT assignment_never_two_at_once
EXCLUDE USING gist (person_id WITH =, daterange(valid_from, valid_until, '[)') WITH &&);
"""

SQLITE = """
CREATE TRIGGER assignment_never_two_at_once_{verb} BEFORE {verb} ON people_assignment
WHEN EXISTS (
    SELECT 1 FROM people_assignment other
    WHERE other.person_id = NEW.person_id AND other.id IS NOT NEW.id
      AND other.valid_from < COALESCE(NEW.valid_until, '9999-12-31')
      AND NEW.valid_from < COALESCE(other.valid_until, '9999-12-31')
)
BEGIN SELECT RAISE(ABORT, 'assignment_never_two_at_once'); END
"""


def refuse_overlaps(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRESQL)
        return
    for verb in ("INSERT", "UPDATE"):
        schema_editor.execute(SQLITE.format(verb=verb))


def allow_overlaps(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            "ALTER TABLE people_assignment DROP CONSTRAINT assignment_never_two_at_once"
        )
        return
    for verb in ("insert", "update"):
        schema_editor.execute(f"DROP TRIGGER assignment_never_two_at_once_{verb}")
