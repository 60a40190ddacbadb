"""One 1:1: its page, and everything the two do on it."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fairway.conversations.actions.meetings_agenda import (
    add_point,
    remove_point,
    talk_about_goals,
    tick_point,
)
from fairway.conversations.actions.meetings_closing import call_off, choose_form, close_meeting
from fairway.conversations.actions.meetings_helped import may_say, say_whether_it_helped
from fairway.conversations.actions.meetings_writing import edit_private, write_private, write_shared
from fairway.conversations.forms.meetings import (
    HelpForm,
    LinesForm,
    OutcomeForm,
    PointForm,
    PrivateForm,
    WayForm,
    lines_now,
)
from fairway.conversations.meetings_ways import suggests_live
from fairway.conversations.models import AgendaPoint, OneOnOne, PrivateNote
from fairway.conversations.models.meetings_talk import NOTES
from fairway.conversations.reading.meetings import Sheet, asked_of, find_meeting, sheet_of
from fairway.conversations.views.meetings import must_be_somebody
from fairway.foundation.once import repeatable
from fairway.foundation.paging import address, page_of
from fairway.foundation.sealing import with_keys
from fairway.foundation.times import for_reader
from fairway.foundation.viewers import Request
from fairway.goals.models import Goal
from fairway.goals.reading.cards import cards_of
from fairway.people.audience import who_can
from fairway.people.availability.hours import known_zone
from fairway.ui.saving import save
from fairway.ui.toasts import say

FORM = ["GET", "HEAD", "POST"]
MOST_GOALS = 8


@require_http_methods(FORM)
def one_on_one(request: Request, public_id: str) -> HttpResponse:
    """Posted, it keeps the reader's own lines."""
    found = find(request, public_id)
    sheet = sheet_of(found, request.viewer)
    if request.method != "POST":
        return page(request, found, sheet)
    form = lines_form(request, sheet, request.POST)

    def act(version: int | None, **_typed: Any) -> Any:
        write_shared(found, actor=request.viewer, said=form.said(), version=version)
        return True

    if save(form, act, row=found, now=lambda row: _lines_now(row, request)):
        say(request, _("Saved. You can both go on writing until it is closed."))
        return redirect(found)
    return page(request, found, sheet, lines=form)


@require_POST
def add_to_agenda(request: Request, public_id: str) -> HttpResponse:
    found, form = find(request, public_id), PointForm(request.POST)

    def act(words: str, kind: str) -> AgendaPoint:
        return add_point(found, actor=request.viewer, words=words, kind=kind)

    if save(form, act):
        say(request, _("It stands on the agenda."))
        return redirect(f"{found.get_absolute_url()}#agenda")
    return page(request, found, sheet_of(found, request.viewer), point=form)


@require_POST
def tick(request: Request, public_id: str, point_id: str) -> HttpResponse:
    point, state = _point(request, public_id, point_id), request.POST.get("talked", "")
    if state not in ("yes", "no"):
        return HttpResponseBadRequest()
    tick_point(point, actor=request.viewer, talked=state == "yes")
    return redirect(f"{point.meeting.get_absolute_url()}#agenda")


@require_POST
def remove(request: Request, public_id: str, point_id: str) -> HttpResponse:
    point = _point(request, public_id, point_id)
    remove_point(point, actor=request.viewer)
    say(request, _("Taken off the agenda."))
    return redirect(f"{point.meeting.get_absolute_url()}#agenda")


@require_POST
def keep_private(request: Request, public_id: str) -> HttpResponse:
    found, form = find(request, public_id), PrivateForm(request.POST)

    def act(body: str, version: int | None) -> bool:
        write_private(found, actor=request.viewer, body=body, version=version)
        return True

    def now(_row: OneOnOne) -> dict[str, Any]:
        return private_now(sheet_of(found, request.viewer))

    if save(form, act, row=found, now=now):
        say(request, _("Saved, for you alone."))
        return redirect(f"{found.get_absolute_url()}#private")
    return page(request, found, sheet_of(found, request.viewer), private=form)


