"""Units, places, roles of work and employers, as HR types them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fairway.foundation.text import NameField
from fairway.people.countries import countries, country_name
from fairway.people.forms.fields import DayField, PickField, VersionedForm, ViewersForm
from fairway.people.models import Appointment, Employer, JobFamily
from fairway.people.picking import PERSON, UNIT
from fairway.ui.widgets import TimeZoneSelect


def country_choices() -> list[tuple[str, Any]]:
    names = sorted(((code, country_name(code)) for code in countries()), key=lambda pair: pair[1])
    return [("", _("Not set")), *names]


class UnitForm(VersionedForm):
    name = NameField(label=_("Name"), max_length=200)
    code = NameField(
        label=_("Code"),
        required=False,
        max_length=60,
        help_text=_("How other systems call it, such as a cost centre."),
    )
    leader = PickField(PERSON, label=_("Led by"), required=False)


class NewUnitForm(UnitForm):
    parent = PickField(UNIT, label=_("Part of"))
    field_order = ("name", "parent")


class MergeForm(ViewersForm):
    into = PickField(
        UNIT,
        label=_("Into"),
        help_text=_("People and parts go there, and this unit closes. Roles over it end."),
    )
    valid_from = DayField(label=_("From"))


class LocationForm(VersionedForm):
    name = NameField(label=_("Name"), max_length=200)
    country = forms.ChoiceField(
        label=_("Country"), required=False, help_text=_("Says which public holidays count.")
    )
    subdivision = NameField(
        label=_("Part of the country"),
        required=False,
        max_length=10,
        help_text=_("Its short code, such as BY for Bavaria, where holidays differ."),
    )
    time_zone = forms.CharField(label=_("Time zone"), widget=TimeZoneSelect)
    is_remote = forms.BooleanField(label=_("People work remotely from here"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["country"].choices = country_choices()  # type: ignore[attr-defined]


class JobForm(VersionedForm):
    title = NameField(label=_("Title"), max_length=200)
    level = NameField(label=_("Level"), required=False, max_length=40)
    family = forms.ModelChoiceField(
        JobFamily.objects.order_by("name"),
        label=_("Family"),
        required=False,
        to_field_name="public_id",
        empty_label=_("None"),
    )


class FamilyForm(VersionedForm):
    name = NameField(label=_("Name"), max_length=200)


class EmployerForm(VersionedForm):
    name = NameField(label=_("Name"), max_length=200)
    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=[
            (Employer.Kind.LEGAL_ENTITY, _("A legal entity of ours")),
            (Employer.Kind.FRANCHISEE, _("A franchisee: a company of its own")),
        ],
        help_text=_("The people of a franchisee and everybody else do not see each other."),
    )
    country = forms.ChoiceField(label=_("Country"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["country"].choices = country_choices()  # type: ignore[attr-defined]


class AppointmentForm(ViewersForm):
    person = PickField(PERSON, label=_("Who"))
    role = forms.ChoiceField(label=_("Role"), choices=Appointment.Role.choices)
    unit = PickField(
        UNIT,
        label=_("Over"),
        required=False,
        help_text=_("With everything inside it. A people lead is there for all of it."),
    )
    valid_from = DayField(label=_("From"))
    valid_until = DayField(label=_("Until"), required=False)


class InspectForm(ViewersForm):
    """Who looks, and whose record."""

    viewer_person = PickField(PERSON, label=_("Who looks"))
    subject = PickField(PERSON, label=_("Whose record"))


class ReorganisationForm(ViewersForm):
    people = forms.CharField(
        label=_("Who moves"),
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("One in a line: name, number or e-mail."),
    )
    unit = PickField(UNIT, label=_("To the unit"), required=False)
    manager = PickField(PERSON, label=_("Reporting to"), required=False)
    valid_from = DayField(label=_("From"))

    def clean_people(self) -> list[Any]:
        lines = [line.strip() for line in self.cleaned_data["people"].splitlines()]
        wanted = list(dict.fromkeys(line for line in lines if line))
        if len(wanted) > MOST_MOVES:
            raise forms.ValidationError(
                _("At most %(most)s at once. Move a whole unit, or import a file.")
                % {"most": MOST_MOVES}
            )
        found, faults = [], []
        for line in wanted:
            try:
                found.append(PERSON.pick(self.viewer, line))
            except forms.ValidationError as fault:
                faults += fault.messages
        if faults:
            raise forms.ValidationError(faults)
        return list(dict.fromkeys(found))

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not self.errors and not said.get("unit") and not said.get("manager"):
            self.add_error("unit", _("Name a unit, a manager, or both."))
        return said


MOST_MOVES = 200


class UnitMoveForm(ViewersForm):
    parent = PickField(UNIT, label=_("To be part of"))
