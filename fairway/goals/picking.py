"""Choose a goal, one of its key results, or a KPI by typing; what is chosen stands in words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import Prefetch, QuerySet
from django.urls import reverse

from fairway.foundation import word_index
from fairway.goals.models import Goal, KeyResult
from fairway.goals.models.goal import TITLES
from fairway.goals.reading.cards import whose
from fairway.kpis.models import Kpi
from fairway.people.picking import Ambiguous, NotFound

BEFORE_RESULT, BEFORE_WHOSE = " › ", " · "
MOST = 8


def words_of(goal: Goal, result: KeyResult | None = None) -> str:
    name = f"{goal.title}{BEFORE_RESULT}{result.title}" if result else goal.title
    return f"{name}{BEFORE_WHOSE}{whose(goal)}, {goal.period.name}"


def title_of(words: str) -> str:
    """The goal's own title among the words that name it, as they were chosen or typed."""
    return words.partition(BEFORE_WHOSE)[0].partition(BEFORE_RESULT)[0].strip()


def suggest_goals(viewer: Any, typed: str) -> list[str]:
    """Each goal, and below it the key results that one can contribute to."""
    said: list[str] = []
    for goal in _titled(viewer, typed)[:MOST]:
        said += [words_of(goal), *(words_of(goal, one) for one in goal.results.all())]
    return said


def suggest_kpis(viewer: Any, typed: str) -> list[str]:
    return [kpi.name for kpi in _named(viewer, typed)[:MOST]]


def _goals(viewer: Any) -> QuerySet[Goal]:
    results = Prefetch("results", KeyResult.objects.in_use())
    return Goal.objects.allowed(viewer).current().for_display().prefetch_related(results)


def _kpis(viewer: Any) -> QuerySet[Kpi]:
    return Kpi.objects.allowed(viewer).in_use()


def _titled(viewer: Any, typed: str) -> QuerySet[Goal]:
    words, rows = word_index.words_of(typed), _goals(viewer).order_by("pk")
    return rows.filter(TITLES.has(words)) if words else rows


def _named(viewer: Any, typed: str) -> QuerySet[Kpi]:
    rows = _kpis(viewer).order_by("pk")
    for word in typed.split()[: word_index.MOST_WORDS]:
        rows = rows.filter(name__icontains=word)
    return rows


class PickInput(forms.TextInput):
    """As when one picks a person: a line of text with suggestions, which need a script."""

    template_name = "people/widgets/pick.html"
    what = "goal"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["suggestions"] = f"{reverse('goals:pick')}?of={self.what}"
        return context


class KpiInput(PickInput):
    what = "kpi"


class GoalField(forms.CharField):
    """Gives a goal and, where one was named, its key result; both None when left empty."""

    widget = PickInput
    viewer: Any = None

    def clean(self, value: Any) -> tuple[Goal | None, KeyResult | None]:
        typed = " ".join((super().clean(value) or "").split())
        if not typed:
            return None, None
        title = title_of(typed)
        for goal in _titled(self.viewer, title).filter(title__iexact=title)[:50]:
            for result in (None, *goal.results.all()):
                if _same(words_of(goal, result), typed):
                    return goal, result
        return _only(_titled(self.viewer, typed)[: MOST + 1], typed, words_of), None


class KpiField(forms.CharField):
    widget = KpiInput
    viewer: Any = None

    def clean(self, value: Any) -> Kpi | None:
        typed = " ".join((super().clean(value) or "").split())
        if not typed:
            return None
        same = list(_kpis(self.viewer).filter(name__iexact=typed)[: MOST + 1])
        return _only(same or _named(self.viewer, typed)[: MOST + 1], typed, str)


def _same(words: str, typed: str) -> bool:
    return " ".join(words.split()).casefold() == typed.casefold()


def _only(rows: Iterable[Any], typed: str, words: Any) -> Any:
    found = list(rows)
    if not found:
        raise NotFound(typed)
    if len(found) > 1:
        raise Ambiguous(typed, [words(one) for one in found[:MOST]])
    return found[0]
