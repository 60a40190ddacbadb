"""Whose a goal is to be: mine, one of my people's, a unit's, the organisation's."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from fairway.goals.rules import kept_units, may_add_for_all
from fairway.people.forms.fields import ViewersForm
from fairway.people.models import Person
from fairway.people.relations import direct_reports
from fairway.ui.saving import SavedForm

MOST = 200
ORGANISATION = "organisation"


class WhoseForm(ViewersForm):
    whose = forms.ChoiceField(label=_("Whose goal"))

    def offer_owners(self) -> None:
        """Me, my direct reports, the units I keep, the organisation if I may."""
        viewer = self.viewer
        self.reports = _reports(viewer)
        self.units = list(kept_units(viewer).order_by("name")[:MOST])
        choices: list[Any] = [(viewer.public_id, _now("Mine"))]
        if self.reports:
            people = [(one.public_id, one.name) for one in self.reports]
            choices.append((_now("My people"), people))
        if self.units:
            units = [(f"unit-{one.public_id}", one.name) for one in self.units]
            choices.append((_now("Units"), units))
        if may_add_for_all(viewer):
            choices.append((ORGANISATION, _now("The organisation")))
        self.fields["whose"].choices = choices  # type: ignore[attr-defined]

    def owner(self) -> dict[str, Any]:
        """`owner=`, `unit=`, or neither for the organisation."""
        wanted = self.cleaned_data["whose"]
        if wanted == ORGANISATION:
            return {}
        people = {one.public_id: one for one in (self.viewer, *self.reports)}
        if wanted in people:
            return {"owner": people[wanted]}
        units = {f"unit-{one.public_id}": one for one in self.units}
        return {"unit": units[wanted]}

    def is_for_a_person(self) -> bool:
        return self.cleaned_data.get("whose", "") in {
            one.public_id for one in (self.viewer, *self.reports)
        }


class ConversionForm(WhoseForm, SavedForm):
    """Whose goal a key result becomes."""

    def __init__(self, *args: Any, viewer: Any, **kwargs: Any) -> None:
        super().__init__(*args, viewer=viewer, **kwargs)
        self.offer_owners()


def _reports(viewer: Person) -> list[Person]:
    people = Person.objects.filter(pk__in=direct_reports(viewer), active=True)
    return list(people.order_by("sort_name")[:MOST])
