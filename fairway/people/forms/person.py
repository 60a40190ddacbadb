"""What HR types about a person, and what a person says about themselves."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fairway.foundation.languages import written_in
from fairway.foundation.text import NameField, ProseField
from fairway.people.forms.fields import DayField, PickField, VersionedForm, ViewersForm
from fairway.people.models import Assignment, Employer
from fairway.people.picking import LOCATION, PERSON, PROFILE, UNIT
from fairway.ui.widgets import TimeZoneSelect


class ProfileForm(VersionedForm):
    preferred_name = NameField(
        label=_("Known as"),
        required=False,
        max_length=80,
        help_text=_("How colleagues call you, when it is not your first name."),
    )
    pronouns = NameField(label=_("Pronouns"), required=False, max_length=40)
    pronunciation = NameField(
        label=_("How your name is said"),
        required=False,
        max_length=120,
        help_text=_("Such as “AH-na RAY-es”."),
    )
    time_zone = forms.CharField(
        label=_("Time zone"),
        required=False,
        widget=TimeZoneSelect(empty=_("That of the location")),
    )
    language = forms.ChoiceField(label=_("Language"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [("", _("The organisation's")), *written_in()]
        self.fields["language"].choices = offered  # type: ignore[attr-defined]


class RecordForm(VersionedForm):
    name = NameField(label=_("Name"), max_length=200)
    email = forms.EmailField(label=_("E-mail"), required=False)
    employee_number = NameField(label=_("Number"), required=False, max_length=60)
    employer = forms.ModelChoiceField(
        Employer.objects.order_by("name"),
        label=_("Employer"),
        required=False,
        to_field_name="public_id",
        empty_label=_("The organisation itself"),
    )
    joined_on = DayField(label=_("First day"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not Employer.objects.exists():
            del self.fields["employer"]


class PlaceForm(ViewersForm):
    """Where somebody works, as what, and for whom."""

    unit = PickField(UNIT, label=_("Unit"))
    job_profile = PickField(PROFILE, label=_("Role"), required=False)
    location = PickField(LOCATION, label=_("Location"), required=False)
    work_mode = forms.ChoiceField(
        label=_("Works"),
        required=False,
        choices=[("", _("Not set")), *Assignment.WorkMode.choices],
    )
    manager = PickField(
        PERSON,
        label=_("Manager"),
        required=False,
        help_text=_("Name, number or e-mail. Empty: nobody above."),
    )
    weekly_hours = forms.DecimalField(
        label=_("Contracted hours a week"),
        required=False,
        min_value=0,
        max_value=168,
        decimal_places=2,
    )
    valid_from = DayField(label=_("From"))

    def place(self) -> dict[str, Any]:
        said = self.cleaned_data
        hours = said["weekly_hours"]
        return {
            **{name: said[name] for name in ("unit", "job_profile", "location", "work_mode")},
            "manager": said["manager"],
            "weekly_minutes": None if hours is None else round(hours * 60),
        }


class HireForm(PlaceForm):
    name = NameField(label=_("Name"), max_length=200)
    email = forms.EmailField(label=_("E-mail"), required=False)
    employee_number = NameField(label=_("Number"), required=False, max_length=60)
    field_order = ("name", "email", "employee_number", "valid_from")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["valid_from"].label = _("First day")

    def person(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("email", "employee_number")}


class LeavingForm(ViewersForm):
    left_on = DayField(
        label=_("First day they are no longer here"),
        help_text=_("Their access ends with that day."),
    )
    reports_to = PickField(
        PERSON,
        label=_("Their reports go to"),
        required=False,
        help_text=_("Empty: they are left without a manager, and HR is told."),
    )


class DottedForm(ViewersForm):
    manager = PickField(PERSON, label=_("Second manager"))
    purpose = NameField(label=_("For what"), required=False, max_length=200)
    valid_from = DayField(label=_("From"))
    valid_until = DayField(label=_("Until"), required=False)


class CorrectionForm(forms.Form):
    words = ProseField(
        label=_("What should be put right?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("HR reads it and answers here."),
    )


class AnswerForm(forms.Form):
    done = forms.ChoiceField(
        label=_("Answer"),
        choices=[("yes", _("It is put right")), ("no", _("It stays as it is"))],
        widget=forms.RadioSelect,
    )
    answer = ProseField(
        label=_("A word to them"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
