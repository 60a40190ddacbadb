from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from fairway.foundation.ids import PublicIdField


class KpiTarget(models.Model):
    """Where a KPI should stand at the end of a period; with `upper`, within which bounds."""

    public_id = PublicIdField()
    kpi = models.ForeignKey("kpis.Kpi", models.CASCADE, related_name="targets")
    period = models.ForeignKey("strategy.Period", models.PROTECT, related_name="kpi_targets")
    value = models.BigIntegerField()
    upper = models.BigIntegerField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-period__until_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["kpi", "period"], name="kpi_target_once"),
            models.CheckConstraint(
                name="kpi_target_bounds_in_order", condition=Q(upper=None) | Q(upper__gt=F("value"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kpi}, {self.period}"
