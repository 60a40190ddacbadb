"""What must be true before the first request: tables, static files, and in the demo a company."""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import OperationalError, connection, connections
from django.db.migrations.executor import MigrationExecutor

from fairway.config.cli.refusal import Refused
from fairway.config.cli.terminal import say
from fairway.foundation.reading.place import make_place


def prepare() -> None:
    """Safe to run at once from several places: they take turns."""
    with taking_turns(settings.DATA_DIR / "prepare.lock"):
        migrate()
        if settings.DEMO:
            found_demo()
        collect_static_files()
    # The processes to come open their own.
    connections.close_all()


@contextlib.contextmanager
def taking_turns(path: Path) -> Iterator[None]:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def make_room_for_demo() -> None:
    """On PostgreSQL the demo's database stands beside the one that was named, and is made here."""
    name = connection.settings_dict["NAME"]
    if connection.vendor != "postgresql" or _connects():
        return
    import psycopg
    from psycopg.sql import SQL, Identifier

    try:
        with psycopg.connect(settings.ENV.database_url, autocommit=True) as beside:
            beside.execute(SQL("CREATE DATABASE {}").format(Identifier(name)))
    except psycopg.Error as trouble:
        raise Refused(
            f"The demo needs a database of its own, {name}, and it could not be made: {trouble}"
        ) from trouble


def _connects() -> bool:
    """Asked beside the pool, which would wait in vain and only say that it did."""
    import psycopg

    try:
        with connection.wrap_database_errors:
            psycopg.connect(**connection.get_connection_params()).close()
    except OperationalError as trouble:
        if f'database "{connection.settings_dict["NAME"]}" does not exist' in str(trouble):
            return False
        raise
    return True


def migrate() -> None:
    if settings.DEMO:
        make_room_for_demo()
    executor = MigrationExecutor(connection)
    unknown = set(executor.loader.applied_migrations) - set(executor.loader.disk_migrations)
    if unknown:
        app, name = sorted(unknown)[0]
        raise Refused(
            f"This database was used by a newer Fairway (it knows {app}.{name}). "
            "Start that version, or restore a backup made by this one."
        )
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if plan:
        say(f"Preparing the database ({len(plan)} steps) …")
        call_command("migrate", interactive=False, verbosity=0)
    make_place()


def found_demo() -> None:
    """The company of the demo, the first time."""
    from fairway.config.demo.making import is_there, make_demo

    if not is_there():
        say("Making the demo company, Saltmarsh …")
        make_demo()


def collect_static_files() -> None:
    """Only when a file changed: compressing them all takes seconds."""
    mark = Path(settings.STATIC_ROOT) / ".sources"
    sources = _fingerprint()
    if mark.exists() and mark.read_text() == sources:
        return
    say("Preparing style sheets and scripts …")
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    mark.write_text(sources)


def _fingerprint() -> str:
    seen = hashlib.sha256(version("whitenoise").encode())
    for finder in get_finders():
        for path, storage in finder.list([]):
            state = Path(storage.path(path)).stat()
            seen.update(f"{path} {state.st_size} {state.st_mtime_ns}\n".encode())
    return seen.hexdigest()
