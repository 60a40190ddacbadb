"""Notes on somebody: a manager's own, and those that their subject may read."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fairway.conversations.actions.notes import change_note, remove_note, share_note, write_note
from fairway.conversations.forms.notes import ChangeNoteForm, NoteForm
from fairway.conversations.models import CoachingNote
from fairway.conversations.views.notes_asking import (
    cursors,
    must_be_somebody,
    neighbours,
    render_form,
    render_who,
)
from fairway.foundation.paging import page_of
from fairway.foundation.viewers import Request
from fairway.people.models import Person
from fairway.people.views.person import find_person, page_of_person
from fairway.ui.saving import save
from fairway.ui.toasts import say

FORM = ["GET", "HEAD", "POST"]
VERBS = ("edit", "share", "remove")


@require_safe
def listing(request: Request, public_id: str) -> HttpResponse:
    """The tab of a person's page. It is there for the two, and for an author who keeps some yet."""
    person: Any = find_person(request, public_id, "note")
    notes = CoachingNote.objects.allowed(request.viewer).filter(person=person)
    notes = notes.select_related("author").with_may(request.viewer, *VERBS)
    page = page_of(notes, order=("-about_on", "-pk"), **cursors(request))
    if not page.rows and not person.may_note and request.viewer != person:
        raise Http404
    context = page_of_person(request, person, current="notes")
    context |= {"page": page, **neighbours(request, page), "own": request.viewer == person}
    return render(request, "conversations/notes/of_person.html", context)


@require_safe
def mine(request: Request) -> HttpResponse:
    """All that one has noted, on whomever; also on people whom one no longer manages."""
    must_be_somebody(request.viewer)
    notes = CoachingNote.objects.allowed(request.viewer).filter(author=request.viewer)
    notes = notes.select_related("person", "author")
    page = page_of(notes, order=("-about_on", "-pk"), **cursors(request))
    context = {"page": page, **neighbours(request, page)}
    return render(request, "conversations/notes/mine.html", context)


@require_http_methods(FORM)
def create(request: Request, public_id: str) -> HttpResponse:
    person: Any = find_person(request, public_id, "note")
    if not person.may_note:
        raise PermissionDenied
    form = NoteForm(request.POST or None, person=person)
    act = partial(write_note, person, actor=request.viewer)
    if request.method == "POST" and (note := save(form, act)):
        say(request, _saved(note))
        return redirect("conversations:notes", public_id)
    title = _("Note on %(name)s") % {"name": person.name}
    return render_form(request, form, title, back=_notes_on(person))


@require_safe
def detail(request: Request, public_id: str) -> HttpResponse:
    note = find(request, public_id)
    context = {"note": note, "earlier": note.earlier.all() if note.is_shared else []}
    return render(request, "conversations/notes/note.html", context)


@require_http_methods(FORM)
def edit(request: Request, public_id: str) -> HttpResponse:
    note: Any = find(request, public_id)
    if not note.may_edit:
        raise PermissionDenied
    form = ChangeNoteForm.of(note, request.POST or None)
    act = partial(change_note, note, actor=request.viewer)
    if request.method == "POST" and save(form, act, row=note):
        say(request, _("Saved."))
        return redirect(note)
    lede = _("What it said before stays beside it, for both of you.") if note.is_shared else ""
    return render_form(request, form, _("Change the note"), back=note, lede=lede)


@require_POST
def share(request: Request, public_id: str) -> HttpResponse:
    note = share_note(find(request, public_id), actor=request.viewer)
    say(request, _("Shared. %(name)s can read it now.") % {"name": note.person.name})
    return redirect(note)


@require_http_methods(FORM)
def remove(request: Request, public_id: str) -> HttpResponse:
    """Asked first, because words are lost for good."""
    note: Any = find(request, public_id)
    if request.method != "POST":
        if not note.may_remove:
            raise PermissionDenied
        return render(request, "conversations/notes/remove.html", {"note": note})
    kept = remove_note(note, actor=request.viewer)
    say(request, _("Taken back. Its words are gone.") if kept else _("Removed."))
    return redirect(_notes_on(note.person))


@require_safe
def who(request: Request, public_id: str) -> HttpResponse:
    note = find(request, public_id)
    return render_who(request, note, back=note, of=note.person.name)


def find(request: Request, public_id: str) -> CoachingNote:
    notes = CoachingNote.objects.allowed(request.viewer)
    notes = notes.select_related("person__assignment", "author__assignment")
    return get_object_or_404(notes.with_may(request.viewer, *VERBS), public_id=public_id)


def _notes_on(person: Person) -> str:
    return reverse("conversations:notes", args=[person.public_id])


def _saved(note: CoachingNote) -> str:
    if note.is_shared:
        return _("Saved. %(name)s can read it now.") % {"name": note.person.name}
    return _("Saved. Only you can read it.")
