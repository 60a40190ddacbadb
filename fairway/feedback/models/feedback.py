from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fairway.foundation.access import AccessQuerySet
from fairway.foundation.addresses import address_of
from fairway.foundation.ids import PublicIdField
from fairway.foundation.policy import get

LONGEST = 4000


class Visibility(models.TextChoices):
    """Who reads it besides its author; chosen before writing and never changed after."""

    PRIVATE = "private", _("Only the person it is for")
    SHARED = "shared", _("The person it is for, and their manager")
    MANAGER = "manager", _("Only their manager")


class FeedbackQuerySet(AccessQuerySet["Feedback"]):
    def standing(self):
        return self.filter(withdrawn_at=None)

    def opened_by(self, viewer: Any):
        """Whose words the viewer has before them: their own, and what they have opened."""
        as_recipient = Q(recipient=viewer, read_at__isnull=False)
        as_manager = Q(manager=viewer, manager_read_at__isnull=False)
        return self.filter(Q(author=viewer) | as_recipient | as_manager)

    def unopened_by(self, viewer: Any):
        as_recipient = Q(recipient=viewer, read_at=None) & ~Q(visibility=Visibility.MANAGER)
        as_manager = Q(manager=viewer, manager_read_at=None) & ~Q(author=viewer)
        return self.standing().filter(as_recipient | as_manager)

    def for_display(self):
        return self.select_related("recipient__assignment", "author", "manager", "request")


class Feedback(models.Model):
    """What somebody saw, did it good or harm, and to whom they say so.

    `manager` is who the recipient's manager was when it was given, where the manager reads it: who
    comes later does not. It stays closed until somebody opens it; so long its author can take it
    back. From outside, `author` is nobody and `author_name` what the asker called them.
    """

    public_id = PublicIdField()
    recipient = models.ForeignKey(
        "people.Person", models.PROTECT, related_name="feedback_received", db_index=False
    )
    author = models.ForeignKey(
        "people.Person",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="feedback_given",
        db_index=False,
    )
    author_name = models.CharField(max_length=120, blank=True)
    manager = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    request = models.OneToOneField(
        "feedback.FeedbackRequest",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="answer",
    )
    visibility = models.CharField(max_length=7, choices=Visibility)
    situation = models.TextField(max_length=LONGEST, blank=True)
    behaviour = models.TextField(max_length=LONGEST, blank=True)
    impact = models.TextField(max_length=LONGEST, blank=True)
    suggestion = models.TextField(max_length=LONGEST, blank=True)
    given_at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True, help_text="By its recipient.")
    manager_read_at = models.DateTimeField(null=True, blank=True)
    thanked_at = models.DateTimeField(null=True, blank=True)
    hidden_at = models.DateTimeField(
        null=True, blank=True, help_text="Put away by its recipient, out of their own lists."
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    sent_as = models.CharField(
        max_length=22, blank=True, help_text="The form it came from: sent again, it is the same."
    )
    version = models.PositiveIntegerField(default=1)

    objects = FeedbackQuerySet.as_manager()

    class Meta:
        ordering = ["-given_at", "-pk"]
        verbose_name_plural = "feedback"
        indexes = [
            models.Index(fields=["recipient", "given_at", "id"], name="feedback_received"),
            models.Index(fields=["author", "given_at", "id"], name="feedback_given"),
            models.Index(fields=["manager", "given_at", "id"], name="feedback_shared"),
            # Nearly none answers a request: in an index of all, SQLite takes "none" for the rule
            # and would rather look through every row.
            models.Index(
                fields=["request"],
                name="feedback_answering",
                condition=Q(request__isnull=False),
            ),
            # What waits is asked on every Home; it is little among half a million.
            models.Index(
                fields=["recipient"],
                name="feedback_unopened",
                condition=Q(read_at=None, withdrawn_at=None),
            ),
            models.Index(
                fields=["manager"],
                name="feedback_unopened_above",
                condition=Q(manager_read_at=None, withdrawn_at=None, manager__isnull=False),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="feedback_not_to_oneself",
                condition=Q(author=None) | ~Q(author=F("recipient")),
            ),
            models.CheckConstraint(
                name="feedback_has_an_author",
                condition=Q(author__isnull=False, author_name="")
                | (Q(author=None) & ~Q(author_name="")),
            ),
            models.CheckConstraint(
                name="feedback_manager_where_shared",
                condition=Q(visibility=Visibility.PRIVATE, manager=None)
                | (~Q(visibility=Visibility.PRIVATE) & Q(manager__isnull=False)),
            ),
            models.CheckConstraint(
                name="feedback_manager_is_another",
                condition=Q(manager=None) | ~Q(manager=F("recipient")),
            ),
            models.UniqueConstraint(
                fields=["author", "sent_as"], name="feedback_sent_once", condition=~Q(sent_as="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.author_id or self.author_name} to {self.recipient_id}"

    def get_absolute_url(self) -> str:
        return address_of("feedback:feedback", self.public_id)

    @property
    def by(self) -> str:
        return self.author.name if self.author else self.author_name

    @property
    def first_read_at(self) -> datetime | None:
        known = [at for at in (self.read_at, self.manager_read_at) if at is not None]
        return min(known, default=None)

    def is_open_to(self, viewer: Any) -> bool:
        """Whether the viewer, who may see that it is there, has its words before them."""
        if viewer.pk == self.author_id:
            return True
        if viewer.pk == self.recipient_id:
            return self.read_at is not None
        return self.manager_read_at is not None

    def can_be_edited(self, now: datetime | None = None) -> bool:
        window = timedelta(hours=get("feedback.edit_hours"))
        return self.withdrawn_at is None and (now or timezone.now()) < self.given_at + window

    def can_be_withdrawn(self, now: datetime | None = None) -> bool:
        """Until somebody has opened it, and for as long after as the organisation allows."""
        if self.withdrawn_at is not None:
            return False
        if self.first_read_at is None:
            return True
        window = timedelta(hours=get("feedback.withdraw_hours"))
        return (now or timezone.now()) < self.first_read_at + window

    def can_be_answered(self) -> bool:
        """A leaver and somebody from outside hear nothing any more."""
        return self.withdrawn_at is None and self.author is not None and self.author.active


class FeedbackReply(models.Model):
    """A word back and forth between the two; read by whoever reads the feedback."""

    public_id = PublicIdField()
    feedback = models.ForeignKey(Feedback, models.CASCADE, related_name="replies", db_index=False)
    by = models.ForeignKey("people.Person", models.PROTECT, related_name="feedback_replies")
    at = models.DateTimeField()
    body = models.TextField(max_length=LONGEST)

    class Meta:
        ordering = ["at", "pk"]
        verbose_name_plural = "feedback replies"
        indexes = [models.Index(fields=["feedback", "at"], name="reply_of_feedback")]

    def __str__(self) -> str:
        return f"{self.by_id} on {self.feedback_id}"
