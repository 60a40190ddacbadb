from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fairway.foundation.access import AccessQuerySet
from fairway.foundation.addresses import address_of
from fairway.foundation.ids import PublicIdField
from fairway.foundation.lookups import in_few


class RecognitionQuerySet(AccessQuerySet["Recognition"]):
    def standing(self):
        return self.filter(removed_at=None, shown__gt=0)

    def for_people(self, people: Any):
        """Those that name somebody of these few, by their keys."""
        few = Q(person__in=people) if isinstance(people, list) else in_few("person", people)
        named = Recognised.objects.filter(few, hidden_at=None)
        return self.filter(in_few("pk", named.values("recognition")))

    def for_display(self):
        return self.select_related("author", "value")


class Recognition(models.Model):
    """Praise that everybody may read, for one or several people, for something they did.

    `is_open` is what the organisation had settled when it was written: where praise is not open,
    it is read by those it names, their managers and its author. `shown` counts who is still named.
    """

    public_id = PublicIdField()
    author = models.ForeignKey(
        "people.Person", models.PROTECT, related_name="recognition_given", db_index=False
    )
    value = models.ForeignKey(
        "strategy.Value", models.PROTECT, null=True, blank=True, related_name="recognition"
    )
    words = models.TextField(max_length=1000)
    is_open = models.BooleanField(default=True)
    shown = models.PositiveSmallIntegerField()
    given_at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)
    sent_as = models.CharField(max_length=22, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = RecognitionQuerySet.as_manager()

    class Meta:
        ordering = ["-given_at", "-pk"]
        verbose_name_plural = "recognition"
        indexes = [
            # On nulls alone: SQLite uses no such index where a query brings the value itself.
            models.Index(
                fields=["given_at", "id"],
                name="recognition_feed",
                condition=Q(removed_at=None),
            ),
            models.Index(fields=["author", "given_at", "id"], name="recognition_given"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["author", "sent_as"],
                name="recognition_sent_once",
                condition=~Q(sent_as=""),
            )
        ]

    def __str__(self) -> str:
        return f"{self.author_id} {self.given_at:%Y-%m-%d}"

    def get_absolute_url(self) -> str:
        return address_of("feedback:recognition", self.public_id)


class Recognised(models.Model):
    """Somebody who is praised; they may take it off their profile, and are then named no more."""

    recognition = models.ForeignKey(Recognition, models.CASCADE, related_name="recognised")
    person = models.ForeignKey(
        "people.Person", models.PROTECT, related_name="recognised", db_index=False
    )
    given_at = models.DateTimeField(
        help_text="That of the recognition, so that one index has both."
    )
    hidden_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "recognised"
        indexes = [models.Index(fields=["person", "given_at"], name="recognised_person")]
        constraints = [
            models.UniqueConstraint(fields=["recognition", "person"], name="recognised_once")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.recognition_id}"


class Reaction(models.Model):
    """One sign under a recognition, by one person; a second press takes it away."""

    class Sign(models.TextChoices):
        CLAP = "clap", _("Well done")
        HEART = "heart", _("I like this")
        THANKS = "thanks", _("Thank you too")
        IDEA = "idea", _("I learned from this")

    recognition = models.ForeignKey(
        Recognition, models.CASCADE, related_name="reactions", db_index=False
    )
    by = models.ForeignKey("people.Person", models.PROTECT, related_name="reactions")
    sign = models.CharField(max_length=6, choices=Sign)
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["recognition", "sign", "by"], name="reaction_once")
        ]

    def __str__(self) -> str:
        return f"{self.by_id} {self.sign} {self.recognition_id}"
