from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from fairway.foundation.access import AccessQuerySet
from fairway.foundation.ids import PublicIdField
from fairway.skills.models.skill import Level

# What people write about a role, in the order in which it is read.
WORDS = ("purpose", "results", "processes", "behaviours", "excellence")


class RoleExpectation(models.Model):
    """What is expected in a role, wherever it is held. The words stand in its editions.

    `version` is the number of the edition that holds, and `asked` that of the last one which
    everybody in the role was asked to confirm: a mended comma asks nobody again.
    """

    public_id = PublicIdField()
    profile = models.OneToOneField(
        "people.JobProfile", models.PROTECT, related_name="role_expectation"
    )
    version = models.PositiveIntegerField(default=1)
    asked = models.PositiveIntegerField(default=1)

    objects = AccessQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="expectation_asks_for_what_is_there", condition=Q(asked__lte=F("version"))
            )
        ]

    def __str__(self) -> str:
        return str(self.profile)

    def get_absolute_url(self) -> str:
        return reverse("skills:role", args=[self.profile.public_id])


class EditionQuerySet(AccessQuerySet["Edition"]):
    def holding(self):
        return self.filter(number=F("expectation__version"))

    def with_skills(self):
        skills = ExpectedSkill.objects.select_related("skill").order_by("skill__name", "pk")
        return self.prefetch_related(models.Prefetch("skills", skills))


class Edition(models.Model):
    """What was expected from a day on; one that was confirmed can be read as it was."""

    public_id = PublicIdField()
    expectation = models.ForeignKey(RoleExpectation, models.CASCADE, related_name="editions")
    number = models.PositiveIntegerField()
    purpose = models.TextField(max_length=2000, blank=True)
    results = models.TextField(max_length=4000, blank=True)
    processes = models.TextField(max_length=4000, blank=True)
    behaviours = models.TextField(max_length=4000, blank=True)
    excellence = models.TextField(max_length=2000, blank=True)
    what_changed = models.CharField(max_length=300, blank=True)
    asks = models.BooleanField(default=True)
    written_by = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    written_at = models.DateTimeField()

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["expectation", "number"], name="edition_once")
        ]

    def __str__(self) -> str:
        return f"{self.expectation_id}, edition {self.number}"

    @property
    def has_words(self) -> bool:
        """People have written of it; a list of skills alone says little of what good looks like."""
        return any(getattr(self, name) for name in WORDS)


class ExpectedSkill(models.Model):
    edition = models.ForeignKey(Edition, models.CASCADE, related_name="skills")
    skill = models.ForeignKey("skills.Skill", models.PROTECT, related_name="expected_in")
    level = models.PositiveSmallIntegerField(choices=Level)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "skill"], name="expected_skill_once"),
            models.CheckConstraint(
                name="expected_skill_has_a_level", condition=Q(level__in=Level.values)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.skill_id} at {self.level}"

    @property
    def looks_like(self) -> str:
        return self.skill.looks_like(self.level)
