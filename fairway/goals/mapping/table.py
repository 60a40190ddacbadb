"""What a picture shows as rows of a table, for spreadsheets."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from fairway.goals.models import Goal
from fairway.goals.reading.cards import Card, cards_of
from fairway.people.models import Person

AT_ONCE = 500


def header() -> list[str]:
    return [
        _("Goal"), _("Whose"), _("Contributes to"), _("Period"), _("First day"), _("Last day"),
        _("Status"), _("Progress in %"), _("Address"),
    ]  # fmt: skip


def rows_of(goals: Any, viewer: Person, place: str) -> Iterator[tuple[Any, ...]]:
    """Read in parts, so that a whole company needs no memory. A goal above that the viewer may
    not see is left out like one that is not there."""
    above = Prefetch("parent", Goal.objects.allowed(viewer))
    rows = goals.for_display().select_related("priority").prefetch_related(above)
    part: list[Goal] = []
    for goal in rows.order_by("pk").iterator(chunk_size=AT_ONCE):
        part.append(goal)
        if len(part) == AT_ONCE:
            yield from (_row(card, place) for card in cards_of(part))
            part = []
    yield from (_row(card, place) for card in cards_of(part))


def _row(card: Card, place: str) -> tuple[Any, ...]:
    goal = card.goal
    above = goal.parent or goal.priority
    return (
        goal.title,
        card.whose,
        str(above.title) if above else "",
        goal.period.name,
        goal.starts_on.isoformat(),
        goal.last_day.isoformat(),
        card.pill[2],
        "" if goal.percent is None else goal.percent,
        f"{place}{goal.get_absolute_url()}",
    )
