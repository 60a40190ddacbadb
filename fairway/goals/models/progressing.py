"""What has progress: kept as a whole number of millionths, so that every database adds alike."""

from __future__ import annotations

from fractions import Fraction

from django.db import models
from django.utils.translation import gettext_lazy as _

MILLION = 1_000_000
# A measure that ran away from its baseline is shown as 0 or 100 %; what is stored has to end too.
FURTHEST = 1_000 * MILLION


class Status(models.TextChoices):
    """What whoever answers for it says, whatever the arithmetic says."""

    ON_TRACK = "on_track", _("On track")
    AT_RISK = "at_risk", _("At risk")
    OFF_TRACK = "off_track", _("Off track")


class Confidence(models.IntegerChoices):
    """How sure somebody is to reach it. Shown, never counted into progress."""

    NOT_SURE = 1, _("Not sure at all")
    DOUBTFUL = 2, _("Doubtful")
    FAIRLY = 3, _("Fairly sure")
    SURE = 4, _("Sure")
    CERTAIN = 5, _("As good as done")


def to_millionths(raw: float | Fraction | None) -> int | None:
    """Progress as stored: 1.0 is a million, unknown stays unknown."""
    if raw is None:
        return None
    return max(-FURTHEST, min(FURTHEST, round(raw * MILLION)))


def clamped(millionths: int | None) -> int | None:
    return None if millionths is None else max(0, min(MILLION, millionths))


class Progressing(models.Model):
    """`progress` is raw and may leave 0 to a million; what is shown is clamped."""

    progress = models.BigIntegerField(null=True, blank=True, editable=False)
    status = models.CharField(max_length=9, choices=Status, blank=True)
    confidence = models.PositiveSmallIntegerField(choices=Confidence, null=True, blank=True)
    updated_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def shown(self) -> float | None:
        """Progress to be shown, 0 to 1; None while nobody has reported."""
        now = clamped(self.progress)
        return None if now is None else now / MILLION

    @property
    def percent(self) -> int | None:
        """In whole percent, never 100 before it is done nor 0 once it has begun."""
        if self.progress is None:
            return None
        if self.progress >= MILLION:
            return 100
        return 0 if self.progress <= 0 else max(1, min(99, round(self.progress / 10_000)))
