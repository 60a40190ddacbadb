"""1:1s: the rhythm that two people keep, and each time they meet or write."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Greatest, Least
from django.utils.translation import gettext_lazy as _

from fairway.foundation.access import AccessQuerySet
from fairway.foundation.addresses import address_of
from fairway.foundation.ids import PublicIdField

SHORTEST, LONGEST = 5, 240  # minutes
MOST_DAYS = 14
LONGEST_OUTCOME = 4000


class Way(models.TextChoices):
    LIVE = "live", _("Live")
    WRITTEN = "written", _("In writing, over days")


class Form(models.TextChoices):
    """Which questions it goes by; they stand in `meetings_forms`."""

    STANDARD = "standard", _("The usual 1:1")
    GROW = "grow", _("GROW: goal, reality, options, will")
    COACHING = "coaching", _("Coaching: progress, barrier, support")
    STRUGGLE = "struggle", _("A first sign of struggle")
    CAREER = "career", _("Career")
    RETURN = "return", _("Return from leave")


class SeriesQuerySet(AccessQuerySet["OneOnOneSeries"]):
    def open(self):
        return self.filter(ended_on=None)

    def of(self, person: Any):
        return self.filter(Q(employee=person) | Q(manager=person))

    def of_pair(self, one: Any, other: Any):
        """Whoever of the two leads the other."""
        return self.filter(
            Q(employee=one, manager=other) | Q(employee=other, manager=one),
        )

    def for_display(self):
        return self.select_related("employee", "manager", "follows")


class OneOnOneSeries(models.Model):
    """Two people, one of whom leads the other, and how often they talk.

    `at` is a wall time by the clock of `follows`, whichever of the two that is; `zone` is theirs,
    kept true when they move. `reads_until` is set when the line between the two has ended: until
    then the former manager reads what both wrote.
    """

    class Cadence(models.TextChoices):
        WEEKLY = "weekly", _("Every week")
        BIWEEKLY = "biweekly", _("Every other week")
        MONTHLY = "monthly", _("Every month")

    class Ending(models.TextChoices):
        ASKED = "asked", _("One of the two ended it")
        MANAGER = "manager", _("Another manager came")
        LEFT = "left", _("One of the two left")

    public_id = PublicIdField()
    employee = models.ForeignKey("people.Person", models.PROTECT, related_name="one_on_one_series")
    manager = models.ForeignKey(
        "people.Person", models.PROTECT, related_name="one_on_one_series_led"
    )
    solid = models.BooleanField(
        default=True, help_text="With the direct manager; else further up, or by a dotted line."
    )
    cadence = models.CharField(max_length=8, choices=Cadence, default=Cadence.WEEKLY)
    starts_on = models.DateField(help_text="The first day; its weekday is that of all.")
    at = models.TimeField()
    follows = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    zone = models.CharField(max_length=64)
    minutes = models.PositiveSmallIntegerField(default=30)
    way = models.CharField(max_length=7, choices=Way, default=Way.LIVE)
    days = models.PositiveSmallIntegerField(
        default=3, help_text="For how many days one in writing is open."
    )
    form = models.CharField(max_length=8, choices=Form, default=Form.STANDARD)
    video_url = models.URLField(max_length=500, blank=True)
    planned_until = models.DateField(
        null=True, blank=True, help_text="Up to this day, itself excluded, all are planned."
    )
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(
        "people.Person",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Nobody, where it went on by itself with another manager.",
    )
    before = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="after")
    ended_on = models.DateField(null=True, blank=True)
    ended_by = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    ending = models.CharField(max_length=7, choices=Ending, blank=True)
    reads_until = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = SeriesQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name_plural = "one-on-one series"
        indexes = [
            models.Index(fields=["id"], name="series_running", condition=Q(ended_on=None)),
        ]
        constraints = [
            models.CheckConstraint(name="series_is_of_two", condition=~Q(employee=F("manager"))),
            # Whoever leads whom: two people have one rhythm, not two that overlap.
            models.UniqueConstraint(
                Least("employee", "manager"),
                Greatest("employee", "manager"),
                name="series_once_a_pair",
                condition=Q(ended_on=None),
            ),
            models.CheckConstraint(
                name="series_goes_by_the_clock_of_one_of_them",
                condition=Q(follows=F("employee")) | Q(follows=F("manager")),
            ),
            models.CheckConstraint(
                name="series_has_a_sound_length",
                condition=Q(minutes__gte=SHORTEST, minutes__lte=LONGEST)
                & Q(days__gte=1, days__lte=MOST_DAYS),
            ),
            models.CheckConstraint(
                name="series_ends_for_a_reason",
                condition=Q(ended_on=None, ending="", reads_until=None)
                | (Q(ended_on__isnull=False) & ~Q(ending="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.employee_id} with {self.manager_id}, {self.cadence}"

    def get_absolute_url(self) -> str:
        return address_of("conversations:series", self.public_id)

    @property
    def is_open(self) -> bool:
        return self.ended_on is None

    @property
    def pair(self) -> tuple[int, int]:
        return self.employee_id, self.manager_id

    def other(self, person: Any) -> Any:
        """The one of the two who is not this person."""
        return self.manager if person.pk == self.employee_id else self.employee


class OneOnOneQuerySet(AccessQuerySet["OneOnOne"]):
    def open(self):
        return self.filter(closed_at=None, called_off_at=None)

    def of(self, person: Any):
        return self.filter(Q(employee=person) | Q(manager=person))

    def to_come(self, now: datetime):
        """Neither held nor called off, and not begun."""
        return self.open().filter(starts_at__gt=now)

    def for_display(self):
        return self.select_related("series", "employee", "manager")


class OneOnOne(models.Model):
    """One talk of a series: at an hour, or in writing from that hour until the end of a day.

    Who the two are stands here as well as on the series: what was said stays between those two,
    and is looked up by either of them.
    """

    class Why(models.TextChoices):
        ASKED = "asked", _("One of the two called it off")
        AWAY = "away", _("One of the two is away")
        CHANGED = "changed", _("They meet at another time now")
        ENDED = "ended", _("The series ended")
        SILENT = "silent", _("Nobody wrote what came of it")

    public_id = PublicIdField()
    series = models.ForeignKey(OneOnOneSeries, models.PROTECT, related_name="meetings")
    employee = models.ForeignKey("people.Person", models.PROTECT, related_name="one_on_ones")
    manager = models.ForeignKey("people.Person", models.PROTECT, related_name="one_on_ones_led")
    planned_for = models.DateField(help_text="The day by the rhythm, wherever it was moved.")
    starts_at = models.DateTimeField()
    until_at = models.DateTimeField(help_text="When it is over; itself too late.")
    moved = models.BooleanField(default=False, help_text="No longer where the rhythm had put it.")
    way = models.CharField(max_length=7, choices=Way)
    form = models.CharField(max_length=8, choices=Form)
    outcome = models.TextField(max_length=LONGEST_OUTCOME, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    called_off_at = models.DateTimeField(null=True, blank=True)
    called_off_by = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    why = models.CharField(max_length=7, choices=Why, blank=True)
    changed_at = models.DateTimeField(help_text="When its time or state last changed.")
    version = models.PositiveIntegerField(default=1)

    objects = OneOnOneQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_at", "-pk"]
        indexes = [
            models.Index(fields=["employee", "-starts_at", "-id"], name="one_on_one_employee"),
            models.Index(fields=["manager", "-starts_at", "-id"], name="one_on_one_manager"),
            models.Index(fields=["series", "-starts_at", "-id"], name="one_on_one_series"),
            models.Index(
                fields=["until_at"],
                name="one_on_one_over",
                condition=Q(closed_at=None, called_off_at=None),
            ),
            models.Index(
                fields=["employee", "starts_at"],
                name="one_on_one_open_employee",
                condition=Q(closed_at=None, called_off_at=None),
            ),
            models.Index(
                fields=["manager", "starts_at"],
                name="one_on_one_open_manager",
                condition=Q(closed_at=None, called_off_at=None),
            ),
        ]
        constraints = [
            # Two workers that plan at once make each of them once.
            models.UniqueConstraint(fields=["series", "planned_for"], name="one_on_one_once_a_day"),
            models.CheckConstraint(
                name="one_on_one_is_of_two", condition=~Q(employee=F("manager"))
            ),
            models.CheckConstraint(
                name="one_on_one_ends_after_it_begins", condition=Q(until_at__gt=F("starts_at"))
            ),
            models.CheckConstraint(
                name="one_on_one_is_held_or_called_off",
                condition=Q(closed_at=None) | Q(called_off_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.employee_id} with {self.manager_id}, {self.planned_for}"

    def get_absolute_url(self) -> str:
        return address_of("conversations:one_on_one", self.public_id)

    @property
    def is_open(self) -> bool:
        return self.closed_at is None and self.called_off_at is None

    @property
    def is_live(self) -> bool:
        return self.way == Way.LIVE

    @property
    def is_called_off(self) -> bool:
        return self.called_off_at is not None

    def has_begun(self, now: datetime) -> bool:
        return self.starts_at <= now

    def is_over(self, now: datetime) -> bool:
        return self.until_at <= now

    def other(self, person: Any) -> Any:
        return self.manager if person.pk == self.employee_id else self.employee


def month_of(day: date) -> date:
    """The first day of its month: what is counted of a month goes by it."""
    return day.replace(day=1)
