"""Another time for a 1:1, actions, and calendars."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fairway.conversations.actions.meetings import people_of
from fairway.conversations.actions.meetings_feeds import make_feed, renew_feed, stop_feed
from fairway.conversations.actions.meetings_items import add_action, edit_action, settle_action
from fairway.conversations.actions.meetings_times import (
    decide_time,
    instant_of,
    propose_time,
    withdraw_time,
)
from fairway.conversations.forms.meetings import MINE, THEIRS, ActionForm, TimeForm
from fairway.conversations.meetings_calendar import calendar_of, meetings_for
from fairway.conversations.meetings_hours import slots
from fairway.conversations.models import ActionItem, CalendarFeed, OneOnOne, TimeProposal
from fairway.conversations.views.meetings import FORM, must_be_somebody
from fairway.conversations.views.meetings_one import find
from fairway.foundation.times import Interval, day_of, for_reader
from fairway.foundation.viewers import Request
from fairway.people.availability import know, talk_with
from fairway.people.availability.hours import known_zone
from fairway.ui.saving import save
from fairway.ui.toasts import say, warn


@require_http_methods(FORM)
def propose(request: Request, public_id: str) -> HttpResponse:
    """Hours that both share are offered; another one can be typed by one's own clock."""
    found = find(request, public_id)
    if not (found.may_plan and found.is_live):
        return redirect(found)
    viewer, now = request.viewer, timezone.now()
    zone, pair = known_zone(viewer), people_of(found.series)
    known = know(pair, day_of(now, zone))
    me, other = sorted(pair, key=lambda one: one.pk != viewer.pk)
    free = slots(me, other, known, now, found.series.minutes, taken=_taken(found, now))
    form = TimeForm(
        request.POST or None, slots=[(one.isoformat(), _said(one, zone)) for one in free]
    )

    def act(slot: str, day: date | None, at: time | None, anyway: bool) -> TimeProposal:
        start = datetime.fromisoformat(slot) if slot else instant_of(_day(day), _at(at), zone)
        return propose_time(found, actor=viewer, starts_at=start, anyway=anyway)

    if request.method == "POST" and save(form, act):
        say(request, _("Proposed. It moves when the other one of you agrees."))
        return redirect(found)
    context = {
        "form": form,
        "meeting": found,
        "other": other,
        "talk": talk_with(me, other, now, known),
    }
    return render(request, "conversations/meetings/time.html", context, status=form.status)


@require_POST
def decide(request: Request, public_id: str, proposal_id: str) -> HttpResponse:
    found, said = find(request, public_id), request.POST.get("said", "")
    rows = TimeProposal.objects.allowed(request.viewer).select_related("meeting")
    proposal = get_object_or_404(rows, meeting=found, public_id=proposal_id)
    if said not in ("agreed", "declined", "withdrawn"):
        return HttpResponseBadRequest()
    try:
        if said == "withdrawn":
            withdraw_time(proposal, actor=request.viewer)
        else:
            decide_time(proposal, actor=request.viewer, agreed=said == "agreed")
    except ValidationError as refusal:
        warn(request, " ".join(refusal.messages))
    else:
        say(request, _("It lies there now.") if said == "agreed" else _("It stays where it is."))
    return redirect(found)


@require_http_methods(FORM)
def new_action(request: Request, public_id: str) -> HttpResponse:
    found = find(request, public_id)
    other, viewer = found.other(request.viewer), request.viewer
    form = ActionForm(request.POST or None, viewer=viewer, other=other, initial={"owner": MINE})

    def act(version: int | None, **typed: Any) -> ActionItem:
        return add_action(found, actor=viewer, **typed)

    if request.method == "POST" and save(form, act):
        say(request, _("Written down. It stands on Home of whoever does it."))
        return redirect(f"{found.get_absolute_url()}#actions")
    context = {"form": form, "meeting": found, "title": _("New action"), "back": found}
    return render(request, "conversations/meetings/action.html", context, status=form.status)


