"""“Did this help?”, asked so that nobody can tell who said what.

While a month runs there are counts alone, and apart from them who has answered. No answer has a
row, so there is no order, no time and no key that could be laid beside a person's. When the month
is over it is settled once which groups are large enough, and the counts are gone.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from fairway.foundation.access import AccessQuerySet

LEAST = 5  # people behind every figure, a floor that nobody can lower


class Said(models.TextChoices):
    YES = "yes", _("Yes")
    SOMEWHAT = "somewhat", _("Somewhat")
    NO = "no", _("No")


class HelpGiven(models.Model):
    """Somebody has answered in this month: once, so that each answer is another person's."""

    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    month = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["month", "person"], name="help_given_once_a_month")
        ]

    def __str__(self) -> str:
        return f"{self.person_id}, {self.month:%Y-%m}"


class HelpTally(models.Model):
    """How many people of a unit said so in the month that runs. Nobody reads it meanwhile."""

    unit = models.ForeignKey("people.OrgUnit", models.CASCADE, related_name="+")
    month = models.DateField()
    said = models.CharField(max_length=8, choices=Said)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["month", "unit", "said"], name="help_tally_once")
        ]

    def __str__(self) -> str:
        return f"{self.unit_id}, {self.month:%Y-%m}, {self.said}"


class HelpResult(models.Model):
    """What a group of at least five people said in a month that is over.

    The group is a unit with those of its parts that were too small to be shown. Groups never
    overlap, and no sum over them is shown, so nothing is left to be found by subtraction.
    """

    unit = models.ForeignKey("people.OrgUnit", models.CASCADE, related_name="help_results")
    month = models.DateField()
    yes = models.PositiveIntegerField()
    somewhat = models.PositiveIntegerField()
    no = models.PositiveIntegerField()
    people = models.PositiveIntegerField()
    with_parts = models.BooleanField(help_text="Smaller units within it are counted along.")

    objects = AccessQuerySet.as_manager()

    class Meta:
        ordering = ["-month", "unit__name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "month"], name="help_result_once"),
            models.CheckConstraint(
                name="help_result_speaks_of_no_few", condition=Q(people__gte=LEAST)
            ),
            models.CheckConstraint(
                name="help_result_adds_up",
                condition=Q(people=F("yes") + F("somewhat") + F("no")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id}, {self.month:%Y-%m}"
