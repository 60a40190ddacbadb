"""Making a backup, while Fairway runs."""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from fairway.config.backup import archive
from fairway.config.backup.keys import proofs
from fairway.config.backup.manifest import Manifest, describe
from fairway.config.backup.stores import store
from fairway.config.cli.refusal import Refused
from fairway.config.cli.terminal import progress
from fairway.config.health import missing_migrations
from fairway.foundation.audit.sealing import head

DATABASE, FILES = "database", "files"


def backups() -> Path:
    return Path(settings.DATA_DIR) / "backups"


def default_path() -> Path:
    return backups() / f"fairway-{settings.ENV.name}-{datetime.now(UTC):%Y%m%dT%H%M%SZ}.tar.gz"


def make_backup(path: Path) -> Manifest:
    if path.exists():
        raise Refused(f"{path} is there already and is not overwritten.")
    if missing_migrations():
        raise Refused("The database is not prepared yet; start Fairway once with `fairway run`.")
    path.parent.mkdir(parents=True, exist_ok=True)
    # Beside the backup: a temporary folder in memory would be too small for a large company.
    with tempfile.TemporaryDirectory(prefix=".backup-", dir=path.parent) as scratch:
        rows = store().save(Path(scratch))
        sources = _sources(Path(scratch))
        manifest = _describe(rows, sources)
        archive.write(path, manifest, sources)
    return manifest


def _sources(scratch: Path) -> dict[str, Path]:
    """Files after the database: what it names is there, and what came later does no harm."""
    uploaded = Path(settings.MEDIA_ROOT)
    found = {DATABASE: sorted(scratch.iterdir()), FILES: sorted(uploaded.rglob("*"))}
    roots = {DATABASE: scratch, FILES: uploaded}
    return {
        f"{kind}/{path.relative_to(roots[kind]).as_posix()}": path
        for kind, paths in found.items()
        for path in paths
        if path.is_file()
    }


def _describe(rows: dict[str, int], sources: dict[str, Path]) -> Manifest:
    seq, last = head()
    applied = MigrationRecorder(connection).applied_migrations()
    return Manifest(
        version=version("fairway"),
        made_at=datetime.now(UTC).isoformat(timespec="seconds"),
        company=settings.ENV.name,
        database=connection.vendor,
        migrations=sorted([app, name] for app, name in applied),
        rows=rows,
        chain={"seq": seq, "hash": last},
        keys=proofs(),
        members={
            name: describe(path)
            for name, path in progress(sources.items(), label="Examining", total=len(sources))
        },
    )


def delete_all_but(kept: int) -> list[Path]:
    """The oldest backups of this company in the usual folder; their names order them by time."""
    found = sorted(backups().glob(f"fairway-{settings.ENV.name}-*.tar.gz"))
    gone = found[:-kept]
    for path in gone:
        path.unlink()
    return gone
