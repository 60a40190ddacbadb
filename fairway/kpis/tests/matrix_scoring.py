"""Addresses of what is scored."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.urls import reverse

from fairway.foundation.events import SYSTEM
from fairway.kpis.actions import scoring
from fairway.kpis.tests.matrix_sources import kept
from fairway.kpis.tests.things import a_kpi
from fairway.people.days import organisation_day


def scored(world: Any) -> list[str]:
    kpi = a_kpi(world)
    scoring.write_sheet(kpi, actor=SYSTEM, questions=["Was it repeated?"], best=4)
    row = scoring.score(kpi, actor=SYSTEM, on=organisation_day(), points=[3])
    return [kpi.public_id, row.public_id]


def of(name: str) -> Callable[[Any], str]:
    return lambda world: reverse(f"kpis:{name}", args=scored(world)[:1])


ROUTES = [
    kept("sheet", of("sheet"), "get"),
    kept("score", of("score"), "get"),
    kept("screen", of("screen"), "get"),
    kept("remove_scored", lambda world: reverse("kpis:remove_scored", args=scored(world))),
]