@require_POST
def close(request: Request, public_id: str) -> HttpResponse:
    found, form = find(request, public_id), OutcomeForm(request.POST)

    def act(outcome: str, version: int | None) -> OneOnOne:
        return close_meeting(found, actor=request.viewer, outcome=outcome, version=version)

    if save(form, act, row=found):
        say(request, _("Closed. What you did not get to stands on the next agenda."))
        return redirect(found)
    return page(request, found, sheet_of(found, request.viewer), outcome=form)


@require_POST
def cancel(request: Request, public_id: str) -> HttpResponse:
    call_off(find(request, public_id), actor=request.viewer)
    say(request, _("Called off. The agenda goes on to the next one."))
    return redirect("conversations:one_on_ones")


@require_http_methods(FORM)
def way(request: Request, public_id: str) -> HttpResponse:
    """By which questions, and live or in writing, this time."""
    found = find(request, public_id)
    if request.method != "POST" and not found.may_plan:
        return redirect(found)
    form = WayForm.of(found, request.POST or None)

    def act(version: int | None, **typed: Any) -> OneOnOne:
        return choose_form(found, actor=request.viewer, version=version, **typed)

    if request.method == "POST" and save(form, act, row=found):
        say(request, _("This time it goes by these questions."))
        return redirect(found)
    context = {"form": form, "meeting": found, "other": found.other(request.viewer)}
    return render(request, "conversations/meetings/way.html", context, status=form.status)


@repeatable
@require_POST
def help_said(request: Request, public_id: str) -> HttpResponse:
    """Said twice it counts once, so no row need remember that this was sent, by whom and when."""
    found, form = find(request, public_id), HelpForm(request.POST)

    def act(said: str) -> bool:
        say_whether_it_helped(found, actor=request.viewer, said=said)
        return True

    if save(form, act):
        say(request, _("Thank you. It was counted, and nobody can tell that it was you."))
        return redirect(found)
    return page(request, found, sheet_of(found, request.viewer), helped=form)


@require_http_methods(FORM)
def goals(request: Request, public_id: str) -> HttpResponse:
    """How the employee's goals stand, as far as the reader sees them; a piece of the page. Posted,
    whether the two have talked about them."""
    found = find(request, public_id)
    if request.method == "POST":
        return _talk_about_goals(request, found)
    rows = Goal.objects.allowed(request.viewer).agreed().filter(owner=found.employee_id)
    rows = rows.filter(closed_at=None).order_by("until_on", "pk")
    context = {"meeting": found, "cards": cards_of(rows.for_display()[:MOST_GOALS])}
    part = request.htmx and not request.htmx.boosted
    name = "_goals" if part else "goals"
    return render(request, f"conversations/meetings/{name}.html", context)


def _talk_about_goals(request: Request, found: Any) -> HttpResponse:
    if (state := request.POST.get("talked", "")) not in ("yes", "no"):
        return HttpResponseBadRequest()
    talk_about_goals(found, actor=request.viewer, talked=state == "yes")
    return redirect(f"{found.get_absolute_url()}#agenda")


@require_safe
def who(request: Request, public_id: str) -> HttpResponse:
    found = find(request, public_id)
    also = [found.employee, found.manager]
    context = {"meeting": found, "seers": who_can(found, "view", also=also).seers()}
    return render(request, "conversations/meetings/who.html", context)


@require_safe
def private_notes(request: Request) -> HttpResponse:
    """All of one's own, also those of 1:1s that one no longer reads."""
    must_be_somebody(request.viewer)
    asked = request.GET
    rows = PrivateNote.objects.allowed(request.viewer).select_related("about", "meeting")
    found = page_of(
        rows,
        order=("-at", "-pk"),
        after=asked.get("after", ""),
        before=asked.get("before", ""),
    )
    context = {
        "notes": [(one, one.read_body()) for one in with_keys(found.rows, "body")],
        "next": address(asked, after=found.after),
        "previous": address(asked, before=found.before),
    }
    return render(request, "conversations/meetings/private.html", context)


