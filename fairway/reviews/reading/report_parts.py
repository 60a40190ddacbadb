"""The parts of a cycle's report that somebody reads: listed all, opened one."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast

from fairway.people.models import Person
from fairway.people.relations import PreparedForViewers
from fairway.reviews.models import ReportPart

OF_THE_CYCLE = -63


@dataclass(frozen=True)
class Part:
    """Figures of a unit, or of everybody; most are listed and never opened."""

    public_id: str
    unit: str | None
    people: int
    made_at: datetime
    looks_at: datetime | None
    text: str

    @cached_property
    def content(self) -> Any:
        return json.loads(self.text)


def parts_of(cycle: int, viewer: Person) -> list[Part]:
    """The largest first."""
    return [Part(*row) for row in PARTS.rows(viewer, cycle)]


def _parts(viewer: Person, cycle: int) -> QuerySet[Any, Any]:
    rows = ReportPart.objects.allowed(viewer).filter(report__cycle=cycle)
    kept = ("public_id", "unit__name", "people", "report__made_at", "report__looks_at")
    return rows.values_list(*kept, Cast("content", TextField()))


PARTS = PreparedForViewers(_parts, OF_THE_CYCLE)
