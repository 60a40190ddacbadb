"""A round of reviews: which kinds, of which questions, until when."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.db import models
from django.db.models import BooleanField, ExpressionWrapper, F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from fairway.foundation.access import AccessQuerySet
from fairway.foundation.ids import PublicIdField
from fairway.foundation.languages import TextsField
from fairway.reviews.models.holding import still_hr
from fairway.reviews.models.templates import Use

FLOOR = 3  # fewer than so many are never shown together


class ReviewCycleQuerySet(AccessQuerySet["ReviewCycle"]):
    def running(self):
        return self.filter(state=ReviewCycle.State.LAUNCHED)

    def without_holder(self):
        """Whoever holds it has gone, or is no longer HR."""
        return self.exclude(still_hr("facilitator"))

    def with_holder(self):
        """Says of each as `is_held` whether somebody who is here holds it."""
        held = ExpressionWrapper(still_hr("facilitator"), output_field=BooleanField())
        return self.annotate(is_held=held)


class ReviewCycle(models.Model):
    """One round of reviews. Once launched, its threshold, its template versions and whether managers
    read what colleagues say together stand.

    `ready_at` is when the last of its reviews was there: a launch is work in the background.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        LAUNCHED = "launched", _("Running")
        CLOSED = "closed", _("Closed")

    public_id = PublicIdField()
    name = models.CharField(max_length=120)
    purpose = models.CharField(max_length=11, choices=Use)
    state = models.CharField(max_length=8, choices=State, default=State.DRAFT)
    period_from = models.DateField()
    period_until = models.DateField(help_text="The first day that no longer belongs to it.")
    threshold = models.PositiveSmallIntegerField(default=4)
    overall_rating = models.BooleanField(default=True)
    asks_pay = models.BooleanField(default=False)
    rules = models.JSONField(default=dict, help_text="Who is in it: fairway.reviews.population.")
    peers_least = models.PositiveSmallIntegerField(default=0)
    peers_most = models.PositiveSmallIntegerField(default=0)
    people_nominate = models.BooleanField(
        default=True, help_text="Else peers are chosen so that nobody has too many."
    )
    most_for_one = models.PositiveSmallIntegerField(
        default=6, help_text="Reviews of colleagues that one person is asked for."
    )
    manager_reads_report = models.BooleanField(
        default=False, help_text="As it was at launch, and raters are told before they begin."
    )
    notice = TextsField(max_length=2000, blank=True)
    facilitator = models.ForeignKey(
        "people.Person", models.PROTECT, related_name="cycles_facilitated"
    )
    cloned_from = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    launched_at = models.DateTimeField(null=True, blank=True)
    ready_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = ReviewCycleQuerySet.as_manager()

    class Meta:
        ordering = ["-period_from", "-pk"]
        indexes = [models.Index(fields=["state", "period_from"], name="cycle_by_state")]
        constraints = [
            models.CheckConstraint(
                name="cycle_period_has_days", condition=Q(period_until__gt=F("period_from"))
            ),
            models.CheckConstraint(
                name="cycle_threshold_above_floor", condition=Q(threshold__gte=FLOOR)
            ),
            models.CheckConstraint(
                name="cycle_peers_in_reason", condition=Q(peers_most__gte=F("peers_least"))
            ),
            models.CheckConstraint(
                name="cycle_state_has_its_moment",
                condition=Q(state="draft", launched_at=None, closed_at=None)
                | Q(state="launched", launched_at__isnull=False, closed_at=None)
                | Q(state="closed", launched_at__isnull=False, closed_at__isnull=False),
            ),
            # Pay is a step of its own, and never follows from what is for development only.
            models.CheckConstraint(
                name="cycle_for_development_asks_no_pay",
                condition=Q(asks_pay=False) | ~Q(purpose__in=["development", "upward"]),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("reviews:cycle", args=[self.public_id])

    @property
    def last_day(self) -> date:
        """Of the period that it looks back on."""
        return self.period_until - timedelta(days=1)

    @property
    def is_draft(self) -> bool:
        return self.state == self.State.DRAFT

    @property
    def is_running(self) -> bool:
        return self.state == self.State.LAUNCHED

    @property
    def is_closed(self) -> bool:
        return self.state == self.State.CLOSED

    @property
    def is_being_prepared(self) -> bool:
        return self.is_running and self.ready_at is None


class CycleKind(models.Model):
    """Reviews of one kind in a cycle: what they ask, and whether their writers stay unnamed."""

    class Kind(models.TextChoices):
        SELF = "self", _("Self-review")
        MANAGER = "manager", _("By their manager")
        PEER = "peer", _("By peers")
        UPWARD = "upward", _("By their own reports")
        DOTTED = "dotted", _("By dotted-line managers")
        SKIP = "skip", _("By their manager’s manager")
        EXTERNAL = "external", _("By somebody outside")

    NAMED = (Kind.SELF, Kind.MANAGER, Kind.DOTTED, Kind.SKIP)  # one knows who they are
    OF_COLLEAGUES = (Kind.PEER, Kind.UPWARD)

    cycle = models.ForeignKey(ReviewCycle, models.CASCADE, related_name="kinds", db_index=False)
    kind = models.CharField(max_length=8, choices=Kind)
    template_version = models.ForeignKey(
        "reviews.TemplateVersion", models.PROTECT, related_name="used_in"
    )
    anonymous = models.BooleanField(default=False)
    minutes = models.PositiveSmallIntegerField(default=0, help_text="To write one, estimated.")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["cycle", "kind"], name="kind_once_in_a_cycle"),
            models.CheckConstraint(
                name="kind_of_known_people_is_named",
                condition=Q(anonymous=False) | Q(kind__in=["peer", "upward", "external"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} in {self.cycle_id}"


class Phase(models.Model):
    """A stretch of a cycle. It is due at the end of that day, wherever each person is."""

    class Kind(models.TextChoices):
        NOMINATE = "nominate", _("Choose who is asked")
        WRITE = "write", _("Write")
        CALIBRATE = "calibrate", _("Compare ratings")
        SHARE = "share", _("Share and talk")
        SIGN = "sign", _("Acknowledge")

    cycle = models.ForeignKey(ReviewCycle, models.CASCADE, related_name="phases", db_index=False)
    kind = models.CharField(max_length=9, choices=Kind)
    opens_on = models.DateField()
    due_on = models.DateField()

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["cycle", "kind"], name="phase_once_in_a_cycle"),
            models.CheckConstraint(
                name="phase_ends_after_it_opens", condition=Q(due_on__gte=F("opens_on"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} until {self.due_on}"


class CycleChange(models.Model):
    """What was changed in a cycle that runs: from what to what, and how many it concerned."""

    cycle = models.ForeignKey(ReviewCycle, models.CASCADE, related_name="changes", db_index=False)
    number = models.PositiveIntegerField()
    by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    reviews = models.PositiveIntegerField(default=0, help_text="How many it concerned.")

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["cycle", "number"], name="cycle_change_once")
        ]

    def __str__(self) -> str:
        return f"change {self.number} of {self.cycle_id}"

    @property
    def what(self) -> list[Any]:
        """What changed, as people call it."""
        return [str(self.label_of(key)) for key in self.after]

    @staticmethod
    def label_of(key: str) -> Any:
        named = {"threshold": _("How many must have answered"), "notice": _("Notice")}
        return named.get(key) or Phase.Kind(key).label


def kinds_of(cycle: ReviewCycle) -> Mapping[str, CycleKind]:
    """The cycle's kinds by name, with their versions, asked for once."""
    rows = cycle.kinds.select_related("template_version__template")
    return {one.kind: one for one in rows}


def phases_of(cycle: ReviewCycle) -> dict[str, Any]:
    return {one.kind: one for one in cycle.phases.all()}
