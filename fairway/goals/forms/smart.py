"""What somebody has typed about a goal so far. Nothing of it is kept, and nothing can be wrong."""

from __future__ import annotations

import contextlib
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from fairway.foundation.policy import get
from fairway.foundation.refusal import Refusal
from fairway.goals.forms.results import MOST
from fairway.goals.models import Goal
from fairway.goals.picking import GoalField, KpiField
from fairway.goals.smart.hints import Check
from fairway.goals.smart.language import FALLBACK, language
from fairway.goals.smart.reading import Draft, check
from fairway.kpis.models import Observation
from fairway.people.models import Person
from fairway.ui.saving import SavedForm

MOST_VALUES = 60
VALUES = ("-target", "-low", "-high", "-milestones")


class SmartForm(SavedForm):
    """The names are those of the form in which goals are written; it may bring any of them.

    `goal` is the one being edited, by its public id; key results are its rows.
    """

    title = forms.CharField(
        label=_("The goal in a sentence"), required=False, widget=forms.Textarea({"rows": 2})
    )

    def read(self, viewer: Any) -> Check:
        return check(self._draft(viewer), code=self._language())

    def _language(self) -> str:
        """The reader's own where it has word lists; goals in English are understood everywhere."""
        mine = get_language() or FALLBACK
        return mine if language(mine) else FALLBACK

    def _draft(self, viewer: Any) -> Draft:
        said = self.data.get
        goals = Goal.objects.allowed(viewer)
        edited = _one(goals, said("goal", ""))
        parent = _picked(GoalField(required=False), viewer, said("contributes_to", ""))[0]
        counted = self._goals_of(viewer, edited)
        target, history = self._history(viewer)
        return Draft(
            said("title", ""),
            measured=self._measured(edited),
            dated=bool(said("last_day") or said("period")),
            contributes=bool(said("contributes_to") or said("priority"))
            if self._asks("contributes_to")
            else None,
            parent_title=parent.title if parent else "",
            goals=counted,
            most_goals=int(get("goals.most_goals")) if counted is not None else None,
            target=target,
            history=history,
        )

    def _measured(self, edited: Goal | None) -> bool:
        """Whether a row of the form says how one will see it, or a key result is kept."""
        typed = any(value.strip() for name, value in self.data.items() if name.endswith(VALUES))
        return typed or bool(edited and edited.results.in_use().exists())

    def _asks(self, name: str) -> bool:
        return name in self.data

    def _goals_of(self, viewer: Any, edited: Goal | None) -> int | None:
        """How many there will be of the owner's in the period, this one counted."""
        period = self.data.get("period", "")
        whose = self.data.get("whose", "")
        owner = _one(Person.objects.allowed(viewer), whose) if whose else viewer
        owner = edited.owner if edited else owner
        if not period or not isinstance(owner, Person):
            return None
        theirs = Goal.objects.allowed(viewer).current().owned_by(owner)
        theirs = theirs.filter(period__public_id=period)
        return theirs.exclude(pk=edited.pk if edited else None).count() + 1

    def _history(self, viewer: Any) -> tuple[float | None, list[float]]:
        """Of the first key result that reads a KPI."""
        typed = next((n for n in range(MOST) if self.data.get(f"r{n}-kpi", "").strip()), None)
        kpi = _picked(KpiField(required=False), viewer, self.data.get(f"r{typed}-kpi", ""))[0]
        target: float | None = None
        if kpi is None:
            return None, []
        with contextlib.suppress(Refusal):
            target = kpi.amount(kpi.read(self.data.get(f"r{typed}-target", ""), get_language()))
        rows = Observation.objects.current().of(kpi).order_by("-starts_on")
        values = rows.values_list("value", flat=True)[:MOST_VALUES]
        return target, [kpi.amount(value) for value in values]


def _one(rows: Any, public_id: str) -> Any:
    """The row of that id if the viewer may see it; whatever else was sent is nobody's."""
    return rows.filter(public_id=public_id).first() if public_id else None


def _picked(field: Any, viewer: Any, typed: str) -> tuple[Any, ...]:
    """What the words name; nothing where they name nobody's yet, for one is still typing."""
    field.viewer = viewer
    try:
        found = field.clean(typed)
    except ValidationError:
        return (None,)
    return found if isinstance(found, tuple) else (found,)
