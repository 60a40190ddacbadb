"""A review that somebody owes, from being asked to being acknowledged."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from fairway.foundation.access import AccessQuerySet
from fairway.foundation.ids import PublicIdField
from fairway.foundation.times import end_of
from fairway.reviews.models.cycles import CycleKind, ReviewCycle
from fairway.reviews.models.participants import Participant
from fairway.reviews.models.sharing import SharedVersion


class ReviewQuerySet(AccessQuerySet["Review"]):
    def to_write(self):
        """Owed still, in a cycle that runs, about somebody who is in it."""
        return self.filter(
            state=Review.State.OPEN,
            submitted_at=None,  # for the index of what is owed
            cycle__state=ReviewCycle.State.LAUNCHED,
            participant__state=Participant.State.OPEN,
        )

    def for_display(self):
        return self.select_related("participant__person", "reviewer", "cycle")

    def with_writers(self):
        """For `by`, also of those from outside."""
        return self.select_related("reviewer", "outside_invitation__nomination")

    def with_received(self):
        """For `stands`: whether the person has put their name under the version they have."""
        received = SharedVersion.objects.latest_given().filter(
            participant=OuterRef("participant"), acknowledgement__isnull=False
        )
        return self.annotate(is_received=Exists(received.order_by()))


ASKED_AS = {
    CycleKind.Kind.SELF: _("Your self-review"),
    CycleKind.Kind.MANAGER: _("As their manager"),
    CycleKind.Kind.PEER: _("As a colleague, in confidence"),
    CycleKind.Kind.UPWARD: _("About your manager, in confidence"),
    CycleKind.Kind.DOTTED: _("As a dotted-line manager"),
    CycleKind.Kind.SKIP: _("As their manager’s manager"),
}


class Review(models.Model):
    """What one person writes about a participant, once in a cycle and kind."""

    class State(models.TextChoices):
        OPEN = "open", _("To write")
        SUBMITTED = "submitted", _("Submitted")
        CALIBRATED = "calibrated", _("Compared")
        SHARED = "shared", _("Shared")
        SIGNED = "signed", _("Acknowledged")
        DISPUTED = "disputed", _("Looked at again")
        CLOSED = "closed", _("Set aside")

    class Aside(models.TextChoices):
        """Why nobody writes it any more."""

        DECLINED = "declined", _("Declined by who was asked")
        REMOVED = "removed", _("Taken out")
        LEFT = "left", _("Somebody has left")
        PASSED_ON = "passed_on", _("Somebody else writes it")

    Kind = CycleKind.Kind

    public_id = PublicIdField()
    cycle = models.ForeignKey(ReviewCycle, models.CASCADE, related_name="reviews", db_index=False)
    participant = models.ForeignKey(
        Participant, models.CASCADE, related_name="reviews", db_index=False
    )
    kind = models.CharField(max_length=8, choices=CycleKind.Kind)
    reviewer = models.ForeignKey(
        "people.Person",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="reviews_to_write",
        db_index=False,
    )
    co_author = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    aside = models.CharField(max_length=9, choices=Aside, blank=True)
    reason = models.CharField(max_length=300, blank=True, help_text="Why it was set aside.")
    opened_at = models.DateTimeField(null=True, blank=True)
    due_on = models.DateField(help_text="The end of that day, where the reviewer is.")
    extended_until = models.DateField(null=True, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    number = models.PositiveSmallIntegerField(
        default=1, help_text="Counted up by each reopening; what was submitted before is kept."
    )
    content_hash = models.CharField(max_length=64, blank=True)
    external_key = models.CharField(max_length=22, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["participant", "kind", "reviewer"],
                name="review_once",
                condition=Q(reviewer__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["external_key"],
                name="review_from_outside_once",
                condition=~Q(external_key=""),
            ),
            models.CheckConstraint(
                name="review_is_written_by_one",
                condition=Q(reviewer__isnull=False, external_key="") & ~Q(kind="external")
                | (Q(reviewer=None, kind="external") & ~Q(external_key="")),
            ),
            models.CheckConstraint(
                name="review_submitted_has_its_moment",
                condition=Q(state__in=["open", "closed"]) | Q(submitted_at__isnull=False),
            ),
            models.CheckConstraint(
                name="review_aside_says_why",
                condition=Q(state="closed") & ~Q(aside="") | ~Q(state="closed") & Q(aside=""),
            ),
        ]
        indexes = [
            # What is owed is asked on every Home; most reviews are written at some time.
            models.Index(
                fields=["reviewer", "due_on"], name="review_owed", condition=Q(submitted_at=None)
            ),
            models.Index(fields=["reviewer", "cycle"], name="review_reviewer"),
            # `review_once` leaves out who writes from outside: it cannot serve who is written about.
            models.Index(fields=["participant", "kind"], name="review_participant"),
            models.Index(
                fields=["co_author"], name="review_co_author", condition=Q(co_author__isnull=False)
            ),
            models.Index(fields=["cycle", "kind", "state", "id"], name="review_of_cycle"),
            models.Index(fields=["cycle", "state", "due_on", "id"], name="review_by_day"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.participant_id} by {self.reviewer_id or 'outside'}"

    @property
    def by(self) -> str:
        """Who writes it: a person of the house, or who was named from outside."""
        if self.reviewer is not None:
            return self.reviewer.name
        invitation: Any = getattr(self, "outside_invitation", None)
        return str(invitation.nomination.external_name) if invitation else ""

    @property
    def asked_as(self) -> str:
        """What it is to whoever writes it."""
        return str(ASKED_AS.get(CycleKind.Kind(self.kind), self.get_kind_display()))

    @property
    def is_from_outside(self) -> bool:
        return self.kind == CycleKind.Kind.EXTERNAL

    @property
    def last_day(self) -> date:
        """The day whose end it is due at, with what was added to it."""
        return max(self.due_on, self.extended_until or self.due_on)

    def due_at(self, zone: str) -> datetime:
        return end_of(self.last_day, zone)

    @property
    def is_written(self) -> bool:
        return self.state not in (self.State.OPEN, self.State.CLOSED)

    @property
    def is_awaited(self) -> bool:
        """Not written, and somebody still can: as `to_write` says of many."""
        in_it = self.participant.state == Participant.State.OPEN
        return self.state == self.State.OPEN and self.cycle.is_running and in_it

    @property
    def is_missed(self) -> bool:
        """Not written, and nobody writes it any more."""
        return self.state == self.State.OPEN and not self.is_awaited

    @property
    def stands(self) -> str:
        """How far it has come, in words: what is shared is acknowledged once both have signed, and
        whoever asked `with_received` reads whose name is missing."""
        if self.aside:
            return str(self.get_aside_display())
        if self.is_missed:
            return str(_("Not written"))
        if self.state == self.State.SHARED and getattr(self, "is_received", False):
            return str(_("Received, not signed by its author yet"))
        return str(self.get_state_display())
