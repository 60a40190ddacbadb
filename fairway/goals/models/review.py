from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from fairway.foundation.access import AccessQuerySet
from fairway.foundation.addresses import address_of
from fairway.foundation.ids import PublicIdField
from fairway.goals.models.goal import Goal


class Verdict(models.TextChoices):
    KEEP = "keep", _("Keep")
    CHANGE = "change", _("Change")
    STOP = "stop", _("Stop")


class GoalReviewQuerySet(AccessQuerySet["GoalReview"]):
    def open(self):
        return self.filter(closed_at=None)

    def waiting_for(self, viewer: Any):
        """Where the viewer has to write, or to close what both have written."""
        nobody_above = Q(person__assignment__manager=None)
        own = Q(person=viewer) & (Q(written_at=None) | nobody_above)
        of_others = Q(unit=None) & ~Q(person=viewer)
        others = of_others & (Q(answered_at=None) | Q(written_at__isnull=False))
        return self.open().filter(own | others | Q(unit__leader=viewer))

    def for_display(self):
        return self.select_related("person__assignment", "unit__leader", "period", "closed_by")


class GoalReview(models.Model):
    """A person's or a unit's goals of a period, looked at together in its middle or at its end,
    over days.

    `written_at` is when the person, or who leads the unit, had said something about each goal;
    `answered_at` when whoever looks at it with them had, of a unit the first of its people.
    """

    class Point(models.TextChoices):
        MIDDLE = "middle", _("Middle")
        END = "end", _("End")

    public_id = PublicIdField()
    person = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, blank=True, related_name="goal_reviews"
    )
    unit = models.ForeignKey(
        "people.OrgUnit", models.PROTECT, null=True, blank=True, related_name="goal_reviews"
    )
    period = models.ForeignKey("strategy.Period", models.PROTECT, related_name="goal_reviews")
    point = models.CharField(max_length=6, choices=Point)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(
        "people.Person",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Nobody, where the calendar opened it.",
    )
    due_on = models.DateField(help_text="The last day to write; nothing is shut after it.")
    written_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)

    objects = GoalReviewQuerySet.as_manager()

    class Meta:
        ordering = ["-opened_at", "-pk"]
        indexes = [
            models.Index(fields=["person"], name="goal_review_open", condition=Q(closed_at=None)),
        ]
        constraints = [
            models.UniqueConstraint(fields=["person", "period", "point"], name="goal_review_once"),
            models.UniqueConstraint(
                fields=["unit", "period", "point"], name="goal_review_of_a_unit_once"
            ),
            models.CheckConstraint(
                name="goal_review_of_one",
                condition=Q(person=None, unit__isnull=False) | Q(person__isnull=False, unit=None),
            ),
            models.CheckConstraint(
                name="goal_review_closes_after_it_opens",
                condition=Q(closed_at=None) | Q(closed_at__gte=F("opened_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id or self.unit_id} {self.period_id} {self.point}"

    def get_absolute_url(self) -> str:
        return address_of("goals:review", self.public_id)

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    @property
    def name(self) -> str:
        """Whose goals they are."""
        return str(self.person or self.unit)

    @property
    def has_both(self) -> bool:
        """Of a unit, who leads it is enough: nobody else has to write."""
        answered = self.answered_at is not None or self.unit_id is not None
        return self.written_at is not None and answered

    def is_by_its_own(self, writer: Any) -> bool:
        """Whether the writer is the one whose words `written_at` waits for."""
        if self.unit is not None:
            return self.unit.leader_id == writer.pk
        return self.person_id == writer.pk

    def is_late(self, today: date) -> bool:
        return self.is_open and self.due_on < today

    def whose(self) -> dict[str, Any]:
        """How goals say that they are these."""
        if self.unit_id is not None:
            return {"unit": self.unit_id, "scope": Goal.Scope.UNIT}
        return {"owner": self.person_id}

    def goals(self) -> Any:
        """What was agreed for the period and was not closed before: what closes meanwhile stays in
        sight, with what was written about it."""
        rows = Goal.objects.filter(period=self.period_id, **self.whose())
        there = Q(closed_at=None) | Q(closed_at__gt=self.opened_at)
        return rows.exclude(agreed_at=None).filter(there).order_by("pk")


class GoalReviewLine(models.Model):
    """What one of them says about one goal; each writes lines of their own."""

    review = models.ForeignKey(GoalReview, models.CASCADE, related_name="lines")
    goal = models.ForeignKey(Goal, models.CASCADE, related_name="review_lines")
    by = models.ForeignKey("people.Person", models.PROTECT, related_name="goal_review_lines")
    verdict = models.CharField(max_length=6, choices=Verdict, blank=True)
    words = models.TextField(max_length=2000, blank=True)
    at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["review", "goal", "by"], name="goal_review_line_once_each"
            )
        ]

    def __str__(self) -> str:
        return f"{self.by_id} on {self.goal_id}: {self.verdict or '–'}"


class GoalDecision(models.Model):
    """What came of it for one goal when the review was closed; `change` is what was proposed."""

    review = models.ForeignKey(GoalReview, models.CASCADE, related_name="decisions")
    goal = models.ForeignKey(Goal, models.CASCADE, related_name="review_decisions")
    verdict = models.CharField(max_length=6, choices=Verdict)
    words = models.TextField(max_length=2000, blank=True)
    change = models.ForeignKey(
        "goals.GoalChange", models.SET_NULL, null=True, blank=True, related_name="decisions"
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["review", "goal"], name="goal_decision_once")
        ]

    def __str__(self) -> str:
        return f"{self.goal_id}: {self.verdict}"
