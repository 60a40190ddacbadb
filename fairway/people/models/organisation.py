"""Where people are: employers, units, places, jobs."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q

from fairway.foundation.access import AccessQuerySet
from fairway.foundation.ids import PublicIdField
from fairway.people.countries import country_name


class InACountry:
    """What has a country, in words."""

    country: Any

    @property
    def country_name(self) -> str:
        return country_name(self.country)


class Employer(InACountry, models.Model):
    """A legal entity or franchisee: bounds policy, retention and visibility."""

    class Kind(models.TextChoices):
        LEGAL_ENTITY = "legal_entity"
        FRANCHISEE = "franchisee"

    public_id = PublicIdField()
    name = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.LEGAL_ENTITY)
    country = models.CharField(max_length=2, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = AccessQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name


class OrgUnit(models.Model):
    """A part of the organisation; the tree has one root."""

    public_id = PublicIdField()
    name = models.CharField(max_length=200)
    code = models.CharField(max_length=60, blank=True)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )
    leader = models.ForeignKey(
        "people.Person", models.SET_NULL, null=True, blank=True, related_name="led_units"
    )
    closed_on = models.DateField(null=True, blank=True)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="absorbed"
    )
    version = models.PositiveIntegerField(default=1)

    objects = AccessQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                models.Value(1),
                name="unit_one_root",
                condition=Q(parent=None, closed_on=None),
            ),
            models.CheckConstraint(
                name="unit_is_not_its_own_parent",
                condition=Q(parent=None) | ~Q(parent=F("id")),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class UnitSpelling(models.Model):
    """Another way the unit's name has been written, normalised, so that an import finds it."""

    unit = models.ForeignKey(OrgUnit, models.CASCADE, related_name="spellings")
    spelling = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "spelling"], name="unit_spelling_once")
        ]
        indexes = [models.Index(fields=["spelling"], name="unit_spelling")]

    def __str__(self) -> str:
        return self.spelling


class UnitChain(models.Model):
    """Every ancestor–descendant pair of units, each with itself at depth 0; kept true by actions."""

    above = models.ForeignKey(OrgUnit, models.CASCADE, related_name="+")
    below = models.ForeignKey(OrgUnit, models.CASCADE, related_name="+")
    depth = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["above", "below"], name="unit_chain_once"),
        ]
        indexes = [
            models.Index(fields=["below", "depth"], name="unit_chain_up"),
            models.Index(fields=["above", "depth"], name="unit_chain_down"),
        ]

    def __str__(self) -> str:
        return f"{self.above_id} over {self.below_id}"


class Location(InACountry, models.Model):
    """A site, or a place people work remotely from: gives country, zone and public holidays."""

    public_id = PublicIdField()
    name = models.CharField(max_length=200, unique=True)
    country = models.CharField(max_length=2, blank=True)
    subdivision = models.CharField(max_length=10, blank=True)
    time_zone = models.CharField(max_length=64, default="UTC")
    is_remote = models.BooleanField(default=False)
    closed_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = AccessQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name


class JobFamily(models.Model):
    public_id = PublicIdField()
    name = models.CharField(max_length=200, unique=True)
    version = models.PositiveIntegerField(default=1)

    objects = AccessQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "job families"

    def __str__(self) -> str:
        return self.name


class JobProfile(models.Model):
    """A family at a level: what a role is, wherever it is held."""

    public_id = PublicIdField()
    family = models.ForeignKey(JobFamily, models.PROTECT, null=True, related_name="profiles")
    title = models.CharField(max_length=200)
    level = models.CharField(max_length=40, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = AccessQuerySet.as_manager()

    class Meta:
        ordering = ["title", "level", "pk"]
        constraints = [models.UniqueConstraint(fields=["title", "level"], name="job_profile_once")]

    def __str__(self) -> str:
        return f"{self.title} {self.level}".strip()
