"""Comparing and applying as work in the background, with progress, for whoever imports."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from fairway.foundation.jobs.context import JobContext
from fairway.foundation.jobs.declaring import stepwise
from fairway.foundation.jobs.enqueuing import enqueue
from fairway.people.actions.importing.batches import (
    apply_batch,
    begin_applying,
    begin_comparing,
    compare_batch,
)
from fairway.people.actions.importing.staging import NotNow
from fairway.people.models import ImportBatch

TELL_EVERY = 1.0
ATTEMPTS = 3


@transaction.atomic
def compare_later(batch: ImportBatch, *, actor: Any) -> ImportBatch:
    batch = begin_comparing(batch, actor=actor)
    return _ask(compare_import, batch, actor)


@transaction.atomic
def apply_later(
    batch: ImportBatch, *, actor: Any, skip_errors: bool = False, version: int | None = None
) -> ImportBatch:
    batch = begin_applying(batch, actor=actor, skip_errors=skip_errors, version=version)
    return _ask(apply_import, batch, actor)


@stepwise(label=_("Comparing the file with who is here"), max_attempts=ATTEMPTS)
def compare_import(context: JobContext, batch: str) -> None:
    found = ImportBatch.objects.get(public_id=batch)
    if found.state == ImportBatch.State.COMPARING:
        compare_batch(found, actor=context.owner, progress=teller(context))


@stepwise(label=_("Bringing people in"), max_attempts=ATTEMPTS)
def apply_import(context: JobContext, batch: str) -> None:
    found = ImportBatch.objects.get(public_id=batch)
    if found.state != ImportBatch.State.APPLYING:
        return  # applied before the worker was killed, or discarded meanwhile
    try:
        apply_batch(found, actor=context.owner, progress=teller(context))
    except NotNow:
        return


def teller(context: JobContext) -> Callable[[str, int, int], None]:
    """Says how far it is once a second: each word is a transaction of its own."""
    told = 0.0

    def tell(step: str, done: int, total: int) -> None:
        nonlocal told
        now = time.monotonic()
        if step == "read" and now - told >= TELL_EVERY:
            told = now
            context.progress(done, total)

    return tell


def _ask(task: Any, batch: ImportBatch, actor: Any) -> ImportBatch:
    job = enqueue(
        task,
        key=f"people.import:{batch.public_id}:{batch.version}",
        owner=actor,
        batch=batch.public_id,
    )
    batch.reading["job"] = job.public_id
    batch.save(update_fields=["reading"])
    return batch
