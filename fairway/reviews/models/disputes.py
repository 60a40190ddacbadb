"""Somebody asks for a second look at their review: to whom it goes, until when, what came of it."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fairway.foundation.access import AccessQuerySet
from fairway.foundation.ids import PublicIdField
from fairway.foundation.sealing import SealedField
from fairway.foundation.times import end_of
from fairway.people.availability.hours import known_zone

LONGEST_WORDS = 8000


class DisputeQuerySet(AccessQuerySet["Dispute"]):
    def open(self):
        return self.filter(state__in=Dispute.OPEN)

    def for_display(self):
        return self.select_related(
            "person__assignment__unit",
            "participant__cycle",
            "participant__author",
            "reviewer__assignment__location",  # which say until when, where they are
        )


class Dispute(models.Model):
    """A second look at a rating, or at what stands under one question.

    `reviewer` had no part in the rating, and decides by `due_on`, a day of their own calendar that
    is counted from `named_on`. That nobody is named yet, and that the day has passed, is told once:
    `unnamed_told_at`, `late_told_at`. What is said in it lies under the key of whom it is about.
    """

    class State(models.TextChoices):
        OPENED = "opened", _("Waits for somebody who decides")
        ASSIGNED = "assigned", _("Looked at")
        DECIDED = "decided", _("Decided")
        WITHDRAWN = "withdrawn", _("Taken back")

    class Decision(models.TextChoices):
        STANDS = "stands", _("The review stands")
        CHANGED = "changed", _("The rating is changed")
        REWRITTEN = "rewritten", _("The review is written anew")

    OPEN = (State.OPENED, State.ASSIGNED)

    public_id = PublicIdField()
    participant = models.ForeignKey(
        "reviews.Participant", models.CASCADE, related_name="disputes", db_index=False
    )
    version_disputed = models.ForeignKey(
        "reviews.SharedVersion", models.PROTECT, related_name="disputes"
    )
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+", db_index=False)
    author = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    question = models.ForeignKey(
        "reviews.Question", models.PROTECT, null=True, blank=True, related_name="+"
    )
    words = SealedField(subject="person")
    opened_at = models.DateTimeField()
    state = models.CharField(max_length=9, choices=State, default=State.OPENED)
    reviewer = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    assigned_by = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    named_on = models.DateField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    unnamed_told_at = models.DateTimeField(null=True, blank=True)
    late_told_at = models.DateTimeField(null=True, blank=True)
    response = SealedField(subject="person")
    responded_at = models.DateTimeField(null=True, blank=True)
    decision = models.CharField(max_length=9, choices=Decision, blank=True)
    rating = models.SmallIntegerField(null=True, blank=True)
    reason = SealedField(subject="person")
    decided_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    seal_words, read_words = words.sealing(), words.reading()
    seal_response, read_response = response.sealing(), response.reading()
    seal_reason, read_reason = reason.sealing(), reason.reading()

    objects = DisputeQuerySet.as_manager()

    class Meta:
        ordering = ["opened_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["participant"],
                name="dispute_one_at_a_time",
                condition=Q(state__in=["opened", "assigned"]),
            ),
            models.CheckConstraint(
                name="dispute_is_decided_by_another",
                condition=Q(reviewer=None)
                | (~Q(reviewer=F("person")) & (Q(author=None) | ~Q(reviewer=F("author")))),
            ),
            models.CheckConstraint(
                name="dispute_decided_says_what",
                condition=Q(state="decided", decided_at__isnull=False, reviewer__isnull=False)
                & ~Q(decision="")
                | (~Q(state="decided") & Q(decided_at=None, decision="", rating=None)),
            ),
            models.CheckConstraint(
                name="dispute_rating_only_where_changed",
                condition=Q(rating=None) | Q(decision="changed"),
            ),
            models.CheckConstraint(
                name="dispute_looked_at_by_a_day",
                condition=Q(reviewer=None) | Q(due_on__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["person", "opened_at"], name="dispute_of_person"),
            models.Index(fields=["author", "state"], name="dispute_of_author"),
            models.Index(fields=["reviewer", "state", "due_on"], name="dispute_to_decide"),
            models.Index(
                fields=["opened_at", "id"], name="dispute_unassigned", condition=Q(state="opened")
            ),
        ]

    def __str__(self) -> str:
        return f"dispute of {self.participant_id}"

    def get_absolute_url(self) -> str:
        return reverse("reviews:dispute", args=[self.public_id])

    @property
    def is_open(self) -> bool:
        return self.state in self.OPEN

    @property
    def due_at(self) -> datetime | None:
        """The end of the last day, where the one who decides is."""
        if self.reviewer is None or self.due_on is None:
            return None
        return end_of(self.due_on, known_zone(self.reviewer))

    @property
    def is_late(self) -> bool:
        until = self.due_at if self.state == self.State.ASSIGNED else None
        return until is not None and timezone.now() >= until

    @property
    def outcome(self) -> str:
        """What came of it, for whoever reads nothing else of it."""
        return str(self.get_decision_display() if self.decision else self.get_state_display())


class DisputeEvidence(models.Model):
    """What one of the two sides wants to have looked at, in their words. It stays as it was brought."""

    public_id = PublicIdField()
    dispute = models.ForeignKey(Dispute, models.CASCADE, related_name="evidence", db_index=False)
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+", db_index=False)
    by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()
    words = SealedField(subject="person")

    seal_words, read_words = words.sealing(), words.reading()

    class Meta:
        ordering = ["at", "pk"]
        verbose_name_plural = "evidence of disputes"
        indexes = [models.Index(fields=["dispute", "at"], name="evidence_of_dispute")]

    def __str__(self) -> str:
        return f"evidence of {self.dispute_id}"
