from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from fairway.foundation.access import AccessQuerySet
from fairway.foundation.ids import PublicIdField
from fairway.goals.models.goal import Goal
from fairway.goals.models.progressing import Confidence, Status
from fairway.goals.models.result import KeyResult


class ProgressUpdateQuerySet(AccessQuerySet["ProgressUpdate"]):
    def standing(self):
        """Those that no correction has replaced."""
        return self.filter(corrected_at=None)

    def newest_first(self):
        return self.order_by("-at", "-pk")


class ProgressUpdate(models.Model):
    """What somebody told of a goal or one of its key results. Never changed: corrected by another."""

    class Via(models.TextChoices):
        PAGE = "page", _("on its page")
        MAIL = "mail", _("from a mail")
        API = "api", _("by the API")
        KPI = "kpi", _("from its KPI")
        CHECK_IN = "check_in", _("in a check-in")
        CARRIED = "carried", _("carried over")

    public_id = PublicIdField()
    goal = models.ForeignKey(Goal, models.CASCADE, related_name="updates")
    result = models.ForeignKey(
        KeyResult, models.CASCADE, null=True, blank=True, related_name="updates"
    )
    at = models.DateTimeField()
    by = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, blank=True, related_name="progress_updates"
    )
    via = models.CharField(max_length=8, choices=Via, default=Via.PAGE)
    value = models.BigIntegerField(null=True, blank=True)
    progress = models.BigIntegerField(
        null=True, blank=True, help_text="Of the goal as it stood after this update, in millionths."
    )
    status = models.CharField(max_length=9, choices=Status, blank=True)
    confidence = models.PositiveSmallIntegerField(choices=Confidence, null=True, blank=True)
    note = models.TextField(max_length=4000, blank=True)
    evidence_url = models.URLField(max_length=500, blank=True)
    corrects = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="corrected_by"
    )
    corrected_at = models.DateTimeField(null=True, blank=True)

    objects = ProgressUpdateQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["goal", "-at"], name="update_of_goal"),
            models.Index(
                fields=["result", "-at"], name="update_of_result", condition=Q(result__isnull=False)
            ),
            models.Index(fields=["by", "-at"], name="update_by"),
        ]

    def __str__(self) -> str:
        return f"{self.goal_id} {self.at:%Y-%m-%d}"

    @property
    def said(self) -> str:
        """The value in words: with its unit, or done or not."""
        if self.value is None or self.result is None:
            return ""
        if self.result.is_measured:
            return self.result.said(self.value)
        return _now("done") if self.value else _now("not yet")
