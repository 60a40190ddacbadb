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


class PolicyVersion(models.Model):
    """Every choice there ever was, so that one can say what held on a day."""

    key = models.CharField(max_length=80)
    scope = models.CharField(max_length=40, blank=True)
    version = models.PositiveIntegerField()
    value = models.JSONField()
    set_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    set_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["key", "scope", "-set_at"], name="policy_history")]

    def __str__(self) -> str:
        return f"{self.key} {self.version}"
