from __future__ import annotations

import secrets
from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fairway.feedback.models.feedback import Visibility
from fairway.foundation.access import AccessQuerySet
from fairway.foundation.addresses import address_of
from fairway.foundation.ids import PublicIdField


def new_nonce() -> str:
    return secrets.token_hex(16)


class FeedbackRequestQuerySet(AccessQuerySet["FeedbackRequest"]):
    def waiting(self):
        return self.filter(state=FeedbackRequest.State.ASKED, settled_at=None)

    def for_display(self):
        return self.select_related("asked_by", "about", "asked", "answer")


class FeedbackRequest(models.Model):
    """Somebody is asked for feedback: about the asker, or about one of their people.

    Who will read the answer is settled when it is asked, so that it is known before it is written.
    `asked` is a colleague; from outside there is only a name and a link that the asker hands on.
    """

    class State(models.TextChoices):
        ASKED = "asked", _("Waiting")
        ANSWERED = "answered", _("Answered")
        DECLINED = "declined", _("Declined")
        WITHDRAWN = "withdrawn", _("Taken back")

    public_id = PublicIdField()
    asked_by = models.ForeignKey(
        "people.Person", models.PROTECT, related_name="feedback_asked_for", db_index=False
    )
    about = models.ForeignKey(
        "people.Person", models.PROTECT, related_name="feedback_asked_about", db_index=False
    )
    asked = models.ForeignKey(
        "people.Person",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="feedback_requests",
        db_index=False,
    )
    outside_name = models.CharField(max_length=120, blank=True)
    nonce = models.CharField(max_length=32, default=new_nonce, editable=False)
    expires_at = models.DateTimeField(null=True, blank=True, help_text="Of a link to outside.")
    question = models.TextField(max_length=2000, blank=True)
    visibility = models.CharField(max_length=7, choices=Visibility)
    asked_at = models.DateTimeField()
    due_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=9, choices=State, default=State.ASKED)
    settled_at = models.DateTimeField(null=True, blank=True)
    declined_because = models.TextField(max_length=1000, blank=True)
    sent_as = models.CharField(max_length=22, blank=True)

    objects = FeedbackRequestQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        indexes = [
            models.Index(fields=["asked_by", "asked_at", "id"], name="feedback_asked_by"),
            models.Index(fields=["about", "asked_at", "id"], name="feedback_asked_about"),
            models.Index(fields=["asked", "asked_at", "id"], name="feedback_asked_of"),
            # On nulls alone: SQLite uses no such index where a query brings the value itself.
            models.Index(fields=["asked"], name="feedback_to_answer", condition=Q(settled_at=None)),
        ]
        constraints = [
            models.CheckConstraint(
                name="feedback_request_of_one",
                condition=Q(asked__isnull=False, outside_name="", expires_at=None)
                | (Q(asked=None, expires_at__isnull=False) & ~Q(outside_name="")),
            ),
            models.CheckConstraint(
                name="feedback_request_not_of_its_subject",
                condition=Q(asked=None) | (~Q(asked=F("about")) & ~Q(asked=F("asked_by"))),
            ),
            models.CheckConstraint(
                name="feedback_request_settled_once_it_is",
                condition=Q(state="asked", settled_at=None)
                | (~Q(state="asked") & Q(settled_at__isnull=False)),
            ),
            models.UniqueConstraint(
                fields=["asked_by", "sent_as"],
                name="feedback_asked_once",
                condition=~Q(sent_as=""),
            ),
            # Nobody is asked the same twice before they have answered.
            models.UniqueConstraint(
                fields=["asked_by", "about", "asked"],
                name="feedback_asked_one_at_a_time",
                condition=Q(state="asked", asked__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.asked_by_id} asks {self.asked_id or self.outside_name} about {self.about_id}"

    def get_absolute_url(self) -> str:
        return address_of("feedback:request", self.public_id)

    @property
    def of(self) -> str:
        return self.asked.name if self.asked else self.outside_name

    @property
    def is_waiting(self) -> bool:
        return self.state == self.State.ASKED

    @property
    def is_from_outside(self) -> bool:
        return self.asked_id is None

    def is_about(self, person: Any) -> bool:
        return self.about_id == person.pk

    def link_is_good(self, now: datetime | None = None) -> bool:
        """Of one that goes to outside: asked still, and not too long ago."""
        if not self.is_from_outside or not self.is_waiting or self.expires_at is None:
            return False
        return (now or timezone.now()) < self.expires_at
