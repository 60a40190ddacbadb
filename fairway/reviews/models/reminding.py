"""What reminds people of what they owe in a cycle."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from fairway.foundation.ids import PublicIdField
from fairway.reviews.models.cycles import ReviewCycle


class Reminder(models.Model):
    """That somebody was reminded in a cycle, with which mark, so that it happens once."""

    class Mark(models.TextChoices):
        THREE_BEFORE = "three_before", _("Three working days before")
        ON_THE_DAY = "on_the_day", _("On the day")
        ONE_AFTER = "one_after", _("One working day after")
        MESSAGE = "message", _("A message on that day")

    cycle = models.ForeignKey(ReviewCycle, models.CASCADE, related_name="reminders", db_index=False)
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    mark = models.CharField(max_length=12, choices=Mark)
    due_on = models.DateField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["cycle", "person", "mark", "due_on"], name="reminded_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.mark}"


class Nudge(models.Model):
    """A message to who has not written yet, as somebody worded it; gone with its cycle."""

    public_id = PublicIdField()
    cycle = models.ForeignKey(ReviewCycle, models.CASCADE, related_name="nudges")
    by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()
    words = models.TextField(max_length=2000)
    people = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.people} people of {self.cycle_id}"
