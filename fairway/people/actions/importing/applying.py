"""Write a plan: all of it or nothing, in one short transaction."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fairway.foundation.events import ready_to_record, record, record_each, record_many
from fairway.foundation.locks import hold
from fairway.foundation.ready_rows import Making, Ready, making_ready
from fairway.foundation.refusal import Refusal
from fairway.people.actions.chains import Foreseen, foresee_chains, rebuild_chains
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
    with making_ready() as ready:
        prepared = _prepare(writing, ready)
        # Inside another transaction without a savepoint: SQLite would tidy it up after each row.
        with transaction.atomic(savepoint=False):
            for name in ("importing", "units", "reporting"):
                hold(name)
            claim_lead(actor)
            writing.batch = held() if held else batch
            moved = stamp() != expected
            if not moved:
                _write(writing, prepared)
                _remember(writing, mapping or {})
                _finish(writing, prepared.told)
    if moved:
        raise OrganisationMoved


@dataclass(frozen=True)
class Prepared:
    new: dict[str, list[Any]]
    joined: joining.Joining
    changed: changing.Changing
    moves: moving.Moving
    chains: Foreseen | None
    told: list[Ready]


def _prepare(writing: Writing, ready: Making) -> Prepared:
    created = [one for one in writing.plan.planned if one.action == CREATED]
    updated = [one for one in writing.plan.planned if one.action == UPDATED]
    new = making.prepare(writing.plan.new)
    joined = joining.prepare(writing, created, ready)
    told = _ready_to_tell(writing, ready)
    return Prepared(
        new,
        joined,
        changing.prepare(writing, updated),
        moving.prepare(writing, updated),
        foresee_chains(joining.managers_of(writing, created), ready) if created else None,
        told,
    )


def _write(writing: Writing, prepared: Prepared) -> None:
    making.write(writing, prepared.new)
    changing.write(writing, prepared.changed)
    joining.write(prepared.joined)
    moving.write(prepared.moves)
    if any(one.action in (CREATED, UPDATED) for one in writing.plan.planned):
        rebuild_chains(prepared.chains)
    sealing.keep_sensitive(writing)


def _ready_to_tell(writing: Writing, ready: Making) -> list[Ready]:
    """Events about those who join, which are as many as they are."""
    noted, writing.about_people = writing.about_people, defaultdict(list)
    return [
        ready_to_record(
            kind, actor=writing.actor, people=_with_batch(writing, people), making=ready
        )
        for kind, people in noted.items()
    ]


def _with_batch(
    writing: Writing, people: list[tuple[int, dict[str, Any]]]
) -> Iterator[tuple[int, dict[str, Any]]]:
    return ((person, {**data, "batch": writing.batch.pk}) for person, data in people)


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


def _finish(writing: Writing, told: list[Ready]) -> None:
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
    for ready in told:
        ready.write()
    for kind, people in writing.about_people.items():
        record_each(kind, actor=writing.actor, people=_with_batch(writing, people))
    record("people.import_applied", actor=writing.actor, subject=batch, **batch.counts)


__all__ = ["OrganisationMoved", "Writing", "apply_plan"]