@require_http_methods(FORM)
def action(request: Request, public_id: str) -> HttpResponse:
    found = _action(request, public_id)
    viewer = request.viewer
    other = found.manager if viewer.pk == found.employee_id else found.employee
    back = found.meeting or reverse("conversations:one_on_ones")

    def now(row: ActionItem) -> dict[str, Any]:
        owner = MINE if row.owner_id == viewer.pk else THEIRS
        return {
            "title": row.title,
            "owner": owner,
            "due_on": row.due_on,
            "version": row.version,
        }

    form = ActionForm(request.POST or None, viewer=viewer, other=other, initial=now(found))

    def act(version: int | None, **typed: Any) -> ActionItem:
        return edit_action(found, actor=viewer, version=version, **typed)

    if request.method == "POST" and save(form, act, row=found, now=now):
        say(request, _("Saved."))
        return redirect(back)
    context = {"form": form, "action": found, "title": _("Action"), "back": back}
    return render(request, "conversations/meetings/action.html", context, status=form.status)


@require_POST
def settle(request: Request, public_id: str) -> HttpResponse:
    found, state = _action(request, public_id), request.POST.get("state", "")
    if state not in ("done", "dropped", "open"):
        return HttpResponseBadRequest()
    settle_action(found, actor=request.viewer, state=state)
    if state == "done":
        say(request, _("Done: “%(title)s”.") % {"title": found.title})
    elif state == "dropped":
        say(request, _("Dropped: “%(title)s”.") % {"title": found.title})
    return redirect(found.meeting or "conversations:one_on_ones")


@require_safe
def file(request: Request, public_id: str) -> HttpResponse:
    found: OneOnOne = find(request, public_id)
    answer = HttpResponse(calendar_of(request.viewer, [found]), content_type="text/calendar")
    answer["Content-Disposition"] = 'attachment; filename="one-on-one.ics"'
    return answer


@require_http_methods(FORM)
def calendar(request: Request) -> HttpResponse:
    """The address for a calendar program: made, renewed or taken away by its person alone."""
    must_be_somebody(request.viewer)
    feed = CalendarFeed.objects.allowed(request.viewer).first()
    if request.method == "POST":
        return _kept(request, feed)
    where = settings.BASE_URL + _address(feed) if feed else ""
    return render(request, "conversations/meetings/calendar.html", {"feed": feed, "address": where})


@never_cache
@login_not_required
@require_safe
def feed(request: HttpRequest, feed_id: str, secret: str) -> HttpResponse:
    """Whoever has the address reads it, as the person would; a wrong one finds nothing."""
    rows = CalendarFeed.objects.filter(person__active=True)
    found = rows.select_related("person__assignment__location").filter(public_id=feed_id).first()
    if found is None or not constant_time_compare(found.secret, secret):
        raise Http404
    person = found.person
    with override(person.language or settings.LANGUAGE_CODE):
        content = calendar_of(person, meetings_for(person, timezone.now()))
    return HttpResponse(content, content_type="text/calendar; charset=utf-8")


def _kept(request: Request, feed: CalendarFeed | None) -> HttpResponse:
    asked = request.POST.get("do", "")
    if asked == "stop" and feed:
        stop_feed(feed, actor=request.viewer)
        say(request, _("The address opens nothing any more."))
    elif asked == "renew" and feed:
        renew_feed(feed, actor=request.viewer)
        say(request, _("There is a new address; the former one opens nothing any more."))
    elif asked == "make":
        make_feed(request.viewer)
    else:
        return HttpResponseBadRequest()
    return redirect("conversations:calendar")


def _address(feed: CalendarFeed) -> str:
    return reverse("conversations:calendar_feed", args=[feed.public_id, feed.secret])


def _action(request: Request, public_id: str) -> Any:
    rows = ActionItem.objects.allowed(request.viewer)
    rows = rows.select_related("employee", "manager", "owner", "meeting")
    return get_object_or_404(rows.with_may(request.viewer, "edit", "settle"), public_id=public_id)


def _taken(found: OneOnOne, now: datetime) -> list[Interval]:
    """When either of the two has another 1:1: no more than that it is so is used of it."""
    busy = list[Interval]()
    for one in (found.employee, found.manager):
        rows = OneOnOne.objects.of(one).to_come(now).exclude(pk=found.pk).filter(way="live")
        busy += [Interval(*span) for span in rows.values_list("starts_at", "until_at")[:200]]
    return busy


def _said(at: datetime, zone: str) -> str:
    return for_reader(at, zone, with_zone=False)


def _day(day: date | None) -> date:
    assert day is not None  # the form asks for both or a slot
    return day


def _at(at: time | None) -> time:
    assert at is not None
    return at
