from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fairway.foundation.access import AccessQuerySet
from fairway.foundation.addresses import address_of
from fairway.foundation.ids import PublicIdField
from fairway.goals.models.goal import Goal


class GoalTemplateQuerySet(AccessQuerySet["GoalTemplate"]):
    def in_use(self):
        return self.filter(archived_at=None)

    def for_display(self):
        return self.select_related("created_by", "job_profile", "unit", "location")


class GoalTemplate(models.Model):
    """A goal that many have alike: what it says, and for whom it is meant.

    It is meant for everybody to whom all that is said of role, unit and place applies.
    """

    class Every(models.TextChoices):
        QUARTER = "quarter", _("Each quarter anew")
        HALF = "half", _("Each half-year anew")
        YEAR = "year", _("Each year anew")

    public_id = PublicIdField()
    title = models.CharField(max_length=200)
    why = models.TextField(max_length=4000, blank=True)
    framework = models.CharField(
        max_length=6, choices=Goal.Framework, default=Goal.Framework.AGREED
    )
    results = models.TextField(max_length=4000, blank=True, help_text="A key result on each line.")
    job_profile = models.ForeignKey(
        "people.JobProfile", models.PROTECT, null=True, blank=True, related_name="+"
    )
    unit = models.ForeignKey(
        "people.OrgUnit", models.PROTECT, null=True, blank=True, related_name="+"
    )
    location = models.ForeignKey(
        "people.Location", models.PROTECT, null=True, blank=True, related_name="+"
    )
    every = models.CharField(max_length=8, choices=Every, blank=True)
    created_by = models.ForeignKey("people.Person", models.PROTECT, related_name="goal_templates")
    created_at = models.DateTimeField(auto_now_add=True)
    archived_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = GoalTemplateQuerySet.as_manager()

    class Meta:
        ordering = ["title", "pk"]
        constraints = [
            models.CheckConstraint(
                name="goal_template_is_for_somebody",
                condition=Q(job_profile__isnull=False)
                | Q(unit__isnull=False)
                | Q(location__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return address_of("goals:template", self.public_id)

    @property
    def meant_for(self) -> str:
        """Role, unit and place, as far as they are said."""
        return " · ".join(str(one) for one in (self.job_profile, self.unit, self.location) if one)


class TemplateGoal(models.Model):
    """Who was brought a template's goal for a period; also when they threw the goal away."""

    template = models.ForeignKey(GoalTemplate, models.CASCADE, related_name="given")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    period = models.ForeignKey("strategy.Period", models.PROTECT, related_name="+")
    goal = models.ForeignKey(
        "goals.Goal", models.SET_NULL, null=True, related_name="from_templates"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["template", "person", "period"], name="template_goal_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.template_id} → {self.person_id}"
