"""What a check-in raises for somebody else to act on."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from fairway.conversations.models.checkins import CheckIn
from fairway.foundation.access import AccessQuerySet
from fairway.foundation.ids import PublicIdField


class BlockerQuerySet(AccessQuerySet["Blocker"]):
    def standing(self):
        """Still in the way."""
        return self.filter(cleared_at=None)

    def told(self):
        """Said in a check-in that was sent: before that it is a draft."""
        return self.exclude(raised_in__sent_at=None)


class Blocker(models.Model):
    """Something in somebody's way, from the check-in that first named it until it is cleared."""

    class TakenUp(models.TextChoices):
        AGENDA = "agenda", _("For the next 1:1")
        ACTION = "action", _("Somebody does something about it")

    public_id = PublicIdField()
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="blockers")
    raised_in = models.ForeignKey(CheckIn, models.PROTECT, related_name="blockers_raised")
    words = models.TextField(max_length=1000)
    weeks = models.PositiveSmallIntegerField(
        default=1, help_text="In how many check-ins that were sent it has stood."
    )
    last_in = models.ForeignKey(
        CheckIn,
        models.PROTECT,
        related_name="blockers",
        help_text="The last check-in in which it stood: whoever reads that one reads of it.",
    )
    for_meeting = models.BooleanField(
        default=False,
        help_text="Its writer wants it first on the next 1:1; brought there once sent.",
    )
    cleared_at = models.DateTimeField(null=True, blank=True)
    taken_up = models.CharField(max_length=6, choices=TakenUp, blank=True)
    taken_up_at = models.DateTimeField(null=True, blank=True)
    taken_up_by = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )

    action = models.TextField(
        max_length=1000, blank=True, help_text="What whoever took it up will do about it."
    )
    action_due_on = models.DateField(null=True, blank=True)

    objects = BlockerQuerySet.as_manager()

    class Meta:
        ordering = ["raised_in", "pk"]
        constraints = [
            # A check-in asks for one thing; sent twice, it is in the way once.
            models.UniqueConstraint(fields=["raised_in"], name="blocker_once_a_check_in"),
            models.CheckConstraint(name="blocker_stands_for_a_while", condition=Q(weeks__gte=1)),
        ]
        indexes = [
            models.Index(fields=["person"], name="blocker_standing", condition=Q(cleared_at=None))
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.words[:40]}"

    @property
    def is_old(self) -> bool:
        """It has been carried over: telling it again has not been enough."""
        return self.weeks > 1


class PassedPoint(models.Model):
    """A point of a check-in that its reader passes on to their own manager, in their words.

    Whoever wrote the check-in sees it, to whom it went, and what is answered.
    """

    public_id = PublicIdField()
    check_in = models.ForeignKey(CheckIn, models.CASCADE, related_name="passed_points")
    by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    to = models.ForeignKey("people.Person", models.PROTECT, related_name="points_passed_up")
    at = models.DateTimeField()
    words = models.TextField(max_length=2000)
    answer = models.TextField(max_length=4000, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = AccessQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(name="point_passed_to_another", condition=~Q(to=F("by")))
        ]
        indexes = [
            models.Index(fields=["to", "at"], name="point_to_answer", condition=Q(answered_at=None))
        ]

    def __str__(self) -> str:
        return f"{self.by_id} to {self.to_id}"
