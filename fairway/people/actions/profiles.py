"""Job families and job profiles: what roles there are, wherever they are held."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from fairway.foundation.access import claim
from fairway.foundation.events import record
from fairway.foundation.refusal import Refusal
from fairway.foundation.versions import next_version
from fairway.people.actions.places import NameTaken
from fairway.people.days import organisation_day
from fairway.people.models import Assignment, JobFamily, JobProfile
from fairway.people.rules import claim_lead
from fairway.people.spelling import given_name


class ProfileTaken(Refusal):
    code = "profile_taken"

    def __init__(self, profile: str) -> None:
        super().__init__(_("There is already a role called %(profile)s."), profile=profile)


class ProfileInUse(Refusal):
    code = "profile_in_use"

    def __init__(self, profile: JobProfile, people: int) -> None:
        super().__init__(
            ngettext_lazy(
                "%(people)s person still works as %(profile)s. Move them first.",
                "%(people)s people still work as %(profile)s. Move them first.",
                "people",
            ),
            people=people,
            profile=str(profile),
        )


@transaction.atomic
def save_family(
    family: JobFamily | None, *, actor: Any, name: str, version: int | None = None
) -> JobFamily:
    """A new family of roles, or another name for one there is."""
    if family is None:
        claim_lead(actor)
        family = JobFamily()
    else:
        family = claim(family, actor=actor, verb="edit")
        next_version(family, version)
    name = given_name(name)
    if JobFamily.objects.filter(name__iexact=name).exclude(pk=family.pk).exists():
        raise NameTaken(name)
    family.name = name
    family.save()
    record("people.job_family_saved", actor=actor, subject=family)
    return family


@transaction.atomic
def save_profile(
    profile: JobProfile | None,
    *,
    actor: Any,
    title: str,
    level: str = "",
    family: JobFamily | None = None,
    version: int | None = None,
) -> JobProfile:
    """A new role, or other words for one there is."""
    if profile is None:
        claim_lead(actor)
        profile = JobProfile()
    else:
        profile = claim(profile, actor=actor, verb="edit")
        next_version(profile, version)
    profile.title, profile.level, profile.family = given_name(title), level.strip(), family
    same = JobProfile.objects.filter(title__iexact=profile.title, level__iexact=profile.level)
    if same.exclude(pk=profile.pk).exists():
        raise ProfileTaken(str(profile))
    profile.save()
    record("people.job_profile_saved", actor=actor, subject=profile)
    return profile


@transaction.atomic
def close_profile(profile: JobProfile, *, actor: Any, closed_on: date | None = None) -> JobProfile:
    profile = claim(profile, actor=actor, verb="edit")
    day = closed_on or organisation_day()
    held = Assignment.objects.filter(job_profile=profile, person__active=True)
    people = (held.on(day) | held.filter(valid_from__gt=day)).values("person").distinct().count()
    if people:
        raise ProfileInUse(profile, people)
    profile.closed_on = day
    profile.version += 1
    profile.save(update_fields=["closed_on", "version"])
    record("people.job_profile_closed", actor=actor, subject=profile, closed_on=str(day))
    return profile
