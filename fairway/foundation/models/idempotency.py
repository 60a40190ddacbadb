from django.conf import settings
from django.db import models


class IdempotencyKey(models.Model):
    """A request that was answered once; the same again gets the same answer, for 24 hours."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    scope = models.CharField(max_length=120)
    key = models.CharField(max_length=80)
    body_hash = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(null=True)
    answer = models.JSONField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["created_at"], name="idempotency_age")]
        constraints = [
            models.UniqueConstraint(fields=["account", "scope", "key"], name="idempotency_once")
        ]

    def __str__(self) -> str:
        return self.scope
