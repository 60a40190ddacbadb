"""Who a cycle is about, whom they name, and who goes on where a manager changed."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from fairway.foundation.access import AccessQuerySet
from fairway.foundation.ids import PublicIdField
from fairway.reviews.models.cycles import CycleKind, ReviewCycle


class ParticipantQuerySet(AccessQuerySet["Participant"]):
    def in_it(self):
        return self.filter(state=Participant.State.OPEN)

    def for_display(self):
        return self.select_related("person__assignment__unit", "author", "cycle")


class Participant(models.Model):
    """Somebody whose work a cycle is about.

    `author` was their manager at launch and stays it until somebody decides otherwise: who becomes
    their manager later does not thereby read or write what was begun.
    """

    class State(models.TextChoices):
        OPEN = "open", _("In the cycle")
        EXCLUDED = "excluded", _("Taken out")
        LEFT = "left", _("Has left")

    public_id = PublicIdField()
    cycle = models.ForeignKey(
        ReviewCycle, models.CASCADE, related_name="participants", db_index=False
    )
    person = models.ForeignKey(
        "people.Person", models.PROTECT, related_name="reviews_about", db_index=False
    )
    author = models.ForeignKey(
        "people.Person",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="reviews_authored",
        db_index=False,
    )
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    reason = models.CharField(max_length=300, blank=True, help_text="Why taken out.")
    opens_on = models.DateField(
        null=True, blank=True, help_text="Later than the cycle's, where somebody joined it late."
    )
    edition = models.ForeignKey(
        "skills.Edition",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="participants",
        help_text="What their role expected when they came into it.",
    )
    version = models.PositiveIntegerField(default=1)

    objects = ParticipantQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["cycle", "person"], name="participant_once"),
            models.CheckConstraint(
                name="participant_author_is_another",
                condition=Q(author=None) | ~Q(author=F("person")),
            ),
        ]
        indexes = [
            models.Index(fields=["person", "cycle"], name="participant_person"),
            models.Index(fields=["author", "cycle", "state"], name="participant_author"),
            models.Index(fields=["cycle", "state", "id"], name="participant_of_cycle"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.cycle_id}"

    def get_absolute_url(self) -> str:
        return reverse("reviews:participant", args=[self.public_id])


class NominationQuerySet(AccessQuerySet["Nomination"]):
    def standing(self):
        return self.exclude(state=Nomination.State.DECLINED)

    def for_display(self):
        return self.select_related(
            "reviewer", "proposed_by", "participant__person", "participant__cycle"
        )


class Nomination(models.Model):
    """Somebody who is to be asked about a participant; asked once it is approved."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("Proposed")
        APPROVED = "approved", _("Approved")
        DECLINED = "declined", _("Declined")

    public_id = PublicIdField()
    participant = models.ForeignKey(
        Participant, models.CASCADE, related_name="nominations", db_index=False
    )
    kind = models.CharField(max_length=8, choices=CycleKind.Kind, default=CycleKind.Kind.PEER)
    reviewer = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    external_email = models.EmailField(blank=True)
    external_name = models.CharField(max_length=120, blank=True)
    proposed_by = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    proposed_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=State, default=State.PROPOSED)
    reason = models.CharField(max_length=300, blank=True, help_text="Why declined.")
    decided_by = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = NominationQuerySet.as_manager()

    class Meta:
        ordering = ["proposed_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="nomination_of_one",
                condition=Q(reviewer__isnull=False, external_email="") & ~Q(kind="external")
                | (Q(reviewer=None, kind="external") & ~Q(external_email="")),
            ),
            models.UniqueConstraint(
                fields=["participant", "reviewer"],
                name="nominated_once",
                condition=Q(reviewer__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["participant", "external_email"],
                name="nominated_outside_once",
                condition=~Q(external_email=""),
            ),
            models.CheckConstraint(
                name="nomination_decided_once_it_is",
                condition=Q(state="proposed", decided_at=None)
                | (~Q(state="proposed") & Q(decided_at__isnull=False)),
            ),
        ]
        indexes = [
            models.Index(fields=["participant", "state"], name="nomination_participant"),
            models.Index(fields=["reviewer", "state"], name="nomination_reviewer"),
        ]

    def __str__(self) -> str:
        return f"{self.reviewer_id or 'outside'} for {self.participant_id}"

    @property
    def of(self) -> str:
        return self.reviewer.name if self.reviewer else self.external_name


class HandoverQuerySet(AccessQuerySet["Handover"]):
    def waiting(self):
        return self.filter(decided_at=None)


class Handover(models.Model):
    """Somebody's manager changed while their review was being written: who goes on with it?

    Until it is decided nothing changes. What the former manager had begun stays theirs to read,
    unless they release it.
    """

    class Choice(models.TextChoices):
        KEEP = "keep", _("The former manager writes it")
        TRANSFER = "transfer", _("The new manager writes it, the former one adds a part")
        CO_AUTHOR = "co_author", _("Both write it together")

    public_id = PublicIdField()
    participant = models.ForeignKey(
        Participant, models.CASCADE, related_name="handovers", db_index=False
    )
    old = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    new = models.ForeignKey("people.Person", models.PROTECT, related_name="handovers_to")
    choice = models.CharField(max_length=9, choices=Choice, blank=True)
    opened_at = models.DateTimeField()
    due_on = models.DateField(help_text="After that day the new manager writes it.")
    decided_by = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    released_at = models.DateTimeField(
        null=True, blank=True, help_text="When the former manager let the new one read the draft."
    )

    objects = HandoverQuerySet.as_manager()

    class Meta:
        ordering = ["opened_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["participant"], name="handover_one_at_a_time", condition=Q(decided_at=None)
            ),
            models.CheckConstraint(name="handover_between_two", condition=~Q(old=F("new"))),
            models.CheckConstraint(
                name="handover_decided_once_it_is",
                condition=Q(choice="", decided_at=None)
                | (~Q(choice="") & Q(decided_at__isnull=False)),
            ),
        ]
        indexes = [
            models.Index(fields=["participant", "opened_at"], name="handover_participant"),
            models.Index(fields=["due_on"], name="handover_due", condition=Q(decided_at=None)),
        ]

    def __str__(self) -> str:
        return f"{self.old_id} to {self.new_id} for {self.participant_id}"
