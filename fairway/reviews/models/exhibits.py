"""What one side of a second look points to: that it happened, and its words as they stood then."""

from __future__ import annotations

import json
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fairway.foundation.access import AccessQuerySet
from fairway.foundation.ids import PublicIdField
from fairway.foundation.sealing import SealedField
from fairway.reviews.models.disputes import Dispute, DisputeEvidence


class Exhibit(models.Model):
    """Something that happened, laid before whoever takes a second look.

    `has_words` says that its words went along (`rules.exhibits`): then they lie here under the key
    of whom it is about. Of anything else it is known what it is and of which day, and no more.
    """

    class Place(models.TextChoices):
        ASKED = "asked", _("With what was asked")
        ANSWERED = "answered", _("With the answer")
        BROUGHT = "brought", _("With what was brought")

    public_id = PublicIdField()
    dispute = models.ForeignKey(Dispute, models.CASCADE, related_name="exhibits", db_index=False)
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+", db_index=False)
    by = models.ForeignKey("people.Person", models.PROTECT, related_name="+", db_index=False)
    place = models.CharField(max_length=8, choices=Place)
    evidence = models.ForeignKey(
        DisputeEvidence, models.CASCADE, null=True, blank=True, related_name="exhibits"
    )
    at = models.DateTimeField()
    source = models.CharField(max_length=40, help_text="Key of an EvidenceSource, or a statement.")
    key = models.CharField(max_length=22, help_text="Its public id there.")
    day = models.DateField(null=True, blank=True, help_text="None: it went on for long.")
    has_words = models.BooleanField()
    content = SealedField(subject="person")

    seal_content, read_content = content.sealing(), content.reading()

    objects = AccessQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["person", "id"], name="exhibit_of_person")]
        constraints = [
            models.UniqueConstraint(
                fields=["dispute", "by", "source", "key"], name="exhibit_once_by_each"
            ),
            models.CheckConstraint(
                name="exhibit_without_words_holds_none",
                condition=Q(has_words=True) | Q(content=None),
            ),
            models.CheckConstraint(
                name="exhibit_brought_with_evidence",
                condition=Q(place="brought", evidence__isnull=False)
                | (~Q(place="brought") & Q(evidence=None)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.key} in {self.dispute_id}"

    def words(self) -> dict[str, Any]:
        """What it said; empty where that did not go along, or was erased."""
        text = self.read_content()
        return json.loads(text) if text else {}
