from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fairway.foundation.access import AccessQuerySet
from fairway.foundation.ids import PublicIdField


class CelebrationQuerySet(AccessQuerySet["Celebration"]):
    def for_display(self):
        return self.select_related("person", "goal")


class Celebration(models.Model):
    """A day to be glad of: years that somebody has been here, or a goal that was achieved."""

    class Kind(models.TextChoices):
        YEARS = "years", _("Work anniversary")
        GOAL = "goal", _("Goal achieved")

    public_id = PublicIdField()
    kind = models.CharField(max_length=5, choices=Kind)
    person = models.ForeignKey(
        "people.Person", models.PROTECT, related_name="celebrations", db_index=False
    )
    on_day = models.DateField()
    years = models.PositiveSmallIntegerField(null=True, blank=True)
    goal = models.ForeignKey(
        "goals.Goal", models.CASCADE, null=True, blank=True, related_name="celebrations"
    )
    hidden_at = models.DateTimeField(null=True, blank=True, help_text="By whose day it is.")

    objects = CelebrationQuerySet.as_manager()

    class Meta:
        ordering = ["-on_day", "-pk"]
        indexes = [
            models.Index(fields=["on_day", "id"], name="celebration_day"),
            models.Index(fields=["person", "on_day"], name="celebration_person"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "years"],
                name="celebration_of_years_once",
                condition=Q(kind="years"),
            ),
            models.UniqueConstraint(
                fields=["goal"], name="celebration_of_goal_once", condition=Q(kind="goal")
            ),
            models.CheckConstraint(
                name="celebration_of_one_kind",
                condition=Q(kind="years", goal=None, years__gte=1)
                | Q(kind="goal", goal__isnull=False, years=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.kind} {self.on_day}"
