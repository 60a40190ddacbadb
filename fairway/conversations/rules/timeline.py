"""Whose timeline one may open. What stands on it each room decides by its own rules."""

from __future__ import annotations

from django.db.models import Q

from fairway.foundation.access import rule
from fairway.people.models import Person
from fairway.people.relations import dotted, grants, hr, last_manager, line, own


@rule(Person, "view_timeline")
def a_timeline_is_opened_by_those_who_work_with_the_person(viewer: Person) -> Q:
    """Colleagues read most of it where it stands; nobody needs all of it gathered of a peer."""
    return grants(own(viewer), *line(viewer), last_manager(viewer), dotted(viewer), *hr(viewer))
