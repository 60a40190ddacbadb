"""Keep a note on somebody, share it, change it, take it away; and forget what nobody may read."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from fairway.conversations.actions.notes_refused import (
    ChooseWhoReads,
    day_that_has_come,
    said_within,
)
from fairway.conversations.models import CoachingNote
from fairway.conversations.models.notes import KEPT_AFTER
from fairway.foundation.access import claim
from fairway.foundation.events import record
from fairway.foundation.versions import next_version
from fairway.people.actions.leaving import LAST_MANAGER_READS
from fairway.people.days import organisation_day
from fairway.people.models import PastEdge, Person

Audience = CoachingNote.Audience
MOST = 8000
AT_ONCE = 500


@transaction.atomic
def write_note(
    person: Person,
    *,
    actor: Any,
    audience: str,
    body: str,
    about_on: date | None = None,
    share: bool = False,
) -> CoachingNote:
    """A note by the person's manager; who it is for is said once and stays.

    With `share` the person reads it at once. What is for coaching alone is never shared.
    """
    if not isinstance(actor, Person):
        raise PermissionDenied  # nobody keeps notes in somebody's name
    person = claim(person, actor=actor, verb="note")
    if audience not in Audience.values or (share and audience == Audience.COACHING):
        raise ChooseWhoReads
    note = CoachingNote.objects.create(
        person=person,
        author=actor,
        audience=audience,
        about_on=day_that_has_come(about_on, actor, "about_on"),
        body=said_within(body, MOST),
        written_at=timezone.now(),
        shared_on=organisation_day() if share else None,
    )
    _record_writing(note, actor)
    return note


@transaction.atomic
def change_note(
    note: CoachingNote,
    *,
    actor: Any,
    body: str,
    about_on: date | None = None,
    version: int | None = None,
) -> CoachingNote:
    """Other words. Where the person could read the former ones, these stay beside them."""
    note = claim(note, actor=actor, verb="edit")
    next_version(note, version)
    said, now = said_within(body, MOST), timezone.now()
    if note.is_shared and said != note.body:
        note.earlier.create(body=note.body, until=now)
    note.body, note.changed_at = said, now
    note.about_on = day_that_has_come(about_on or note.about_on, note.author, "about_on")
    note.save(update_fields=["body", "about_on", "changed_at", "version"])
    if note.is_shared:
        record("conversations.note_changed", actor=actor, subject=note, about=note.person)
    return note


@transaction.atomic
def share_note(note: CoachingNote, *, actor: Any) -> CoachingNote:
    """From today on its subject reads it, and it is evidence: not of the days before."""
    note = claim(note, actor=actor, verb="share")
    note.shared_on = organisation_day()
    note.version += 1
    note.save(update_fields=["shared_on", "version"])
    record("conversations.note_shared", actor=actor, subject=note, about=note.person)
    return note


@transaction.atomic
def remove_note(note: CoachingNote, *, actor: Any) -> CoachingNote | None:
    """What nobody else could read is gone. Of a shared note the words go; that it was there stays."""
    note = claim(note, actor=actor, verb="remove")
    if not note.is_shared:
        record("conversations.note_removed", actor=actor, subject=note)
        note.delete()
        return None
    note.earlier.all().delete()
    note.body, note.withdrawn_at = "", timezone.now()
    note.version += 1
    note.save(update_fields=["body", "withdrawn_at", "version"])
    record("conversations.note_withdrawn", actor=actor, subject=note, about=note.person)
    return note


def forget_notes(now: datetime | None = None) -> int:
    """What was never shared and its author may no longer read serves nobody: it is deleted."""
    day, count = organisation_day(now) if now else organisation_day(), 0
    while keys := list(out_of_reach(day).order_by("pk").values_list("pk", flat=True)[:AT_ONCE]):
        with transaction.atomic():
            count += CoachingNote.objects.filter(pk__in=keys, shared_on=None).delete()[0]
    return count


def out_of_reach(day: date) -> QuerySet[CoachingNote]:
    """Not shared, and its author's time to read it is over: they left, the person did, or the
    person has had another manager for long enough."""
    left_before = day - LAST_MANAGER_READS
    gone = Q(author__active=False, author__left_on__lte=left_before) | Q(
        person__active=False, person__left_on__lte=left_before
    )
    ended = PastEdge.objects.filter(
        actor=OuterRef("author"),
        target=OuterRef("person"),
        kind=PastEdge.Kind.MANAGER,
        valid_until__gt=day - KEPT_AFTER,
    )
    managing = Q(person__assignment__manager=F("author"))
    elsewhere = Q(person__active=True) & ~managing & ~Q(Exists(ended))
    return CoachingNote.objects.not_shared().filter(gone | elsewhere)


def _record_writing(note: CoachingNote, actor: Person) -> None:
    """Of what the person cannot read the record names nobody: they read what it says of them."""
    if note.is_shared:
        record("conversations.note_shared", actor=actor, subject=note, about=note.person)
    else:
        record("conversations.note_written", actor=actor, subject=note)
