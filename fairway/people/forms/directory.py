"""The filters of the directory."""

from __future__ import annotations

from typing import Any, NamedTuple

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from fairway.people.directory import Asked, units_to_choose
from fairway.people.models import Assignment, Employer, Location, OrgUnit
from fairway.ui.widgets import LongSelect

INDENT = "\u2003"
MOST_PLACES = 60  # to choose from; where there are more, one types


class Choice(NamedTuple):
    """A place or an employer, as far as a filter has to know it."""

    key: int | None
    name: str


NONE = Choice(None, "")


class DirectoryForm(forms.Form):
    """A GET form: what does not fit is left out, so that an old link still shows people."""

    q = forms.CharField(
        label=_("Name, number or address"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    unit = forms.ChoiceField(label=_("Unit"), required=False, widget=LongSelect)
    location = forms.ChoiceField(label=_("Place"), required=False, widget=LongSelect)
    mode = forms.ChoiceField(label=_("Works"), required=False, widget=LongSelect)
    employer = forms.ChoiceField(label=_("Employer"), required=False, widget=LongSelect)
    leavers = forms.BooleanField(label=_("People who left"), required=False)

    def __init__(self, *args: Any, may_see_leavers: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        wanted = self.data.get("unit", "")
        self._unit = OrgUnit.objects.filter(public_id=wanted).first() if wanted else None
        here = Location.objects.filter(closed_on=None)
        self._places = _to_choose(here, MOST_PLACES + 1)
        self._employers = _to_choose(Employer.objects.order_by("name"), 100)
        self._offer("unit", _("All units"), self._unit_names())
        self._offer_places()
        self._offer("mode", _("Anywhere"), list(Assignment.WorkMode.choices))
        self._offer("employer", _("All employers"), _names(self._employers))
        if len(self._employers) < 2:
            del self.fields["employer"]
        if not may_see_leavers:
            del self.fields["leavers"]

    def asked(self) -> Asked:
        self.is_valid()
        said = self.cleaned_data
        return Asked(
            words=said.get("q", ""),
            unit=self._unit if said.get("unit") else None,
            location=self._places.get(said.get("location", ""), NONE).key,
            place=said.get("location", "") if self._typed else "",
            work_mode=said.get("mode", ""),
            employer=self._employers.get(said.get("employer", ""), NONE).key,
            leavers=said.get("leavers", False),
        )

    def _offer(self, name: str, empty: Any, choices: list[tuple[str, Any]]) -> None:
        self.fields[name].choices = [("", empty), *choices]  # type: ignore[attr-defined]

    def _offer_places(self) -> None:
        self._typed = len(self._places) > MOST_PLACES
        if self._typed:
            self._places = {}
            self.fields["location"] = forms.CharField(
                label=_("Place"), required=False, max_length=100
            )
        else:
            self._offer("location", _("All places"), _names(self._places))

    def _unit_names(self) -> list[tuple[str, str]]:
        return [
            (unit.public_id, f"{INDENT * depth}{unit.name}")
            for unit, depth in units_to_choose(self._unit)
        ]


def _to_choose(rows: QuerySet[Any], most: int) -> dict[str, Choice]:
    found = rows.values_list("public_id", "pk", "name")[:most]
    return {public_id: Choice(key, name) for public_id, key, name in found}


def _names(found: dict[str, Choice]) -> list[tuple[str, str]]:
    return [(public_id, one.name) for public_id, one in found.items()]
