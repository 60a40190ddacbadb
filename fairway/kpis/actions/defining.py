"""What is measured, by whom it is owned, and what will be done when it moves."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fairway.foundation.access import claim
from fairway.foundation.actors import is_the_system
from fairway.foundation.events import record
from fairway.foundation.numbers import UnknownCurrency
from fairway.foundation.numbers.currencies import DIGITS
from fairway.foundation.versions import next_version
from fairway.kpis import refusals
from fairway.kpis.models import Kpi
from fairway.kpis.models.measuring import decimals_of
from fairway.kpis.rules import claim_new, may_add_for

# Changing one of these makes values before and after another thing.
MEASURED_BY = ("measure", "label", "currency", "decimals", "cadence")


@transaction.atomic
def add_kpi(*, actor: Any, owner: Any = None, **fields: Any) -> Kpi:
    """Without an owner it is the actor's own."""
    kpi = Kpi(owner=owner or actor, **fields)
    claim_new(actor, kpi.unit, kpi.person)
    _check(kpi)
    kpi.save()
    record("kpis.added", actor=actor, subject=kpi, about=kpi.person)
    return kpi


@transaction.atomic
def edit_kpi(kpi: Kpi, *, actor: Any, version: int | None = None, **fields: Any) -> Kpi:
    kpi = claim(kpi, actor=actor, verb="edit")
    next_version(kpi, version)
    before = {name: getattr(kpi, name) for name in (*MEASURED_BY, "meaning")}
    home = kpi.unit_id, kpi.person_id
    for name, value in fields.items():
        setattr(kpi, name, value)
    _check(kpi)
    measured = kpi.observations.exists()
    if measured and any(getattr(kpi, name) != before[name] for name in MEASURED_BY):
        raise refusals.MeasuredAlready
    if measured and kpi.meaning != before["meaning"]:
        kpi.definition_changes += 1
    if (kpi.unit_id, kpi.person_id) != home and not is_the_system(actor):
        _claim_home(kpi, actor)
    kpi.save()
    record("kpis.edited", actor=actor, subject=kpi, about=kpi.person)
    return kpi


@transaction.atomic
def archive_kpi(kpi: Kpi, *, actor: Any) -> Kpi:
    kpi = claim(kpi, actor=actor, verb="edit")
    kpi.archived_at = timezone.now()
    return _written(kpi, "archived", actor)


@transaction.atomic
def restore_kpi(kpi: Kpi, *, actor: Any) -> Kpi:
    kpi = claim(kpi, actor=actor, verb="restore")
    kpi.archived_at = None
    return _written(kpi, "restored", actor)


@transaction.atomic
def hold_baseline(
    kpi: Kpi, *, actor: Any, baseline_from: date, baseline_until: date, version: int | None = None
) -> Kpi:
    """What is usual is learnt from these days and held; `baseline_until` is the first day after."""
    kpi = claim(kpi, actor=actor, verb="edit")
    next_version(kpi, version)
    if baseline_until <= baseline_from:
        raise refusals.Needed("baseline_until", _("The last day comes after the first."))
    kpi.baseline_from, kpi.baseline_until = baseline_from, baseline_until
    kpi.save(update_fields=["baseline_from", "baseline_until", "version"])
    record(
        "kpis.baseline_held",
        actor=actor,
        subject=kpi,
        start=baseline_from.isoformat(),
        until=baseline_until.isoformat(),
    )
    return kpi


def _written(kpi: Kpi, what: str, actor: Any) -> Kpi:
    kpi.version += 1
    kpi.save(update_fields=["archived_at", "version"])
    kind = "kpis.archived" if what == "archived" else "kpis.restored"
    record(kind, actor=actor, subject=kpi, about=kpi.person)
    return kpi


def _check(kpi: Kpi) -> None:
    kpi.name = kpi.name.strip()
    if not kpi.name:
        raise refusals.Needed("name", _("It needs a name."))
    if kpi.unit_id and kpi.person_id:
        raise refusals.OneHome
    if kpi.person_id and kpi.kind not in Kpi.OF_A_PERSON:
        raise refusals.AboutAPerson
    if kpi.measure != Kpi.Measure.MONEY:
        kpi.currency = ""
    elif kpi.currency not in DIGITS:
        raise UnknownCurrency(kpi.currency)
    kpi.decimals = decimals_of(kpi.measure, kpi.currency, kpi.decimals)


def _claim_home(kpi: Kpi, actor: Any) -> None:
    """Whoever keeps it may give it only to where they keep KPIs."""
    if not may_add_for(actor, kpi.unit, kpi.person):
        raise PermissionDenied
