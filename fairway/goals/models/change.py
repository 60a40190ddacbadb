from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fairway.foundation.access import AccessQuerySet
from fairway.foundation.ids import PublicIdField
from fairway.goals.models.goal import Goal


class GoalChange(models.Model):
    """What somebody proposes to change about an agreed goal, and what became of it.

    `changes` holds, by field, what it was when proposed and what it is to be, as they are stored;
    a key result's field is "result:<public id>:<field>". To stop the goal is a change of its outcome.
    """

    class State(models.TextChoices):
        PROPOSED = "proposed", _("Proposed")
        APPROVED = "approved", _("Approved")
        DECLINED = "declined", _("Declined")
        WITHDRAWN = "withdrawn", _("Taken back")

    public_id = PublicIdField()
    goal = models.ForeignKey(Goal, models.CASCADE, related_name="changes")
    changes = models.JSONField(default=dict)
    reason = models.TextField(max_length=2000)
    state = models.CharField(max_length=9, choices=State, default=State.PROPOSED)
    proposed_by = models.ForeignKey("people.Person", models.PROTECT, related_name="goal_changes")
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(max_length=2000, blank=True)

    objects = AccessQuerySet.as_manager()

    class Meta:
        ordering = ["-proposed_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["goal"], name="goal_change_one_open", condition=Q(state="proposed")
            ),
            models.CheckConstraint(
                name="goal_change_decided_when_it_is",
                condition=Q(state="proposed", decided_at=None)
                | (~Q(state="proposed") & Q(decided_at__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.goal_id} {self.state}"

    @property
    def stops(self) -> bool:
        """Agreed to, it closes the goal as dropped."""
        return "outcome" in self.changes
