"""The index that finds people by the beginnings of words, each database's own kind."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

# `search_text` is folded already, so the tokenizers have only to split at spaces.
SQLITE = (
    "CREATE VIRTUAL TABLE people_person_words USING fts5("
    "search_text, content='people_person', content_rowid='id', prefix='1 2 3', detail='none')",
    "CREATE TRIGGER people_person_words_insert AFTER INSERT ON people_person BEGIN "
    "INSERT INTO people_person_words(rowid, search_text) VALUES (new.id, new.search_text); END",
    "CREATE TRIGGER people_person_words_delete AFTER DELETE ON people_person BEGIN "
    "INSERT INTO people_person_words(people_person_words, rowid, search_text) "
    "VALUES ('delete', old.id, old.search_text); END",
    "CREATE TRIGGER people_person_words_update AFTER UPDATE OF search_text ON people_person BEGIN "
    "INSERT INTO people_person_words(people_person_words, rowid, search_text) "
    "VALUES ('delete', old.id, old.search_text); "
    "INSERT INTO people_person_words(rowid, search_text) VALUES (new.id, new.search_text); END",
    "INSERT INTO people_person_words(people_person_words) VALUES ('rebuild')",
)
POSTGRESQL = (
    "CREATE INDEX people_person_words ON people_person "
    "USING gin (to_tsvector('simple', search_text))",
)
REBUILD = "INSERT INTO people_person_words(people_person_words) VALUES ('rebuild')"
UNDO = {
    "sqlite": (
        *(f"DROP TRIGGER people_person_words_{verb}" for verb in ("insert", "delete", "update")),
        "DROP TABLE people_person_words",
    ),
    "postgresql": ("DROP INDEX people_person_words",),
}
FIND = "SELECT rowid FROM people_person_words WHERE people_person_words MATCH %s"


def make_index(apps: Any, schema_editor: Any) -> None:
    for statement in POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement)


def drop_index(apps: Any, schema_editor: Any) -> None:
    for statement in UNDO[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


@contextmanager
def indexed_at_the_end(*, many: bool = True) -> Iterator[None]:
    """Add very many people: on SQLite making the index anew beats adding to it row by row.

    Inside one transaction, so that nobody ever sees it missing.
    """
    if not many or connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER people_person_words_insert")
        yield
        cursor.execute(REBUILD)
        cursor.execute(SQLITE[1])
