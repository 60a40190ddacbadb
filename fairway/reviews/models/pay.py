"""Pay after a cycle: a step of its own, kept apart from the reviews by its own right."""

from __future__ import annotations

import json
from dataclasses import dataclass

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from fairway.foundation.access import AccessQuerySet
from fairway.foundation.ids import PublicIdField
from fairway.foundation.sealing import Erased, SealedField
from fairway.reviews.models.templates import Use


class PayRound(models.Model):
    """The pay of those who were in a cycle; never of a cycle that is for development alone.

    `purpose` is that of the cycle, which stands once it is launched: so the database itself refuses
    a round where there can be none.
    """

    class State(models.TextChoices):
        SET_UP = "set_up", _("Being set up")
        OPEN = "open", _("Open")
        LOCKED = "locked", _("Locked")
        PUBLISHED = "published", _("Published")

    SETTLED = (State.LOCKED, State.PUBLISHED)

    public_id = PublicIdField()
    cycle = models.OneToOneField("reviews.ReviewCycle", models.PROTECT, related_name="pay_round")
    purpose = models.CharField(max_length=11, choices=Use)
    state = models.CharField(max_length=9, choices=State, default=State.SET_UP)
    holds_from = models.DateField(help_text="The day from which the new pay holds.")
    begun_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True, blank=True)
    locked_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = AccessQuerySet.as_manager()

    class Meta:
        ordering = ["-begun_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="pay_follows_from_no_development",
                condition=~Q(purpose__in=["development", "upward"]),
            ),
            models.CheckConstraint(
                name="pay_round_state_has_its_moment",
                condition=Q(state="set_up", opened_at=None, locked_at=None, published_at=None)
                | Q(state="open", opened_at__isnull=False, locked_at=None, published_at=None)
                | Q(state="locked", locked_at__isnull=False, published_at=None)
                | Q(state="published", locked_at__isnull=False, published_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"pay of {self.cycle_id}"

    def get_absolute_url(self) -> str:
        return reverse("reviews:pay_round", args=[self.public_id])

    @property
    def is_set_up(self) -> bool:
        return self.state == self.State.SET_UP

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN

    @property
    def is_settled(self) -> bool:
        return self.state in self.SETTLED


class PayBand(models.Model):
    """What a role at its level is paid in this round, from low over middle to high, for a year."""

    public_id = PublicIdField()
    round = models.ForeignKey(PayRound, models.CASCADE, related_name="bands", db_index=False)
    profile = models.ForeignKey("people.JobProfile", models.PROTECT, related_name="+")
    currency = models.CharField(max_length=3)
    low = models.BigIntegerField(help_text="In minor units, as are the others.")
    middle = models.BigIntegerField()
    high = models.BigIntegerField()

    class Meta:
        ordering = ["profile__title", "profile__level", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["round", "profile"], name="pay_band_once"),
            models.CheckConstraint(
                name="pay_band_in_order",
                condition=Q(low__gt=0, middle__gte=F("low"), high__gte=F("middle")),
            ),
        ]

    def __str__(self) -> str:
        return f"band of {self.profile_id}"


class PayBudget(models.Model):
    """What raises in a unit and below it may come to in this round; no two cover the same unit."""

    public_id = PublicIdField()
    round = models.ForeignKey(PayRound, models.CASCADE, related_name="budgets", db_index=False)
    unit = models.ForeignKey("people.OrgUnit", models.PROTECT, related_name="+")
    currency = models.CharField(max_length=3)
    amount = models.BigIntegerField(help_text="In minor units, for a year.")

    objects = AccessQuerySet.as_manager()

    class Meta:
        ordering = ["unit__name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["round", "unit"], name="pay_budget_once"),
            models.CheckConstraint(name="pay_budget_is_some", condition=Q(amount__gte=0)),
        ]

    def __str__(self) -> str:
        return f"budget of {self.unit_id}"


class PayPlanner(models.Model):
    """Somebody besides the managers who recommends pay in a unit in this round."""

    public_id = PublicIdField()
    round = models.ForeignKey(PayRound, models.CASCADE, related_name="planners", db_index=False)
    unit = models.ForeignKey("people.OrgUnit", models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["round", "unit", "person"], name="pay_planner_once")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} for {self.unit_id}"


