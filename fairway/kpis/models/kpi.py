from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from fairway.foundation.access import AccessQuerySet
from fairway.foundation.addresses import address_of
from fairway.foundation.ids import PublicIdField
from fairway.foundation.numbers import Scaled
from fairway.kpis.calendar import Cadence
from fairway.kpis.models.measuring import Measured


class KpiQuerySet(AccessQuerySet["Kpi"]):
    def in_use(self):
        return self.filter(archived_at=None)

    def archived(self):
        return self.exclude(archived_at=None)

    def for_display(self):
        more = ("priority", "sheet", "screening__author")
        return self.select_related("owner", "unit", "person", *more)

    def for_cards(self):
        return self.select_related("owner", "unit", "person", "standing", "screening")


class Kpi(Measured):
    """A number that says how a result stands, and what will be done when it moves.

    It belongs to a unit, to a person (then it is an outcome or a quality measure and is seen as
    that person's goals are), or to the whole organisation.
    """

    class Direction(models.TextChoices):
        UP = "up", _("Up is better")
        DOWN = "down", _("Down is better")
        RANGE = "range", _("Keep between")

    class Timing(models.TextChoices):
        LEADING = "leading", _("Leading")
        LAGGING = "lagging", _("Lagging")

    class Kind(models.TextChoices):
        OUTCOME = "outcome", _("Outcome")
        DRIVER = "driver", _("Driver")
        QUALITY = "quality", _("Quality")
        DEVELOPMENT = "development", _("Development")

    OF_A_PERSON = (Kind.OUTCOME, Kind.QUALITY)

    public_id = PublicIdField()
    name = models.CharField(max_length=120)
    meaning = models.TextField(max_length=1000)
    direction = models.CharField(max_length=8, choices=Direction, default=Direction.UP)
    timing = models.CharField(max_length=8, choices=Timing, default=Timing.LAGGING)
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.OUTCOME)
    cadence = models.CharField(max_length=10, choices=Cadence, default=Cadence.WEEKLY)
    seasonal = models.BooleanField(default=False)
    completion = models.BooleanField(default=False)
    owner = models.ForeignKey("people.Person", models.PROTECT, related_name="owned_kpis")
    unit = models.ForeignKey(
        "people.OrgUnit", models.PROTECT, null=True, blank=True, related_name="kpis"
    )
    person = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, blank=True, related_name="kpis"
    )
    priority = models.ForeignKey(
        "strategy.StrategicPriority", models.PROTECT, null=True, blank=True, related_name="kpis"
    )
    public = models.BooleanField(default=True)
    response = models.TextField(max_length=2000, blank=True)
    # The four questions a new one is asked.
    result = models.TextField(max_length=500, blank=True)
    moved_by = models.TextField(max_length=500, blank=True)
    seen_in = models.TextField(max_length=500, blank=True)
    understood = models.TextField(max_length=500, blank=True)
    screening = models.OneToOneField(
        "kpis.Screening", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    # What is usual is learnt from these days, and then held: that is what lets a change show.
    baseline_from = models.DateField(null=True, blank=True)
    baseline_until = models.DateField(null=True, blank=True)
    definition_changes = models.PositiveSmallIntegerField(default=0)
    added_at = models.DateTimeField(auto_now_add=True)
    archived_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = KpiQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = "KPI"
        indexes = [models.Index(fields=["archived_at", "name", "id"], name="kpi_order")]
        constraints = [
            *Measured.Meta.constraints,
            models.CheckConstraint(
                name="kpi_of_a_unit_or_a_person", condition=Q(unit=None) | Q(person=None)
            ),
            models.CheckConstraint(
                name="kpi_of_a_person_is_a_result",
                condition=Q(person=None) | Q(kind__in=["outcome", "quality"]),
            ),
            models.CheckConstraint(
                name="kpi_baseline_ends_after_it_starts",
                condition=Q(baseline_from=None, baseline_until=None)
                | Q(baseline_until__gt=F("baseline_from")),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return address_of("kpis:kpi", self.public_id)

    @property
    def is_vanity(self) -> bool:
        """Nobody has said what would be done if it moved."""
        return not self.response.strip()

    @property
    def doubts(self) -> list[str]:
        """What the last look found wanting, by code; what was mended since is left out."""
        found = self.screening.doubts if self.screening else []
        return [one for one in found if one != "no_response" or self.is_vanity]

    def start_of(self, day: date) -> date:
        """The first day of the stretch that a value of this day stands for."""
        return Cadence(self.cadence).start_of(day)

    def reached(self, value: Scaled, target: Scaled, upper: Scaled | None = None) -> bool:
        if self.direction == self.Direction.DOWN:
            return value <= target
        if self.direction == self.Direction.RANGE and upper is not None:
            return target <= value <= upper
        return value >= target
