from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse

from fairway.foundation.access import AccessQuerySet
from fairway.foundation.ids import PublicIdField
from fairway.foundation.languages import TextsField


class MissionQuerySet(AccessQuerySet["Mission"]):
    def current(self):
        return self.filter(replaced_at=None)


class Mission(models.Model):
    """Why the organisation is there, and where it wants to be by a year: its vision.

    One holds; those it replaced stay readable.
    """

    public_id = PublicIdField()
    statement = TextsField(max_length=1000)
    vision = TextsField(max_length=300)
    vision_year = models.PositiveSmallIntegerField(null=True, blank=True)
    set_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = MissionQuerySet.as_manager()

    class Meta:
        ordering = ["-set_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                models.Value(1), name="mission_one_holds", condition=Q(replaced_at=None)
            )
        ]

    def __str__(self) -> str:
        return str(self.statement)

    def get_absolute_url(self) -> str:
        return reverse("strategy:mission")
