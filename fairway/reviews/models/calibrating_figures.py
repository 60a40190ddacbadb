"""What the model of a cycle's ratings says of those who rate; kept, since it takes seconds."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q

from fairway.foundation.access import AccessQuerySet


class RatingFit(models.Model):
    """The last run over one cycle: from how many ratings, and what its data warn of.

    `cautions` are kept as their code, sentence and facts, and told in the reader's language.
    """

    cycle = models.OneToOneField("reviews.ReviewCycle", models.CASCADE, related_name="rating_fit")
    fitted_at = models.DateTimeField()
    ratings = models.PositiveIntegerField(default=0)
    forms = models.PositiveIntegerField(default=0)
    cautions = models.JSONField(default=list, blank=True)

    def __str__(self) -> str:
        return f"ratings of {self.cycle_id}"


class RaterSeverity(models.Model):
    """How far one rater's ratings lie above (+) or below (−) those of others of the same people.

    Nothing, with `why`, where it cannot be said.
    """

    fit = models.ForeignKey(RatingFit, models.CASCADE, related_name="severities", db_index=False)
    rater = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    ratees = models.PositiveIntegerField()
    shift = models.FloatField(null=True, blank=True)
    low = models.FloatField(null=True, blank=True)
    high = models.FloatField(null=True, blank=True)
    why = models.JSONField(null=True, blank=True)
    stands_out = models.BooleanField(
        default=False, help_text="By more than chance, though many were looked at."
    )

    objects: Any = AccessQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "rater severities"
        constraints = [
            models.UniqueConstraint(fields=["fit", "rater"], name="severity_once"),
            models.CheckConstraint(
                name="severity_has_an_interval_or_a_reason",
                condition=Q(shift=None, low=None, high=None, why__isnull=False)
                | Q(low__lte=F("shift"), high__gte=F("shift"), why__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rater_id} in {self.fit_id}"


class GapRelease(models.Model):
    """Gaps between groups of protected attributes in one cycle, told once and then for good.

    Told again after each change, two of them side by side would tell of the few who changed.
    """

    cycle = models.OneToOneField("reviews.ReviewCycle", models.CASCADE, related_name="gap_release")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    content = models.JSONField(default=list, blank=True)

    objects: Any = AccessQuerySet.as_manager()

    def __str__(self) -> str:
        return f"gaps in {self.cycle_id}"
