"""What of a review was given out: to whom, in which words, and who has said that they have it."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from fairway.foundation.access import AccessQuerySet
from fairway.foundation.ids import PublicIdField
from fairway.foundation.sealing import SealedField

LONGEST_COMMENT = 4000


class SharedVersionQuerySet(AccessQuerySet["SharedVersion"]):
    def given(self):
        """To whom they are about."""
        return self.filter(to_subject_at__isnull=False)

    def newest(self):
        """Without those that a newer one follows, among all that were made."""
        newer = SharedVersion.objects.filter(
            participant=OuterRef("participant"), number__gt=OuterRef("number")
        )
        return self.filter(~Exists(newer))

    def latest_given(self):
        newer = SharedVersion.objects.given().filter(
            participant=OuterRef("participant"), number__gt=OuterRef("number")
        )
        return self.given().filter(~Exists(newer))

    def for_display(self):
        return self.select_related(
            "person__assignment__unit", "participant__cycle", "participant__author"
        )

    def with_who_looks(self):
        """With the second look that is taken at it, as `look`: there is one at a time."""
        assigned = models.Q(disputes__state="assigned")
        named: Any = self.annotate(look=models.FilteredRelation("disputes", condition=assigned))
        return named.select_related("look__reviewer", "person__assignment__location")

    def with_names(self):
        """Who has signed, for any number of them in one query more."""
        return self.prefetch_related(
            models.Prefetch("signatures", Signature.objects.select_related("by"))
        )


class SharedVersion(models.Model):
    """A review as it was given out: its words and rating, fixed. What changes later is another one.

    `person` is whom it is about, under whose key the words lie. It is made when the manager gets it,
    and `to_subject_at` is when the person did; `Release` says by whom. `open_above` and
    `within_depth` are settled when it is given out: whether managers further up read it, and whether
    it is still among those that a manager who comes later reads.
    """

    public_id = PublicIdField()
    participant = models.ForeignKey(
        "reviews.Participant", models.CASCADE, related_name="shared_versions", db_index=False
    )
    person = models.ForeignKey(
        "people.Person", models.PROTECT, related_name="shared_reviews", db_index=False
    )
    number = models.PositiveSmallIntegerField()
    content = SealedField(subject="person")
    content_hash = models.CharField(max_length=64)
    rating = models.SmallIntegerField(null=True, blank=True)
    made_at = models.DateTimeField(help_text="When it was given to the manager.")
    to_subject_at = models.DateTimeField(null=True, blank=True)
    open_above = models.BooleanField(default=False)
    within_depth = models.BooleanField(default=True)

    seal_content, read_content = content.sealing(), content.reading()

    objects = SharedVersionQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        indexes = [models.Index(fields=["person", "made_at", "id"], name="shared_of_person")]
        constraints = [
            models.UniqueConstraint(fields=["participant", "number"], name="shared_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.participant_id} version {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("reviews:shared", args=[self.public_id])

    def words(self) -> dict[str, Any]:
        """What it says; empty once its subject was erased."""
        text = self.read_content()
        return json.loads(text) if text else {}

    def is_intact(self) -> bool:
        """Whether it still says what was signed."""
        return hash_of_words(self.words()) == self.content_hash


def hash_of_words(content: dict[str, Any]) -> str:
    """The same words give the same sign, in whatever order they are kept."""
    return hashlib.sha256(spelled(content).encode()).hexdigest()


def spelled(content: dict[str, Any]) -> str:
    return json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


class Release(models.Model):
    """A version was given to the manager, and later to whom it is about."""

    class To(models.TextChoices):
        MANAGER = "manager", _("To the manager")
        SUBJECT = "subject", _("To the person")

    participant = models.ForeignKey(
        "reviews.Participant", models.CASCADE, related_name="releases", db_index=False
    )
    version = models.ForeignKey(
        SharedVersion, models.CASCADE, related_name="releases", db_index=False
    )
    to = models.CharField(max_length=7, choices=To)
    at = models.DateTimeField()
    by = models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["version", "to"], name="release_once"),
        ]
        indexes = [models.Index(fields=["participant", "at"], name="release_of_participant")]

    def __str__(self) -> str:
        return f"{self.version_id} to {self.to}"


class Acknowledgement(models.Model):
    """ "Received", and what the person wants to have said with it. It does not say "agreed"."""

    public_id = PublicIdField()
    participant = models.ForeignKey(
        "reviews.Participant", models.CASCADE, related_name="acknowledgements", db_index=False
    )
    version = models.OneToOneField(SharedVersion, models.CASCADE, related_name="acknowledgement")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()
    comment = SealedField(subject="person")

    seal_comment, read_comment = comment.sealing(), comment.reading()

    class Meta:
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["participant", "at"], name="acknowledged_by_time")]

    def __str__(self) -> str:
        return f"{self.version_id} received"


class Signature(models.Model):
    """Somebody has put their name under exactly these words."""

    class As(models.TextChoices):
        SUBJECT = "subject", _("Received")
        AUTHOR = "author", _("Written")

    participant = models.ForeignKey(
        "reviews.Participant", models.CASCADE, related_name="signatures", db_index=False
    )
    version = models.ForeignKey(
        SharedVersion, models.CASCADE, related_name="signatures", db_index=False
    )
    by = models.ForeignKey("people.Person", models.PROTECT, related_name="+", db_index=False)
    signed_as = models.CharField(max_length=7, choices=As)
    at = models.DateTimeField()
    content_hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["version", "signed_as"], name="signature_once"),
            models.CheckConstraint(name="signature_names_the_words", condition=~Q(content_hash="")),
        ]
        indexes = [
            models.Index(fields=["participant", "signed_as"], name="signature_of_participant")
        ]

    def __str__(self) -> str:
        return f"{self.version_id} by {self.by_id}"


class Packet(models.Model):
    """A version as a document to keep, in the language of whom it is about.

    The file belongs to this row: who may read the version may have it.
    """

    public_id = PublicIdField()
    version = models.ForeignKey(
        SharedVersion, models.CASCADE, related_name="packets", db_index=False
    )
    language = models.CharField(max_length=12)
    mark = models.CharField(max_length=64, help_text="Of its words and the names beneath them.")
    made_at = models.DateTimeField()

    objects = AccessQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["version", "language"], name="packet_once")]

    def __str__(self) -> str:
        return f"{self.version_id} in {self.language}"


class ReportOf360(models.Model):
    """What raters said together, fixed when it was given to whom it is about.

    It is made once: answers that come later are in none, so that no two reports can be compared.
    """

    public_id = PublicIdField()
    participant = models.OneToOneField(
        "reviews.Participant", models.CASCADE, related_name="report_of_360"
    )
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="reports_of_360")
    content = SealedField(subject="person")
    threshold = models.PositiveSmallIntegerField()
    to_manager = models.BooleanField(
        default=False, help_text="As the raters were told before they began."
    )
    released_at = models.DateTimeField()
    answers_gone_at = models.DateTimeField(
        null=True, blank=True, help_text="When the answers themselves were destroyed."
    )

    seal_content, read_content = content.sealing(), content.reading()

    objects = AccessQuerySet.as_manager()

    class Meta:
        ordering = ["-released_at", "-pk"]
        verbose_name_plural = "reports of 360"
        indexes = [
            models.Index(
                fields=["released_at"],
                name="report_with_answers",
                condition=Q(answers_gone_at=None),
            )
        ]

    def __str__(self) -> str:
        return f"report of {self.participant_id}"

    def get_absolute_url(self) -> str:
        return reverse("reviews:report_360", args=[self.public_id])

    def words(self) -> dict[str, Any]:
        text = self.read_content()
        return json.loads(text) if text else {}
