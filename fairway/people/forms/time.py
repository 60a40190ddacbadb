"""Working hours, days away, rotas, cover, and what others can count on."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fairway.foundation.ports import delegable_verbs
from fairway.foundation.text import NameField
from fairway.people.forms.fields import (
    DayField,
    HoursField,
    PickField,
    VersionedForm,
    ViewersForm,
)
from fairway.people.models import CHANNELS
from fairway.people.picking import PERSON
from fairway.ui.widgets import TimeInput, TimeZoneSelect

DAYS = (
    _("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"),
    _("Sunday"),
)  # fmt: skip
MOST_WEEKS = 4


class HoursForm(forms.Form):
    """One line a day; as many weeks as take turns."""

    valid_from = DayField(label=_("From"))
    first_week_on = DayField(label=_("A day in the first of these weeks"), required=False)

    def __init__(self, *args: Any, weeks: int = 1, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.count = max(1, min(weeks, MOST_WEEKS))
        for week in range(self.count):
            for day, label in enumerate(DAYS):
                self.fields[f"day_{week}_{day}"] = HoursField(label=label)
        if self.count == 1:
            del self.fields["first_week_on"]

    def by_week(self) -> list[list[forms.BoundField]]:
        return [[self[f"day_{week}_{day}"] for day in range(7)] for week in range(self.count)]

    def said(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        weeks = [[cleaned[f"day_{week}_{day}"] for day in range(7)] for week in range(self.count)]
        return {
            "weeks": weeks,
            "valid_from": cleaned["valid_from"],
            "first_week_on": cleaned.get("first_week_on"),
        }


class AbsenceForm(forms.Form):
    from_on = DayField(label=_("First day away"))
    until_on = DayField(label=_("First day back"))


class RotaForm(forms.Form):
    rota = forms.FileField(
        label=_("Calendar file"),
        help_text=_(
            "An .ics file, such as your rota system exports. It replaces what was planned."
        ),
        widget=forms.FileInput(attrs={"accept": ".ics,text/calendar"}),
    )


class TeamRotaForm(forms.Form):
    rota = forms.FileField(
        label=_("Table"),
        help_text=_("A CSV file with the columns person, start, end; times as 2026-03-31 08:00."),
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
    )


class CoverForm(ViewersForm):
    deputy = PickField(PERSON, label=_("Who stands in"))
    verbs = forms.MultipleChoiceField(
        label=_("What they may do"), widget=forms.CheckboxSelectMultiple
    )
    valid_from = DayField(label=_("From"))
    valid_until = DayField(label=_("Until, that day excluded"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [(verb.key, verb.label) for verb in delegable_verbs]
        self.fields["verbs"].choices = offered  # type: ignore[attr-defined]


class NormForm(VersionedForm):
    """What a unit or a role can count on."""

    core_from = forms.TimeField(label=_("Shared hours from"), required=False, widget=TimeInput)
    core_until = forms.TimeField(label=_("Until"), required=False, widget=TimeInput)
    core_zone = forms.CharField(
        label=_("By the clock of"), required=False, widget=TimeZoneSelect(empty=_("Not set"))
    )
    note = NameField(label=_("A word about it"), required=False, max_length=300)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key, label in CHANNELS:
            self.fields[f"reply_{key}"] = forms.IntegerField(
                label=label, required=False, min_value=1, max_value=720
            )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if bool(said.get("core_from")) != bool(said.get("core_until")):
            self.add_error("core_until", _("Give both times, or neither."))
        elif said.get("core_from") and not said.get("core_zone"):
            self.add_error("core_zone", _("Say by whose clock."))
        return said

    def says_nothing(self) -> bool:
        said = self.said()
        return not (said["core"] or said["reply_times"] or said["note"])

    def said(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        start, until = cleaned["core_from"], cleaned["core_until"]
        core = None
        if start and until:
            core = (start.hour * 60 + start.minute, (until.hour * 60 + until.minute) or 1440)
        return {
            "core": core,
            "core_zone": cleaned["core_zone"],
            "note": cleaned["note"],
            "version": cleaned["version"],
            "reply_times": {
                key: cleaned[f"reply_{key}"] for key, _label in CHANNELS if cleaned[f"reply_{key}"]
            },
        }
