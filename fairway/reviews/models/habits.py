"""What ratings of one writer look like beside those of others: for the writer's eyes alone."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from fairway.foundation.access import AccessQuerySet
from fairway.reviews.models.cycles import ReviewCycle


class HabitHint(models.Model):
    """A sign to read one's ratings once more, reckoned over a cycle at night; never a finding."""

    cycle = models.ForeignKey(ReviewCycle, models.CASCADE, related_name="+", db_index=False)
    writer = models.ForeignKey("people.Person", models.CASCADE, related_name="+", db_index=False)
    habit = models.CharField(max_length=16, help_text="As measurement calls it.")
    estimate = models.FloatField()
    forms = models.PositiveIntegerField()
    reread = models.BooleanField()
    at = models.DateTimeField()

    objects = AccessQuerySet.as_manager()

    class Meta:
        ordering = ["habit", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["cycle", "writer", "habit"], name="habit_hint_once"),
            models.CheckConstraint(name="habit_hint_of_forms", condition=Q(forms__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.habit} of {self.writer_id} in {self.cycle_id}"
