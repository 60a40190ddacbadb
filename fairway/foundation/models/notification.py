from django.db import models
from django.db.models import Q

from fairway.foundation.access import AccessQuerySet
from fairway.foundation.ids import PublicIdField


class Notification(models.Model):
    """Something a person should know, shown in the product and perhaps mailed."""

    public_id = PublicIdField()
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    kind = models.CharField(max_length=60)
    event = models.ForeignKey("foundation.Event", models.PROTECT, null=True, related_name="+")
    data_class = models.CharField(max_length=2)
    title = models.CharField(max_length=200)
    url = models.CharField(max_length=300, blank=True)
    urgent = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    read_at = models.DateTimeField(null=True)
    digested_at = models.DateTimeField(null=True)

    objects = AccessQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["person", "-created_at"], name="notification_list"),
            models.Index(fields=["person"], name="notification_unread", condition=Q(read_at=None)),
            models.Index(
                fields=["person"], name="notification_undigested", condition=Q(digested_at=None)
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind", "event"],
                name="notification_once",
                condition=Q(event__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} for {self.person_id}"


class NotificationPreference(models.Model):
    """How one person wants to hear of one kind."""

    class Channel(models.TextChoices):
        NOW = "now"
        DIGEST = "digest"
        WEEKLY = "weekly"  # of the digest as a whole alone
        IN_APP = "in_app"
        OFF = "off"

    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    kind = models.CharField(max_length=60)
    channel = models.CharField(max_length=8, choices=Channel)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "kind"], name="preference_once")]

    def __str__(self) -> str:
        return f"{self.kind}: {self.channel}"


class MailOut(models.Model):
    """A mail that is owed: sent at least once, always under the same Message-ID."""

    message_id = models.CharField(max_length=120, unique=True)
    person = models.ForeignKey("people.Person", models.CASCADE, null=True, related_name="+")
    template = models.CharField(max_length=80)
    context = models.JSONField(default=dict)
    at_any_hour = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True)
    gave_up_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=40, blank=True)

    class Meta:
        indexes = [models.Index(fields=["created_at"], name="mail_age")]

    def __str__(self) -> str:
        return self.template
