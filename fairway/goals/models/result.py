from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from fairway.foundation.access import AccessQuerySet
from fairway.foundation.ids import PublicIdField
from fairway.goals.models.goal import Goal
from fairway.goals.models.progressing import Progressing
from fairway.kpis.models.measuring import Measured
from fairway.measurement.goal_progress.progress import (
    UNREPORTED,
    Progress,
    progress_into_range,
    progress_of_milestones,
    progress_of_yes_no,
    progress_towards,
)


class KeyResultQuerySet(AccessQuerySet["KeyResult"]):
    def in_use(self):
        return self.filter(removed_at=None)


class KeyResult(Measured, Progressing):
    """What shows that the goal is reached: a measure, a range to keep, milestones, or yes or no.

    Its value is told by somebody, read from a KPI, or follows from the goals that contribute to it.
    Values are whole numbers in units of its decimals.
    """

    class Kind(models.TextChoices):
        METRIC = "metric", _("From a value to a value")
        RANGE = "range", _("Keep between two values")
        MILESTONES = "milestones", _("Milestones")
        YES_NO = "yes_no", _("Done or not")

    class Source(models.TextChoices):
        MANUAL = "manual", _("Told in updates")
        KPI = "kpi", _("Read from a KPI")
        GOALS = "goals", _("From the goals that contribute to it")

    public_id = PublicIdField()
    goal = models.ForeignKey(Goal, models.CASCADE, related_name="results")
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.METRIC)
    source = models.CharField(max_length=6, choices=Source, default=Source.MANUAL)
    kpi = models.ForeignKey(
        "kpis.Kpi", models.PROTECT, null=True, blank=True, related_name="key_results"
    )
    baseline = models.BigIntegerField(null=True, blank=True)
    target = models.BigIntegerField(null=True, blank=True)
    low = models.BigIntegerField(null=True, blank=True)
    high = models.BigIntegerField(null=True, blank=True)
    current = models.BigIntegerField(null=True, blank=True)
    done = models.BooleanField(null=True, blank=True, help_text="For yes or no: unknown is empty.")
    weight = models.PositiveSmallIntegerField(default=1)
    rank = models.PositiveSmallIntegerField(default=0)
    removed_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = KeyResultQuerySet.as_manager()

    class Meta:
        ordering = ["rank", "pk"]
        indexes = [models.Index(fields=["goal", "rank"], name="key_result_goal")]
        constraints = [
            *Measured.Meta.constraints,
            models.CheckConstraint(
                name="key_result_reads_a_kpi",
                condition=~Q(source="kpi") | Q(kpi__isnull=False),
            ),
            models.CheckConstraint(
                name="key_result_has_its_values",
                condition=Q(source="goals")
                | ~Q(kind__in=["metric", "range"])
                | Q(kind="metric", baseline__isnull=False, target__isnull=False)
                | Q(kind="range", low__isnull=False, high__isnull=False),
            ),
            models.CheckConstraint(
                name="key_result_goes_somewhere",
                condition=~Q(kind="metric")
                | Q(baseline=None)
                | Q(target=None)
                | ~Q(baseline=F("target")),
            ),
            models.CheckConstraint(
                name="key_result_range_in_order",
                condition=Q(low=None) | Q(high=None) | Q(low__lte=F("high")),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_measured(self) -> bool:
        return self.kind in (self.Kind.METRIC, self.Kind.RANGE)

    def said(self, units: int | None) -> str:
        """A value as a person writes it, with its unit; empty when there is none."""
        return "" if units is None else self.say(units)

    @property
    def current_said(self) -> str:
        return self.said(self.current)

    @property
    def way(self) -> str:
        """From where to where, in words."""
        if self.kind == self.Kind.METRIC and self.baseline is not None:
            return _("%(baseline)s to %(target)s") % {
                "baseline": self.said(self.baseline),
                "target": self.said(self.target),
            }
        if self.kind == self.Kind.RANGE and self.low is not None:
            return _("between %(low)s and %(high)s") % {
                "low": self.said(self.low),
                "high": self.said(self.high),
            }
        return str(self.get_kind_display())

    def measured(self) -> Progress:
        """Progress from what is known now; of what goals contribute, see the roll-up."""
        if self.source == self.Source.GOALS:
            return Progress(None, (UNREPORTED,))
        if self.kind == self.Kind.METRIC:
            return progress_towards(self.current, baseline=self.baseline, target=self.target)
        if self.kind == self.Kind.RANGE:
            return progress_into_range(
                self.current, baseline=self.baseline, low=self.low or 0, high=self.high or 0
            )
        if self.kind == self.Kind.MILESTONES:
            return progress_of_milestones([(one.weight, one.done) for one in self.milestones.all()])
        return progress_of_yes_no(self.done)


class Milestone(models.Model):
    """A step of a key result that is done or not; nobody has spoken about it yet: unknown."""

    public_id = PublicIdField()
    result = models.ForeignKey(KeyResult, models.CASCADE, related_name="milestones")
    title = models.CharField(max_length=200)
    weight = models.PositiveSmallIntegerField(default=1)
    due_on = models.DateField(null=True, blank=True)
    done = models.BooleanField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)
    rank = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["rank", "pk"]

    def __str__(self) -> str:
        return self.title
