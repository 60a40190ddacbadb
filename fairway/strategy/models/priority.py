from __future__ import annotations

from django.db import models

from fairway.foundation.addresses import address_of
from fairway.foundation.languages import TextsField
from fairway.strategy.models.period import Period
from fairway.strategy.models.ranked import Ranked, RankedQuerySet


class PriorityQuerySet(RankedQuerySet["StrategicPriority"]):
    def serving(self, period: Period):
        """Its own, and those of the longer periods it lies in, the longest first."""
        around = self.filter(
            period__starts_on__lte=period.starts_on, period__until_on__gte=period.until_on
        )
        return around.order_by("period__starts_on", "-period__until_on", "rank", "pk")

    def for_display(self):
        return self.select_related("period", "owner")


class StrategicPriority(Ranked):
    """One of the few things that matter most in a period; goals contribute to it."""

    title = TextsField(max_length=120)
    why = TextsField(max_length=2000, blank=True)
    period = models.ForeignKey("strategy.Period", models.PROTECT, related_name="priorities")
    owner = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, blank=True, related_name="strategic_priorities"
    )

    objects = PriorityQuerySet.as_manager()

    class Meta(Ranked.Meta):
        verbose_name_plural = "strategic priorities"
        indexes = [models.Index(fields=["period", "rank"], name="priority_order")]

    def __str__(self) -> str:
        return str(self.title)

    def get_absolute_url(self) -> str:
        return address_of("strategy:priority", self.public_id)

    def beside(self) -> PriorityQuerySet:
        return StrategicPriority.objects.filter(period=self.period_id)
