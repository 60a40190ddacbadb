"""Writing one's check-in, and reading those of one's people."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fairway.conversations.actions.checkins_reading import (
    read_check_in,
    reply_to_check_in,
)
from fairway.conversations.actions.checkins_writing import keep_check_in, send_check_in
from fairway.conversations.forms.checkins import CheckInForm
from fairway.conversations.forms.checkins_reading import (
    ReplyForm,
)
from fairway.conversations.models import CheckIn
from fairway.conversations.reading.checkins import find_check_in, queue_of, sheet_of, start
from fairway.conversations.reading.checkins_asking import find_check_ins
from fairway.foundation.paging import address, page_of
from fairway.foundation.viewers import Request
from fairway.people.audience import who_can
from fairway.people.models import Person
from fairway.people.relations import ABOVE, MANAGER, standing_of
from fairway.people.views.person import find_person, page_of_person
from fairway.ui.saving import REFUSED, said_kept, save
from fairway.ui.toasts import say

FORM = ["GET", "HEAD", "POST"]
NEWEST, HALF_A_YEAR = ("-week_on", "-pk"), 26


def must_be_somebody(viewer: Any) -> None:
    """Check-ins are people's: a login that belongs to nobody has none."""
    if not isinstance(viewer, Person):
        raise PermissionDenied


@require_safe
def check_ins(request: Request) -> HttpResponse:
    """One's own, the newest first."""
    must_be_somebody(request.viewer)
    context = _page(request, request.viewer)
    context["has_people"] = bool({MANAGER.key, ABOVE.key} & standing_of(request.viewer))
    return render(request, "conversations/checkins/list.html", context)


@require_safe
def of_person(request: Request, public_id: str) -> HttpResponse:
    """The tab of a person's page, for themselves and for their manager: what was sent to them."""
    person = find_person(request, public_id)
    if not may_look_back(request.viewer, person):
        raise Http404
    context = {**page_of_person(request, person, current="check_ins"), **_page(request, person)}
    return render(request, "conversations/checkins/of_person.html", context)


def may_look_back(viewer: Any, person: Person) -> bool:
    """Whether the tab is there; each check-in in it is asked for by its own rule."""
    at = person.assignment
    if not isinstance(viewer, Person):
        return False
    return viewer == person or (at is not None and at.manager_id == viewer.pk)


def _page(request: Request, person: Person) -> dict[str, Any]:
    rows = find_check_ins(request.viewer).filter(person=person)
    asked = request.GET
    cursors = {name: asked.get(name, "") for name in ("after", "before")}
    page = page_of(rows, order=NEWEST, size=HALF_A_YEAR, **cursors)
    return {
        "page": page,
        "previous": address(asked, before=page.before),
        "next": address(asked, after=page.after),
    }


@require_http_methods(FORM)
def check_in(request: Request, public_id: str) -> HttpResponse:
    """Its writer has the form until it is read; everybody else who may, and they then, read it."""
    found = find(request, public_id)
    if request.method == "POST":
        return _send(request, found)
    if found.may_write and (not found.is_sent or "change" in request.GET):
        return _form(request, found, CheckInForm(start(found)))
    context = {"check_in": found, "sheet": sheet_of(found, request.viewer), "form": ReplyForm()}
    return render(request, "conversations/checkins/check_in.html", context)


def _send(request: Request, found: Any) -> HttpResponse:
    form = _typed(request, found)

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
    found = find(request, public_id)
    form = _typed(request, found)
    typing = bool(request.htmx)

    def act(version: int | None, **_typed: Any) -> CheckIn:
        said, actor = form.said(), request.viewer
        return keep_check_in(found, actor=actor, said=said, version=version, while_typing=typing)

    kept = save(form, act, row=found, now=lambda _row: {})
    if typing:
        context = {"kept": kept, "form": form}
        answer = render(request, "conversations/checkins/_kept.html", context, status=form.status)
        return said_kept(answer, whole=bool(kept))
    if not kept:
        return _form(request, found, form)
    say(request, _("Kept. Nobody reads it before you send it."))
    return redirect("conversations:check_ins")


def _typed(request: Request, found: Any) -> CheckInForm:
    """The form holds all that its writer has left open, some of it told to an earlier manager."""
    if found.person_id != request.viewer.pk:
        raise PermissionDenied
    return CheckInForm(start(found), request.POST)


def _form(request: Request, found: Any, form: CheckInForm) -> HttpResponse:
    context = {"check_in": found, "form": form, "parts": form.parts()}
    return render(request, "conversations/checkins/form.html", context, status=form.status)


@require_safe
def who(request: Request, public_id: str) -> HttpResponse:
    """Who can read this check-in, by name."""
    rows = find_check_ins(request.viewer).select_related("sent_to__assignment")
    found: Any = get_object_or_404(rows, public_id=public_id)
    page = not request.htmx
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
        found, *then = queue.waiting
        context |= {"check_in": found, "sheet": sheet_of(found, request.viewer)}
        context |= {"form": ReplyForm(), "then": then}
    return render(request, "conversations/checkins/to_read.html", context)


@require_POST
def reading(request: Request, public_id: str) -> HttpResponse:
    """Read; on to the next."""
    read_check_in(find(request, public_id), actor=request.viewer)
    return redirect("conversations:check_ins_to_read")


@require_POST
def reply(request: Request, public_id: str) -> HttpResponse:
    found = find(request, public_id)
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


def find(request: Request, public_id: str) -> Any:
    if (found := find_check_in(request.viewer, public_id)) is None:
        raise Http404
    return found
