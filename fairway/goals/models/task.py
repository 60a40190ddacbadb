from __future__ import annotations

from django.db import models
from django.db.models import Q

from fairway.foundation.access import AccessQuerySet
from fairway.foundation.ids import PublicIdField
from fairway.goals.models.goal import Goal
from fairway.goals.models.result import KeyResult


class Task(models.Model):
    """Daily work that serves a goal or a key result. It never counts into progress.

    What comes from a tracker keeps its address and its number there.
    """

    public_id = PublicIdField()
    goal = models.ForeignKey(Goal, models.CASCADE, related_name="tasks")
    result = models.ForeignKey(
        KeyResult, models.CASCADE, null=True, blank=True, related_name="tasks"
    )
    title = models.CharField(max_length=200)
    owner = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, blank=True, related_name="goal_tasks"
    )
    due_on = models.DateField(null=True, blank=True)
    begun_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    tracker = models.CharField(max_length=40, blank=True)
    tracker_ref = models.CharField(max_length=100, blank=True)
    tracker_url = models.URLField(max_length=500, blank=True)
    rank = models.PositiveIntegerField(default=0)
    added_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1)

    objects = AccessQuerySet.as_manager()

    class Meta:
        ordering = ["rank", "pk"]
        indexes = [
            models.Index(fields=["goal", "done_at"], name="task_of_goal"),
            models.Index(fields=["owner", "due_on"], name="task_due", condition=Q(done_at=None)),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["tracker", "tracker_ref"],
                name="task_of_tracker_once",
                condition=~Q(tracker_ref=""),
            )
        ]

    def __str__(self) -> str:
        return self.title
