"""Somebody from outside who is asked once, without an account."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.utils import timezone

MOST_TRIES, MOST_CODES = 5, 5


class ExternalInvitation(models.Model):
    """A signed link, and behind it a code that is sent to the address that was invited.

    The link alone opens nothing: forwarded, or opened by a mail scanner, it only offers to send a
    code to the invited address. The code opens the one questionnaire for half an hour. Only hashes
    are kept of the code and of what the browser holds.
    """

    review = models.OneToOneField(
        "reviews.Review", models.CASCADE, related_name="external_invitation"
    )
    nomination = models.OneToOneField(
        "reviews.Nomination", models.CASCADE, related_name="external_invitation"
    )
    email = models.EmailField()
    name = models.CharField(max_length=120)
    nonce = models.CharField(max_length=32, editable=False)
    expires_at = models.DateTimeField()
    code_hash = models.CharField(max_length=64, blank=True)
    code_until = models.DateTimeField(null=True, blank=True)
    codes_sent = models.PositiveSmallIntegerField(default=0)
    tries = models.PositiveSmallIntegerField(default=0)
    session_hash = models.CharField(max_length=64, blank=True)
    session_until = models.DateTimeField(null=True, blank=True)
    mailed_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"invitation to {self.review_id}"

    def is_good(self, now: datetime | None = None) -> bool:
        return (now or timezone.now()) < self.expires_at

    @property
    def may_have_another_code(self) -> bool:
        return self.codes_sent < MOST_CODES
