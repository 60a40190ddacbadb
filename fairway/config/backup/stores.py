"""How each kind of database is saved and put back. Both put back all or nothing."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from django.db import connection, connections, transaction
from django.db.migrations.executor import MigrationExecutor

from fairway.config.cli.refusal import Refused
from fairway.config.cli.terminal import progress
from fairway.foundation.reading.router import APART

Rows = dict[str, int]
Migrations = list[list[str]]


class Store(Protocol):
    def save(self, folder: Path) -> Rows:
        """Writes one consistent moment into the folder."""
        ...

    def replacing(self, folder: Path, migrations: Migrations) -> contextlib.AbstractContextManager:
        """Inside, the connection shows what is put back; leaving well keeps it."""
        ...


def store() -> Store:
    return Postgresql() if connection.vendor == "postgresql" else Sqlite()


def count_rows() -> Rows:
    with connection.cursor() as cursor:
        counts = {}
        for table in tables():
            cursor.execute(f"SELECT count(*) FROM {quoted(table)}")  # noqa: S608 a quoted name
            counts[table] = cursor.fetchone()[0]
        return counts


def tables() -> list[str]:
    return sorted(connection.introspection.table_names())


def quoted(name: str) -> str:
    return connection.ops.quote_name(name)


def _copy(source: Path, target: Path) -> None:
    if not source.exists():
        return
    with (
        contextlib.closing(sqlite3.connect(source)) as given,
        contextlib.closing(sqlite3.connect(target, timeout=20)) as taken,
    ):
        given.backup(taken)
        taken.execute("PRAGMA journal_mode=DELETE")


class Sqlite:
    """The online backup: writers wait for a page at a time, readers not at all."""

    FILE, READS = "database.sqlite3", "reads.sqlite3"

    def save(self, folder: Path) -> Rows:
        _copy(Path(connections[APART].settings_dict["NAME"]), folder / self.READS)
        connection.ensure_connection()
        with contextlib.closing(sqlite3.connect(folder / self.FILE)) as copy:
            connection.connection.backup(copy)
            # One file, without a companion that would have to travel along.
            copy.execute("PRAGMA journal_mode=DELETE")
        with self._looking_at(folder / self.FILE):
            return count_rows()

    @contextlib.contextmanager
    def replacing(self, folder: Path, migrations: Migrations) -> Iterator[None]:
        copy = folder / self.FILE
        with self._looking_at(copy):
            self._examine()
            yield
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        target = Path(connection.settings_dict["NAME"])
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            with (
                contextlib.closing(sqlite3.connect(copy)) as source,
                contextlib.closing(sqlite3.connect(target, timeout=20)) as destination,
            ):
                source.backup(destination)
            # Backups from before who read what lay apart have no such file.
            _copy(folder / self.READS, Path(connections[APART].settings_dict["NAME"]))
        except sqlite3.OperationalError as trouble:
            raise Refused(f"The database could not be replaced: {trouble}") from trouble

    def _examine(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA integrity_check")
            found = cursor.fetchone()[0]
            if found != "ok":
                raise Refused(f"The database in the backup is damaged: {found}")

    @contextlib.contextmanager
    def _looking_at(self, path: Path) -> Iterator[None]:
        before = connection.settings_dict["NAME"]
        connection.close()
        connection.settings_dict["NAME"] = str(path)
        try:
            yield
        finally:
            connection.close()
            connection.settings_dict["NAME"] = before


class Postgresql:
    """Every table as PostgreSQL's own COPY text, all of one moment.

    Ours rather than pg_dump's: it needs no program of the server's version, and the way back goes
    through the migrations, so that a newer Fairway can read it.
    """

    def save(self, folder: Path) -> Rows:
        rows = {}
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            for table in progress(tables(), label="Saving tables"):
                with (folder / f"{table}.copy").open("wb") as file:
                    with cursor.copy(f"COPY {self._columns(table)} TO STDOUT") as stream:
                        for piece in stream:
                            file.write(piece)
                    rows[table] = cursor.rowcount
        return rows

    @contextlib.contextmanager
    def replacing(self, folder: Path, migrations: Migrations) -> Iterator[None]:
        with transaction.atomic():
            self._clear()
            self._build(migrations)
            with connection.cursor() as cursor:
                # Tables refer to each other in circles: their ties are checked when all are full.
                cursor.execute("SET CONSTRAINTS ALL DEFERRED")
                cursor.execute(f"TRUNCATE {', '.join(map(quoted, tables()))} CASCADE")
                for table in progress(tables(), label="Filling tables"):
                    self._fill(cursor, table, folder / f"{table}.copy")
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            yield

    def _columns(self, table: str) -> str:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0 "
                "AND NOT attisdropped AND attgenerated = '' ORDER BY attname",
                [quoted(table)],
            )
            names = [quoted(name) for (name,) in cursor.fetchall()]
        return f"{quoted(table)} ({', '.join(names)})"

    def _clear(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL lock_timeout = '10s'")
            for table in tables():
                cursor.execute(f"DROP TABLE IF EXISTS {quoted(table)} CASCADE")
            cursor.execute(
                "SELECT p.oid::regprocedure::text FROM pg_proc p "
                "WHERE p.pronamespace = current_schema()::regnamespace AND NOT EXISTS "
                "(SELECT 1 FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')"
            )
            for (function,) in cursor.fetchall():
                cursor.execute(f"DROP FUNCTION IF EXISTS {function} CASCADE")

    def _build(self, migrations: Migrations) -> None:
        """The tables as they were when the backup was made."""
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        executor = MigrationExecutor(connection)
        applied = {(app, name) for app, name in migrations}
        graph = executor.loader.graph
        last = [
            node
            for node in applied & set(graph.nodes)
            if not any(
                child.key in applied and child.key[0] == node[0]
                for child in graph.node_map[node].children
            )
        ]
        executor.migrate(last)

    def _fill(self, cursor, table: str, source: Path) -> None:
        with (
            source.open("rb") as file,
            cursor.copy(f"COPY {self._columns(table)} FROM STDIN") as to,
        ):
            shutil.copyfileobj(file, _Sink(to), 1024 * 1024)
        self._continue_numbers(cursor, table)

    def _continue_numbers(self, cursor, table: str) -> None:
        cursor.execute(
            "SELECT attname, pg_get_serial_sequence(%s, attname) FROM pg_attribute "
            "WHERE attrelid = %s::regclass AND attnum > 0 AND attidentity <> ''",
            [quoted(table), quoted(table)],
        )
        for column, sequence in cursor.fetchall():
            cursor.execute(
                f"SELECT setval(%s, coalesce(max({quoted(column)}), 0) + 1, false) "  # noqa: S608
                f"FROM {quoted(table)}",
                [sequence],
            )


class _Sink:
    def __init__(self, copy) -> None:
        self.write = copy.write
