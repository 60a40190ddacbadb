from django.db import models


class Link(models.Model):
    """An optional tie between two records of rooms that do not know each other."""

    source_type = models.CharField(max_length=60)
    source_id = models.BigIntegerField()
    relation = models.CharField(max_length=40)
    target_type = models.CharField(max_length=60)
    target_id = models.BigIntegerField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["target_type", "target_id"], name="link_target")]
        constraints = [
            models.UniqueConstraint(
                fields=["source_type", "source_id", "relation", "target_type", "target_id"],
                name="link_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.source_type} {self.relation} {self.target_type}"