@dataclass(frozen=True)
class PaySaid:
    """What lies sealed in a line: pay now and as proposed, in minor units for a year, and why."""

    current: int | None = None
    proposed: int | None = None
    reason: str = ""


class PayLine(models.Model):
    """The pay of one person in a round: what it is, what is recommended, how far that has come.

    Amounts and reason lie under the person's own key, so nothing reckons with them in the database.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("Being planned")
        PROPOSED = "proposed", _("Waits for the next level")
        AGREED = "agreed", _("Waits for a pay partner")
        APPROVED = "approved", _("Approved")

    public_id = PublicIdField()
    round = models.ForeignKey(PayRound, models.CASCADE, related_name="lines", db_index=False)
    participant = models.ForeignKey("reviews.Participant", models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+", db_index=False)
    unit = models.ForeignKey("people.OrgUnit", models.PROTECT, null=True, related_name="+")
    profile = models.ForeignKey("people.JobProfile", models.PROTECT, null=True, related_name="+")
    currency = models.CharField(max_length=3, blank=True)
    content = SealedField(subject="person")
    seal_content, read_content = content.sealing(), content.reading()
    state = models.CharField(max_length=8, choices=State, default=State.DRAFT)
    proposed_by = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    agreed_by = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    approved_by = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    version = models.PositiveIntegerField(default=1)

    objects = AccessQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["round", "person"], name="pay_line_once"),
            models.CheckConstraint(
                name="pay_line_is_decided_by_others",
                condition=(Q(proposed_by=None) | ~Q(proposed_by=F("person")))
                & (Q(agreed_by=None) | ~Q(agreed_by=F("person")) & ~Q(agreed_by=F("proposed_by")))
                & (
                    Q(approved_by=None)
                    | ~Q(approved_by=F("person")) & ~Q(approved_by=F("proposed_by"))
                ),
            ),
            models.CheckConstraint(
                name="pay_line_approved_by_somebody",
                condition=Q(state="approved", approved_by__isnull=False)
                | ~Q(state="approved") & Q(approved_by=None),
            ),
        ]
        indexes = [
            models.Index(fields=["person", "round"], name="pay_line_of_person"),
            models.Index(fields=["round", "state", "id"], name="pay_line_of_round"),
        ]

    def __str__(self) -> str:
        return f"pay of {self.person_id}"

    def get_absolute_url(self) -> str:
        return reverse("reviews:pay_line", args=[self.public_id])

    def said(self) -> PaySaid:
        """Nothing, once its person was erased."""
        try:
            text = self.read_content()
        except Erased:
            text = None
        return PaySaid(**json.loads(text)) if text else PaySaid()

    def say(self, said: PaySaid) -> None:
        self.seal_content(json.dumps(vars(said)))


class PayStep(models.Model):
    """Somebody proposed pay, said yes to it, or sent it back; it stays on record."""

    class Kind(models.TextChoices):
        PROPOSED = "proposed", _("Recommended")
        AGREED = "agreed", _("Agreed")
        APPROVED = "approved", _("Approved")
        SENT_BACK = "sent_back", _("Sent back")

    public_id = PublicIdField()
    line = models.ForeignKey(PayLine, models.CASCADE, related_name="steps", db_index=False)
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=9, choices=Kind)
    by = models.ForeignKey("people.Person", models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()
    reason = SealedField(subject="person")
    seal_reason, read_reason = reason.sealing(), reason.reading()

    class Meta:
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["line", "at"], name="pay_step_of_line")]

    def __str__(self) -> str:
        return f"{self.kind} {self.line_id}"
