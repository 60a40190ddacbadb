from __future__ import annotations

from django.db import models


class Standing(models.Model):
    """How a KPI stood when it was last judged: what lists show without counting anew."""

    class Reading(models.TextChoices):
        NONE = "none"
        EARLY = "early"
        NORMAL = "normal"
        SIGNAL = "signal"

    kpi = models.OneToOneField("kpis.Kpi", models.CASCADE, related_name="standing")
    last_on = models.DateField(null=True, blank=True)
    last_value = models.BigIntegerField(null=True, blank=True)
    n = models.PositiveIntegerField(default=0)
    centre = models.FloatField(null=True, blank=True)
    lower = models.FloatField(null=True, blank=True)
    upper = models.FloatField(null=True, blank=True)
    reading = models.CharField(max_length=8, choices=Reading, default=Reading.NONE)
    side = models.CharField(max_length=4, blank=True)
    since = models.DateField(null=True, blank=True, help_text="Where the signal begins.")
    judged_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"{self.kpi}: {self.reading}"
