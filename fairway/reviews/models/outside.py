"""Somebody from outside who is asked for one review, without an account."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models
from django.utils import timezone

from fairway.reviews.models.reminding import Reminder

MOST_TRIES, MOST_CODES = 5, 8  # of one code; of codes in a day
A_DAY = timedelta(days=1)


class OutsideInvitation(models.Model):
    """A signed link, and behind it a code that is sent to the address that was named.

    The link alone opens nothing: forwarded, or opened by a mail scanner, it only offers to send a
    code there. The code opens the one questionnaire for half an hour, in one browser. Of the code
    and of what the browser holds only digests are kept; the address stands in the nomination.
    """

    review = models.OneToOneField(
        "reviews.Review", models.CASCADE, related_name="outside_invitation"
    )
    nomination = models.OneToOneField(
        "reviews.Nomination", models.CASCADE, related_name="outside_invitation"
    )
    written_at = models.DateTimeField(help_text="When the last letter but for codes was owed.")
    reminded = models.CharField(max_length=12, choices=Reminder.Mark, blank=True)
    reminded_of = models.DateField(null=True, blank=True, help_text="The day it was due then.")
    refused_at = models.DateTimeField(
        null=True, blank=True, help_text="When a server would not take a letter, nor ever will."
    )
    code_digest = models.CharField(max_length=64, blank=True)
    code_until = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0, help_text="Wrong ones, of the last code.")
    codes = models.PositiveSmallIntegerField(default=0, help_text="Asked for since `codes_since`.")
    codes_since = models.DateTimeField(null=True, blank=True)
    session_digest = models.CharField(max_length=64, blank=True)
    session_until = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"invitation to {self.review_id}"

    def lose_keys(self) -> None:
        """What was sent, and what a browser holds, opens nothing any more."""
        self.code_digest, self.code_until, self.tries = "", None, 0
        self.codes, self.codes_since = 0, None
        self.session_digest, self.session_until = "", None

    def count_code(self, now: datetime) -> bool:
        """One more is asked for; or so many were within a day that none goes out."""
        if self.codes_since is None or now - self.codes_since >= A_DAY:
            self.codes, self.codes_since = 0, now
        if self.codes >= MOST_CODES:
            return False
        self.codes += 1
        self.code_digest, self.code_until, self.tries = "", None, 0
        return True

    def takes_code(self, now: datetime | None = None) -> bool:
        """Whether there is one to enter, and tries are left."""
        if not self.code_digest or self.code_until is None:
            return False
        return (now or timezone.now()) < self.code_until and self.tries < MOST_TRIES

    def has_session(self, now: datetime | None = None) -> bool:
        if not self.session_digest or self.session_until is None:
            return False
        return (now or timezone.now()) < self.session_until
