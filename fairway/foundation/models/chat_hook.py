from django.db import models
from django.utils.translation import gettext_lazy as _

from fairway.foundation.access import AccessQuerySet
from fairway.foundation.ids import PublicIdField


class ChatHook(models.Model):
    """An incoming webhook of a person's own, at which their chat takes messages.

    Whoever knows the address can write there, so it is sealed; pages show its host alone.
    """

    class Format(models.TextChoices):
        SLACK = "slack", _("Slack")
        TEAMS = "teams", _("Microsoft Teams")
        MATTERMOST = "mattermost", _("Mattermost")

    class Stop(models.TextChoices):
        GONE = "gone", _("The chat no longer knows this address. Make a new one there.")
        REFUSED = "refused", _("Fairway may not call this address.")
        NOT_UNDERSTOOD = (
            "not_understood",
            _("The chat did not understand it. Is it the right kind?"),
        )

    public_id = PublicIdField()
    person = models.OneToOneField("people.Person", models.CASCADE, related_name="+")
    format = models.CharField(max_length=10, choices=Format)
    host = models.CharField(max_length=255)
    address = models.BinaryField(
        editable=False, help_text="Sealed under the key of the person; see `notifications.chat`."
    )
    connected_at = models.DateTimeField()
    took_at = models.DateTimeField(null=True, help_text="When it last took a message.")
    stopped = models.CharField(max_length=14, choices=Stop, blank=True)

    objects = AccessQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.format} of {self.person_id}"
