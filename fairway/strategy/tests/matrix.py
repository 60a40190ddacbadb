"""Strategy's addresses in the access matrix."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.urls import reverse

from fairway.foundation.events import SYSTEM
from fairway.strategy.actions import missions, periods, priorities, values
from fairway.strategy.models import Mission, Period, StrategicPriority, Value
from tests.access.binding import Route

READ, KEEP = "Open to every person", "Kept by few"
NOBODYS = frozenset({"administrator"})
NO_PERSON = "a login that belongs to no person finds no records"
LEADS = frozenset({"people_lead"})
LEADS_KEEP = "people leads keep the strategy; the world's executive leads one unit, not the whole"
PARTNERS = frozenset({"people_lead", "hr_partner", "other_hr_partner"})
PARTNERS_KEEP = "people leads and HR partners keep the periods, whatever their units"
WORDS = {"en": "Words"}


def a_period() -> Period:
    found = Period.objects.in_use().filter(closed_at=None).first()
    return found or periods.add_period(
        "custom",
        "2030",
        actor=SYSTEM,
        starts_on=date(2030, 1, 1),
        last_day=date(2030, 12, 31),
    )


def a_priority() -> StrategicPriority:
    found = StrategicPriority.objects.in_use().first()
    return found or priorities.add_priority(a_period(), actor=SYSTEM, title=WORDS)


def a_value() -> Value:
    return Value.objects.in_use().first() or values.add_value(actor=SYSTEM, name=WORDS)


def a_mission() -> Mission:
    found = Mission.objects.current().first()
    return found or missions.set_mission(actor=SYSTEM, statement=WORDS)


def an_open_period() -> Period:
    return periods.open_period(a_period(), actor=SYSTEM)


def archived(make: Callable[[], Any], archive: Callable[..., Any]) -> Callable[[], Any]:
    return lambda: archive(make(), actor=SYSTEM)


def page(name: str) -> Route:
    return Route(f"strategy:{name}", READ, url=lambda world: reverse(f"strategy:{name}"))


def of(name: str, make: Callable[[], Any]) -> Callable[[Any], str]:
    return lambda world: reverse(f"strategy:{name}", args=[make().public_id])


def record(name: str, make: Callable[[], Any]) -> Route:
    return Route(f"strategy:{name}", READ, url=of(name, make), never=NOBODYS, reason=NO_PERSON)


def kept(name: str, make: Callable[[], Any] | None = None, *, post: bool = False) -> Route:
    by_partners = "period" in name or "year" in name
    return Route(
        f"strategy:{name}",
        KEEP,
        url=of(name, make) if make else lambda world: reverse(f"strategy:{name}"),
        method="post" if post else "get",
        also=PARTNERS if by_partners else LEADS,
        reason=PARTNERS_KEEP if by_partners else LEADS_KEEP,
    )


ROUTES = [
    *(page(name) for name in ("overview", "mission", "priorities", "periods", "values")),
    record("priority", a_priority),
    record("period", a_period),
    record("value", a_value),
    *(kept(f"new_{name}") for name in ("mission", "priority", "value", "period", "year")),
    kept("edit_mission", a_mission),
    kept("edit_priority", a_priority),
    kept("edit_value", a_value),
    kept("edit_period", a_period),
    kept("place_priority", a_priority, post=True),
    kept("place_value", a_value, post=True),
    kept("archive_priority", a_priority, post=True),
    kept("archive_value", a_value, post=True),
    kept("archive_period", a_period, post=True),
    kept("restore_priority", archived(a_priority, priorities.archive_priority), post=True),
    kept("restore_value", archived(a_value, values.archive_value), post=True),
    kept("restore_period", archived(a_period, periods.archive_period), post=True),
    kept("open_period", a_period, post=True),
    kept("close_period", an_open_period, post=True),
    # The API answers tokens, not sessions: tests/test_strategy_in_the_api.py asks it.
    *(
        Route(f"api:strategy_{name}", READ)
        for name in ("mission", "periods", "priorities", "values", "add_priority", "edit_priority")
    ),
]
