"""Attaching a file to a record, and taking it away: what one may do to the record, one may do here."""

from __future__ import annotations

import os
import secrets
import shutil
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models, transaction
from django.utils import timezone

from fairway.foundation.access import claim
from fairway.foundation.actors import Actor
from fairway.foundation.events import record
from fairway.foundation.files.checking import CheckedFile
from fairway.foundation.models import StoredFile

UNFINISHED = timedelta(days=1)


@transaction.atomic
def attach_file(
    owner: models.Model, checked: CheckedFile, *, actor: Any, verb: str = "edit"
) -> StoredFile:
    """Keep the file with its owner; the same file under the same name again is the one there is.

    Equal files of two owners are two files: one who may read the one must not learn of the other.
    """
    owner = claim(owner, actor=actor, verb=verb)
    mine = files_of(owner).filter(sha256=checked.sha256, name=checked.name)
    if existing := mine.first():
        return existing
    stored = StoredFile.objects.create(
        owner_type=owner._meta.label_lower,
        owner_id=owner.pk,
        name=checked.name,
        media_type=checked.kind.media_type,
        size=checked.size,
        sha256=checked.sha256,
        path=_keep(checked),
        uploaded_by=None if isinstance(actor, Actor) else actor,
    )
    record("foundation.file_attached", actor=actor, subject=owner, file=stored.public_id)
    return stored


@transaction.atomic
def remove_file(stored: StoredFile, *, actor: Any, verb: str = "edit") -> None:
    """Gone for good; the bytes follow once the transaction is through, or at night."""
    owner = claim(owner_of(stored), actor=actor, verb=verb)
    path = path_of(stored)
    record("foundation.file_removed", actor=actor, subject=owner, file=stored.public_id)
    stored.delete()
    transaction.on_commit(lambda: _unlink([path]))


@transaction.atomic
def forget_files(owner: models.Model) -> int:
    """For actions that delete or erase the owner itself, whose leave it is."""
    rows = list(files_of(owner))
    for stored in rows:
        stored.delete()
    paths = [path_of(stored) for stored in rows]
    transaction.on_commit(lambda: _unlink(paths))
    return len(rows)


def files_of(owner: models.Model) -> models.QuerySet[StoredFile]:
    return StoredFile.objects.filter(owner_type=owner._meta.label_lower, owner_id=owner.pk)


def owner_of(stored: StoredFile) -> models.Model:
    """The record it belongs to; its DoesNotExist when that is gone."""
    manager = apps.get_model(stored.owner_type)._default_manager
    return manager.get(pk=stored.owner_id)


def path_of(stored: StoredFile) -> Path:
    return Path(settings.MEDIA_ROOT) / stored.path


def remove_leftovers() -> int:
    """Bytes that no record speaks of: of transactions that did not come through."""
    root, count = Path(settings.MEDIA_ROOT), 0
    before = (timezone.now() - UNFINISHED).timestamp()
    known = set(StoredFile.objects.values_list("path", flat=True))
    for path in root.glob("??/*"):
        if path.stat().st_mtime < before and str(path.relative_to(root)) not in known:
            path.unlink(missing_ok=True)
            count += 1
    return count


def _unlink(paths: list[Path]) -> None:
    for path in paths:
        path.unlink(missing_ok=True)


def _keep(checked: CheckedFile) -> str:
    """Under a random name, on the disk before any record speaks of it."""
    name = secrets.token_hex(16)
    relative = f"{name[:2]}/{name}"
    path = Path(settings.MEDIA_ROOT) / relative
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    checked.content.seek(0)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        shutil.copyfileobj(checked.content, file, 1024 * 1024)
        file.flush()
        os.fsync(file.fileno())
    return relative
