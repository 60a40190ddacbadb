from django.db import models


class PolicyValue(models.Model):
    """What the organisation, or one employer in it, chose instead of a policy's default."""

    key = models.CharField(max_length=80)
    scope = models.CharField(max_length=40, blank=True, help_text="Empty: the organisation.")
    value = models.JSONField()
    set_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    set_at = models.DateTimeField(auto_now=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "scope"], name="policy_once")]

    def __str__(self) -> str:
        return self.key
