"""What the daily pages of goals offer the house."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from fairway.foundation.ports import (
    BenchPage,
    DigestSource,
    EvidenceSource,
    HomeCard,
    NavItem,
    PaletteAction,
    PersonalData,
    PersonTab,
    SearchHit,
    SearchSource,
    TodoSource,
    bench_pages,
    digest_sources,
    evidence_sources,
    home_cards,
    nav_items,
    palette_actions,
    person_tabs,
    personal_data,
    search_sources,
    todo_sources,
)
from fairway.foundation.word_index import words_of
from fairway.goals import personal, reminding, todos
from fairway.goals.models import Goal, GoalComment, ProgressUpdate
from fairway.goals.models.goal import TITLES
from fairway.goals.reading.cards import whose

FEWEST_LETTERS = 2
LOOKED_THROUGH = 2000  # the list of goals has all that fit


def find_hits(viewer: Any, words: str, most: int) -> Iterable[SearchHit]:
    """By words of the title, the newest first."""
    wanted = words_of(words)
    if not any(len(word) >= FEWEST_LETTERS for word in wanted):
        return []
    goals = Goal.objects.allowed(viewer).for_display().order_by("-pk")
    return [_hit(goal) for goal in TITLES.newest(goals, wanted, LOOKED_THROUGH)[:most]]


def _hit(goal: Goal) -> SearchHit:
    detail = f"{whose(goal)}, {goal.period.name}"
    return SearchHit(goal.title, goal.get_absolute_url(), detail, "target-arrow")


def news(viewer: Any, since: datetime) -> Iterable[Any]:
    """What was said about one's own goals by others."""
    mine = Goal.objects.filter(owner=viewer)
    told = ProgressUpdate.objects.filter(goal__in=mine, at__gte=since, result=None)
    talk = GoalComment.objects.filter(goal__in=mine, at__gte=since, removed_at=None)
    if n := told.exclude(by=viewer).count():
        yield ngettext(
            "%(n)s update of your goals by others", "%(n)s updates of your goals by others", n
        ) % {"n": n}
    if n := talk.exclude(by=viewer).count():
        yield ngettext("%(n)s comment on your goals", "%(n)s comments on your goals", n) % {"n": n}
    if n := todos.due(viewer):
        yield ngettext(
            "%(n)s goal waits for a word from you", "%(n)s goals wait for a word from you", n
        ) % {"n": n}
    yield from reminding.offers(viewer)


def evidence(viewer: Any, person: Any, start: date, end: date) -> QuerySet[Goal]:
    """A person's goals that ran in these days, as far as the viewer may see them."""
    goals = Goal.objects.allowed(viewer).filter(owner=person).exclude(agreed_at=None)
    return goals.filter(starts_on__lt=end, until_on__gt=start).for_display()


def page_of_a_goal(world: Any) -> str:
    goal = Goal.objects.order_by("pk").first()
    return goal.get_absolute_url() if goal else "/goals/"


nav_items.offer(NavItem("goals", _("Goals"), "target-arrow", "goals:list", order=2, in_tabbar=True))
person_tabs.offer(PersonTab("goals", _("Goals"), "goals:of_person", 10))
todo_sources.offer(TodoSource("goals", _("Goals"), "target-arrow", 20, todos.found))
home_cards.offer(HomeCard("goals", "goals/_home.html", todos.home, order=20))
home_cards.offer(HomeCard("stalled_goals", "goals/_home_team.html", todos.team, order=30))
search_sources.offer(SearchSource("goals", _("Goals"), 20, find_hits))
digest_sources.offer(DigestSource("goals", _("Goals"), 20, news))
evidence_sources.offer(EvidenceSource("goal", _("Goals"), evidence))
personal_data.offer(
    PersonalData("goals", _("Your goals, updates and comments"), personal.export, personal.erase)
)
palette_actions.offer(
    PaletteAction("new_goal", _("New goal"), "plus", "goals:new", keywords=_("objective okr")),
    PaletteAction("my_goals", _("My goals"), "target-arrow", "goals:list"),
)
bench_pages.offer(
    BenchPage("goals, my own", "ana", lambda world: "/goals/"),
    BenchPage("goals, everybody’s", "ana", lambda world: "/goals/?whose=company"),
    BenchPage("goal", "ana", page_of_a_goal),
)
