from __future__ import annotations

from django.db import models

from fairway.foundation.access import AccessQuerySet
from fairway.foundation.ids import PublicIdField
from fairway.goals.models.goal import Goal


class GoalComment(models.Model):
    """A word about a goal; who is mentioned in it hears of it, if they may see the goal."""

    public_id = PublicIdField()
    goal = models.ForeignKey(Goal, models.CASCADE, related_name="comments")
    by = models.ForeignKey("people.Person", models.PROTECT, related_name="goal_comments")
    at = models.DateTimeField()
    body = models.TextField(max_length=4000)
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = AccessQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["goal", "at"], name="comment_of_goal")]

    def __str__(self) -> str:
        return f"{self.goal_id} {self.at:%Y-%m-%d}"


class Mention(models.Model):
    comment = models.ForeignKey(GoalComment, models.CASCADE, related_name="mentions")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["comment", "person"], name="mentioned_once")]

    def __str__(self) -> str:
        return str(self.person_id)
