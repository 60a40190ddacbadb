from django.db import models

from fairway.foundation.ids import PublicIdField


class StoredFile(models.Model):
    """A checked upload that belongs to one record; who may read that record may read it."""

    public_id = PublicIdField()
    owner_type = models.CharField(max_length=60)
    owner_id = models.BigIntegerField()
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    path = models.CharField(max_length=200)
    uploaded_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    uploaded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["owner_type", "owner_id"], name="file_owner")]

    def __str__(self) -> str:
        return self.public_id
