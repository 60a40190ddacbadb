from django.db import models

from fairway.foundation.ids import PublicIdField


class MailLink(models.Model):
    """One person may do one thing to one record, once, until a day; reached from a mail."""

    public_id = PublicIdField()
    verb = models.CharField(max_length=60)
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    subject_type = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["person", "verb", "subject_id"], name="mail_link_same"),
            models.Index(fields=["expires_at"], name="mail_link_age"),
        ]

    def __str__(self) -> str:
        return self.verb
