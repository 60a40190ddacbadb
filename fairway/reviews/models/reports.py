"""What a cycle showed, kept as figures: for HR in one table, for leaders in another.

A row is about one unit with everything inside it. What would tell of too few people is held back
before it is kept: it stands in no row.
"""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q

from fairway.foundation.access import AccessQuerySet
from fairway.foundation.ids import PublicIdField


class CycleReport(models.Model):
    """Made once, when the cycle is closed: told again after a change, two of them side by side
    would tell of the few who changed. What became of second looks is added when all are decided."""

    cycle = models.OneToOneField("reviews.ReviewCycle", models.CASCADE, related_name="report")
    made_at = models.DateTimeField()
    looks_at = models.DateTimeField(
        null=True, blank=True, help_text="When second looks were counted."
    )
    people = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"report of {self.cycle_id}"


class OfUnit(models.Model):
    """A unit's figures; `is_whole` where it holds everybody of the cycle."""

    public_id = PublicIdField()
    unit = models.ForeignKey(
        "people.OrgUnit", models.PROTECT, null=True, blank=True, related_name="+"
    )
    is_whole = models.BooleanField(default=False)
    people = models.PositiveIntegerField()
    content = models.JSONField(default=dict, blank=True)

    objects: Any = AccessQuerySet.as_manager()

    class Meta:
        abstract = True


class ReportPart(OfUnit):
    """What HR reads of a unit."""

    report = models.ForeignKey(CycleReport, models.CASCADE, related_name="parts", db_index=False)

    class Meta:
        ordering = ["-is_whole", "-people", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["report", "unit"], name="report_part_once"),
            models.UniqueConstraint(
                fields=["report"], name="report_whole_once", condition=Q(is_whole=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} in {self.report_id}"


class UnitPattern(OfUnit):
    """What whoever leads a unit reads: how comparing changed ratings, and what people lack."""

    report = models.ForeignKey(CycleReport, models.CASCADE, related_name="patterns", db_index=False)

    class Meta:
        ordering = ["-is_whole", "-people", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["report", "unit"], name="pattern_once"),
            models.UniqueConstraint(
                fields=["report"], name="pattern_whole_once", condition=Q(is_whole=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} in {self.report_id}"
