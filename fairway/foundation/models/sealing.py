from django.db import models


class SubjectKey(models.Model):
    """The data key of one person's sealed values, wrapped by a key outside the database.

    Erasure destroys it: `wrapped` goes and `destroyed_at` stays.
    """

    subject = models.OneToOneField("people.Person", models.PROTECT, related_name="+")
    wrapped = models.BinaryField(null=True)
    wrapping_key = models.CharField(max_length=32)
    created_at = models.DateTimeField(auto_now_add=True)
    destroyed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="subject_key_there_or_destroyed",
                condition=models.Q(wrapped__isnull=False, destroyed_at=None)
                | models.Q(wrapped=None, destroyed_at__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"key of {self.subject_id}"
