from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from fairway.foundation.ids import PublicIdField


class HeldForm(models.Model):
    """What somebody had typed when their session was over.

    Encrypted under a key that only their browser holds, and given back only to the same account.
    """

    public_id = PublicIdField()
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    path = models.CharField(max_length=2000)
    page = models.CharField(max_length=2000, help_text="Where the form stands.")
    body = models.BinaryField()
    held_at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [models.Index(fields=["held_at"], name="held_form_age")]

    def __str__(self) -> str:
        return self.public_id
