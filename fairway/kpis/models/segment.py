from __future__ import annotations

from django.db import models
from django.db.models.functions import Lower

from fairway.foundation.ids import PublicIdField


class Segment(models.Model):
    """A part that a KPI is also measured for: a unit, a place, or something with a name."""

    public_id = PublicIdField()
    kpi = models.ForeignKey("kpis.Kpi", models.CASCADE, related_name="segments")
    name = models.CharField(max_length=120)
    unit = models.ForeignKey(
        "people.OrgUnit", models.PROTECT, null=True, blank=True, related_name="+"
    )
    location = models.ForeignKey(
        "people.Location", models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(Lower("name"), "kpi", name="segment_once"),
        ]

    def __str__(self) -> str:
        return self.name
