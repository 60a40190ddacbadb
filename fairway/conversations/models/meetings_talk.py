"""What belongs to one 1:1: its agenda, what each of the two writes, and what is nobody else's."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fairway.conversations.models.meetings import OneOnOne, OneOnOneSeries
from fairway.foundation.access import AccessQuerySet
from fairway.foundation.addresses import address_of
from fairway.foundation.ids import PublicIdField
from fairway.foundation.sealing import SealedField

LONGEST_POINT = 500
LONGEST_NOTE = 10_000
LONGEST_TITLE = 200
NOTES = "notes"  # the part of a form in which both write freely


class AgendaPoint(models.Model):
    """Something one of the two wants to talk about. What was not talked about is carried over:
    the next 1:1 gets a point of its own that remembers how often it was put off."""

    class Kind(models.TextChoices):
        POINT = "point", _("To talk about")
        BLOCKER = "blocker", _("In the way")
        PRAISE = "praise", _("Recognition")
        GOALS = "goals", _("Goal progress")

    # What somebody writes down. How the goals stand is on each agenda by itself.
    WRITTEN = (Kind.POINT, Kind.BLOCKER, Kind.PRAISE)

    public_id = PublicIdField()
    meeting = models.ForeignKey(OneOnOne, models.CASCADE, related_name="points")
    by = models.ForeignKey("people.Person", models.PROTECT, related_name="agenda_points")
    kind = models.CharField(max_length=7, choices=Kind, default=Kind.POINT)
    words = models.CharField(max_length=LONGEST_POINT)
    at = models.DateTimeField(help_text="When it was first put on an agenda.")
    talked_at = models.DateTimeField(null=True, blank=True)
    carried = models.PositiveSmallIntegerField(default=0, help_text="How often it was put off.")
    carried_from = models.OneToOneField(
        "self", models.SET_NULL, null=True, blank=True, related_name="carried_to"
    )

    objects = AccessQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting"], name="agenda_has_goals_once", condition=Q(kind="goals")
            ),
            models.CheckConstraint(
                name="agenda_keeps_goals_once_talked_about",
                condition=~Q(kind="goals") | Q(talked_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.by_id} at {self.meeting_id}"

    @property
    def is_talked_about(self) -> bool:
        return self.talked_at is not None


class SharedNote(models.Model):
    """What one of the two writes in one part of a 1:1, for both; each has lines of their own."""

    meeting = models.ForeignKey(OneOnOne, models.CASCADE, related_name="notes")
    part = models.CharField(max_length=20, default=NOTES)
    by = models.ForeignKey("people.Person", models.PROTECT, related_name="shared_notes")
    words = models.TextField(max_length=LONGEST_NOTE, blank=True)
    at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    objects = AccessQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "part", "by"], name="shared_note_once_each")
        ]

    def __str__(self) -> str:
        return f"{self.by_id} on {self.part} of {self.meeting_id}"


class PrivateNote(models.Model):
    """Its author's alone, for ever: in a table of its own, and sealed with the author's key, so
    that whoever looks into the database or a copy of it reads nothing either."""

    public_id = PublicIdField()
    author = models.ForeignKey("people.Person", models.PROTECT, related_name="private_notes")
    about = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    meeting = models.ForeignKey(OneOnOne, models.PROTECT, related_name="private_notes")
    body = SealedField(subject="author")
    at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    seal_body, read_body = body.sealing(), body.reading()

    objects = AccessQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["author", "-at", "-id"], name="private_note_author")]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "author"], name="private_note_once_each")
        ]

    def __str__(self) -> str:
        return f"{self.author_id}, {self.meeting_id}"


class ActionItemQuerySet(AccessQuerySet["ActionItem"]):
    def open(self):
        return self.filter(done_at=None, dropped_at=None)


class ActionItem(models.Model):
    """What one of the two does until a day.

    Who the two are stands here: it may come from a 1:1, or from a check-in of somebody who has
    none. `manager_reads` ends with the line between the two.
    """

    public_id = PublicIdField()
    employee = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    manager = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    series = models.ForeignKey(
        OneOnOneSeries, models.PROTECT, null=True, blank=True, related_name="actions"
    )
    meeting = models.ForeignKey(
        OneOnOne,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="actions",
        help_text="Where it was agreed.",
    )
    owner = models.ForeignKey("people.Person", models.PROTECT, related_name="action_items")
    title = models.CharField(max_length=LONGEST_TITLE)
    due_on = models.DateField(help_text="The last day.")
    by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)
    dropped_at = models.DateTimeField(null=True, blank=True)
    manager_reads = models.BooleanField(default=True)
    version = models.PositiveIntegerField(default=1)

    objects = ActionItemQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        indexes = [
            models.Index(
                fields=["owner", "due_on"],
                name="action_item_open",
                condition=Q(done_at=None, dropped_at=None),
            ),
            models.Index(fields=["employee", "manager", "due_on"], name="action_item_pair"),
            models.Index(fields=["manager", "due_on"], name="action_item_manager"),
        ]
        constraints = [
            models.CheckConstraint(
                name="action_item_is_of_one_of_them",
                condition=Q(owner=models.F("employee")) | Q(owner=models.F("manager")),
            ),
            models.CheckConstraint(
                name="action_item_is_done_or_dropped",
                condition=Q(done_at=None) | Q(dropped_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.owner_id}, {self.due_on}"

    def get_absolute_url(self) -> str:
        return address_of("conversations:action", self.public_id)

    @property
    def is_open(self) -> bool:
        return self.done_at is None and self.dropped_at is None
