"""Writing one's check-in, and reading those of one's people."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fairway.conversations.actions.checkins_reading import (
    answer_point,
    clear_blocker,
    pass_point_up,
    put_on_agenda,
    read_check_in,
    reply_to_check_in,
    take_on,
)
from fairway.conversations.actions.checkins_writing import keep_check_in, send_check_in
from fairway.conversations.forms.checkins import CheckInForm
from fairway.conversations.forms.checkins_reading import (
    AnswerForm,
    PassUpForm,
    ReplyForm,
    TakeOnForm,
)
from fairway.conversations.models import Blocker, CheckIn, PassedPoint
from fairway.conversations.reading.checkins import (
    find_check_ins,
    queue_of,
    sheet_of,
    start,
)
from fairway.foundation.paging import address, page_of
from fairway.foundation.viewers import Request
from fairway.people.audience import who_can
from fairway.people.models import Person
from fairway.ui.saving import REFUSED, save
from fairway.ui.toasts import say

FORM = ["GET", "HEAD", "POST"]
NEWEST = ("-week_on", "-pk")


def must_be_somebody(viewer: Any) -> None:
    """Check-ins are people's: a login that belongs to nobody has none."""
    if not isinstance(viewer, Person):
        raise PermissionDenied


@require_safe
def check_ins(request: Request) -> HttpResponse:
    """One's own, the newest first."""
    must_be_somebody(request.viewer)
    rows = find_check_ins(request.viewer).filter(person=request.viewer)
    asked = request.GET
    page = page_of(
        rows, order=NEWEST, after=asked.get("after", ""), before=asked.get("before", ""), size=26
    )
    context = {
        "page": page,
        "previous": address(asked, before=page.before),
        "next": address(asked, after=page.after),
    }
    return render(request, "conversations/checkins/list.html", context)


@require_http_methods(FORM)
def check_in(request: Request, public_id: str) -> HttpResponse:
    """Its writer has the form until it is read; everybody else who may, and they then, read it."""
    found = _find(request, public_id)
    if request.method == "POST":
        return _send(request, found)
    if found.may_write and (not found.is_sent or "change" in request.GET):
        return _form(request, found, CheckInForm(start(found)))
    context = {"check_in": found, "sheet": sheet_of(found, request.viewer), "form": ReplyForm()}
    return render(request, "conversations/checkins/check_in.html", context)


def _send(request: Request, found: Any) -> HttpResponse:
    form = CheckInForm(start(found), request.POST)

    def act(version: int | None, **_typed: Any) -> CheckIn:
        return send_check_in(
            found, actor=request.viewer, said=form.said(), goals=form.told(), version=version
        )

    if sent := save(form, act, row=found, now=lambda _row: {}):
        say(request, _("Sent to %(name)s.") % {"name": sent.sent_to.name})
        return redirect(sent)
    return _form(request, found, form)


@require_POST
def draft(request: Request, public_id: str) -> HttpResponse:
    """Kept for later: by its button, and by itself while somebody types."""
    found = _find(request, public_id)
    form = CheckInForm(start(found), request.POST)

    def act(version: int | None, **_typed: Any) -> CheckIn:
        return keep_check_in(found, actor=request.viewer, said=form.said(), version=version)

    kept = save(form, act, row=found, now=lambda _row: {})
    if request.htmx:  # type: ignore[attr-defined]
        status = 200 if kept else form.status
        context = {"kept": kept, "form": form}
        return render(request, "conversations/checkins/_kept.html", context, status=status)
    if not kept:
        return _form(request, found, form)
    say(request, _("Kept. Nobody reads it before you send it."))
    return redirect("conversations:check_ins")


def _form(request: Request, found: Any, form: CheckInForm) -> HttpResponse:
    context = {"check_in": found, "form": form, "parts": form.parts()}
    return render(request, "conversations/checkins/form.html", context, status=form.status)


@require_safe
def who(request: Request, public_id: str) -> HttpResponse:
    """Who can read this check-in, by name."""
    found = _find(request, public_id)
    page = not request.htmx  # type: ignore[attr-defined]
    context = {"check_in": found, "seers": who_can(found).seers(), "page": page}
    template = "who.html" if page else "_who_list.html"
    return render(request, f"conversations/checkins/{template}", context)


@require_safe
def to_read(request: Request) -> HttpResponse:
    """The check-in that waits longest, in full, and what waits after it."""
    must_be_somebody(request.viewer)
    queue = queue_of(request.viewer)
    context: dict[str, Any] = {"queue": queue}
    if queue.waiting:
        found = _find(request, queue.waiting[0].public_id)
        context |= {"check_in": found, "sheet": sheet_of(found, request.viewer)}
        context |= {"form": ReplyForm(), "then": queue.waiting[1:]}
    return render(request, "conversations/checkins/to_read.html", context)


