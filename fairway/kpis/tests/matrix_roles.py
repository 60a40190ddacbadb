"""Addresses of the roles that a KPI belongs to."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from fairway.foundation.events import SYSTEM
from fairway.kpis.actions.roles import give_to_role
from fairway.kpis.tests.matrix_sources import kept
from fairway.kpis.tests.things import a_kpi


def with_a_role(world: Any) -> list[str]:
    kpi, role = a_kpi(world), world.organisation.profile
    give_to_role(kpi, actor=SYSTEM, role=role)
    return [kpi.public_id, role.public_id]


ROUTES = [
    kept("roles", lambda world: reverse("kpis:roles", args=with_a_role(world)[:1]), "get"),
    kept("remove_role", lambda world: reverse("kpis:remove_role", args=with_a_role(world))),
]
