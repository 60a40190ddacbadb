"""Addresses of what brings values by itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.urls import reverse

from fairway.foundation.events import SYSTEM
from fairway.kpis.actions import sources
from fairway.kpis.tests.things import a_kpi
from tests.access.binding import Route

KEEP = "Kept by few"
KEEPERS = frozenset({"manager", "skip", "executive", "people_lead"})
WHY = "owner, their manager, executives of the unit and people leads keep it"


def a_source(world: Any, kind: str = "webhook") -> list[str]:
    kpi = a_kpi(world)
    found = kpi.sources.filter(kind=kind).first()
    url = "https://example.com/values.csv" if kind == "address" else ""
    source = found or sources.add_source(kpi, actor=SYSTEM, kind=kind, url=url)
    return [kpi.public_id, source.public_id]


def of_kpi(name: str) -> Callable[[Any], str]:
    return lambda world: reverse(f"kpis:{name}", args=a_source(world)[:1])


def kept(name: str, url: Callable[[Any], str], method: str = "post") -> Route:
    return Route(f"kpis:{name}", KEEP, url=url, method=method, also=KEEPERS, reason=WHY)


def below(name: str, kind: str = "webhook") -> Route:
    return kept(name, lambda world: reverse(f"kpis:{name}", args=a_source(world, kind)))


ROUTES = [
    kept("sources", of_kpi("sources"), "get"),
    kept("new_source", of_kpi("new_source"), "get"),
    below("remove_source"),
    below("ask_source", "address"),
    below("renew_source"),
    # Whoever asks, the signature decides: test_values_come_by_themselves.py signs.
    Route(
        "kpis:webhook",
        KEEP,
        url=lambda world: reverse("kpis:webhook", args=a_source(world)[1:]),
        method="post",
    ),
]
