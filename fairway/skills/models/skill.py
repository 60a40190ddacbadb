from __future__ import annotations

from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from fairway.foundation.access import AccessQuerySet
from fairway.foundation.addresses import address_of
from fairway.foundation.ids import PublicIdField


class Level(models.IntegerChoices):
    AWARENESS = 1, _("Awareness")
    WORKING = 2, _("Working")
    PRACTITIONER = 3, _("Practitioner")
    EXPERT = 4, _("Expert")


class SkillQuerySet(AccessQuerySet["Skill"]):
    def in_use(self):
        return self.filter(archived_at=None)

    def archived(self):
        return self.exclude(archived_at=None)


class Skill(models.Model):
    """Something people learn to do, and how one sees at each level that somebody can."""

    public_id = PublicIdField()
    name = models.CharField(max_length=120)
    meaning = models.TextField(max_length=2000, blank=True)
    awareness = models.TextField(max_length=2000, blank=True)
    working = models.TextField(max_length=2000, blank=True)
    practitioner = models.TextField(max_length=2000, blank=True)
    expert = models.TextField(max_length=2000, blank=True)
    archived_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = SkillQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [models.UniqueConstraint(Lower("name"), name="skill_once")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return address_of("skills:skill", self.public_id)

    def looks_like(self, level: int) -> str:
        """How one sees that somebody is at this level."""
        return str(getattr(self, Level(level).name.lower()))
