"""Joining, moving and leaving."""

from __future__ import annotations

import unicodedata
from datetime import date
from typing import Any

from django.db import transaction

from fairway.foundation.events import record
from fairway.people.actions.chains import begin_chain, move_under
from fairway.people.models import Assignment, Person


def search_text(*words: str) -> str:
    """What a search compares: lower case, without accents."""
    flat = unicodedata.normalize("NFKD", " ".join(word for word in words if word))
    return "".join(sign for sign in flat if not unicodedata.combining(sign)).casefold()


def sort_name(name: str) -> str:
    """Family name first: "Reyes, Ana". A single name stays as it is."""
    given, _space, family = name.rpartition(" ")
    return f"{family}, {given}" if given else family


@transaction.atomic
def add_person(name: str, *, actor: Any, **fields: Any) -> Person:
    """A new person, in the directory from now on, not yet assigned anywhere."""
    fields.setdefault("sort_name", sort_name(name))
    person = Person(name=name, **fields)
    person.search_text = search_text(name, person.email, person.employee_number)
    person.save()
    begin_chain(person)
    record("people.joined", actor=actor, subject=person)
    return person


@transaction.atomic
def assign_person(
    person: Person, *, actor: Any, valid_from: date, today: date | None = None, **place: Any
) -> Assignment:
    """From `valid_from` on the person works there; what held before ends that day.

    `place` takes unit, job_profile, location, manager, work_mode, weekly_minutes.
    """
    before = person.assignments.filter(valid_from__lt=valid_from).order_by("-valid_from").first()
    if before and (before.valid_until is None or before.valid_until > valid_from):
        before.valid_until = valid_from
        before.save(update_fields=["valid_until"])
    assignment = Assignment.objects.create(person=person, valid_from=valid_from, **place)
    if valid_from <= (today or date.today()):  # noqa: DTZ011 the organisation's day, see settle
        person.assignment = assignment
        person.save(update_fields=["assignment"])
        move_under(person, assignment.manager)
    record("people.assigned", actor=actor, subject=person, assignment=assignment.pk)
    return assignment
