"""What a check-in asks, in which teams, how often and when."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from fairway.foundation.access import AccessQuerySet
from fairway.foundation.addresses import address_of
from fairway.foundation.ids import PublicIdField
from fairway.foundation.languages import TextsField

LEAST, MOST = 1, 5  # of a scale


class Weekday(models.IntegerChoices):
    MONDAY = 0, _("Monday")
    TUESDAY = 1, _("Tuesday")
    WEDNESDAY = 2, _("Wednesday")
    THURSDAY = 3, _("Thursday")
    FRIDAY = 4, _("Friday")
    SATURDAY = 5, _("Saturday")
    SUNDAY = 6, _("Sunday")


class Promise(models.TextChoices):
    """Who reads what somebody says of how they are, as it is said beside the question."""

    MANAGER = "manager", _("You and your manager")
    FIGURES = "figures", _("Nobody but you; it counts in figures of five people or more")


class CheckInTemplateQuerySet(AccessQuerySet["CheckInTemplate"]):
    def in_use(self):
        return self.filter(archived_at=None)


class CheckInTemplate(models.Model):
    """A set of questions that some teams answer."""

    public_id = PublicIdField()
    name = models.CharField(max_length=120)
    archived_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = CheckInTemplateQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                Lower("name"), name="check_in_template_once", condition=Q(archived_at=None)
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return address_of("conversations:check_in_template", self.public_id)


class CheckInQuestionQuerySet(models.QuerySet["CheckInQuestion"]):
    def in_use(self):
        return self.filter(retired_at=None)

    def asked_in(self, check_in: Any):
        """Those that stood when it was opened, and what is asked monthly only where it is asked."""
        there = Q(retired_at=None) | Q(retired_at__gt=check_in.opened_at)
        rows = self.filter(there, template=check_in.template_id, since__lte=check_in.opened_at)
        return rows if check_in.asks_monthly else rows.filter(monthly=False)


class CheckInQuestion(models.Model):
    """One question. It never changes its words: another takes its place, and answers keep theirs."""

    class Kind(models.TextChoices):
        GOALS = "goals", _("Progress on goals")
        PRIORITIES = "priorities", _("Priorities, carried forward")
        BLOCKERS = "blockers", _("What is in the way")
        SUPPORT = "support", _("What would help")
        TEXT = "text", _("Words")
        SCALE = "scale", _("A scale from 1 to 5")
        WELLBEING = "wellbeing", _("How somebody is, from 1 to 5")

    # These have a place of their own in a check-in, so there is one of each.
    ONCE = (Kind.GOALS, Kind.PRIORITIES, Kind.BLOCKERS, Kind.SUPPORT, Kind.WELLBEING)

    public_id = PublicIdField()
    template = models.ForeignKey(CheckInTemplate, models.CASCADE, related_name="questions")
    rank = models.PositiveSmallIntegerField(default=0)
    kind = models.CharField(max_length=10, choices=Kind)
    wording = TextsField(max_length=300)
    low = TextsField(max_length=80, blank=True, help_text="What 1 means, on a scale.")
    high = TextsField(max_length=80, blank=True, help_text="What 5 means, on a scale.")
    monthly = models.BooleanField(default=False)
    promise = models.CharField(max_length=7, choices=Promise, blank=True)
    since = models.DateTimeField()
    retired_at = models.DateTimeField(null=True, blank=True)

    objects = CheckInQuestionQuerySet.as_manager()

    class Meta:
        ordering = ["rank", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["template", "kind"],
                name="check_in_question_once",
                condition=Q(
                    retired_at=None,
                    kind__in=["goals", "priorities", "blockers", "support", "wellbeing"],
                ),
            ),
            models.CheckConstraint(
                name="wellbeing_carries_a_promise",
                condition=Q(kind="wellbeing", promise__in=Promise.values)
                | (~Q(kind="wellbeing") & Q(promise="")),
            ),
        ]

    def __str__(self) -> str:
        return str(self.wording)


class CheckInRhythm(models.Model):
    """How often a unit, and all below it that have no rhythm of their own, write check-ins."""

    unit = models.OneToOneField("people.OrgUnit", models.CASCADE, related_name="check_in_rhythm")
    template = models.ForeignKey(CheckInTemplate, models.PROTECT, related_name="rhythms")
    every_weeks = models.PositiveSmallIntegerField(
        default=1, help_text="0: people of this unit write none."
    )
    weekday = models.PositiveSmallIntegerField(choices=Weekday, default=Weekday.TUESDAY)
    at = models.TimeField(default=time(10, 0), help_text="By each person's own clock.")
    anchor_on = models.DateField(
        default=date(2024, 1, 1), help_text="A day in a week that counts, where not every one does."
    )
    version = models.PositiveIntegerField(default=1)

    objects = AccessQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="rhythm_of_check_ins_in_reason",
                condition=Q(every_weeks__lte=8, weekday__lte=6),
            )
        ]

    def __str__(self) -> str:
        return f"unit {self.unit_id}, every {self.every_weeks} weeks"


class CheckInHour(models.Model):
    """The day and hour that somebody has chosen for their own check-in."""

    person = models.OneToOneField("people.Person", models.CASCADE, related_name="check_in_hour")
    weekday = models.PositiveSmallIntegerField(choices=Weekday)
    at = models.TimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="hour_on_a_weekday", condition=Q(weekday__lte=6))
        ]

    def __str__(self) -> str:
        return f"{self.person_id} on {self.weekday} at {self.at:%H:%M}"


class CheckInTurn(models.Model):
    """When somebody's next check-in opens. Worked out anew whenever that may have changed.

    It only says when to look: whether one is due is asked again at that moment.
    """

    person = models.OneToOneField("people.Person", models.CASCADE, related_name="check_in_turn")
    opens_at = models.DateTimeField(null=True, blank=True, help_text="Empty: none in sight.")
    last_week_on = models.DateField(null=True, blank=True, help_text="The last that was opened.")

    class Meta:
        indexes = [
            models.Index(
                fields=["opens_at", "id"],
                name="check_in_turn_due",
                condition=Q(opens_at__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} at {self.opens_at}"
