"""An import on its way: mapped cells only, staged, gone once applied."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from fairway.foundation.access import AccessQuerySet
from fairway.foundation.ids import PublicIdField


class ImportBatch(models.Model):
    """One file of people on its way into the organisation. The file itself is never kept."""

    class State(models.TextChoices):
        MAPPING = "mapping", _("Columns to be looked at")
        COMPARING = "comparing", _("Being compared")
        REVIEW = "review", _("Ready to be looked through")
        APPLYING = "applying", _("Being written")
        APPLIED = "applied", _("Done")
        DISCARDED = "discarded", _("Discarded")

    public_id = PublicIdField()
    created_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.MAPPING)
    columns = models.JSONField(default=list, help_text="What each column means; never its cells.")
    reading = models.JSONField(default=dict, help_text="How the file was read: kind, dates, lines.")
    choices = models.JSONField(default=dict, help_text="What was decided while looking through.")
    counts = models.JSONField(default=dict)
    notes = models.JSONField(default=dict, help_text="What stays open, and what was done about it.")
    stamp = models.CharField(max_length=400, blank=True)
    rows = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True)

    objects = AccessQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        indexes = [models.Index(fields=["state", "created_at"], name="import_state")]

    def __str__(self) -> str:
        return self.public_id

    @property
    def is_open(self) -> bool:
        return self.state not in {self.State.APPLIED, self.State.DISCARDED}


class ImportChunk(models.Model):
    """Some lines of the file, packed: the cells of mapped columns, until the import is done."""

    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="chunks")
    number = models.PositiveIntegerField()
    packed = models.BinaryField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "number"], name="import_chunk_once")
        ]

    def __str__(self) -> str:
        return f"part {self.number}"


class ImportRow(models.Model):
    """What one line would change, or what is wrong with it; unchanged lines have none."""

    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="lines")
    line = models.PositiveIntegerField()
    action = models.CharField(max_length=10)  # created | updated | error | warning
    name = models.CharField(max_length=200, blank=True)
    about = models.JSONField(default=list)  # changes, or problems

    class Meta:
        ordering = ["line"]
        indexes = [models.Index(fields=["batch", "action", "line"], name="import_row_action")]

    def __str__(self) -> str:
        return f"line {self.line}"


class ColumnMapping(models.Model):
    """What somebody said a source column means, remembered for the next file."""

    header = models.CharField(max_length=200, unique=True)
    field = models.CharField(max_length=60, blank=True)
    used_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"{self.header} → {self.field}"


class ManagerAlias(models.Model):
    """Whom an export means by a manager's name that is nobody's; no person: it is none."""

    spelling = models.CharField(max_length=200, unique=True)
    person = models.ForeignKey("people.Person", models.CASCADE, null=True, related_name="+")
    decided_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name_plural = "manager aliases"

    def __str__(self) -> str:
        return self.spelling
