from __future__ import annotations

from django.db import models

from fairway.foundation.ids import PublicIdField


class Screening(models.Model):
    """Somebody went through the questions that tell what can be steered by from what only looks
    good. Rows are only added; the latest is the KPI's `screening`."""

    public_id = PublicIdField()
    kpi = models.ForeignKey("kpis.Kpi", models.CASCADE, related_name="screenings")
    answers = models.JSONField(help_text="By code of the question: yes, no or unsure.")
    note = models.CharField(max_length=500, blank=True)
    author = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.kpi} {self.at:%Y-%m-%d}"

    @property
    def doubts(self) -> list[str]:
        """The codes of what was found wanting."""
        return [code for code, answer in self.answers.items() if answer == "no"]
