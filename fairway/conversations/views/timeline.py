"""A person's timeline: what every room knows of their period, as far as the reader may see it."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from fairway.conversations.forms.timeline import TimelineForm, read
from fairway.conversations.timeline_offered import OF_TIMELINE
from fairway.conversations.timeline_reading import months_of, of_which
from fairway.conversations.views.notes_asking import cursors, neighbours
from fairway.foundation import reading
from fairway.foundation.organisation import organisation_day
from fairway.foundation.times import day_of
from fairway.foundation.viewers import Request
from fairway.people.evidence import coverage, facts
from fairway.people.views.person import find_person, page_of_person
from fairway.strategy.models import Period

MOST_PERIODS = 12


@require_safe
def of_person(request: Request, public_id: str) -> HttpResponse:
    person: Any = find_person(request, public_id)
    if not person.may_view_timeline:
        raise Http404
    reading.note(request, person, OF_TIMELINE)
    # Where the person is, tomorrow may have begun already.
    today = max(organisation_day(), day_of(timezone.now(), person.zone))
    begun = Period.objects.allowed(request.viewer).in_use().filter(starts_on__lte=today)
    periods = list(begun[:MOST_PERIODS])
    wanted = read(request.GET.dict(), periods, today)
    page = facts(request.viewer, person, wanted.asked, **cursors(request))
    tallies = coverage(request.viewer, person, wanted.whole)
    context = page_of_person(request, person, current="timeline")
    context |= {
        "page": page,
        **neighbours(request, page),
        "wanted": wanted,
        "form": TimelineForm(wanted, periods),
        "months": months_of(request.GET, wanted, tallies, today),
        "counted": of_which(tallies),
        "own": request.viewer == person,
    }
    return render(request, "conversations/timeline/of_person.html", context)
