from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from fairway.foundation.ids import PublicIdField


class KeyQuerySet(models.QuerySet["OneTimeKey"]):
    def good(self):
        """Not used, not taken back, not too old."""
        return self.filter(used_at=None, ended_at=None, expires_at__gt=timezone.now())

    def end(self) -> int:
        return self.filter(used_at=None, ended_at=None).update(ended_at=timezone.now())


class OneTimeKey(models.Model):
    """A secret that lets one account in, once. Only digests of the secret are kept."""

    class Purpose(models.TextChoices):
        MAIL = "mail"  # asked for on the sign-in page, sent to a mailbox
        STAFF = "staff"  # given by a manager, on paper or by word
        INVITATION = "invitation"  # first way in to a new account
        SET_UP = "set_up"  # makes the first people lead of an empty Fairway

    public_id = PublicIdField()
    purpose = models.CharField(max_length=10, choices=Purpose)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="one_time_keys"
    )
    email = models.EmailField(blank=True, help_text="What was typed; a mail key only.")
    code_digest = models.CharField(max_length=64, blank=True)
    link_digest = models.CharField(max_length=64, blank=True)
    issued_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True, help_text="Taken back before it was used.")
    misses = models.PositiveSmallIntegerField(default=0)

    objects = KeyQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["account", "purpose"], name="one_time_key_account"),
            models.Index(fields=["expires_at"], name="one_time_key_expiry"),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.public_id}"

    @property
    def is_good(self) -> bool:
        return not self.used_at and not self.ended_at and self.expires_at > timezone.now()
