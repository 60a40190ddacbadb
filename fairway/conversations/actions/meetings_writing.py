"""What each of the two writes: in shared lines of their own, and in a note for nobody else."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from fairway.conversations.actions.meetings_agenda import claim_open, fitting
from fairway.conversations.meetings_forms import keys_of
from fairway.conversations.models import OneOnOne, PrivateNote, SharedNote
from fairway.conversations.models.meetings_talk import LONGEST_NOTE
from fairway.foundation.access import claim
from fairway.foundation.events import record
from fairway.foundation.text import clean_text
from fairway.foundation.versions import Stale
from fairway.people.models import Person


def version_of(lines: Mapping[str, SharedNote]) -> int:
    """Counts up whenever one of somebody's own lines changes."""
    return 1 + sum(line.version for line in lines.values())


@transaction.atomic
def write_shared(
    meeting: OneOnOne, *, actor: Person, said: Mapping[str, str], version: int | None = None
) -> list[SharedNote]:
    """Keep what the actor says by now, by part of the form; the other one reads it at once.

    Raises Stale when the actor's own lines have changed since `version`, on another device. A part
    that this form does not have is left alone: the form was changed while they wrote.
    """
    meeting = claim_open(meeting, actor=actor, verb="write")
    own = {line.part: line for line in meeting.notes.filter(by=actor)}
    if version is not None and version != version_of(own):
        raise Stale
    known = keys_of(meeting.form) | own.keys()
    changed = [
        _keep(meeting, actor, own.get(part), part, words)
        for part, words in said.items()
        if part in known and _is_new(own.get(part), words)
    ]
    if changed:
        record(
            "conversations.one_on_one_written",
            actor=actor,
            subject=meeting,
            about=meeting.employee,
            parts=len(changed),
        )
    return changed


@transaction.atomic
def write_private(
    meeting: OneOnOne, *, actor: Person, body: str, version: int | None = None
) -> PrivateNote | None:
    """Keep, change or (with nothing in it) throw away the actor's own note.

    Nothing of it goes on record: even that somebody keeps notes is nobody else's.
    """
    meeting = claim(meeting, actor=actor, verb="note")
    body = fitting("body", clean_text(body).strip(), LONGEST_NOTE)
    note = PrivateNote.objects.filter(meeting=meeting, author=actor).first()
    if note is not None:
        note = claim(note, actor=actor, verb="edit")
    if version is not None and version != (note.version if note else 0):
        raise Stale
    if not body:
        if note is not None:
            note.delete()
        return None
    if note is None:
        note = PrivateNote(meeting=meeting, author=actor, about=meeting.other(actor), version=0)
    return _seal(note, body)


@transaction.atomic
def edit_private(
    note: PrivateNote, *, actor: Person, body: str, version: int | None = None
) -> bool:
    """The author's for good, also when the 1:1 itself is no longer theirs to read; False where it
    was thrown away."""
    note = claim(note, actor=actor, verb="edit")
    if version is not None and version != note.version:
        raise Stale
    body = fitting("body", clean_text(body).strip(), LONGEST_NOTE)
    if not body:
        note.delete()
        return False
    _seal(note, body)
    return True


def _seal(note: PrivateNote, body: str) -> PrivateNote:
    note.seal_body(body)
    note.at = timezone.now()
    note.version += 1
    note.save()
    return note


def _is_new(line: SharedNote | None, words: str) -> bool:
    return clean_text(words).strip() != (line.words if line else "")


def _keep(
    meeting: OneOnOne, actor: Person, line: SharedNote | None, part: str, words: str
) -> SharedNote:
    """What was taken away again stays as an empty line: its version says so."""
    line = line or SharedNote(meeting=meeting, part=part, by=actor, version=0)
    line.words = fitting(part, clean_text(words).strip(), LONGEST_NOTE)
    line.at = timezone.now()
    line.version += 1
    line.save()
    return line
