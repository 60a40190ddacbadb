"""What the writer of a review asks for once they can no longer do it themselves."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fairway.foundation.access import AccessQuerySet
from fairway.foundation.ids import PublicIdField
from fairway.reviews.models.reviews import Review

LONGEST_REASON = 1000


class WritingRequestQuerySet(AccessQuerySet["WritingRequest"]):
    def waiting(self):
        return self.filter(decided_at=None)

    def for_display(self):
        return self.select_related("review__participant__person", "review__cycle", "by")


class WritingRequest(models.Model):
    """To write once more what was sent, or to have more time for what was not."""

    class Kind(models.TextChoices):
        REOPEN = "reopen", _("To change what was sent")
        MORE_TIME = "more_time", _("More time")

    public_id = PublicIdField()
    review = models.ForeignKey(
        Review, models.CASCADE, related_name="writing_requests", db_index=False
    )
    kind = models.CharField(max_length=9, choices=Kind)
    by = models.ForeignKey("people.Person", models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()
    reason = models.TextField(max_length=LONGEST_REASON)
    decided_by = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    granted = models.BooleanField(default=False)
    answer = models.TextField(max_length=LONGEST_REASON, blank=True)

    objects = WritingRequestQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["review", "-at"], name="writing_request_review"),
            models.Index(fields=["at"], name="writing_waits", condition=Q(decided_at=None)),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["review", "kind"],
                name="writing_request_open_once",
                condition=Q(decided_at=None),
            ),
            models.CheckConstraint(
                name="writing_request_decided_by_somebody",
                condition=Q(decided_at=None, decided_by=None, granted=False)
                | Q(decided_at__isnull=False, decided_by__isnull=False),
            ),
            models.CheckConstraint(
                name="writing_request_decided_by_another",
                condition=Q(decided_by=None) | ~Q(decided_by=models.F("by")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.review_id}"

    @property
    def is_open(self) -> bool:
        return self.decided_at is None
