"""What a person is called and how they can be reached."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from fairway.foundation.access import claim
from fairway.foundation.events import record
from fairway.foundation.refusal import Refusal
from fairway.foundation.text import clean_name
from fairway.foundation.times import zone
from fairway.foundation.versions import next_version
from fairway.people.models import Employer, Person
from fairway.people.spelling import given_name, search_text, sort_name


class EmailTaken(Refusal):
    code = "email_taken"
    field = "email"

    def __init__(self, email: str) -> None:
        super().__init__(_("Somebody else here already has the address %(email)s."), email=email)


class NumberTaken(Refusal):
    code = "number_taken"
    field = "employee_number"

    def __init__(self, number: str) -> None:
        super().__init__(_("Somebody else here already has the number %(number)s."), number=number)


@transaction.atomic
def rename_person(person: Person, *, actor: Any, name: str, version: int | None = None) -> Person:
    person = claim(person, actor=actor, verb="edit")
    next_version(person, version)
    _call(person, given_name(name))
    person.save(update_fields=["name", "sort_name", "search_text", "version"])
    record("people.renamed", actor=actor, subject=person)
    return person


@transaction.atomic
def edit_record(
    person: Person,
    *,
    actor: Any,
    name: str,
    email: str = "",
    employee_number: str = "",
    employer: Employer | None = None,
    joined_on: date | None = None,
    version: int | None = None,
) -> Person:
    """What the organisation keeps: name, address, number, employer, first day."""
    person = claim(person, actor=actor, verb="edit")
    next_version(person, version)
    before = {name: getattr(person, name) for name in RECORD}
    _refuse_taken(person, email, employee_number)
    person.email, person.employee_number = email.strip().lower(), employee_number.strip()
    person.employer, person.joined_on = employer, joined_on
    _call(person, given_name(name))
    person.save(update_fields=[*RECORD, "sort_name", "search_text", "version"])
    changed = [name for name in RECORD if before[name] != getattr(person, name)]
    record("people.record_edited", actor=actor, subject=person, changed=changed)
    return person


@transaction.atomic
def edit_profile(
    person: Person,
    *,
    actor: Any,
    preferred_name: str = "",
    pronouns: str = "",
    pronunciation: str = "",
    language: str = "",
    time_zone: str = "",
    version: int | None = None,
) -> Person:
    """What a person says about themselves. An empty zone means their location's."""
    person = claim(person, actor=actor, verb="edit_profile")
    next_version(person, version)
    if time_zone:
        zone(time_zone)
    moved = time_zone != person.time_zone
    person.preferred_name = clean_name(preferred_name)
    person.pronouns, person.pronunciation = clean_name(pronouns), clean_name(pronunciation)
    person.language, person.time_zone = language, time_zone
    _call(person, person.name)
    person.save(update_fields=[*PROFILE, "search_text", "version"])
    record("people.profile_edited", actor=actor, subject=person)
    if moved:  # schedules listen: every deadline of theirs is another instant now
        record("people.zone_changed", actor=actor, subject=person)
    return person


PROFILE = ("preferred_name", "pronouns", "pronunciation", "language", "time_zone")
RECORD = ("name", "email", "employee_number", "employer", "joined_on")


def _call(person: Person, name: str) -> None:
    if person.name != name:  # an import may know better where the family name begins
        person.name, person.sort_name = name, sort_name(name)
    words = (name, person.preferred_name, person.email, person.employee_number)
    person.search_text = search_text(*words)


def _refuse_taken(person: Person, email: str, number: str) -> None:
    others = Person.objects.filter(active=True).exclude(pk=person.pk)
    if email.strip() and others.filter(email__iexact=email.strip()).exists():
        raise EmailTaken(email.strip())
    if number.strip() and others.filter(employee_number=number.strip()).exists():
        raise NumberTaken(number.strip())
