"""A win is its person's alone until they share it; then their managers of that day read it.

Nobody's reach goes back: a manager, or one on the dotted line, reads what was shared while they
were it. For the next one, the person shares it anew.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from fairway.conversations.models import Win
from fairway.foundation.access import rule
from fairway.people.models import Assignment, DottedLine, Person
from fairway.people.relations import NOBODY, Clause, direct, dotted, grants, own

HERE = Q(person__active=True)


def of_that_day(viewer: Person) -> Clause:
    """The manager, of what was shared while they already were."""
    managed = Assignment.objects.filter(person=OuterRef("person"), manager=viewer.pk)
    return _only(direct(viewer, "person"), Q(Exists(_holding(managed))))


def dotted_of_that_day(viewer: Person) -> Clause:
    lines = DottedLine.objects.filter(person=OuterRef("person"), manager=viewer.pk)
    return _only(dotted(viewer, "person"), Q(Exists(_holding(lines))))


def _holding(rows: QuerySet[Any]) -> QuerySet[Any]:
    """On the day it was shared; both ends are half-open days of the organisation."""
    until = Q(valid_until=None) | Q(valid_until__gt=OuterRef("shared_on"))
    return rows.filter(until, valid_from__lte=OuterRef("shared_on")).order_by()


def _only(clause: Clause, given: Q) -> Clause:
    if clause.gives is NOBODY:
        return clause
    return Clause(clause.relation, clause.gives & given, clause.never)


@rule(Win, "view")
def a_win_is_read_by_the_managers_it_was_shared_with(viewer: Person) -> Q:
    return grants(own(viewer, "person"), of_that_day(viewer), dotted_of_that_day(viewer))


@rule(Win, "edit")
def its_person_edits_and_removes_it(viewer: Person) -> Q:
    return grants(own(viewer, "person"), given=HERE)


@rule(Win, "share")
def its_person_shares_it_anew_with_a_new_manager(viewer: Person) -> Q:
    return grants(own(viewer, "person"), given=HERE)


def reaches_the_manager() -> Q:
    """Of shared wins: the person's manager of today already was it on that day."""
    managed = Assignment.objects.filter(
        person=OuterRef("person"), manager=OuterRef("person__assignment__manager")
    )
    nobody_above = Q(person__assignment__manager=None)
    return nobody_above | Q(Exists(_holding(managed)))
