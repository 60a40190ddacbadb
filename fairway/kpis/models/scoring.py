from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from fairway.foundation.ids import PublicIdField


class Sheet(models.Model):
    """The questions by which a call or a visit is scored, each from 0 to `best`."""

    kpi = models.OneToOneField("kpis.Kpi", models.CASCADE, related_name="sheet")
    questions = models.JSONField(help_text="Sentences, in their order.")
    best = models.PositiveSmallIntegerField(
        default=4, validators=[MinValueValidator(1), MaxValueValidator(10)]
    )
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return f"{self.kpi}: {len(self.questions)}"


class Scored(models.Model):
    """One call or visit, scored. Together with the others of its stretch it makes the value."""

    public_id = PublicIdField()
    kpi = models.ForeignKey("kpis.Kpi", models.PROTECT, related_name="scored")
    segment = models.ForeignKey(
        "kpis.Segment", models.PROTECT, null=True, blank=True, related_name="scored"
    )
    on = models.DateField()
    answers = models.JSONField(help_text="Question and points, as they were asked then.")
    points = models.PositiveIntegerField()
    most = models.PositiveIntegerField()
    best = models.PositiveSmallIntegerField()
    note = models.CharField(max_length=500, blank=True)
    scored_by = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    scored_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-on", "-pk"]
        indexes = [models.Index(fields=["kpi", "on"], name="scored_on")]
        constraints = [
            models.CheckConstraint(
                name="scored_within_its_scale", condition=Q(most__gt=0, points__lte=F("most"))
            )
        ]

    def __str__(self) -> str:
        return f"{self.kpi} {self.on:%Y-%m-%d}"

    @property
    def percent(self) -> int:
        return round(100 * self.points / self.most)
