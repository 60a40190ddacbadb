"""When people are there: patterns, rotas, norms, absences."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from fairway.foundation.access import AccessQuerySet
from fairway.foundation.ids import PublicIdField
from fairway.foundation.times import wall
from fairway.foundation.times.reading import place as place_of
from fairway.people.models.assignment import DatedQuerySet

CHANNELS = (
    ("chat", _("Chat")),
    ("email", _("E-mail")),
    ("document", _("Comments in documents")),
    ("fairway", _("Here in Fairway")),
    ("urgent", _("Urgent calls")),
)


class WorkingPattern(models.Model):
    """A person's own hours in their own zone, weekly or rotating over several weeks.

    `weeks` is a list of weeks, each a list of seven days (Monday first), each a list of
    [from, until] in minutes after local midnight; `until` may pass 1440 for a night shift.
    """

    person = models.ForeignKey("people.Person", models.CASCADE, related_name="working_patterns")
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    weeks = models.JSONField()
    starts_on = models.DateField(help_text="A Monday on which the first week begins.")

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "valid_from"], name="pattern_once_a_day"),
            models.CheckConstraint(
                name="pattern_ends_after_it_starts",
                condition=Q(valid_until=None) | Q(valid_until__gt=F("valid_from")),
            ),
        ]

    def __str__(self) -> str:
        return f"pattern of {self.person_id}"


class RotaShift(models.Model):
    """A planned shift read from a rota, used for deadlines only."""

    person = models.ForeignKey("people.Person", models.CASCADE, related_name="shifts")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    source = models.CharField(max_length=80)

    class Meta:
        indexes = [models.Index(fields=["person", "starts_at"], name="shift_person")]
        constraints = [
            models.CheckConstraint(
                name="shift_ends_after_it_starts", condition=Q(ends_at__gt=F("starts_at"))
            ),
            models.UniqueConstraint(fields=["person", "starts_at", "ends_at"], name="shift_once"),
        ]

    def __str__(self) -> str:
        return f"shift of {self.person_id} at {self.starts_at}"

    def in_words(self, zone: str) -> tuple[date, str]:
        """Its day and hours by the clock of that zone."""
        start, until = wall(self.starts_at, zone), wall(self.ends_at, zone)
        return start.date(), f"{start:%H:%M}–{until:%H:%M}"


class AvailabilityNorm(models.Model):
    """What a unit or a role can count on: hours everybody shares, reply time by channel."""

    public_id = PublicIdField()
    unit = models.ForeignKey(
        "people.OrgUnit", models.CASCADE, null=True, blank=True, related_name="norms"
    )
    job_profile = models.ForeignKey(
        "people.JobProfile", models.CASCADE, null=True, blank=True, related_name="norms"
    )
    core_from = models.PositiveSmallIntegerField(null=True, blank=True)
    core_until = models.PositiveSmallIntegerField(null=True, blank=True)
    core_zone = models.CharField(max_length=64, blank=True)
    reply_times = models.JSONField(default=dict, blank=True)
    note = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = AccessQuerySet.as_manager()

    class Meta:
        constraints = [
            # One of the two may be empty; SQLite would take empty ones for different.
            models.UniqueConstraint(fields=["unit", "job_profile"], name="norm_once"),
            models.UniqueConstraint(
                fields=["unit"], name="norm_once_for_a_unit", condition=Q(job_profile=None)
            ),
            models.UniqueConstraint(
                fields=["job_profile"], name="norm_once_for_a_role", condition=Q(unit=None)
            ),
            models.CheckConstraint(
                name="norm_core_whole",
                condition=Q(core_from=None, core_until=None, core_zone="")
                | (Q(core_from__isnull=False, core_until__gt=F("core_from")) & ~Q(core_zone="")),
            ),
        ]

    def __str__(self) -> str:
        return f"norm of {self.unit_id or self.job_profile_id}"

    @property
    def core_words(self) -> str:
        if self.core_from is None or self.core_until is None:
            return ""
        return gettext("%(start)s to %(until)s in %(place)s") % {
            "start": "{:02}:{:02}".format(*divmod(self.core_from, 60)),
            "until": "{:02}:{:02}".format(*divmod(self.core_until, 60)),
            "place": place_of(self.core_zone),
        }

    @property
    def replies(self) -> list[tuple[Any, str]]:
        """Channels with how soon an answer comes, in words."""
        return [
            (label, _soon(self.reply_times[key]))
            for key, label in CHANNELS
            if key in self.reply_times
        ]


def _soon(hours: int) -> str:
    if hours % 24 == 0:
        days = hours // 24
        return ngettext("within a day", "within %(days)s days", days) % {"days": days}
    return ngettext("within an hour", "within %(hours)s hours", hours) % {"hours": hours}


class Absence(models.Model):
    """Days away, without a reason: nobody needs one to plan around them."""

    class State(models.TextChoices):
        ASKED = "asked", _("Asked for")
        AGREED = "agreed", _("Agreed")
        DECLINED = "declined", _("Declined")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    public_id = PublicIdField()
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="absences")
    from_on = models.DateField()
    until_on = models.DateField(help_text="The first day back.")
    state = models.CharField(max_length=10, choices=State, default=State.ASKED)
    asked_at = models.DateTimeField(default=timezone.now)
    decided_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    objects = AccessQuerySet.as_manager()

    class Meta:
        ordering = ["from_on", "pk"]
        indexes = [models.Index(fields=["person", "until_on"], name="absence_person")]
        constraints = [
            models.CheckConstraint(
                name="absence_ends_after_it_starts", condition=Q(until_on__gt=F("from_on"))
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} away from {self.from_on}"
