"""What waits for somebody in this room: to confirm one's own role, and those of one's people."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fairway.foundation.ports import Todo
from fairway.people.models import Person
from fairway.skills.standing import waiting_for

MOST_NAMED = 3


def found(viewer: Any) -> Iterable[Todo]:
    """On Home: oneself, and a few of one's people by name; of more than that, how many."""
    if not isinstance(viewer, Person):
        return
    people = waiting_for(viewer)
    own = [one for one in people if one == viewer]
    others = [one for one in people if one != viewer]
    yield from all_of(viewer, own if len(others) > MOST_NAMED else people)
    if len(others) > MOST_NAMED:
        yield _many(len(others))


def _many(number: int) -> Todo:
    words = ngettext(
        "Confirm what %(n)s person can rely on", "Confirm what %(n)s people can rely on", number
    )
    return Todo(
        title=words % {"n": number},
        url=reverse("skills:waiting"),
        action=_("Read"),
        minutes=3 * number,
        key="roles",
    )


def all_of(viewer: Person, people: Iterable[Person]) -> list[Todo]:
    """Oneself first, then one's people by name."""
    return [_one(viewer, one) for one in sorted(people, key=lambda one: one != viewer)]


def _one(viewer: Person, person: Any) -> Todo:
    """`person.before`: they have confirmed an earlier edition, so a new one asks."""
    if person != viewer:
        title = _("Confirm what %(name)s can rely on") % {"name": person.name}
    elif person.before:
        title = _("Read what is expected in your role once more")
    else:
        title = _("Read what is expected in your role")
    return Todo(
        title=title,
        url=reverse("skills:of_person", args=[person.public_id]),
        action=_("Read"),
        detail=str(person.assignment.job_profile),
        minutes=3,
        key=f"role:{person.public_id}",
    )
