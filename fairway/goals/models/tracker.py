from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from fairway.foundation.access import AccessQuerySet
from fairway.foundation.addresses import address_of
from fairway.foundation.ids import PublicIdField, new_public_id
from fairway.foundation.signing import secret_of
from fairway.goals.models.goal import Goal
from fairway.goals.models.result import KeyResult


class Tracker(models.Model):
    """A place outside where daily work is kept, whose items show under the goals they serve.

    It writes what its keeper may write, and nothing once they have left.
    """

    class Kind(models.TextChoices):
        GITHUB = "github", _("GitHub")
        GITLAB = "gitlab", _("GitLab")
        JIRA = "jira", _("Jira")
        OTHER = "other", _("Another one")

    public_id = PublicIdField()
    name = models.CharField(max_length=80)
    kind = models.CharField(max_length=8, choices=Kind)
    kept_by = models.ForeignKey("people.Person", models.PROTECT, related_name="goal_trackers")
    nonce = models.CharField(max_length=24, default=new_public_id, editable=False)
    added_at = models.DateTimeField(auto_now_add=True)
    last_run_at = models.DateTimeField(null=True, blank=True)
    last_good_at = models.DateTimeField(null=True, blank=True)
    failure = models.CharField(max_length=400, blank=True)
    said = models.CharField(max_length=300, blank=True)

    objects = AccessQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return address_of("goals:tracker", self.public_id)

    @property
    def secret(self) -> str:
        return secret_of("goals.tracker", self.public_id, self.nonce)


class TrackerRule(models.Model):
    """Items of this project, or with this label, serve the goal."""

    public_id = PublicIdField()
    tracker = models.ForeignKey(Tracker, models.CASCADE, related_name="rules")
    words = models.CharField(max_length=120)
    folded = models.CharField(max_length=240, editable=False)
    goal = models.ForeignKey(Goal, models.CASCADE, related_name="tracker_rules")
    result = models.ForeignKey(
        KeyResult, models.CASCADE, null=True, blank=True, related_name="tracker_rules"
    )

    class Meta:
        ordering = ["words", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["tracker", "folded", "goal"], name="tracker_rule_once_a_goal"
            )
        ]

    def __str__(self) -> str:
        return self.words
