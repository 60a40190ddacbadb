"""An import on its way: mapped cells only, staged, gone once applied."""

from __future__ import annotations

from django.db import models

from fairway.foundation.access import AccessQuerySet
from fairway.foundation.ids import PublicIdField


class ImportBatch(models.Model):
    """One file of people on its way into the organisation. The file itself is never kept."""

    class State(models.TextChoices):
        READING = "reading"
        REVIEW = "review"
        APPLYING = "applying"
        APPLIED = "applied"
        REFUSED = "refused"
        DISCARDED = "discarded"

    public_id = PublicIdField()
    created_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.READING)
    mapping = models.JSONField(default=dict)
    counts = models.JSONField(default=dict)
    created_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True)

    objects = AccessQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.public_id


class ImportRow(models.Model):
    """One line of the file, cleaned: only mapped columns survive."""

    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="rows")
    line = models.PositiveIntegerField()
    cells = models.JSONField()
    action = models.CharField(max_length=10, blank=True)
    person = models.ForeignKey("people.Person", models.CASCADE, null=True, related_name="+")
    changes = models.JSONField(default=dict)
    errors = models.JSONField(default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["batch", "line"], name="import_line_once")]

    def __str__(self) -> str:
        return f"line {self.line}"


class ColumnMapping(models.Model):
    """What somebody said a source column means, remembered for the next file."""

    header = models.CharField(max_length=200, unique=True)
    field = models.CharField(max_length=60, blank=True)
    used_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"{self.header} → {self.field}"
