"""Who a cycle is about: units, places, dates and single people, of each as many as it takes."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fairway.people.forms.fields import DayField, PickField, VersionedForm
from fairway.people.models import Assignment, Location, OrgUnit, Person
from fairway.people.picking import LOCATION, PERSON, UNIT
from fairway.reviews.models import ReviewCycle
from fairway.reviews.population import Population

# Name of the fields, what is chosen, how many there are at first, what they are called.
SEVERAL: tuple[tuple[str, Any, Any, int, Any], ...] = (
    ("unit", UNIT, OrgUnit, 4, _("Unit, with all below it")),
    ("unit_out", UNIT, OrgUnit, 4, _("Not this unit, nor any below it")),
    ("place", LOCATION, Location, 3, _("Location")),
    ("left_out", PERSON, Person, 4, _("Not in it")),
    ("as_well", PERSON, Person, 4, _("In it as well")),
)
KEPT_AS = {
    "unit": "units",
    "unit_out": "units_out",
    "place": "locations",
    "left_out": "left_out",
    "as_well": "as_well",
}
FURTHER = 2  # that stay empty behind what was kept
MOST = 20  # of each; for more there are units and places
PLAIN = ("work_modes", "least_days", "hired_from", "hired_until", "hire_days")


class PeopleForm(VersionedForm):
    """Left empty, nothing narrows: everybody whom the viewer may count in."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, kind, _model, least, label in SEVERAL:
            for at in range(max(least, self._said(name))):
                field = PickField(kind, label=label, required=False)
                field.viewer = self.viewer
                self.fields[f"{name}_{at}"] = field
        self.fields["work_modes"] = forms.MultipleChoiceField(
            label=_("Who works"),
            choices=Assignment.WorkMode.choices,
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )
        days: Any = {"required": False, "min_value": 0, "max_value": 20000}
        self.fields["least_days"] = forms.IntegerField(label=_("Here for at least, days"), **days)
        self.fields["hired_from"] = DayField(label=_("Hired on or after"), required=False)
        self.fields["hired_until"] = DayField(label=_("Hired before"), required=False)
        self.fields["hire_days"] = forms.IntegerField(
            label=_("Each joins so many days after being hired"),
            help_text=_("For the end of probation: people join while the cycle runs."),
            **days,
        )

    @staticmethod
    def now(cycle: ReviewCycle) -> dict[str, Any]:
        rules = Population.of(cycle.rules)
        begun = {name: getattr(rules, name) for name in PLAIN}
        for name, _kind, model, _least, _label in SEVERAL:
            rows = model.objects.filter(pk__in=getattr(rules, KEPT_AS[name])).order_by("pk")
            kept = rows.select_related("parent") if model is OrgUnit else rows  # which names it
            begun |= {f"{name}_{number}": one for number, one in enumerate(kept)}
        return begun

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or self.cleaned_data
        for name, *_rest in SEVERAL:
            if len(self._chosen(name)) > MOST:
                words = _("Choose at most %(most)s here. A unit or a place says it for many.")
                self.add_error(f"{name}_0", forms.ValidationError(words, params={"most": MOST}))
        return typed

    def said(self) -> dict[str, Any]:
        typed = self.cleaned_data
        rules: dict[str, Any] = {name: typed[name] for name in PLAIN}
        rules["work_modes"] = tuple(typed["work_modes"])
        rules |= {KEPT_AS[name]: self._chosen(name) for name, *_rest in SEVERAL}
        return {"population": Population(**rules), "version": typed["version"]}

    def groups(self) -> list[tuple[Any, list[Any], bool]]:
        """Of each the first field, the further ones, and whether one of those says something."""
        found = []
        for name, *_rest in SEVERAL:
            first, *more = (self[one] for one in self._names(name))
            found.append((first, more, any(one.value() or one.errors for one in more)))
        return found

    def _names(self, name: str) -> list[str]:
        return [one for one in self.fields if re.fullmatch(rf"{name}_\d+", one)]

    def _said(self, name: str) -> int:
        """How many it takes to show all that was kept, with some to add, and all that was typed."""
        kept = [one for one in self.initial if re.fullmatch(rf"{name}_\d+", one)]
        typed = [re.fullmatch(rf"{name}_(\d\d?)", one) for one in self.data]
        return max(
            len(kept) + FURTHER if kept else 0, *(int(one[1]) + 1 for one in typed if one), 0
        )

    def _chosen(self, name: str) -> tuple[int, ...]:
        found = (self.cleaned_data.get(one) for one in self._names(name))
        return tuple(dict.fromkeys(one.pk for one in found if one is not None))
