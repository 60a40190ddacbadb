from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fairway.foundation.ids import PublicIdField


class ObservationQuerySet(models.QuerySet["Observation"]):
    def current(self):
        """Those that hold: a correction takes the place of what it corrects."""
        return self.filter(replaced_at=None)

    def of(self, kpi, segment=None):
        return self.filter(kpi=kpi, segment=segment)


class Observation(models.Model):
    """What was measured for a stretch of days. Rows are only added: a correction is a new one."""

    class Source(models.TextChoices):
        FORM = "form", _("Typed")
        SCORED = "scored", _("Scored")
        PASTE = "paste", _("Pasted")
        UPLOAD = "upload", _("Uploaded")
        API = "api", _("By another system")
        FETCHED = "fetched", _("Fetched")
        HOUSE = "house", _("From Fairway itself")

    public_id = PublicIdField()
    kpi = models.ForeignKey("kpis.Kpi", models.PROTECT, related_name="observations")
    segment = models.ForeignKey(
        "kpis.Segment", models.PROTECT, null=True, blank=True, related_name="observations"
    )
    starts_on = models.DateField(help_text="The first day of what it stands for.")
    value = models.BigIntegerField(help_text="In units of the KPI's decimals.")
    note = models.CharField(max_length=500, blank=True)
    source = models.CharField(max_length=8, choices=Source, default=Source.FORM)
    recorded_by = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    recorded_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True, blank=True)

    objects = ObservationQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "-recorded_at", "-pk"]
        indexes = [
            models.Index(
                fields=["kpi", "segment", "starts_on"],
                include=["value"],
                name="observation_series",
                condition=Q(replaced_at=None),
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["kpi", "starts_on"],
                name="observation_once",
                condition=Q(segment=None, replaced_at=None),
            ),
            models.UniqueConstraint(
                fields=["kpi", "segment", "starts_on"],
                name="observation_once_a_segment",
                condition=Q(segment__isnull=False, replaced_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kpi} {self.starts_on:%Y-%m-%d}"

    def is_late(self, due: date) -> bool:
        return self.recorded_at.date() > due