@require_POST
def reading(request: Request, public_id: str) -> HttpResponse:
    """Read; on to the next."""
    read_check_in(_find(request, public_id), actor=request.viewer)
    return redirect("conversations:check_ins_to_read")


@require_POST
def reply(request: Request, public_id: str) -> HttpResponse:
    found = _find(request, public_id)
    form = ReplyForm(request.POST)

    def act(body: str) -> Any:
        return reply_to_check_in(found, actor=request.viewer, body=body)

    if save(form, act):
        say(request, _("Your reply is there."))
        if "next" in request.POST and found.person_id != request.viewer.pk:
            return redirect("conversations:check_ins_to_read")
        return redirect(found)
    context = {"check_in": found, "sheet": sheet_of(found, request.viewer), "form": form}
    return render(request, "conversations/checkins/check_in.html", context, status=REFUSED)


@require_http_methods(FORM)
def pass_up(request: Request, public_id: str) -> HttpResponse:
    found = _find(request, public_id)
    if not found.may_pass_up:
        raise PermissionDenied
    form = PassUpForm(request.POST or None)

    def act(words: str) -> PassedPoint:
        return pass_point_up(found, actor=request.viewer, words=words)

    if request.method == "POST" and (point := save(form, act)):
        words = _("Passed up to %(name)s. %(writer)s sees it, too.")
        say(request, words % {"name": point.to.name, "writer": found.person.called})
        return redirect(found)
    above = request.viewer.assignment.manager if request.viewer.assignment else None
    title = _("Pass a point up")
    lede = _("To %(above)s. %(name)s sees what you pass up, and what is answered.") % {
        "above": above.name if above else _("your manager"),
        "name": found.person.called,
    }
    return _ask(request, form, title, lede, found.get_absolute_url(), _("Pass up"))


@require_http_methods(FORM)
def point(request: Request, public_id: str) -> HttpResponse:
    """A point that was passed up, for all three; who it went to answers it here."""
    rows = PassedPoint.objects.allowed(request.viewer).with_may(request.viewer, "answer")
    rows = rows.select_related("by", "to", "check_in__person")
    found: Any = get_object_or_404(rows, public_id=public_id)
    form = AnswerForm.of(found, request.POST or None)

    def act(answer: str, version: int | None) -> PassedPoint:
        return answer_point(found, actor=request.viewer, answer=answer, version=version)

    if request.method == "POST" and save(form, act, row=found):
        say(request, _("Answered. Both of them read it."))
        return redirect("conversations:point", found.public_id)
    context = {"point": found, "form": form}
    return render(request, "conversations/checkins/point.html", context, status=form.status)


@require_POST
def blocker_agenda(request: Request, public_id: str) -> HttpResponse:
    found = _blocker(request, public_id)
    put_on_agenda(found, actor=request.viewer)
    say(request, _("It comes first in your next 1:1."))
    return redirect(found.last_in)


@require_http_methods(FORM)
def blocker_action(request: Request, public_id: str) -> HttpResponse:
    found = _blocker(request, public_id)
    form = TakeOnForm(request.POST or None)

    def act(**typed: Any) -> Blocker:
        return take_on(found, actor=request.viewer, **typed)

    if request.method == "POST" and save(form, act):
        say(request, _("Noted. Both of you see what you will do."))
        return redirect(found.last_in)
    title = _("Do something about it")
    return _ask(request, form, title, found.words, found.last_in.get_absolute_url(), _("I do this"))


@require_POST
def blocker_clearing(request: Request, public_id: str) -> HttpResponse:
    found = _blocker(request, public_id)
    clear_blocker(found, actor=request.viewer)
    say(request, _("Good: it is no longer in your way."))
    return redirect(found.last_in)


def _ask(request: Request, form: Any, title: str, lede: str, back: str, label: str) -> HttpResponse:
    context = {"form": form, "title": title, "lede": lede, "back": back, "label": label}
    return render(request, "conversations/checkins/ask.html", context, status=form.status)


def _find(request: Request, public_id: str) -> Any:
    return get_object_or_404(find_check_ins(request.viewer), public_id=public_id)


def _blocker(request: Request, public_id: str) -> Blocker:
    rows = Blocker.objects.allowed(request.viewer).select_related("last_in")
    return get_object_or_404(rows, public_id=public_id)
