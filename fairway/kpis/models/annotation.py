from __future__ import annotations

from django.db import models

from fairway.foundation.ids import PublicIdField


class Annotation(models.Model):
    """Something that happened on a day and may explain the numbers: "new price list"."""

    public_id = PublicIdField()
    kpi = models.ForeignKey("kpis.Kpi", models.CASCADE, related_name="annotations")
    on = models.DateField()
    text = models.CharField(max_length=140)
    author = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    added_at = models.DateTimeField(auto_now_add=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-on", "-pk"]

    def __str__(self) -> str:
        return self.text
