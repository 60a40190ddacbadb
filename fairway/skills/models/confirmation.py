from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from fairway.foundation.access import AccessQuerySet
from fairway.foundation.ids import PublicIdField


class Confirmation(models.Model):
    """One of the two has read what is expected of a person, and says: so be it. Never changed."""

    class Side(models.TextChoices):
        EMPLOYEE = "employee", _("Employee")
        MANAGER = "manager", _("Manager")

    public_id = PublicIdField()
    expectation = models.ForeignKey(
        "skills.RoleExpectation", models.PROTECT, related_name="confirmations"
    )
    # The edition's number stands here too: who still has to confirm is asked of many at once.
    edition = models.ForeignKey("skills.Edition", models.PROTECT, related_name="confirmations")
    number = models.PositiveIntegerField()
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="role_confirmations")
    side = models.CharField(max_length=8, choices=Side)
    by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()
    still_open = models.TextField(max_length=500, blank=True)

    objects = AccessQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["person", "expectation", "side", "number"], name="role_confirmed")
        ]

    def __str__(self) -> str:
        return f"{self.side} of {self.person_id}, edition {self.number}"
