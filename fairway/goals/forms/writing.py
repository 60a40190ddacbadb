"""A goal as it is typed, with whose it is, its days, and what it contributes to."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from fairway.foundation.policy import get
from fairway.foundation.text import NameField, ProseField
from fairway.goals.forms.whose import WhoseForm
from fairway.goals.models import Goal
from fairway.goals.picking import GoalField, words_of
from fairway.people.days import organisation_day
from fairway.people.forms.fields import DayField, VersionedForm
from fairway.strategy.models import Period, StrategicPriority


class GoalForm(WhoseForm, VersionedForm):
    title = NameField(label=_("Goal"), max_length=200)
    why = ProseField(
        label=_("Why it matters"),
        max_length=4000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
    period = forms.ModelChoiceField(
        label=_("Period"), queryset=Period.objects.none(), to_field_name="public_id"
    )
    starts_on = DayField(label=_("First day"), required=False)
    last_day = DayField(label=_("Last day"), required=False)
    contributes_to = GoalField(
        label=_("Contributes to"),
        required=False,
        help_text=_("A goal or one of its key results. Type a few letters of it."),
    )
    priority = forms.ModelChoiceField(
        label=_("Or to a priority"),
        queryset=StrategicPriority.objects.none(),
        to_field_name="public_id",
        required=False,
        empty_label=_("None"),
    )
    how = NameField(
        label=_("How it helps there"),
        max_length=400,
        required=False,
        help_text=_("One sentence in your own words: what you do so that it moves."),
    )
    weight = forms.IntegerField(label=_("Weight there"), min_value=0, max_value=1000, initial=1)
    visibility = forms.ChoiceField(label=_("Who can see it"), choices=Goal.Visibility.choices)
    roll_up = forms.ChoiceField(label=_("Its number comes from"), choices=Goal.RollUp.choices)
    cadence_days = forms.IntegerField(label=_("An update every … days"), min_value=1, max_value=90)

    def __init__(self, *args: Any, viewer: Any, goal: Goal | None = None, **kwargs: Any) -> None:
        super().__init__(*args, viewer=viewer, **kwargs)
        self.goal = goal
        fields: Any = self.fields
        fields["contributes_to"].viewer = viewer
        chosen = goal.period if goal else None
        fields["period"].queryset = choosable_periods(chosen)
        fields["priority"].queryset = priorities_for(viewer)
        if goal:
            del fields["whose"]
            return
        self.offer_owners()

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        to, _result = said.get("contributes_to") or (None, None)
        if to is not None and said.get("priority") is not None:
            words = _now("It contributes to a goal or to a priority, not to both.")
            self.add_error("priority", words)
        if to is not None and not said.get("how") and not self.errors.get("how"):
            self.add_error("how", _now("Say in a sentence how it helps the goal above."))
        person = self.goal.owner if self.goal else self.is_for_a_person()
        if said.get("visibility") != Goal.Visibility.COMPANY and not person:
            said["visibility"] = Goal.Visibility.COMPANY
        return said


def first_words(viewer: Any, framework: str, wanted: str = "") -> dict[str, Any]:
    """What a new goal begins with, from policy and the calendar."""
    today = organisation_day()
    around = Period.objects.around(today).filter(closed_at=None)
    running = min(around, key=lambda one: one.days, default=None)
    return {
        "whose": wanted or viewer.public_id,
        "period": running,
        "visibility": get("goals.visibility"),
        "roll_up": Goal.RollUp.OWN,
        "cadence_days": get("goals.update_every"),
        "weight": 1,
    }


def words_of_goal(goal: Goal) -> dict[str, Any]:
    """What the form of a goal holds."""
    kept = ("title", "why", "starts_on", "last_day", "weight", "visibility", "roll_up", "version")
    return {
        **{name: getattr(goal, name) for name in kept},
        "cadence_days": goal.cadence_days,
        "period": goal.period,
        "priority": goal.priority,
        "how": goal.contributes_how,
        "contributes_to": words_of(goal.parent, goal.parent_result) if goal.parent else "",
    }


def choosable_periods(chosen: Period | None) -> Any:
    """Those that are not over, the nearest first; and the one that holds already."""
    open_ones = Q(archived_at=None, closed_at=None)
    held = Q(pk=chosen.pk) if chosen else Q(pk__in=[])
    return Period.objects.filter(open_ones | held).order_by("starts_on", "until_on")


def priorities_for(viewer: Any) -> Any:
    around = Period.objects.filter(closed_at=None, archived_at=None)
    return StrategicPriority.objects.allowed(viewer).in_use().filter(period__in=around)
