"""A note belongs to the two: whoever wrote it, and from the day it is shared whom it is about.

What was written for coaching alone nobody else reads, whatever they are. Managers further up, HR,
executives, auditors and administrators read no notes; a next manager does not read those of the
one before. Whoever no longer manages the person keeps their own for 90 days, to read and to remove;
of somebody who has left, for 30.
"""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fairway.conversations.models import CoachingNote
from fairway.conversations.models.notes import KEPT_AFTER
from fairway.foundation.access import rule
from fairway.foundation.lookups import among
from fairway.people.days import organisation_day
from fairway.people.models import PastEdge, Person
from fairway.people.relations import (
    AUTHOR,
    NOBODY,
    Clause,
    Relation,
    direct,
    grants,
    last_manager,
    own,
)

KEEPER = Relation("keeper", _("who wrote it, for a while after they managed the person"))
Audience = CoachingNote.Audience
THERE = Q(withdrawn_at=None)
SHARED = Q(audience=Audience.PERSON, shared_on__isnull=False)
TO_SHARE = Q(audience=Audience.PERSON, shared_on=None)
HERE = Q(person__active=True)


def still_managing(viewer: Person) -> Clause:
    """Its author, as long as they manage the person."""
    managing = direct(viewer, "person").gives
    return Clause(AUTHOR, managing if managing is NOBODY else Q(author=viewer.pk) & managing)


def lately_managing(viewer: Person) -> Clause:
    """Its author, for a while after they managed the person."""
    since = organisation_day() - KEPT_AFTER
    ended = PastEdge.objects.filter(
        actor=viewer.pk, kind=PastEdge.Kind.MANAGER, valid_until__gt=since
    )
    return Clause(KEEPER, Q(author=viewer.pk) & HERE & among("person", ended, "target"))


def of_a_leaver(viewer: Person) -> Clause:
    """Its author, for as long as they read the record of somebody who has left."""
    last = last_manager(viewer, "person").gives
    return Clause(KEEPER, last if last is NOBODY else Q(author=viewer.pk) & last)


def subject(viewer: Person) -> Clause:
    clause = own(viewer, "person")
    return Clause(clause.relation, clause.gives & SHARED)


@rule(CoachingNote, "view")
def a_note_is_read_by_its_author_and_once_shared_by_its_subject(viewer: Person) -> Q:
    return grants(
        subject(viewer), still_managing(viewer), lately_managing(viewer), of_a_leaver(viewer)
    )


@rule(CoachingNote, "edit")
def whoever_manages_the_person_edits_their_own(viewer: Person) -> Q:
    return grants(still_managing(viewer), given=THERE & HERE)


@rule(CoachingNote, "share")
def what_was_written_for_the_person_is_shared_by_its_author(viewer: Person) -> Q:
    return grants(still_managing(viewer), given=THERE & HERE & TO_SHARE)


@rule(CoachingNote, "remove")
def its_author_removes_it_as_long_as_they_read_it(viewer: Person) -> Q:
    return grants(still_managing(viewer), lately_managing(viewer), of_a_leaver(viewer), given=THERE)


@rule(Person, "note")
def notes_are_kept_by_the_manager(viewer: Person) -> Q:
    """Neither the dotted line nor whoever stands in: a note is between the two."""
    return grants(direct(viewer), given=Q(active=True))
