from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from fairway.foundation.access import AccessQuerySet
from fairway.foundation.ids import PublicIdField


class GoalViewQuerySet(AccessQuerySet["GoalView"]):
    def for_display(self):
        return self.select_related("owner")


class GoalView(models.Model):
    """What somebody looks at again and again: a page of goals and what it is asked for.

    It is a question and no answer: whoever opens it sees of the goals what they may see anyway.
    """

    class At(models.TextChoices):
        LIST = "list", _("List")
        MAP = "map", _("Map")
        BOARD = "board", _("Board")
        TIMELINE = "timeline", _("Timeline")

    class Audience(models.TextChoices):
        OWNER = "owner", _("Only me")
        UNIT = "unit", _("Who works in my unit")
        ALL = "all", _("Everybody here")

    public_id = PublicIdField()
    owner = models.ForeignKey("people.Person", models.PROTECT, related_name="goal_views")
    name = models.CharField(max_length=80)
    at = models.CharField(max_length=8, choices=At)
    question = models.TextField(max_length=4000, blank=True, help_text="As an address says it.")
    audience = models.CharField(max_length=5, choices=Audience, default=Audience.OWNER)
    added_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1)

    objects = GoalViewQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        indexes = [models.Index(fields=["audience", "name", "id"], name="goal_view_shared")]
        constraints = [
            models.UniqueConstraint(fields=["owner", "name"], name="goal_view_named_once")
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Where it leads: the page itself, asked."""
        return reverse(f"goals:{self.at}") + (f"?{self.question}" if self.question else "")
