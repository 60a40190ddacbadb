"""What somebody achieved, in their own words: theirs alone until they share it."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fairway.foundation.access import AccessQuerySet
from fairway.foundation.addresses import address_of
from fairway.foundation.ids import PublicIdField


class WinQuerySet(AccessQuerySet["Win"]):
    def shared(self):
        return self.filter(shared_on__isnull=False)

    def newest_first(self):
        return self.order_by("-happened_on", "-pk")


class Win(models.Model):
    public_id = PublicIdField()
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="wins")
    happened_on = models.DateField()
    body = models.TextField(max_length=2000)
    link = models.URLField(max_length=500, blank=True)
    written_at = models.DateTimeField()
    # A day of the organisation, as the lines of managers are kept in: who managed them on it reads.
    shared_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = WinQuerySet.as_manager()

    class Meta:
        ordering = ["-happened_on", "-pk"]
        indexes = [
            models.Index(fields=["person", "-happened_on", "-id"], name="win_of_person"),
        ]
        constraints = [models.CheckConstraint(name="win_says_something", condition=~Q(body=""))]

    def __str__(self) -> str:
        return f"{self.person_id} {self.happened_on:%Y-%m-%d}"

    def get_absolute_url(self) -> str:
        return address_of("conversations:win", self.public_id)

    @property
    def is_shared(self) -> bool:
        return self.shared_on is not None

    @property
    def reach(self) -> tuple[str, Any]:
        """Who reads it now: the mark of an audience, and its words."""
        return ("team", _("Your managers")) if self.is_shared else ("me", _("Only you"))


class WinPrompt(models.Model):
    """Somebody was asked in a month whether something went well: asked once, not again."""

    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    month = models.DateField(help_text="Its first day.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "month"], name="asked_for_wins_once")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.month:%Y-%m}"