@require_http_methods(FORM)
def private_note(request: Request, public_id: str) -> HttpResponse:
    """Its author's to change or throw away, whoever the 1:1 belongs to by now."""
    must_be_somebody(request.viewer)
    rows = PrivateNote.objects.allowed(request.viewer).select_related("about")
    found: Any = get_object_or_404(rows, public_id=public_id)
    form = PrivateForm(request.POST or None, initial=_note_now(found))

    def act(body: str, version: int | None) -> bool:
        edit_private(found, actor=request.viewer, body=body, version=version)
        return True

    if request.method == "POST" and save(form, act, row=found, now=_note_now):
        say(request, _("Saved, for you alone."))
        return redirect("conversations:private_notes")
    context = {"form": form, "note": found}
    return render(request, "conversations/meetings/private_note.html", context, status=form.status)


def page(request: Request, found: Any, sheet: Sheet, **forms: Any) -> HttpResponse:
    """With whichever form was just refused, as it was typed."""
    lines = forms.get("lines") or (lines_form(request, sheet) if found.may_write else None)
    now = timezone.now()
    context = {
        "meeting": found,
        "other": found.other(request.viewer),
        "sheet": sheet,
        "lines": lines,
        "asked": asked_of(sheet, lines, request.viewer),
        "point": forms.get("point") or PointForm(),
        "private": forms.get("private") or PrivateForm(initial=private_now(sheet)),
        "outcome": forms.get("outcome") or OutcomeForm.of(found),
        "helped": forms.get("helped") or _help_form(found, request),
        "notes": sheet.voices(NOTES, but=request.viewer if lines else None),
        **_times(found, sheet, request),
        "has_begun": found.has_begun(now),
        "is_over": found.is_over(now),
        "suggests_live": suggests_live(found),
    }
    status = max((one.status for one in forms.values()), default=200)
    return render(request, "conversations/meetings/one_on_one.html", context, status=status)


def _times(found: Any, sheet: Sheet, request: Request) -> dict[str, str]:
    """When it is by the reader's clock, and by the other one's where that differs."""
    here, over = known_zone(request.viewer), known_zone(found.other(request.viewer))
    there = for_reader(found.starts_at, over) if over != here else ""
    proposed = for_reader(sheet.proposal.starts_at, here) if sheet.proposal else ""
    return {"begins": for_reader(found.starts_at, here), "there": there, "proposed": proposed}


def find(request: Request, public_id: str) -> Any:
    if (found := find_meeting(request.viewer, public_id)) is None:
        raise Http404
    return found


def lines_form(request: Request, sheet: Sheet, data: Any = None) -> LinesForm:
    return LinesForm(data, parts=sheet.parts, lines=sheet.own(request.viewer))


def private_now(sheet: Sheet) -> dict[str, Any]:
    version = sheet.private.version if sheet.private else 0
    return {"body": sheet.private_words, "version": version}


def _note_now(note: Any) -> dict[str, Any]:
    return {"body": note.read_body(), "version": note.version}


def _lines_now(row: OneOnOne, request: Request) -> dict[str, Any]:
    return lines_now({one.part: one for one in row.notes.filter(by=request.viewer)})


def _help_form(found: OneOnOne, request: Request) -> HelpForm | None:
    return HelpForm() if found.closed_at and may_say(found, request.viewer) else None


def _point(request: Request, public_id: str, point_id: str) -> AgendaPoint:
    rows = AgendaPoint.objects.allowed(request.viewer).filter(meeting__public_id=public_id)
    return get_object_or_404(rows.select_related("meeting", "carried_from"), public_id=point_id)
