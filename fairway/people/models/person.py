from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from fairway.foundation.access import AccessQuerySet
from fairway.foundation.addresses import address_of
from fairway.foundation.ids import PublicIdField


class PersonQuerySet(AccessQuerySet["Person"]):
    def active(self, on: date | None = None):
        """Not left, or leaving later than `on`; with no date, as the rows say now."""
        if on is None:
            return self.filter(active=True)
        return self.filter(Q(left_on=None) | Q(left_on__gt=on))

    def for_display(self):
        return self.select_related(
            "assignment__unit", "assignment__location", "assignment__job_profile"
        )


class Person(models.Model):
    """A human in the organisation, now or once. Never deleted: erasure overwrites the row."""

    public_id = PublicIdField()
    account = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="person",
    )
    employee_number = models.CharField(max_length=60, blank=True)
    name = models.CharField(max_length=200, help_text="In full, the way they write it.")
    preferred_name = models.CharField(max_length=80, blank=True)
    sort_name = models.CharField(
        max_length=200, help_text="What lists are ordered by: family name first, folded."
    )
    pronunciation = models.CharField(max_length=120, blank=True)
    search_text = models.CharField(max_length=600, blank=True, editable=False)
    pronouns = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=12, blank=True)
    time_zone = models.CharField(max_length=64, blank=True, help_text="Empty: the location's.")
    employer = models.ForeignKey(
        "people.Employer", models.PROTECT, null=True, blank=True, related_name="people"
    )
    assignment = models.OneToOneField(
        "people.Assignment",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text="The one that holds today, else the last, else the first to come. "
        "Kept true by actions and a nightly task.",
    )
    joined_on = models.DateField(null=True, blank=True)
    left_on = models.DateField(
        null=True, blank=True, help_text="The first day they are no longer with us."
    )
    active = models.BooleanField(default=True, editable=False)
    rehire_of = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="rehires"
    )
    erased_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = PersonQuerySet.as_manager()

    class Meta:
        ordering = ["sort_name", "pk"]
        verbose_name_plural = "people"
        constraints = [
            models.UniqueConstraint(
                Lower("email"), name="person_email_once", condition=~Q(email="") & Q(active=True)
            ),
            models.UniqueConstraint(
                fields=["employee_number"],
                name="person_number_once",
                condition=~Q(employee_number="") & Q(active=True),
            ),
            models.CheckConstraint(
                name="person_leaves_after_joining",
                condition=Q(left_on=None) | Q(joined_on=None) | Q(left_on__gte=F("joined_on")),
            ),
        ]
        indexes = [
            # Two halves, not one index on (active, …): SQLite finds no index by a bare truth value.
            models.Index(fields=["sort_name", "id"], name="person_here", condition=Q(active=True)),
            models.Index(fields=["sort_name", "id"], name="person_gone", condition=Q(active=False)),
            models.Index(fields=["employee_number"], name="person_number"),
            models.Index(fields=["left_on"], name="person_left"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return address_of("people:person", self.public_id)

    @property
    def called(self) -> str:
        """How one greets them: the preferred name, else the first word of the name."""
        return self.preferred_name or self.name.split(" ", 1)[0]

    @property
    def zone(self) -> str:
        """Their own zone, else their location's, else UTC."""
        if self.time_zone:
            return self.time_zone
        place = self.assignment.location if self.assignment else None
        return place.time_zone if place else "UTC"
