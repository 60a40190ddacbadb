from __future__ import annotations

from django.conf import settings
from django.db import models


class Tries(models.Model):
    """Failed tries under one typed name since it last got in; known or not, counted alike."""

    name_digest = models.CharField(max_length=64, unique=True)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+"
    )
    count = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True, help_text="When the audit log was told of them.")

    class Meta:
        verbose_name_plural = "tries"
        indexes = [models.Index(fields=["last_at"], name="tries_age")]

    def __str__(self) -> str:
        return f"{self.count} tries"
