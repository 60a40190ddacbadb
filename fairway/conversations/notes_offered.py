"""What coaching notes offer the house: events, evidence, a tab, what is handed out and erased."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import F, QuerySet, Value
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from fairway.conversations import notes_tasks  # noqa: F401 clocks are declared where they are written
from fairway.conversations.actions.notes_keeping import KEPT
from fairway.conversations.models import CoachingNote
from fairway.conversations.notes_demo import make_notes_and_wins
from fairway.conversations.notes_personal import erase_notes, export_notes
from fairway.foundation.addresses import address_of
from fairway.foundation.ports import (
    BenchPage,
    DemoSource,
    EventKind,
    EvidenceSource,
    Notice,
    PaletteAction,
    PersonalData,
    PersonTab,
    PolicyText,
    bench_pages,
    demo_sources,
    event_kinds,
    evidence_sources,
    palette_actions,
    person_tabs,
    personal_data,
    policy_texts,
)
from fairway.people.models import Person

GROUP = _("Conversations")


def evidence(viewer: Any, person: Any, start: date, end: date) -> QuerySet[CoachingNote]:
    """What the person can read, from the day on which they could. Nothing else, whoever asks."""
    notes = CoachingNote.objects.allowed(viewer).shared()
    return notes.filter(person=person, shared_on__gte=start, shared_on__lt=end)


def columns() -> dict[str, Any]:
    return {
        "day": "shared_on",
        "words": "body",
        "by": F("author__name"),
        "voice": F("author__public_id"),
        "reach": Value("pair"),
    }


def page_of_note(at: str) -> str:
    return address_of("conversations:note", at)


def shared(event: Any) -> Iterator[Notice]:
    note = _note(event)
    if note is not None and note.is_shared and note.withdrawn_at is None:
        words = format_lazy(_("{name} shared a note with you"), name=note.author.name)
        yield Notice(note.person, words, note.get_absolute_url())


def changed(event: Any) -> Iterator[Notice]:
    note = _note(event)
    if note is not None and note.is_shared and note.withdrawn_at is None:
        words = format_lazy(_("{name} changed a note about you"), name=note.author.name)
        yield Notice(note.person, words, note.get_absolute_url())


def _note(event: Any) -> CoachingNote | None:
    rows = CoachingNote.objects.select_related("person", "author")
    return rows.filter(pk=event.subject_id).first()


def has_notes(viewer: Any, person: Person) -> bool:
    """Oneself and one's manager; asked of what the page has found already."""
    if not isinstance(viewer, Person):
        return False
    managed = person.assignment is not None and person.assignment.manager_id == viewer.pk
    return viewer.pk == person.pk or managed


def keeps_notes(viewer: Any) -> bool:
    return isinstance(viewer, Person)


def say_who_reads_notes() -> str:
    """A paragraph of "How performance works here"."""
    return " ".join(
        [
            _now(
                "Your manager may keep notes on your work. Before they write, they say who a note "
                "is for: you, or their coaching alone."
            ),
            _now(
                "What you can read counts from the day you could read it. Notes for coaching alone "
                "count for nothing: no review, plan or pay is given them. Nobody else reads "
                "either kind, and a next manager does not get them."
            ),
        ]
    )


def page_of_notes(world: Any) -> str:
    return reverse("conversations:notes", args=[world.people["ana"].public_id])


event_kinds.offer(
    # What the person cannot read names nobody and is for auditors: when, by whom, nothing else.
    EventKind(
        "conversations.note_written",
        _("Wrote a note that is not shared"),
        "auditor",
        icon="notes",
        data_class="C3",
        group=GROUP,
    ),
    EventKind(
        "conversations.note_removed",
        _("Removed a note that was not shared"),
        "auditor",
        icon="trash",
        data_class="C3",
        group=GROUP,
    ),
    EventKind(
        "conversations.note_shared",
        _("Shared a note with you"),
        "subject",
        icon="notes",
        data_class="C3",
        notify=shared,
        group=GROUP,
    ),
    EventKind(
        "conversations.note_changed",
        _("Changed a note about you"),
        "subject",
        icon="pencil",
        data_class="C3",
        notify=changed,
        group=GROUP,
    ),
    EventKind(
        "conversations.note_withdrawn",
        _("Took a note about you back"),
        "subject",
        icon="arrow-back-up",
        data_class="C3",
        group=GROUP,
    ),
    EventKind(
        KEPT,
        _("What becomes of my notes on somebody I no longer manage"),
        "subject",
        icon="notes",
        data_class="C3",
        told=True,
        group=GROUP,
    ),
)
evidence_sources.offer(
    EvidenceSource(
        "note",
        _("Notes"),
        evidence,
        icon="notes",
        columns=columns,
        url=page_of_note,
        one=_("Note"),
    )
)
palette_actions.offer(
    PaletteAction("my_notes", _("My notes"), "notes", "conversations:my_notes", keeps_notes)
)
person_tabs.offer(PersonTab("notes", _("Notes"), "conversations:notes", 30, has_notes))
personal_data.offer(
    PersonalData(
        "conversations.notes",
        _("Notes that you keep, and those that were shared with you"),
        export_notes,
        erase_notes,
        _(
            "Notes that were never shared go 90 days after their author stopped managing the "
            "person, and 30 days after one of the two has left."
        ),
    )
)
policy_texts.offer(
    PolicyText("coaching_notes", _("Notes of your manager"), 20, say_who_reads_notes)
)
demo_sources.offer(DemoSource("conversations.notes", 45, make_notes_and_wins))
bench_pages.offer(BenchPage("notes on a person", "bo", page_of_notes))
