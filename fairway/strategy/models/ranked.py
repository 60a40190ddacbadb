"""What stands in an order that people choose, and goes out of use without being forgotten."""

from __future__ import annotations

from typing import Any, TypeVar

from django.db import models

from fairway.foundation.access import AccessQuerySet
from fairway.foundation.ids import PublicIdField

M = TypeVar("M", bound=models.Model)


class RankedQuerySet(AccessQuerySet[M]):
    def in_use(self):
        return self.filter(archived_at=None)

    def archived(self):
        return self.exclude(archived_at=None)


class Ranked(models.Model):
    """Comes before what has a higher rank; an archived one keeps its rank for a return."""

    public_id = PublicIdField()
    rank = models.PositiveSmallIntegerField(default=0)
    archived_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True
        ordering = ["rank", "pk"]

    def beside(self) -> Any:
        """All rows that this one is in order with, itself included."""
        raise NotImplementedError
