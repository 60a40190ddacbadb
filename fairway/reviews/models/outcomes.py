"""What follows from a review: what comes next for the person, and what their manager recommends."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from fairway.foundation.access import AccessQuerySet
from fairway.foundation.ids import PublicIdField
from fairway.foundation.sealing import SealedField

LONGEST_WORDS = 4000


class OutcomeQuerySet(AccessQuerySet["ReviewOutcome"]):
    def for_display(self):
        return self.select_related("participant__cycle", "participant__author", "person", "skill")


class ReviewOutcome(models.Model):
    """What comes next for somebody after a review: support, expectations, a capability to strengthen.

    The review's author writes it until the person has it; `given_at` is when they got it, and from
    then on it stays as it is.
    """

    public_id = PublicIdField()
    participant = models.OneToOneField(
        "reviews.Participant", models.CASCADE, related_name="outcome"
    )
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+", db_index=False)
    support = SealedField(subject="person")
    seal_support, read_support = support.sealing(), support.reading()
    expectations = SealedField(subject="person")
    seal_expectations, read_expectations = expectations.sealing(), expectations.reading()
    capability = SealedField(subject="person")
    seal_capability, read_capability = capability.sealing(), capability.reading()
    skill = models.ForeignKey(
        "skills.Skill", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    written_at = models.DateTimeField()
    given_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = OutcomeQuerySet.as_manager()

    class Meta:
        ordering = ["-written_at", "-pk"]
        indexes = [models.Index(fields=["person", "given_at"], name="outcome_of_person")]

    def __str__(self) -> str:
        return f"outcome of {self.participant_id}"

    def get_absolute_url(self) -> str:
        return reverse("reviews:outcome", args=[self.public_id])


class RecommendationQuerySet(AccessQuerySet["Recommendation"]):
    def for_display(self):
        return self.select_related(
            "participant__cycle", "participant__author", "person", "profile", "proposed_by"
        )


class Recommendation(models.Model):
    """What a manager recommends after a review: a promotion, or an action that develops the person.

    Once proposed it goes along its `steps`. The person learns of it when it is decided and
    `told_at` says so, and never before.
    """

    class Kind(models.TextChoices):
        PROMOTION = "promotion", _("Promotion")
        DEVELOPMENT = "development", _("Development")

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        PROPOSED = "proposed", _("Waits for a yes")
        APPROVED = "approved", _("Approved")
        DECLINED = "declined", _("Declined")

    DECIDED = (State.APPROVED, State.DECLINED)

    public_id = PublicIdField()
    participant = models.ForeignKey(
        "reviews.Participant", models.CASCADE, related_name="recommendations", db_index=False
    )
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=11, choices=Kind)
    profile = models.ForeignKey(
        "people.JobProfile", models.PROTECT, null=True, blank=True, related_name="+"
    )
    words = SealedField(subject="person")
    seal_words, read_words = words.sealing(), words.reading()
    day = models.DateField(help_text="A promotion holds from it, an action is done by it.")
    state = models.CharField(max_length=8, choices=State, default=State.DRAFT)
    written_by = models.ForeignKey(
        "people.Person", models.PROTECT, related_name="+", db_index=False
    )
    written_at = models.DateTimeField()
    proposed_by = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    proposed_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = RecommendationQuerySet.as_manager()

    class Meta:
        ordering = ["-written_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="promotion_says_to_what",
                condition=Q(kind="promotion", profile__isnull=False)
                | Q(kind="development", profile=None),
            ),
            models.UniqueConstraint(
                fields=["participant"],
                name="promotion_once_at_a_time",
                condition=Q(kind="promotion", state__in=["draft", "proposed", "approved"]),
            ),
            models.CheckConstraint(
                name="recommendation_state_has_its_moment",
                condition=Q(state="draft", proposed_at=None, decided_at=None)
                | Q(state="proposed", proposed_at__isnull=False, decided_at=None)
                | Q(
                    state__in=["approved", "declined"],
                    proposed_at__isnull=False,
                    decided_at__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="recommendation_told_once_decided",
                condition=Q(told_at=None) | Q(decided_at__isnull=False),
            ),
            models.CheckConstraint(
                name="recommendation_of_another",
                condition=~Q(written_by=F("person"))
                & (Q(proposed_by=None) | ~Q(proposed_by=F("person"))),
            ),
        ]
        indexes = [
            models.Index(fields=["participant", "kind"], name="recommended_for"),
            models.Index(fields=["person", "told_at"], name="recommendation_of_person"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.person_id}"

    def get_absolute_url(self) -> str:
        return reverse("reviews:recommendation", args=[self.public_id])

    @property
    def is_draft(self) -> bool:
        return self.state == self.State.DRAFT

    @property
    def is_promotion(self) -> bool:
        return self.kind == self.Kind.PROMOTION

    @property
    def is_decided(self) -> bool:
        return self.state in self.DECIDED


class ApprovalStep(models.Model):
    """One yes on the way of a recommendation; the next waits for it.

    `approver` is named where it is a manager, and nobody where HR of the unit decides. Who decides
    neither proposed it nor is whom it is about.
    """

    class By(models.TextChoices):
        ABOVE = "above", _("The manager’s manager")
        HR = "hr", _("HR of the unit")

    class State(models.TextChoices):
        LATER = "later", _("Comes after")
        WAITING = "waiting", _("Waits")
        APPROVED = "approved", _("Approved")
        DECLINED = "declined", _("Declined")

    recommendation = models.ForeignKey(
        Recommendation, models.CASCADE, related_name="steps", db_index=False
    )
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+", db_index=False)
    rank = models.PositiveSmallIntegerField()
    by = models.CharField(max_length=5, choices=By)
    approver = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    state = models.CharField(max_length=8, choices=State, default=State.LATER)
    decided_by = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    public_id = PublicIdField()
    reason = SealedField(subject="person")
    seal_reason, read_reason = reason.sealing(), reason.reading()

    objects = AccessQuerySet.as_manager()

    class Meta:
        ordering = ["rank", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["recommendation", "rank"], name="approval_step_once"),
            models.UniqueConstraint(
                fields=["recommendation"],
                name="approval_step_one_waits",
                condition=Q(state="waiting"),
            ),
            models.CheckConstraint(
                name="approval_step_decided_once_it_is",
                condition=Q(
                    state__in=["approved", "declined"],
                    decided_by__isnull=False,
                    decided_at__isnull=False,
                )
                | Q(state__in=["later", "waiting"], decided_by=None, decided_at=None),
            ),
            models.CheckConstraint(
                name="approval_step_by_another",
                condition=(Q(decided_by=None) | ~Q(decided_by=F("person")))
                & (Q(approver=None) | ~Q(approver=F("person"))),
            ),
            models.CheckConstraint(
                name="approval_step_names_a_manager",
                condition=Q(by="above", approver__isnull=False) | Q(by="hr", approver=None),
            ),
        ]
        indexes = [
            models.Index(fields=["approver", "state"], name="approval_step_owed"),
            models.Index(fields=["decided_by"], name="approval_step_decided_by"),
            models.Index(
                fields=["person"],
                name="approval_step_of_hr",
                condition=Q(by="hr", state="waiting"),
            ),
        ]

    def __str__(self) -> str:
        return f"step {self.rank} of {self.recommendation_id}"
