"""Count by night how far 1:1s are had, unit by unit."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from fairway.conversations.models import OneOnOne, OneOnOneCoverage, OneOnOneSeries
from fairway.foundation.bulk import insert_objects
from fairway.foundation.locks import hold
from fairway.foundation.times import day_of
from fairway.people.days import organisation_zone
from fairway.people.models import Person

LATELY = timedelta(days=35)
Cadence = OneOnOneSeries.Cadence


def count_coverage(now: datetime | None = None) -> int:
    """All units anew. They are counted first, so that nobody waits meanwhile."""
    now = now or timezone.now()
    counted = list(by_unit(with_a_manager(), now))
    counted_on = day_of(now, organisation_zone())
    with transaction.atomic():
        hold("conversations.coverage")
        OneOnOneCoverage.objects.all().delete()
        insert_objects(
            [
                OneOnOneCoverage(
                    unit_id=unit,
                    name=name or "",
                    people=people,
                    weekly=weekly,
                    biweekly=biweekly,
                    monthly=monthly,
                    lately=lately,
                    counted_on=counted_on,
                )
                for unit, name, people, weekly, biweekly, monthly, lately in counted
            ]
        )
    return len(counted)


def with_a_manager() -> QuerySet[Person]:
    return Person.objects.filter(active=True).exclude(assignment__manager=None)


def by_unit(people: QuerySet[Person], now: datetime) -> Iterable[tuple[Any, ...]]:
    """Of these people: unit, its name, how many, and of them weekly, biweekly, monthly, lately."""
    running = OneOnOneSeries.objects.open().filter(
        employee=OuterRef("pk"), manager=OuterRef("assignment__manager")
    )
    met = OneOnOne.objects.filter(
        employee=OuterRef("pk"),
        manager=OuterRef("assignment__manager"),
        starts_at__range=(now - LATELY, now),
    ).exclude(closed_at=None)
    known = people.annotate(
        is_weekly=Exists(running.filter(cadence=Cadence.WEEKLY)),
        is_biweekly=Exists(running.filter(cadence=Cadence.BIWEEKLY)),
        is_monthly=Exists(running.filter(cadence=Cadence.MONTHLY)),
        has_met=Exists(met.order_by()),
    )
    return (
        known.order_by()
        .values_list("assignment__unit", "assignment__unit__name")
        .annotate(
            people=Count("pk"),
            weekly=Count("pk", filter=Q(is_weekly=True)),
            biweekly=Count("pk", filter=Q(is_biweekly=True)),
            monthly=Count("pk", filter=Q(is_monthly=True)),
            lately=Count("pk", filter=Q(has_met=True)),
        )
        .order_by("assignment__unit")
    )
