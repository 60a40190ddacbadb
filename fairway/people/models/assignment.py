from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from fairway.foundation.access import AccessQuerySet


class DatedQuerySet(AccessQuerySet):
    def from_day(self, day: date):
        """Those that hold on this day or will later."""
        return self.filter(Q(valid_until=None) | Q(valid_until__gt=day))

    def on(self, day: date):
        """Those that hold on this day: intervals are half-open."""
        return self.filter(Q(valid_until=None) | Q(valid_until__gt=day), valid_from__lte=day)


class Assignment(models.Model):
    """Where a person works, as what, and for whom, between two dates; never two at once.

    The database refuses an overlap: an exclusion constraint on PostgreSQL, triggers on SQLite.
    """

    class WorkMode(models.TextChoices):
        ON_SITE = "on_site", _("On site")
        HYBRID = "hybrid", _("Hybrid")
        REMOTE = "remote", _("Remote")

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="assignments")
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    unit = models.ForeignKey(
        "people.OrgUnit", models.PROTECT, null=True, blank=True, related_name="assignments"
    )
    job_profile = models.ForeignKey(
        "people.JobProfile", models.PROTECT, null=True, blank=True, related_name="assignments"
    )
    location = models.ForeignKey(
        "people.Location", models.PROTECT, null=True, blank=True, related_name="assignments"
    )
    manager = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    work_mode = models.CharField(max_length=8, choices=WorkMode, blank=True)
    weekly_minutes = models.PositiveIntegerField(
        null=True, blank=True, help_text="Contracted, not worked."
    )

    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering = ["person", "valid_from"]
        constraints = [
            models.CheckConstraint(
                name="assignment_ends_after_it_starts",
                condition=Q(valid_until=None) | Q(valid_until__gt=F("valid_from")),
            ),
            models.CheckConstraint(
                name="assignment_manager_is_another",
                condition=Q(manager=None) | ~Q(manager=F("person")),
            ),
        ]
        indexes = [
            models.Index(fields=["person", "valid_from"], name="assignment_person"),
            models.Index(fields=["unit", "valid_until"], name="assignment_unit"),
            models.Index(fields=["manager", "valid_until"], name="assignment_manager"),
            models.Index(fields=["location", "valid_until"], name="assignment_location"),
        ]

    @property
    def how_they_work(self) -> Any:
        """In a word. Django's own way compares all choices in all languages, for every row."""
        return self.WorkMode(self.work_mode).label if self.work_mode else ""

    def __str__(self) -> str:
        return f"{self.person_id} from {self.valid_from}"


class DottedLine(models.Model):
    """A second, named line to another manager, with narrower rights."""

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="dotted_lines")
    manager = models.ForeignKey("people.Person", models.PROTECT, related_name="dotted_reports")
    purpose = models.CharField(max_length=200, blank=True)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="dotted_line_to_another", condition=~Q(manager=F("person"))
            ),
            models.CheckConstraint(
                name="dotted_line_ends_after_it_starts",
                condition=Q(valid_until=None) | Q(valid_until__gt=F("valid_from")),
            ),
        ]
        indexes = [
            models.Index(fields=["manager", "valid_until"], name="dotted_manager"),
            models.Index(fields=["person", "valid_until"], name="dotted_person"),
        ]

    def __str__(self) -> str:
        return f"{self.manager_id} beside {self.person_id}"


class ReportingChain(models.Model):
    """Who is above whom today, at which depth; everybody stands above themselves at 0.

    So "me or anyone below me" is one `IN (select below where above = viewer)`.
    """

    # The indexes below begin with each: one of its own would only slow a bulk change.
    above = models.ForeignKey("people.Person", models.CASCADE, related_name="+", db_index=False)
    below = models.ForeignKey("people.Person", models.CASCADE, related_name="+", db_index=False)
    depth = models.PositiveSmallIntegerField()
    # Both only on one's own row, at depth 0. Counted anew, they would cost a chart the whole tree.
    at_top = models.BooleanField(default=False, db_default=False, help_text="Reports to nobody.")
    people_below = models.PositiveIntegerField(null=True, help_text="At any depth.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["above", "below"], name="chain_once")]
        indexes = [
            models.Index(fields=["above", "depth", "below"], name="chain_down"),
            models.Index(fields=["below", "depth", "above"], name="chain_up"),
            models.Index(fields=["below"], name="chain_top", condition=Q(at_top=True)),
        ]

    def __str__(self) -> str:
        return f"{self.above_id} over {self.below_id}"


class PastEdge(models.Model):
    """A relation that has ended, and until when it may still be read by."""

    class Kind(models.TextChoices):
        MANAGER = "manager"
        DOTTED = "dotted"

    actor = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    target = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind)
    valid_from = models.DateField()
    valid_until = models.DateField()
    reads_until = models.DateField()

    class Meta:
        indexes = [
            models.Index(fields=["actor", "kind", "reads_until"], name="past_edge_actor"),
            models.Index(fields=["target", "kind"], name="past_edge_target"),
        ]

    def __str__(self) -> str:
        return f"{self.actor_id} was {self.kind} of {self.target_id}"
