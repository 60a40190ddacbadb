"""Goals in a list: mine, my team's, my unit's, everybody's."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from fairway.foundation.viewers import Request
from fairway.goals.forms.filters import FilterForm
from fairway.goals.mapping.ways import ways
from fairway.goals.models import Goal, GoalReview
from fairway.goals.reading.cards import cards_of
from fairway.goals.reading.grouping import groups_of
from fairway.goals.reading.listing import MINE, TABS, Asked, tabs_of, with_rights
from fairway.goals.reading.opening import page_of_list, summary_of
from fairway.people.views.person import find_person, page_of_person
from fairway.ui.parts import Tab


@require_safe
def listing(request: Request) -> HttpResponse:
    tabs = tabs_of(request.viewer)
    tab = request.GET.get("whose", "")
    tab = tab if tab in tabs else MINE
    form = FilterForm(request.GET, viewer=request.viewer)
    asked = form.asked(request.viewer, tab)
    summary = summary_of(asked)
    context = {
        **_page(request, asked),
        "form": form,
        "tab": tab,
        "tabs": [Tab(TABS[one], _address(request.GET, one), one == tab) for one in tabs],
        "ways": ways(_without(request.GET, "after", "before").urlencode(), "list"),
        "summary": summary,
        "filtered": form.is_filtered,
        "clear": f"{reverse('goals:list')}?whose={tab}",
    }
    return render(request, "goals/list.html", context)


@require_safe
def of_person(request: Request, public_id: str) -> HttpResponse:
    """The tab of a person's page: their open goals that the reader may see, the last closed, and
    where they were last looked at together."""
    person = find_person(request, public_id)
    goals = Goal.objects.allowed(request.viewer).filter(owner=person).for_display()
    goals = goals.with_may(request.viewer, "update", "close", "agree")
    context = page_of_person(request, person, current="goals")
    context["cards"] = cards_of(goals.current().order_by("until_on", "pk")[:50])
    reviews = GoalReview.objects.allowed(request.viewer).filter(person=person)
    context["review"] = reviews.select_related("period").order_by("-opened_at", "-pk").first()
    context["closed"] = cards_of(goals.exclude(closed_at=None).order_by("-closed_at")[:10])
    return render(request, "goals/of_person.html", context)


def _page(request: Request, asked: Asked) -> dict[str, Any]:
    cursors = {name: request.GET.get(name, "") for name in ("after", "before")}
    page = page_of_list(asked, **cursors)
    cards = cards_of(with_rights(page, request.viewer))
    return {
        "cards": cards,
        "groups": groups_of(cards, asked.by),
        "next": _cursor(request.GET, after=page.after),
        "previous": _cursor(request.GET, before=page.before),
    }


def _cursor(asked: QueryDict, **cursor: str) -> str:
    if not any(cursor.values()):
        return ""
    question = _without(asked, "after", "before")
    question.update(cursor)
    return f"?{question.urlencode()}"


def _address(asked: QueryDict, tab: str) -> str:
    """The same days and state, of other people."""
    question = _without(asked, "after", "before", "unit")
    question["whose"] = tab
    return f"{reverse('goals:list')}?{question.urlencode()}"


def _without(asked: QueryDict, *names: str) -> QueryDict:
    question = asked.copy()
    for name in names:
        question.pop(name, None)
    return question
