from __future__ import annotations

from datetime import date, timedelta

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from fairway.foundation.access import AccessQuerySet
from fairway.foundation.addresses import address_of
from fairway.foundation.ids import PublicIdField


class PeriodQuerySet(AccessQuerySet["Period"]):
    def in_use(self):
        return self.filter(archived_at=None)

    def around(self, day: date):
        """Those the day lies in: intervals are half-open."""
        return self.in_use().filter(starts_on__lte=day, until_on__gt=day)

    def overlapping(self, starts_on: date, until_on: date):
        return self.in_use().filter(starts_on__lt=until_on, until_on__gt=starts_on)

    def open(self):
        return self.in_use().filter(opened_at__isnull=False, closed_at=None)


class Period(models.Model):
    """A span of days that goals and reviews are set for.

    Years do not overlap each other, nor do halves or quarters; a custom period may lie anywhere.
    """

    class Kind(models.TextChoices):
        YEAR = "year", _("Year")
        HALF = "half", _("Half-year")
        QUARTER = "quarter", _("Quarter")
        CUSTOM = "custom", _("Custom")

    class State(models.TextChoices):
        PLANNED = "planned", _("Planned")
        OPEN = "open", _("Open")
        CLOSED = "closed", _("Closed")

    public_id = PublicIdField()
    kind = models.CharField(max_length=8, choices=Kind)
    name = models.CharField(max_length=60)
    starts_on = models.DateField()
    until_on = models.DateField(help_text="The first day after it.")
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    archived_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "-until_on", "pk"]
        indexes = [models.Index(fields=["starts_on", "until_on"], name="period_days")]
        constraints = [
            models.CheckConstraint(
                name="period_ends_after_it_starts", condition=Q(until_on__gt=F("starts_on"))
            ),
            models.CheckConstraint(
                name="period_opens_before_it_closes",
                condition=Q(closed_at=None) | Q(opened_at__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["kind", "starts_on"],
                name="period_once",
                condition=~Q(kind="custom") & Q(archived_at=None),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return address_of("strategy:period", self.public_id)

    @property
    def last_day(self) -> date:
        return self.until_on - timedelta(days=1)

    @property
    def days(self) -> int:
        return (self.until_on - self.starts_on).days

    @property
    def state(self) -> str:
        if self.closed_at:
            return self.State.CLOSED
        return self.State.OPEN if self.opened_at else self.State.PLANNED

    def days_gone(self, today: date) -> int:
        """How many of its days lie behind us, today counted."""
        return max(0, min(self.days, (today - self.starts_on).days + 1))
