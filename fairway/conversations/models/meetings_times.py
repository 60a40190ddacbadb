"""Another time that one of the two proposes, and the address at which a calendar reads 1:1s."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fairway.conversations.models.meetings import OneOnOne
from fairway.foundation.access import AccessQuerySet
from fairway.foundation.ids import PublicIdField, new_public_id
from fairway.foundation.signing import secret_of


class TimeProposal(models.Model):
    """One of the two would rather meet at another time; the other one decides."""

    class State(models.TextChoices):
        ASKED = "asked", _("Waiting for the other one")
        AGREED = "agreed", _("Agreed")
        DECLINED = "declined", _("Declined")
        WITHDRAWN = "withdrawn", _("Taken back")

    public_id = PublicIdField()
    meeting = models.ForeignKey(OneOnOne, models.CASCADE, related_name="proposals")
    by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    starts_at = models.DateTimeField()
    at = models.DateTimeField()
    state = models.CharField(max_length=9, choices=State, default=State.ASKED)
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = AccessQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting"], name="time_proposal_one_at_a_time", condition=Q(state="asked")
            ),
            models.CheckConstraint(
                name="time_proposal_is_decided_at_an_instant",
                condition=Q(state="asked", decided_at=None)
                | (~Q(state="asked") & Q(decided_at__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id}: {self.starts_at}, {self.state}"


class CalendarFeed(models.Model):
    """Where a calendar program reads one person's 1:1s; whoever has the address reads them too,
    so it can be renewed at any time."""

    public_id = PublicIdField()
    person = models.OneToOneField("people.Person", models.CASCADE, related_name="one_on_one_feed")
    nonce = models.CharField(max_length=22, default=new_public_id, editable=False)
    made_at = models.DateTimeField()

    objects = AccessQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.person_id}"

    @property
    def secret(self) -> str:
        return secret_of("one_on_one_feed", self.public_id, self.nonce)
