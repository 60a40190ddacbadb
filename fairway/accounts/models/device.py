from __future__ import annotations

from django.conf import settings
from django.db import models

from fairway.foundation.access import AccessQuerySet
from fairway.foundation.ids import PublicIdField


class SharedDevice(models.Model):
    """A till, tablet or kiosk that several people use: short sessions, nothing kept on it."""

    public_id = PublicIdField()
    name = models.CharField(max_length=80)
    token_digest = models.CharField(max_length=64, unique=True, editable=False)
    set_up_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    set_up_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True)

    objects = AccessQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name


class Pin(models.Model):
    """A short number of one's own choosing. It counts on shared devices only."""

    account = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="pin"
    )
    digest = models.CharField(max_length=200)
    set_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"PIN of {self.account_id}"
