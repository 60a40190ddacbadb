"""Notes and wins as a person's own data: handed out to them, or gone for good.

What was written about somebody for coaching alone is not handed out by itself: it holds its
author's thoughts, too. The person is told that there is some and how much, so that they can ask for
it, and somebody looks it through with its author before it is given.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from fairway.conversations.models import CoachingNote, NoteWording, Win, WinPrompt
from fairway.people.models import Person


def export_notes(person: Person) -> Iterator[dict[str, Any]]:
    about = CoachingNote.objects.filter(person=person)
    shared = about.exclude(shared_on=None).select_related("author").prefetch_related("earlier")
    for note in shared.order_by("about_on", "pk"):
        yield {
            "kind": "note shared with you",
            "about": note.about_on,
            "by": note.author.name,
            "shared": note.shared_on,
            "body": note.body,
            "taken_back": note.withdrawn_at,
            "before": [{"body": one.body, "until": one.until} for one in note.earlier.all()],
        }
    if number := about.filter(shared_on=None).count():
        yield {
            "kind": "notes about you that were not shared",
            "number": number,
            "how_to_ask": _("Write to HR. They look them through with whoever wrote them."),
        }
    written = CoachingNote.objects.filter(author=person).select_related("person")
    for note in written.order_by("about_on", "pk"):
        yield {
            "kind": "note you wrote",
            "about": note.about_on,
            "on": note.person.name,
            "audience": note.audience,
            "shared": note.shared_on,
            "body": note.body,
        }


def export_wins(person: Person) -> Iterator[dict[str, Any]]:
    for win in Win.objects.filter(person=person).order_by("happened_on", "pk"):
        yield {
            "kind": "win",
            "on": win.happened_on,
            "body": win.body,
            "link": win.link,
            "shared": win.shared_on,
        }


@transaction.atomic
def erase_notes(person: Person) -> int:
    """Only for who has left: notes about them, and their own that nobody else could read. What
    they shared with somebody is that person's, too, and stays."""
    if _is_here(person):
        return 0
    NoteWording.objects.filter(note__person=person).delete()
    gone = CoachingNote.objects.filter(person=person).delete()[0]
    return gone + CoachingNote.objects.filter(author=person, shared_on=None).delete()[0]


@transaction.atomic
def erase_wins(person: Person) -> int:
    if _is_here(person):
        return 0
    WinPrompt.objects.filter(person=person).delete()
    return Win.objects.filter(person=person).delete()[0]


def _is_here(person: Person) -> bool:
    return Person.objects.filter(pk=person.pk, active=True).exists()
