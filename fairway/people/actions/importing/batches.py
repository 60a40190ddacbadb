"""An import in the browser: compared, looked through, then applied or discarded."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from fairway.foundation.access import claim
from fairway.foundation.events import SYSTEM, record
from fairway.foundation.versions import next_version
from fairway.people.actions.importing import outcomes
from fairway.people.actions.importing.applying import OrganisationMoved, apply_plan
from fairway.people.actions.importing.running import Options, Outcome, Progress, plan_import
from fairway.people.actions.importing.staging import NotNow, Staged, claimed
from fairway.people.days import organisation_day
from fairway.people.importing.column import Column
from fairway.people.importing.plan import Choices
from fairway.people.importing.problems import Unreadable
from fairway.people.importing.spelling import squash
from fairway.people.models import ImportBatch

State = ImportBatch.State
KEPT = timedelta(days=7)
CHOSEN = ("managers", "units")


@transaction.atomic
def choose(
    batch: ImportBatch,
    *,
    actor: Any,
    managers: dict[str, str] | None = None,
    units: dict[str, str] | None = None,
    version: int | None = None,
) -> ImportBatch:
    """Who is meant by open names, and which spellings are one unit; an empty choice is taken back."""
    batch = claimed(batch, actor, State.REVIEW)
    next_version(batch, version)
    units = {squash(spelling): name for spelling, name in (units or {}).items()}
    for key, choices in (("managers", managers or {}), ("units", units)):
        kept = batch.choices.get(key, {}) | choices
        batch.choices[key] = {name: choice for name, choice in kept.items() if choice}
    batch.save()
    return batch


@transaction.atomic
def begin_comparing(batch: ImportBatch, *, actor: Any) -> ImportBatch:
    """Also where a comparison or an application broke off."""
    batch = claimed(batch, actor, State.MAPPING, State.REVIEW, State.COMPARING, State.APPLYING)
    return _begin(batch, State.COMPARING)


@transaction.atomic
def begin_applying(
    batch: ImportBatch, *, actor: Any, skip_errors: bool = False, version: int | None = None
) -> ImportBatch:
    batch = claimed(batch, actor, State.REVIEW)
    next_version(batch, version)
    batch.choices["skip_errors"] = skip_errors
    return _begin(batch, State.APPLYING)


def _begin(batch: ImportBatch, state: str) -> ImportBatch:
    batch.state = state
    batch.version += 1
    batch.save()
    return batch


def compare_batch(batch: ImportBatch, *, actor: Any, progress: Progress) -> ImportBatch:
    """Work out what the import would change, and keep that to be looked through."""
    options = options_of(batch)
    try:
        outcome = plan_import(
            Staged(batch), options, actor=actor, count=batch.rows, progress=progress
        )
    except Unreadable as unreadable:
        return _back_to_columns(batch, unreadable)
    _write_outcome(batch, outcome, options)
    return batch


def apply_batch(batch: ImportBatch, *, actor: Any, progress: Progress) -> ImportBatch:
    """Carry out what was looked through; if the organisation moved, look again first."""
    options = options_of(batch)
    outcome = plan_import(Staged(batch), options, actor=actor, count=batch.rows, progress=progress)
    seen = outcome.stamp == batch.stamp and str(options.today) == batch.reading.get("today")
    refused = outcome.plan.is_refused and not options.choices.skip_errors
    if not seen or refused:
        _write_outcome(batch, outcome, options, moved=not seen)
        return batch
    progress("write", 0, 0)

    def held() -> ImportBatch:
        locked = claimed(batch, actor, State.APPLYING)
        locked.notes = outcomes.counts_of(outcome.plan)
        locked.choices, locked.stamp = {}, ""
        return locked

    try:
        apply_plan(
            outcome.plan,
            actor=actor,
            batch=batch,
            today=options.today or organisation_day(),
            expected=outcome.stamp,
            mapping=dict(batch.choices.get("remember", {})),
            held=held,
        )
    except OrganisationMoved:
        compare_batch(batch, actor=actor, progress=progress)
    batch.refresh_from_db()
    return batch


@transaction.atomic
def discard_batch(batch: ImportBatch, *, actor: Any) -> ImportBatch:
    batch = claim(batch, actor=actor, verb="edit")
    if not batch.is_open:
        raise NotNow
    _let_go(batch)
    record("people.import_discarded", actor=actor, subject=batch)
    return batch


@transaction.atomic
def discard_forgotten() -> int:
    """What nobody has come back to within a week."""
    old = ImportBatch.objects.filter(created_at__lt=timezone.now() - KEPT)
    forgotten = list(old.exclude(state__in=[State.APPLIED, State.DISCARDED]))
    for batch in forgotten:
        _let_go(batch)
        record("people.import_discarded", actor=SYSTEM, subject=batch)
    return len(forgotten)


def options_of(batch: ImportBatch) -> Options:
    return Options(
        columns=columns_of(batch),
        width=batch.reading["width"],
        first=batch.reading.get("first", ""),
        choices=Choices(
            managers=dict(batch.choices.get("managers", {})),
            units=dict(batch.choices.get("units", {})),
            skip_errors=bool(batch.choices.get("skip_errors")),
        ),
        today=organisation_day(),
    )


def columns_of(batch: ImportBatch) -> list[Column]:
    return [Column(**one) for one in batch.columns]


def _write_outcome(
    batch: ImportBatch, outcome: Outcome, options: Options, *, moved: bool = False
) -> None:
    """In short transactions: nobody looks at the lines before the last."""
    batch.lines.all().delete()
    for rows in outcomes.lines_of(outcome, batch):
        outcomes.write_lines(rows)
    with transaction.atomic():
        batch.refresh_from_db(from_queryset=ImportBatch.objects.select_for_update())
        if not batch.is_open:
            batch.lines.all().delete()
            return
        batch.state = State.REVIEW
        batch.counts = outcome.plan.counts
        batch.notes = outcomes.notes_of(outcome.plan, options) | {"moved": moved}
        batch.stamp = outcome.stamp
        batch.reading["today"] = str(options.today)
        batch.version += 1
        batch.save()


@transaction.atomic
def _back_to_columns(batch: ImportBatch, unreadable: Unreadable) -> ImportBatch:
    batch.refresh_from_db(from_queryset=ImportBatch.objects.select_for_update())
    if batch.is_open:
        batch.state = State.MAPPING
        batch.notes = {"problem": unreadable.problem.as_json()}
        batch.version += 1
        batch.save()
    return batch


def _let_go(batch: ImportBatch) -> None:
    """Everything that was staged is gone; that there was an import stays on record."""
    batch.chunks.all().delete()
    batch.lines.all().delete()
    batch.state, batch.finished_at = State.DISCARDED, timezone.now()
    batch.notes, batch.choices, batch.stamp = {}, {}, ""
    batch.version += 1
    batch.save()
