"""How far 1:1s are had in each unit, as it was counted last night."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _

from fairway.foundation.access import AccessQuerySet
from fairway.foundation.ids import PublicIdField

FEWEST = 5  # people of whom a count may speak, a floor that nobody can lower


class OneOnOneCoverageQuerySet(AccessQuerySet["OneOnOneCoverage"]):
    def speaking(self):
        """Of so many people that the counts stand for themselves."""
        return self.filter(people__gte=FEWEST)


class OneOnOneCoverage(models.Model):
    """Of a unit's people who have a manager: how many have 1:1s, how often, and met lately.

    Counted by night and not while one looks: a figure that changed the moment somebody closed a 1:1
    would tell whose it was. Who is counted stands nowhere.
    """

    public_id = PublicIdField()
    unit = models.OneToOneField("people.OrgUnit", models.CASCADE, null=True, related_name="+")
    name = models.CharField(max_length=200, blank=True, help_text="The unit's, on that day.")
    people = models.PositiveIntegerField()
    weekly = models.PositiveIntegerField()
    biweekly = models.PositiveIntegerField()
    monthly = models.PositiveIntegerField()
    lately = models.PositiveIntegerField(help_text="Met within five weeks.")
    counted_on = models.DateField()

    objects = OneOnOneCoverageQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        indexes = [
            models.Index(fields=["name", "id"], name="one_on_one_coverage_name"),
            models.Index(fields=["people", "id"], name="one_on_one_coverage_people"),
        ]
        constraints = [
            models.CheckConstraint(
                name="one_on_one_coverage_adds_up",
                condition=Q(people__gte=F("weekly") + F("biweekly") + F("monthly"))
                & Q(people__gte=F("lately")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id}, {self.counted_on}"

    @property
    def called(self) -> Any:
        return self.name or _("Without a unit")

    @property
    def without(self) -> int:
        return self.people - self.weekly - self.biweekly - self.monthly
