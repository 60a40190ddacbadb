from django.db import models
from django.db.models import Q

from fairway.foundation.ids import PublicIdField


class Event(models.Model):
    """Something that happened. Append-only: audit, timeline, notices and webhooks all read it.

    `data` holds ids and codes, never content. What may have to be erased lies in an EventValue,
    of which `data` keeps a salted digest. `seq` and `hash` are null until the sealer has been.
    """

    class ActorKind(models.TextChoices):
        PERSON = "person"
        ACCOUNT = "account"
        SYSTEM = "system"
        TOKEN = "token"  # noqa: S105 a kind of actor, not a secret
        EXTERNAL = "external"

    public_id = PublicIdField()
    kind = models.CharField(max_length=60)
    at = models.DateTimeField()
    actor_kind = models.CharField(max_length=10, choices=ActorKind)
    actor = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    actor_ref = models.CharField(max_length=64, blank=True)
    subject_type = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    about = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    data = models.JSONField(default=dict)
    seq = models.BigIntegerField(null=True, unique=True, editable=False)
    hash = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        indexes = [
            models.Index(fields=["id"], name="event_unsealed", condition=Q(seq=None)),
            models.Index(fields=["subject_type", "subject_id", "-at"], name="event_subject"),
            models.Index(fields=["about", "-at"], name="event_about"),
            models.Index(fields=["kind", "-at"], name="event_kind"),
        ]
        constraints = [
            models.CheckConstraint(
                name="event_sealed_whole",
                condition=Q(seq=None, hash="") | (Q(seq__isnull=False) & ~Q(hash="")),
            ),
            models.CheckConstraint(
                name="event_person_is_named",
                condition=Q(actor_kind="person", actor__isnull=False)
                | (~Q(actor_kind="person") & Q(actor=None)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject_type}:{self.subject_id}"


class EventValue(models.Model):
    """A value an event speaks of which erasure can remove; the chain still verifies without it."""

    event = models.ForeignKey(Event, models.PROTECT, related_name="values")
    name = models.CharField(max_length=60)
    about = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    sealed = models.BinaryField(null=True)
    salt = models.BinaryField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["event", "name"], name="event_value_once"),
        ]

    def __str__(self) -> str:
        return f"{self.event_id}.{self.name}"


class ReadEntry(models.Model):
    """Who opened whose page: one row a page, in a file of its own on SQLite."""

    at = models.DateTimeField()
    reader_id = models.BigIntegerField()
    subject_id = models.BigIntegerField()
    page = models.CharField(max_length=80)

    class Meta:
        indexes = [models.Index(fields=["subject_id", "-at"], name="read_subject")]

    def __str__(self) -> str:
        return f"{self.page} at {self.at}"
