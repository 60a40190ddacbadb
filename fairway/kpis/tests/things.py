"""The KPIs that addresses of the access matrix are asked for with."""

from __future__ import annotations

from typing import Any

from fairway.foundation.events import SYSTEM
from fairway.kpis.actions import defining
from fairway.kpis.models import Kpi


def a_kpi(world: Any) -> Kpi:
    found = Kpi.objects.in_use().filter(name="Answers in time").first()
    return found or defining.add_kpi(
        actor=SYSTEM,
        owner=world.people["manager"],
        unit=world.organisation.support,
        name="Answers in time",
        meaning="The share answered within a day.",
    )


def a_hidden_kpi(world: Any, name: str = "Hidden", **fields: Any) -> Kpi:
    found = Kpi.objects.filter(name=name).first()
    fields = {"name": name, "meaning": "For the unit alone.", **fields}
    return found or defining.add_kpi(
        actor=SYSTEM,
        owner=world.subject,
        unit=world.organisation.support,
        public=False,
        **fields,
    )
