from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from fairway.foundation.access import AccessQuerySet
from fairway.foundation.addresses import address_of
from fairway.foundation.ids import PublicIdField


class SkillsImport(models.Model):
    """A table of roles and the skills they need, on its way in: read, and nothing written yet.

    What was read goes once it is applied or discarded.
    """

    class State(models.TextChoices):
        REVIEW = "review", _("To be looked through")
        APPLIED = "applied", _("Done")
        DISCARDED = "discarded", _("Discarded")

    public_id = PublicIdField()
    created_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    state = models.CharField(max_length=9, choices=State, default=State.REVIEW)
    header = models.JSONField(default=list)
    rows = models.JSONField(default=list, help_text="Each with its line: [line, cells].")
    columns = models.JSONField(default=dict, help_text="What is wanted → the column it stands in.")
    levels = models.JSONField(default=dict, help_text="A word of the file → 1 to 4, 0 leaves out.")
    adds_roles = models.BooleanField(default=False)
    counts = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True)

    objects = AccessQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.public_id

    def get_absolute_url(self) -> str:
        return address_of("skills:import", self.public_id)
