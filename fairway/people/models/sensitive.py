"""Attributes kept for fairness audits alone, in a table of their own."""

from __future__ import annotations

from django.db import models

from fairway.foundation.access import AccessQuerySet
from fairway.foundation.ids import PublicIdField
from fairway.foundation.sealing import SealedField


class SensitiveOptIn(models.Model):
    """A people lead's decision to keep one kind of sensitive attribute for fairness audits."""

    kind = models.CharField(max_length=40, unique=True)
    decided_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.kind


class SensitiveAttribute(models.Model):
    """One attribute of one person; readable by its subject and by fairness roles only."""

    public_id = PublicIdField()
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    kind = models.CharField(max_length=40)
    value = SealedField(subject="person")

    seal_value, read_value = value.sealing(), value.reading()

    objects = AccessQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "kind"], name="sensitive_once")]

    def __str__(self) -> str:
        return f"{self.kind} of {self.person_id}"
