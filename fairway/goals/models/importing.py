from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fairway.foundation.access import AccessQuerySet
from fairway.foundation.addresses import address_of
from fairway.foundation.ids import PublicIdField


class GoalImport(models.Model):
    """A list of goals on its way in: what was read, and whose each section is said to be.

    What was read goes once it is applied or discarded.
    """

    class State(models.TextChoices):
        REVIEW = "review", _("To be looked through")
        IMPORTING = "importing", _("Being written")
        APPLIED = "applied", _("Done")
        DISCARDED = "discarded", _("Discarded")
        UNDONE = "undone", _("Taken back")

    public_id = PublicIdField()
    created_by = models.ForeignKey("people.Person", models.PROTECT, related_name="goal_imports")
    state = models.CharField(max_length=9, choices=State, default=State.REVIEW)
    items = models.JSONField(default=list)
    whose = models.JSONField(default=dict, help_text="Section → whose goals these are.")
    period = models.ForeignKey("strategy.Period", models.PROTECT, null=True, related_name="+")
    priority = models.ForeignKey(
        "strategy.StrategicPriority", models.PROTECT, null=True, related_name="+"
    )
    numbers = models.CharField(max_length=8, blank=True, help_text="A language, or a guess.")
    counts = models.JSONField(default=dict)
    skip_errors = models.BooleanField(default=False)
    job = models.CharField(max_length=40, blank=True, help_text="Who writes it, where one does.")
    refusal = models.TextField(blank=True, help_text="Why it could not be written.")
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True)

    objects = AccessQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.public_id

    def get_absolute_url(self) -> str:
        return address_of("goals:import", self.public_id)


class ImportedGoal(models.Model):
    """Which goal a line of a list became, so that the same list again makes none twice."""

    key = models.CharField(max_length=64, unique=True)
    batch = models.ForeignKey(GoalImport, models.CASCADE, related_name="made")
    goal = models.ForeignKey("goals.Goal", models.CASCADE, related_name="imported_as")
    result = models.ForeignKey(
        "goals.KeyResult", models.CASCADE, null=True, related_name="imported_as"
    )

    class Meta:
        indexes = [
            models.Index(fields=["goal"], name="imported_goal", condition=Q(result__isnull=True))
        ]

    def __str__(self) -> str:
        return self.key
