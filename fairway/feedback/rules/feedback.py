"""Feedback is read by whom its author chose before writing, and by nobody on top of that.

No role opens it: neither HR nor those above the manager. The manager is who was it when it was
given, as long as they are it, or for 30 days after the person has left; who comes later begins
without it (a change of manager opens nothing that was said before).
"""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from fairway.feedback.models import Feedback, Visibility
from fairway.foundation.access import rule
from fairway.people.models import Person
from fairway.people.relations import (
    AUTHOR,
    FORMER,
    MANAGER,
    NOBODY,
    SELF,
    Clause,
    colleague,
    direct,
    grants,
    last_manager,
    own,
)

STANDING = Q(withdrawn_at=None)
TO = "recipient"


def _author(viewer: Person) -> Clause:
    return own(viewer, "author", AUTHOR)


def _recipient(viewer: Person) -> Clause:
    """Not of what goes to the manager alone."""
    theirs = Q(**{TO: viewer.pk}) & ~Q(visibility=Visibility.MANAGER) & STANDING
    return Clause(SELF, theirs)


def _managers(viewer: Person, *visibilities: str) -> tuple[Clause, Clause]:
    """Whoever was the manager when it was given, and still is; of a leaver the last one."""
    given = Q(manager=viewer.pk, visibility__in=visibilities) & STANDING
    ways = ((MANAGER, direct(viewer, TO)), (FORMER, last_manager(viewer, TO)))
    now, after = (
        Clause(relation, NOBODY if way.gives is NOBODY else given & way.gives)
        for relation, way in ways
    )
    return now, after


@rule(Feedback, "view")
def feedback_is_read_by_those_its_author_chose(viewer: Person) -> Q:
    return grants(
        _author(viewer),
        _recipient(viewer),
        *_managers(viewer, Visibility.SHARED, Visibility.MANAGER),
    )


@rule(Feedback, "open")
def whoever_it_is_for_opens_it(viewer: Person) -> Q:
    return grants(_recipient(viewer), *_managers(viewer, Visibility.SHARED, Visibility.MANAGER))


@rule(Feedback, "edit")
@rule(Feedback, "withdraw")
def its_author_puts_it_right(viewer: Person) -> Q:
    """How long they may is for the action to say, in words."""
    return grants(_author(viewer), given=STANDING)


@rule(Feedback, "thank")
@rule(Feedback, "hide")
def whom_it_is_for_thanks_and_puts_it_away(viewer: Person) -> Q:
    return grants(_recipient(viewer))


@rule(Feedback, "reply")
def the_two_talk_about_it(viewer: Person) -> Q:
    """Where only the manager reads it, the two are the author and the manager."""
    return grants(
        _author(viewer),
        _recipient(viewer),
        *_managers(viewer, Visibility.MANAGER),
        given=STANDING & Q(author__isnull=False),
    )


@rule(Person, "give_feedback")
@rule(Person, "recognise")
def everybody_may_say_something_to_a_colleague(viewer: Person) -> Q:
    """To their manager as well, and to those above; only not to themselves."""
    return grants(colleague(viewer), given=Q(active=True) & ~Q(pk=viewer.pk))


def people_to_tell(viewer: Any) -> QuerySet[Person]:
    return Person.objects.allowed(viewer, "give_feedback")
