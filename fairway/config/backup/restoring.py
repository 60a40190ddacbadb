"""Putting a backup back: everything is checked first, and all of it is kept or none."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader

from fairway.config.backup import archive
from fairway.config.backup.keys import erase_again, refuse_unfitting
from fairway.config.backup.making import DATABASE, FILES
from fairway.config.backup.manifest import Manifest
from fairway.config.backup.stores import count_rows, store, tables
from fairway.config.cli.refusal import Refused
from fairway.foundation.audit.heads import Head, exported_heads, folder
from fairway.foundation.audit.verifying import verify_chain
from fairway.foundation.events import SYSTEM, record
from fairway.foundation.models import Event
from fairway.people.models import Account, Person

SESSIONS = "django_session"


@dataclass(frozen=True)
class Restored:
    manifest: Manifest
    rows: int
    files: int
    erased_again: int


def restore_backup(path: Path, *, replace: bool) -> Restored:
    if not path.is_file():
        raise Refused(f"There is no file {path}.")
    Path(settings.DATA_DIR).mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".restore-", dir=settings.DATA_DIR) as scratch:
        unpacked = Path(scratch)
        manifest = archive.read(path, unpacked)
        refuse_strange(manifest)
        refuse_unfitting(manifest.keys)
        if not replace and _in_use():
            raise Refused(
                "There is data here already. To lose it and put the backup in its place, "
                "say --replace; make a backup of it first with `fairway backup`."
            )
        with (
            _files_replaced(unpacked / FILES),
            store().replacing(unpacked / DATABASE, manifest.migrations),
        ):
            _refuse_lost_rows(manifest)
            # From here on the tables are those that this Fairway knows.
            call_command("migrate", interactive=False, verbosity=0)
            _refuse_broken_chain(manifest)
            _end_sessions()
            erased = erase_again()
            _tell(manifest)
        _set_later_heads_aside(manifest)
    return Restored(manifest, sum(manifest.rows.values()), len(manifest.files), erased)


def refuse_strange(manifest: Manifest) -> None:
    kinds = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
    if manifest.database != connection.vendor:
        raise Refused(
            f"This backup is of {kinds.get(manifest.database, 'another database')}, and the settings name "
            f"{kinds[connection.vendor]}. Check DATABASE_URL."
        )
    if manifest.company != settings.ENV.name:
        raise Refused(
            f"This is a backup of the {manifest.company} company; say --{manifest.company}."
        )
    known = set(MigrationLoader(None, ignore_no_migrations=True).disk_migrations)
    if {(app, name) for app, name in manifest.migrations} - known:
        raise Refused(
            f"This backup was made by Fairway {manifest.version}, which is newer than this one. "
            "Restore it with that version."
        )


def _in_use() -> bool:
    """Whether somebody would lose something: accounts or people are there."""
    there = set(tables())
    return any(
        model._meta.db_table in there and model.objects.exists() for model in (Account, Person)
    )


def _refuse_lost_rows(manifest: Manifest) -> None:
    counted = count_rows()
    for table, rows in manifest.rows.items():
        if counted.get(table) != rows:
            raise Refused(
                f"The backup is not whole: {table} should have {rows:,} rows and has "
                f"{counted.get(table, 0):,}. Nothing was changed."
            )


def _refuse_broken_chain(manifest: Manifest) -> None:
    verdict = verify_chain(list(_heads_until(manifest)))
    if not verdict.sound:
        raise Refused(f"{verdict.in_words()} Nothing was changed.")


def _heads_until(manifest: Manifest) -> Iterator[Head]:
    """The chain in the backup must agree with what was exported before it was made."""
    seq = int(manifest.chain["seq"])
    return (head for head in exported_heads() if head.seq <= seq)


def _end_sessions() -> None:
    """An old backup must not sign anybody in again who has left since."""
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {SESSIONS}")  # noqa: S608 a constant


@contextlib.contextmanager
def _files_replaced(restored: Path) -> Iterator[None]:
    """The uploaded files of the backup take the place of those here, unless something fails."""
    yield
    place = Path(settings.MEDIA_ROOT)
    before = place.with_name(f"{place.name}.before-restore")
    shutil.rmtree(before, ignore_errors=True)
    place.parent.mkdir(parents=True, exist_ok=True)
    if place.exists():
        place.rename(before)
    if restored.exists():
        shutil.move(restored, place)
    shutil.rmtree(before, ignore_errors=True)


def _set_later_heads_aside(manifest: Manifest) -> None:
    """They speak of events that the restore has undone: kept, but no longer compared with."""
    later = [head for head in exported_heads() if head.seq > int(manifest.chain["seq"])]
    if not later:
        return
    aside = folder() / f"before-restore-of-{manifest.made_at.replace(':', '')}"
    aside.mkdir(parents=True, exist_ok=True)
    for head in later:
        path = folder() / f"{head.on:%Y-%m-%d}.json"
        path.rename(aside / path.name)


@transaction.atomic
def _tell(manifest: Manifest) -> None:
    """In the log itself: after the last event of the backup it says that it was put back."""
    last = Event.objects.order_by("-id").first()
    if last:
        record(
            "foundation.restored",
            actor=SYSTEM,
            subject=last,
            made_at=manifest.made_at,
            seq=manifest.chain["seq"],
        )
