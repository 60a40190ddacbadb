"""Locations and employers."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from fairway.foundation.access import claim
from fairway.foundation.events import record
from fairway.foundation.refusal import Refusal
from fairway.foundation.times import zone
from fairway.foundation.versions import next_version
from fairway.people.countries import countries
from fairway.people.days import organisation_day
from fairway.people.models import Assignment, Employer, Location
from fairway.people.rules import claim_lead
from fairway.people.spelling import given_name

LOCATION = ("name", "country", "subdivision", "time_zone", "is_remote")


class NameTaken(Refusal):
    code = "name_taken"
    field = "name"

    def __init__(self, name: str) -> None:
        super().__init__(_("There is already one called %(name)s."), name=name)


class UnknownCountry(Refusal):
    code = "unknown_country"
    field = "country"

    def __init__(self, country: str) -> None:
        super().__init__(
            _("“%(country)s” is not a country. Use its two letters, such as PT or PH."),
            country=country[:20],
        )


class LocationInUse(Refusal):
    code = "location_in_use"

    def __init__(self, location: Location, people: int) -> None:
        super().__init__(
            ngettext_lazy(
                "%(people)s person still works at %(location)s. Move them first.",
                "%(people)s people still work at %(location)s. Move them first.",
                "people",
            ),
            people=people,
            location=location.name,
        )


@transaction.atomic
def create_location(
    name: str,
    *,
    actor: Any,
    time_zone: str,
    country: str = "",
    subdivision: str = "",
    is_remote: bool = False,
) -> Location:
    claim_lead(actor)
    location = Location(is_remote=is_remote)
    _describe(location, name, country, subdivision, time_zone)
    location.save()
    record("people.location_created", actor=actor, subject=location)
    return location


@transaction.atomic
def edit_location(
    location: Location,
    *,
    actor: Any,
    name: str,
    time_zone: str,
    country: str = "",
    subdivision: str = "",
    is_remote: bool = False,
    version: int | None = None,
) -> Location:
    location = claim(location, actor=actor, verb="edit")
    next_version(location, version)
    before = location.time_zone
    location.is_remote = is_remote
    _describe(location, name, country, subdivision, time_zone)
    location.save(update_fields=[*LOCATION, "version"])
    record("people.location_edited", actor=actor, subject=location)
    if before != location.time_zone:
        record("people.location_zone_changed", actor=actor, subject=location)
    return location


@transaction.atomic
def close_location(location: Location, *, actor: Any, closed_on: date | None = None) -> Location:
    location = claim(location, actor=actor, verb="edit")
    day = closed_on or organisation_day()
    there = Assignment.objects.filter(location=location, person__active=True)
    people = (there.on(day) | there.filter(valid_from__gt=day)).values("person").distinct().count()
    if people:
        raise LocationInUse(location, people)
    location.closed_on = day
    location.version += 1
    location.save(update_fields=["closed_on", "version"])
    record("people.location_closed", actor=actor, subject=location, closed_on=str(day))
    return location


@transaction.atomic
def save_employer(
    employer: Employer | None,
    *,
    actor: Any,
    name: str,
    kind: str = Employer.Kind.LEGAL_ENTITY,
    country: str = "",
    version: int | None = None,
) -> Employer:
    """A new employer, or other words for one there is."""
    if employer is None:
        claim_lead(actor)
        employer, known = Employer(), False
    else:
        employer, known = claim(employer, actor=actor, verb="edit"), True
        next_version(employer, version)
    name = given_name(name)
    if Employer.objects.filter(name__iexact=name).exclude(pk=employer.pk).exists():
        raise NameTaken(name)
    employer.name, employer.kind, employer.country = name, kind, known_country(country)
    employer.save()
    kind_of_event = "people.employer_edited" if known else "people.employer_created"
    record(kind_of_event, actor=actor, subject=employer)
    return employer


def known_country(code: str) -> str:
    """Two letters of ISO 3166, or nothing."""
    code = code.strip().upper()
    if code and code not in countries():
        raise UnknownCountry(code)
    return code


def _describe(
    location: Location, name: str, country: str, subdivision: str, time_zone: str
) -> None:
    name = given_name(name)
    if Location.objects.filter(name__iexact=name).exclude(pk=location.pk).exists():
        raise NameTaken(name)
    zone(time_zone.strip())
    location.name, location.time_zone = name, time_zone.strip()
    location.country, location.subdivision = known_country(country), subdivision.strip().upper()
