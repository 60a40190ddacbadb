"""Notes that a manager keeps on somebody: coaching alone, or for the person to read."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from fairway.foundation.access import AccessQuerySet
from fairway.foundation.addresses import address_of
from fairway.foundation.ids import PublicIdField

# How long a manager whose line has ended keeps what they had not shared.
KEPT_AFTER = timedelta(days=90)


class CoachingNoteQuerySet(AccessQuerySet["CoachingNote"]):
    def shared(self):
        """What its subject can read. Nothing else is ever evidence."""
        return self.filter(
            audience=CoachingNote.Audience.PERSON, shared_on__isnull=False, withdrawn_at=None
        )

    def not_shared(self):
        return self.filter(shared_on=None)

    def newest_first(self):
        return self.order_by("-about_on", "-pk")


class CoachingNote(models.Model):
    """What a manager noted about somebody's work on a day.

    Who it is for is chosen before it is written and never widened: what was written for coaching
    alone stays its author's. The other kind is for the person, from the day on which it is shared,
    and evidence from that day on.
    """

    class Audience(models.TextChoices):
        COACHING = "coaching", _("Coaching only")
        PERSON = "person", _("For the person")

    public_id = PublicIdField()
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="coaching_notes")
    author = models.ForeignKey(
        "people.Person", models.PROTECT, related_name="coaching_notes_written"
    )
    audience = models.CharField(max_length=8, choices=Audience)
    about_on = models.DateField(help_text="The day it is about.")
    body = models.TextField(max_length=8000, blank=True)
    written_at = models.DateTimeField()
    changed_at = models.DateTimeField(null=True, blank=True)
    shared_on = models.DateField(
        null=True, blank=True, help_text="From this day on, the organisation's, its subject reads."
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = CoachingNoteQuerySet.as_manager()

    class Meta:
        ordering = ["-about_on", "-pk"]
        indexes = [
            models.Index(fields=["person", "author", "-about_on", "-id"], name="note_by_author"),
            models.Index(
                fields=["person", "-about_on", "-id"],
                name="note_shared",
                condition=Q(shared_on__isnull=False),
            ),
            models.Index(fields=["author", "-about_on", "-id"], name="note_of_author"),
            # What is forgotten once its author may no longer read it.
            models.Index(fields=["author"], name="note_not_shared", condition=Q(shared_on=None)),
        ]
        constraints = [
            models.CheckConstraint(name="note_is_about_another", condition=~Q(author=F("person"))),
            models.CheckConstraint(
                name="note_for_coaching_is_never_shared",
                condition=Q(audience="person") | Q(audience="coaching", shared_on=None),
            ),
            models.CheckConstraint(
                name="note_taken_back_was_shared",
                condition=Q(withdrawn_at=None) | Q(shared_on__isnull=False),
            ),
            models.CheckConstraint(
                name="note_says_something", condition=~Q(body="") | Q(withdrawn_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.author_id} on {self.person_id}, {self.about_on:%Y-%m-%d}"

    def get_absolute_url(self) -> str:
        return address_of("conversations:note", self.public_id)

    @property
    def is_shared(self) -> bool:
        return self.shared_on is not None

    @property
    def is_for_coaching(self) -> bool:
        return self.audience == self.Audience.COACHING

    @property
    def reach(self) -> tuple[str, Any]:
        """Who reads it now: the mark of an audience, and its words."""
        if self.is_for_coaching:
            return "me", _("Coaching only: only you")
        if not self.is_shared:
            return "me", _("Not shared yet: only you")
        return "pair", _("The two of you")


class NoteWording(models.Model):
    """How a shared note read before it was changed. Only added."""

    note = models.ForeignKey(CoachingNote, models.CASCADE, related_name="earlier")
    body = models.TextField(max_length=8000)
    until = models.DateTimeField(help_text="When it was replaced.")

    class Meta:
        ordering = ["-until", "-pk"]

    def __str__(self) -> str:
        return f"{self.note_id} until {self.until:%Y-%m-%d}"
