from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from fairway.foundation.access import AccessQuerySet
from fairway.foundation.ids import PublicIdField
from fairway.goals.models.goal import Goal
from fairway.goals.models.result import KeyResult


class Task(models.Model):
    """Daily work that serves a goal or a key result. It never counts into progress.

    What comes from a tracker keeps its address and its number there, and nobody's name.
    """

    class Stage(models.TextChoices):
        TODO = "todo", _("To do")
        DOING = "doing", _("Doing")
        DONE = "done", _("Done")

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
    # The tracker's own moment of what it said last: what comes late or again changes nothing back.
    told_at = models.DateTimeField(null=True, blank=True)
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
                fields=["goal", "tracker", "tracker_ref"],
                name="task_of_tracker_once_a_goal",
                condition=~Q(tracker_ref=""),
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"{reverse('goals:tasks', args=[self.goal.public_id])}#task-{self.public_id}"

    @property
    def stage(self) -> Stage:
        if self.done_at:
            return self.Stage.DONE
        return self.Stage.DOING if self.begun_at else self.Stage.TODO

    def stand_at(self, stage: str, now: Any) -> None:
        """What was begun or done before keeps its moment."""
        done, doing = stage == self.Stage.DONE, stage == self.Stage.DOING
        self.done_at = (self.done_at or now) if done else None
        self.begun_at = (self.begun_at or now) if done or doing else None
