from django.db import models
from django.utils.translation import gettext_lazy as _

from fairway.foundation.access import AccessQuerySet
from fairway.foundation.ids import PublicIdField


class Correction(models.Model):
    """What a person asks to have put right in the organisation's data about them."""

    class State(models.TextChoices):
        ASKED = "asked", _("Asked for")
        DONE = "done", _("Put right")
        DECLINED = "declined", _("Left as it was")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    public_id = PublicIdField()
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="corrections")
    words = models.TextField(max_length=1000)
    answer = models.TextField(max_length=1000, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.ASKED)
    asked_at = models.DateTimeField(auto_now_add=True)
    decided_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    objects = AccessQuerySet.as_manager()

    class Meta:
        ordering = ["asked_at", "pk"]
        indexes = [models.Index(fields=["person", "state"], name="correction_person")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.state}"
