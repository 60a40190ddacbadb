"""Write a plan: all of it or nothing, in one short transaction."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fairway.foundation.events import record, record_each, record_many
from fairway.foundation.locks import hold
from fairway.foundation.refusal import Refusal
from fairway.people.actions.chains import rebuild_chains
from fairway.people.actions.importing import changing, joining, making, moving, sealing
from fairway.people.actions.importing.snapshot import stamp
from fairway.people.actions.importing.writing import Writing
from fairway.people.importing.plan import CREATED, UPDATED, Plan
from fairway.people.importing.spelling import squash
from fairway.people.models import ColumnMapping, ImportBatch, ManagerAlias, Person, UnitSpelling
from fairway.people.rules import claim_lead


class OrganisationMoved(Refusal):
    """Somebody changed people or units since the comparison."""

    code = "organisation_moved"

    def __init__(self) -> None:
        super().__init__(
            _("The organisation changed while this import was being compared. Compare again.")
        )


def apply_plan(
    plan: Plan,
    *,
    actor: Any,
    batch: ImportBatch,
    today: date,
    expected: str,
    mapping: dict[str, str] | None = None,
    held: Callable[[], ImportBatch] | None = None,
) -> None:
    """Bring the organisation to what the plan says. Raises OrganisationMoved.

    `expected` is the stamp that the plan was made for. Everything is prepared before the database
    is held, with keys reserved; nobody else writes people while it is written. `held` then gives
    the batch itself, if it still stands where it stood.
    """
    claim_lead(actor)  # and once more below, when nobody else can change it
    writing = Writing(plan, actor, today, batch)
    created = [one for one in plan.planned if one.action == CREATED]
    updated = [one for one in plan.planned if one.action == UPDATED]
    new = making.prepare(plan.new)
    joined = joining.prepare(writing, created)
    changed = changing.prepare(writing, updated)
    moves = moving.prepare(writing, updated)
    # Inside another transaction without a savepoint: SQLite would tidy it up after each row.
    with transaction.atomic(savepoint=False):
        for name in ("importing", "units", "reporting"):
            hold(name)
        claim_lead(actor)
        writing.batch = held() if held else batch
        moved = stamp() != expected
        if not moved:
            making.write(writing, new)
            changing.write(writing, changed)
            joining.write(joined)
            moving.write(moves)
            if created or updated:
                rebuild_chains()
            sealing.keep_sensitive(writing)
            _remember(writing, mapping or {})
            _finish(writing)
    if moved:
        raise OrganisationMoved


def _remember(writing: Writing, mapping: dict[str, str]) -> None:
    """What people said about columns, names and units, for the next file."""
    for header, key in mapping.items():
        ColumnMapping.objects.update_or_create(header=squash(header)[:200], defaults={"field": key})
    decided_by = writing.actor if isinstance(writing.actor, Person) else None
    for spelling, settled in writing.plan.settled.items():
        ManagerAlias.objects.update_or_create(
            spelling=spelling,
            defaults={"person_id": writing.pk_of(settled.member), "decided_by": decided_by},
        )
    for unit, spelling in writing.plan.respelt:
        if (pk := making.key_of(unit)) is not None:
            UnitSpelling.objects.get_or_create(unit_id=pk, spelling=spelling[:200])


def _finish(writing: Writing) -> None:
    """Events, and the batch without its lines: what was staged is gone."""
    record_many(writing.events)
    batch = writing.batch
    batch.state = ImportBatch.State.APPLIED
    batch.counts = writing.plan.counts
    batch.finished_at = timezone.now()
    batch.version += 1
    batch.save()
    batch.chunks.all().delete()
    batch.lines.all().delete()
    for kind, people in writing.about_people.items():
        told = ((person, {**data, "batch": batch.pk}) for person, data in people)
        record_each(kind, actor=writing.actor, people=told)
    record("people.import_applied", actor=writing.actor, subject=batch, **batch.counts)


__all__ = ["OrganisationMoved", "Writing", "apply_plan"]
