from django.db import models
from django.db.models import Q

from fairway.foundation.access import AccessQuerySet
from fairway.foundation.ids import PublicIdField


class Job(models.Model):
    """Work to be done after the transaction that asked for it, exactly once in the database."""

    class State(models.TextChoices):
        READY = "ready"
        DONE = "done"
        DEAD = "dead"

    public_id = PublicIdField()
    key = models.CharField(max_length=200, unique=True)
    task = models.CharField(max_length=200)
    args = models.JSONField(default=dict)
    queue = models.CharField(max_length=32, default="default")
    priority = models.SmallIntegerField(default=0)
    state = models.CharField(max_length=8, choices=State, default=State.READY)
    run_at = models.DateTimeField()
    leased_until = models.DateTimeField(null=True)
    leased_by = models.CharField(max_length=64, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    max_attempts = models.PositiveSmallIntegerField(default=8)
    failure = models.CharField(max_length=300, blank=True)
    result = models.JSONField(null=True)
    cursor = models.JSONField(null=True)
    done_parts = models.PositiveBigIntegerField(default=0)
    all_parts = models.PositiveBigIntegerField(null=True)
    owner = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    objects = AccessQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["queue", "-priority", "run_at", "id"],
                name="job_due",
                condition=Q(state="ready"),
            ),
            models.Index(fields=["state", "finished_at"], name="job_finished"),
        ]

    def __str__(self) -> str:
        return f"{self.task} {self.state}"


class Schedule(models.Model):
    """Something that recurs at a wall time in a zone; the ticker turns what is due into a job."""

    key = models.CharField(max_length=200, unique=True)
    task = models.CharField(max_length=200)
    args = models.JSONField(default=dict)
    rule = models.CharField(max_length=200)
    wall_time = models.TimeField()
    starts_on = models.DateField()
    fixed_zone = models.CharField(
        max_length=64, blank=True, help_text="Empty: it follows the person or the organisation."
    )
    zone = models.CharField(max_length=64, help_text="The one it goes by now.")
    person = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    skips_away = models.BooleanField(default=True)
    active = models.BooleanField(default=True)
    due_at = models.DateTimeField(null=True)
    last_due_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["due_at"], name="schedule_due", condition=Q(active=True)),
            models.Index(fields=["last_due_at"], name="schedule_last_due"),
        ]

    def __str__(self) -> str:
        return self.key


class Heartbeat(models.Model):
    """The last sign of life of a worker, the ticker or the sealer."""

    name = models.CharField(max_length=64, unique=True)
    kind = models.CharField(max_length=16)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
