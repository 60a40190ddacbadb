"""The roles whose results a KPI shows: a tie, because a role may well do without one."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from fairway.foundation.access import claim
from fairway.foundation.links import link, unlink
from fairway.kpis.models import Kpi
from fairway.kpis.refusals import NotOfARole
from fairway.people.models import JobProfile

BELONGS_TO = "kpis.belongs_to"  # the room of roles reads it, too


@transaction.atomic
def give_to_role(kpi: Kpi, *, actor: Any, role: JobProfile) -> Kpi:
    """Once, however often it is said."""
    kpi = claim(kpi, actor=actor, verb="edit")
    if kpi.person_id:
        raise NotOfARole
    link(kpi, BELONGS_TO, role, actor=actor)
    return kpi


@transaction.atomic
def take_from_role(kpi: Kpi, *, actor: Any, role: JobProfile) -> Kpi:
    kpi = claim(kpi, actor=actor, verb="edit")
    unlink(kpi, BELONGS_TO, role, actor=actor)
    return kpi
