"""What was typed about the strategy; whether it can be is for the actions to say."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _

from fairway.foundation.text import NameField
from fairway.people.models import OrgUnit, Person, UnitChain
from fairway.strategy.models import Period
from fairway.ui.saving import SavedForm, VersionedForm
from fairway.ui.texts import TextsInput
from fairway.ui.widgets import DateInput

FIRST_YEAR, LAST_YEAR = 2000, 2100
LEADING_DEPTH = 2


class MissionForm(VersionedForm):
    statement = TextsInput(
        label=_("Mission"),
        max_length=1000,
        prose=True,
        rows=3,
        help_text=_("Why this organisation is there, in a sentence or two."),
    )
    vision = TextsInput(
        label=_("Vision"),
        max_length=300,
        prose=True,
        rows=2,
        required=False,
        help_text=_("Where you want to be. One sentence that everybody can say by heart."),
    )
    vision_year = forms.IntegerField(
        label=_("By the year"), required=False, min_value=FIRST_YEAR, max_value=LAST_YEAR
    )


class PriorityForm(VersionedForm):
    title = TextsInput(
        label=_("Priority"),
        max_length=120,
        help_text=_("A few words that say what will be better."),
    )
    why = TextsInput(
        label=_("Why this, and why now"),
        max_length=2000,
        prose=True,
        rows=5,
        required=False,
        help_text=_("Units translate it into goals of their own; tell them what you mean."),
    )
    period = forms.ModelChoiceField(
        label=_("For"), queryset=Period.objects.none(), to_field_name="public_id"
    )
    owner = forms.ModelChoiceField(
        label=_("Owner"),
        queryset=Person.objects.none(),
        to_field_name="public_id",
        required=False,
        empty_label=_("Nobody yet"),
        help_text=_("Who answers for it. You can choose among those who lead the larger units."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = self.initial.get("period"), self.initial.get("owner")
        fields: Any = self.fields
        fields["period"].queryset = choosable_periods(chosen[0])
        fields["owner"].queryset = choosable_owners(chosen[1])


class ValueForm(VersionedForm):
    name = TextsInput(label=_("Value"), max_length=60, help_text=_("Two or three words."))
    looks_like = TextsInput(
        label=_("What it looks like"),
        max_length=2000,
        prose=True,
        rows=5,
        required=False,
        help_text=_("What somebody does who lives it. People thank each other with these words."),
    )


class PeriodForm(VersionedForm):
    kind = forms.ChoiceField(label=_("Kind"), choices=Period.Kind.choices)
    name = NameField(
        label=_("Name"), max_length=60, help_text=_("Such as “Q4 2026” or “Summer sale”.")
    )
    starts_on = forms.DateField(label=_("First day"), widget=DateInput)
    last_day = forms.DateField(label=_("Last day"), widget=DateInput)


class YearForm(SavedForm):
    year = forms.IntegerField(
        label=_("Year"),
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        help_text=_("The calendar year in which the fiscal year begins."),
    )
    month = forms.TypedChoiceField(label=_("Begins in"), coerce=int, choices=list(MONTHS.items()))
    weeks = forms.BooleanField(
        label=_("Whole weeks (4-4-5)"),
        required=False,
        help_text=_(
            "The year begins on the Monday nearest to the first of the month, and its quarters "
            "have 13 weeks."
        ),
    )
    halves = forms.BooleanField(label=_("With half-years"), required=False, initial=True)
    quarters = forms.BooleanField(label=_("With quarters"), required=False, initial=True)


def choosable_periods(chosen: Period | None) -> Any:
    """Years first: a priority usually holds for one."""
    periods = Period.objects.in_use().filter(closed_at=None)
    return periods | Period.objects.filter(pk=chosen.pk) if chosen else periods


def choosable_owners(chosen: Person | None) -> Any:
    """Who leads the organisation, a part of it, or a part of that."""
    near_the_top = UnitChain.objects.filter(above__parent=None, depth__lte=LEADING_DEPTH)
    leading = OrgUnit.objects.filter(pk__in=near_the_top.values("below"), closed_on=None)
    people = Person.objects.active().filter(pk__in=leading.values("leader"))
    return people | Person.objects.filter(pk=chosen.pk) if chosen else people
