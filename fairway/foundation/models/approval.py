from django.db import models

from fairway.foundation.access import AccessQuerySet
from fairway.foundation.ids import PublicIdField


class Approval(models.Model):
    """A yes or no that somebody owes somebody, about any record."""

    class State(models.TextChoices):
        ASKED = "asked"
        APPROVED = "approved"
        DECLINED = "declined"
        WITHDRAWN = "withdrawn"

    public_id = PublicIdField()
    kind = models.CharField(max_length=60)
    subject_type = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    asked_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    approver = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.ASKED)
    data = models.JSONField(default=dict)
    reason = models.TextField(blank=True)
    asked_at = models.DateTimeField(auto_now_add=True)
    due_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    objects = AccessQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["approver", "state"], name="approval_owed"),
            models.Index(fields=["subject_type", "subject_id"], name="approval_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"
