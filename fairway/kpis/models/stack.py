from __future__ import annotations

from django.db import models
from django.db.models import Q

from fairway.foundation.access import AccessQuerySet
from fairway.foundation.addresses import address_of
from fairway.foundation.ids import PublicIdField


class StackQuerySet(AccessQuerySet["KpiStack"]):
    def for_display(self):
        return self.select_related("priority", "priority__period", "unit")


class KpiStack(models.Model):
    """What a unit looks at for a priority: one outcome, one or two leading measures, one of
    quality, and perhaps one of development."""

    public_id = PublicIdField()
    priority = models.ForeignKey(
        "strategy.StrategicPriority", models.PROTECT, related_name="kpi_stacks"
    )
    unit = models.ForeignKey(
        "people.OrgUnit", models.PROTECT, null=True, blank=True, related_name="kpi_stacks"
    )
    version = models.PositiveIntegerField(default=1)

    objects = StackQuerySet.as_manager()

    class Meta:
        ordering = ["priority", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["priority"], name="kpi_stack_once", condition=Q(unit=None)
            ),
            models.UniqueConstraint(
                fields=["priority", "unit"],
                name="kpi_stack_once_a_unit",
                condition=Q(unit__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.priority)

    def get_absolute_url(self) -> str:
        return address_of("kpis:stack", self.public_id)


class StackEntry(models.Model):
    stack = models.ForeignKey(KpiStack, models.CASCADE, related_name="entries")
    kpi = models.ForeignKey("kpis.Kpi", models.PROTECT, related_name="stack_entries")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["stack", "kpi"], name="stack_entry_once"),
        ]

    def __str__(self) -> str:
        return str(self.kpi)
