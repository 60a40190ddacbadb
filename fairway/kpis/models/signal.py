from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fairway.foundation.ids import PublicIdField


class SignalQuerySet(models.QuerySet["Signal"]):
    def waiting(self):
        """Those that somebody still owes an answer."""
        return self.filter(state__in=[Signal.State.OPEN, Signal.State.ACKNOWLEDGED])


class Signal(models.Model):
    """A KPI did something that it would hardly do by chance. Its owner says what comes of it."""

    class State(models.TextChoices):
        OPEN = "open", _("New")
        ACKNOWLEDGED = "acknowledged", _("Seen")
        ACTED_ON = "acted_on", _("Acted on")
        EXPLAINED = "explained", _("Explained")
        GONE = "gone", _("No longer there")

    class Side(models.TextChoices):
        UP = "up", _("Up")
        DOWN = "down", _("Down")

    public_id = PublicIdField()
    kpi = models.ForeignKey("kpis.Kpi", models.CASCADE, related_name="signals")
    segment = models.ForeignKey(
        "kpis.Segment", models.CASCADE, null=True, blank=True, related_name="signals"
    )
    rule = models.CharField(max_length=24)
    side = models.CharField(max_length=4, choices=Side)
    since = models.DateField(help_text="The first point that belongs to it.")
    fired_on = models.DateField(help_text="The point at which it could be told.")
    state = models.CharField(max_length=12, choices=State, default=State.OPEN)
    words = models.TextField(max_length=1000, blank=True)
    found_at = models.DateTimeField()
    settled_by = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    settled_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = SignalQuerySet.as_manager()

    class Meta:
        ordering = ["-fired_on", "-pk"]
        indexes = [
            models.Index(
                fields=["kpi", "fired_on"],
                name="signal_waiting",
                condition=Q(state__in=["open", "acknowledged"]),
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["kpi", "rule", "fired_on"],
                name="signal_once",
                condition=Q(segment=None),
            ),
            models.UniqueConstraint(
                fields=["kpi", "segment", "rule", "fired_on"],
                name="signal_once_a_segment",
                condition=Q(segment__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kpi}: {self.rule}"

    @property
    def waits(self) -> bool:
        return self.state in {self.State.OPEN, self.State.ACKNOWLEDGED}
