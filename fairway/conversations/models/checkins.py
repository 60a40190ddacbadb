"""A check-in and what is said in it."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fairway.conversations.models.checkins_asking import (
    LEAST,
    MOST,
    CheckInQuestion,
    CheckInTemplate,
    Promise,
)
from fairway.foundation.access import AccessQuerySet
from fairway.foundation.addresses import address_of
from fairway.foundation.ids import PublicIdField


class CheckInQuerySet(AccessQuerySet["CheckIn"]):
    def open(self):
        """Not sent yet."""
        return self.filter(sent_at=None)

    def sent(self):
        return self.exclude(sent_at=None)

    def unread(self):
        return self.filter(sent_at__isnull=False, read_at=None)

    def for_display(self):
        return self.select_related("person__assignment__manager", "template", "sent_to")


class CheckIn(models.Model):
    """What somebody writes in a week of theirs, for their manager. One for each person and week.

    `sent_to` reads it, and no later manager: what was told to one is not handed on with the role.
    """

    public_id = PublicIdField()
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="check_ins")
    template = models.ForeignKey(CheckInTemplate, models.PROTECT, related_name="check_ins")
    week_on = models.DateField(help_text="The Monday of its week, by the person's calendar.")
    opened_at = models.DateTimeField()
    due_at = models.DateTimeField(help_text="The end of that week where the person was.")
    asks_monthly = models.BooleanField(default=False)
    begun_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_to = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    read_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = CheckInQuerySet.as_manager()

    class Meta:
        ordering = ["-week_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["person", "week_on"], name="check_in_once_a_week"),
            models.CheckConstraint(
                name="check_in_is_sent_to_somebody",
                condition=Q(sent_at=None, sent_to=None)
                | Q(sent_at__isnull=False, sent_to__isnull=False),
            ),
            models.CheckConstraint(
                name="check_in_is_sent_to_another",
                condition=Q(sent_to=None) | ~Q(sent_to=F("person")),
            ),
            models.CheckConstraint(
                name="check_in_is_read_once_sent",
                condition=Q(read_at=None) | Q(read_at__gte=F("sent_at")),
            ),
        ]
        indexes = [
            models.Index(
                fields=["sent_to", "sent_at"],
                name="check_in_queue",
                condition=Q(read_at=None, sent_at__isnull=False),
            ),
            models.Index(fields=["person"], name="check_in_open", condition=Q(sent_at=None)),
            models.Index(fields=["week_on", "person"], name="check_in_week"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}, week of {self.week_on}"

    def get_absolute_url(self) -> str:
        return address_of("conversations:check_in", self.public_id)

    @property
    def is_sent(self) -> bool:
        return self.sent_at is not None

    @property
    def is_read(self) -> bool:
        return self.read_at is not None

    @property
    def is_over(self) -> bool:
        """Its week has gone. It can still be sent."""
        return self.due_at <= timezone.now()

    @property
    def reader(self) -> Any:
        """Who reads it, or would if it were sent now."""
        if self.sent_to is not None:
            return self.sent_to
        return self.person.assignment.manager if self.person.assignment else None


class CheckInAnswer(models.Model):
    """What is said to one question: words, a number of a scale, or some of what would help."""

    check_in = models.ForeignKey(CheckIn, models.CASCADE, related_name="answers")
    question = models.ForeignKey(CheckInQuestion, models.PROTECT, related_name="answers")
    words = models.TextField(max_length=4000, blank=True)
    number = models.PositiveSmallIntegerField(null=True, blank=True)
    chosen = models.JSONField(default=list, blank=True, help_text="Keys of Support.")

    class Meta:
        ordering = ["question__rank", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["check_in", "question"], name="check_in_answer_once"),
            models.CheckConstraint(
                name="check_in_answer_on_the_scale",
                condition=Q(number=None) | Q(number__gte=LEAST, number__lte=MOST),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.check_in_id} to {self.question_id}"

    @property
    def choices(self) -> list[Any]:
        return [Support(key).label for key in self.chosen if key in Support.values]


class Support(models.TextChoices):
    DECISION = "decision", _("A decision")
    TIME = "time", _("Time")
    INTRODUCTION = "introduction", _("An introduction")
    SECOND_PAIR = "second_pair", _("A second pair of eyes")
    KNOW_HOW = "know_how", _("Somebody to show me how")


class Wellbeing(models.Model):
    """How somebody said they are: in a table of its own, since others may read it than the rest.

    `promise` is what stood beside the question when it was answered; no later change widens it.
    """

    check_in = models.OneToOneField(CheckIn, models.CASCADE, related_name="wellbeing")
    value = models.PositiveSmallIntegerField()
    promise = models.CharField(max_length=7, choices=Promise)

    objects = AccessQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="wellbeing_on_the_scale", condition=Q(value__gte=LEAST, value__lte=MOST)
            )
        ]

    def __str__(self) -> str:
        return f"of check-in {self.check_in_id}"


class CheckInPriority(models.Model):
    """Something somebody sets out to do by their next check-in."""

    check_in = models.ForeignKey(CheckIn, models.CASCADE, related_name="priorities")
    rank = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=300)
    carried = models.PositiveSmallIntegerField(default=0, help_text="Over how many check-ins.")
    done = models.BooleanField(default=False, help_text="As the check-in after it said.")

    class Meta:
        ordering = ["rank", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["check_in", "rank"], name="check_in_priority_once")
        ]

    def __str__(self) -> str:
        return self.words


class CheckInReply(models.Model):
    """A word about a check-in, by either of the two, whenever it suits them."""

    public_id = PublicIdField()
    check_in = models.ForeignKey(CheckIn, models.CASCADE, related_name="replies")
    by = models.ForeignKey("people.Person", models.PROTECT, related_name="check_in_replies")
    at = models.DateTimeField()
    body = models.TextField(max_length=4000)

    class Meta:
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["check_in", "at"], name="check_in_reply")]

    def __str__(self) -> str:
        return f"{self.by_id} on {self.check_in_id}"
