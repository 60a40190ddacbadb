"""What was typed about KPIs; whether it can be is for the actions to say."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from fairway.foundation.numbers import UnknownCurrency
from fairway.foundation.numbers.currencies import DIGITS
from fairway.foundation.text import NameField, ProseField
from fairway.kpis.calendar import Cadence
from fairway.kpis.models import Kpi, KpiStack, Segment, Signal
from fairway.kpis.models.measuring import FINEST
from fairway.people.forms.fields import DayField, PickField, VersionedForm, ViewersForm
from fairway.people.picking import LOCATION, PERSON, UNIT
from fairway.strategy.models import Period, StrategicPriority
from fairway.ui.saving import SavedForm

KIND_HINTS = {
    Kpi.Kind.OUTCOME: _("Outcome: what it is all for"),
    Kpi.Kind.DRIVER: _("Driver: what people do or a process does that moves the outcome"),
    Kpi.Kind.QUALITY: _("Quality: how well, beside how much"),
    Kpi.Kind.DEVELOPMENT: _("Development: what people are learning to do"),
}
TIMING_HINTS = {
    Kpi.Timing.LEADING: _("Leading: moves first, so something can still be done"),
    Kpi.Timing.LAGGING: _("Lagging: shows what has come of it"),
}


class KpiForm(VersionedForm):
    """The sections of the page are in `kpis/kpi_form.html`."""

    name = NameField(label=_("Name"), max_length=120, help_text=_("As people say it in a meeting."))
    meaning = ProseField(
        label=_("What it means"),
        max_length=1000,
        help_text=_("In plain words: what is counted, out of what, and when."),
    )
    measure = forms.ChoiceField(label=_("Measured in"), choices=Kpi.Measure.choices)
    label = NameField(
        label=_("Unit"),
        max_length=24,
        required=False,
        help_text=_("Such as h, contacts, of 5. Percent and money need none."),
    )
    currency = NameField(
        label=_("Currency"), max_length=3, required=False, help_text=_("For money: EUR, USD, JPY.")
    )
    decimals = forms.IntegerField(
        label=_("Decimal places"), min_value=0, max_value=FINEST, initial=1
    )
    direction = forms.ChoiceField(label=_("Which way is better"), choices=Kpi.Direction.choices)
    cadence = forms.ChoiceField(label=_("Measured"), choices=Cadence.choices, initial="weekly")
    seasonal = forms.BooleanField(
        label=_("It has seasons"),
        required=False,
        help_text=_(
            "Days of the week differ, or months of the year. They are taken out before anything "
            "is called unusual, once there are three cycles."
        ),
    )
    completion = forms.BooleanField(
        label=_("It counts what was completed"),
        required=False,
        help_text=_("Such as trainings done. Then an outcome beside it says what for."),
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=list(KIND_HINTS.items()))
    timing = forms.ChoiceField(
        label=_("Timing"), choices=list(TIMING_HINTS.items()), initial="lagging"
    )
    owner = PickField(
        PERSON, label=_("Owner"), help_text=_("Who records it, and is asked when it moves.")
    )
    unit = PickField(
        UNIT, label=_("Unit"), required=False, help_text=_("Empty: the whole organisation.")
    )
    person = PickField(
        PERSON,
        label=_("About a person"),
        required=False,
        help_text=_("Rarely. Only an outcome or a quality measure; seen as their goals are."),
    )
    priority = forms.ModelChoiceField(
        label=_("Strategic priority"),
        queryset=StrategicPriority.objects.none(),
        to_field_name="public_id",
        required=False,
        empty_label=_("None"),
    )
    public = forms.BooleanField(label=_("Everybody here may see it"), required=False, initial=True)
    response = ProseField(
        label=_("If this moved sharply next week, what would we do?"),
        max_length=2000,
        required=False,
        help_text=_(
            "One sentence for up, one for down. With no answer it is marked as a vanity metric: "
            "nice to look at, nothing to steer by."
        ),
    )
    result = ProseField(
        label=_("Which result does it speak of, in plain words?"), max_length=500, required=False
    )
    moved_by = ProseField(
        label=_("Which behaviours or processes move it?"), max_length=500, required=False
    )
    seen_in = ProseField(
        label=_("Where can that be observed in the normal rhythm of work?"),
        max_length=500,
        required=False,
    )
    understood = ProseField(
        label=_("Will everybody understand it quickly? Say it as to a new colleague."),
        max_length=500,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["priority"].queryset = choosable_priorities(self.initial.get("priority"))
        for name in ("meaning", "result", "moved_by", "seen_in", "understood"):
            fields[name].widget.attrs["rows"] = 2
        fields["response"].widget.attrs["rows"] = 3

    def clean_currency(self) -> str:
        currency = str(self.cleaned_data["currency"]).upper()
        if self.cleaned_data.get("measure") == Kpi.Measure.MONEY and currency not in DIGITS:
            raise UnknownCurrency(currency)
        return currency


class ValueForm(ViewersForm, SavedForm):
    day = DayField(label=_("For"))
    value = forms.CharField(label=_("Value"), max_length=60)
    segment = forms.ModelChoiceField(
        label=_("Part"),
        queryset=Segment.objects.none(),
        to_field_name="public_id",
        required=False,
        empty_label=_("The whole"),
    )
    note = NameField(
        label=_("Note"),
        max_length=500,
        required=False,
        help_text=_("Where it comes from, or what to know about it."),
    )
    correction = forms.BooleanField(
        label=_("It is a correction"),
        required=False,
        help_text=_("It takes the place of the value that stands there; that one stays on record."),
    )

    def __init__(self, *args: Any, kpi: Kpi, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kpi = kpi
        fields: Any = self.fields
        fields["segment"].queryset = kpi.segments.all()
        if not kpi.segments.exists():
            del fields["segment"]
        fields["day"].help_text = DAY_WORDS[kpi.cadence]
        fields["value"].help_text = kpi.unit_words
        fields["value"].widget.attrs |= {"inputmode": "decimal", "autocomplete": "off"}

    def clean_value(self) -> int:
        return self.kpi.read(self.cleaned_data["value"], get_language())


DAY_WORDS = {
    "daily": "",
    "weekly": _("Any day of the week it stands for."),
    "monthly": _("Any day of the month it stands for."),
    "quarterly": _("Any day of the quarter it stands for."),
}


class TargetForm(SavedForm):
    period = forms.ModelChoiceField(
        label=_("By the end of"), queryset=Period.objects.none(), to_field_name="public_id"
    )
    value = forms.CharField(label=_("Target"), max_length=60)
    upper = forms.CharField(label=_("Upper bound"), max_length=60, required=False)

    def __init__(self, *args: Any, kpi: Kpi, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kpi, fields = kpi, self.fields
        periods: Any = fields["period"]
        periods.queryset = Period.objects.in_use().filter(closed_at=None)
        fields["value"].help_text = kpi.unit_words
        if kpi.direction == Kpi.Direction.RANGE:
            fields["value"].label = _("Lower bound")
        else:
            del fields["upper"]

    def clean_value(self) -> int:
        return self.kpi.read(self.cleaned_data["value"], get_language())

    def clean_upper(self) -> int | None:
        typed = self.cleaned_data["upper"]
        return self.kpi.read(typed, get_language()) if typed else None


class AnnotationForm(SavedForm):
    on = DayField(label=_("Day"))
    text = NameField(
        label=_("What happened"), max_length=140, help_text=_("Such as “New price list”.")
    )


class SegmentForm(ViewersForm, SavedForm):
    unit = PickField(UNIT, label=_("A unit"), required=False)
    location = PickField(LOCATION, label=_("A place"), required=False)
    name = NameField(label=_("Or a name"), max_length=120, required=False)


class BaselineForm(SavedForm):
    baseline_from = DayField(label=_("First day"))
    last_day = DayField(
        label=_("Last day"), help_text=_("Twenty values or more make limits that hold.")
    )


class AnswerForm(SavedForm):
    state = forms.ChoiceField(
        label=_("What comes of it?"),
        choices=[
            (Signal.State.ACKNOWLEDGED, _("Seen: I am looking into it")),
            (Signal.State.ACTED_ON, _("Acted on: we did what we said we would")),
            (Signal.State.EXPLAINED, _("Explained: we know why, and nothing has to be done")),
        ],
        widget=forms.RadioSelect,
    )
    words = ProseField(
        label=_("In a sentence"),
        max_length=1000,
        required=False,
        help_text=_("What was done, or what explains it."),
    )


class StackForm(ViewersForm, SavedForm):
    priority = forms.ModelChoiceField(
        label=_("For the priority"),
        queryset=StrategicPriority.objects.none(),
        to_field_name="public_id",
    )
    unit = PickField(
        UNIT, label=_("Of the unit"), required=False, help_text=_("Empty: the whole organisation.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["priority"].queryset = choosable_priorities(None)


class PutForm(ViewersForm, SavedForm):
    kpi = forms.ModelChoiceField(
        label=_("KPI"), queryset=Kpi.objects.none(), to_field_name="public_id"
    )

    def __init__(self, *args: Any, stack: KpiStack, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        there = stack.entries.values("kpi")
        fields["kpi"].queryset = (
            Kpi.objects.allowed(self.viewer).in_use().filter(person=None).exclude(pk__in=there)
        )


class ListForm(forms.Form):
    """What a list is asked for; nothing here can be wrong."""

    q = forms.CharField(label=_("Name"), required=False, max_length=100)
    unit = PickField(UNIT, label=_("Unit"), required=False)
    priority = forms.ModelChoiceField(
        label=_("Priority"),
        queryset=StrategicPriority.objects.none(),
        to_field_name="public_id",
        required=False,
        empty_label=_("Any"),
    )
    show = forms.ChoiceField(
        label=_("Which"),
        required=False,
        choices=[
            ("", _("All")),
            ("mine", _("Mine")),
            ("signals", _("With a signal")),
            ("vanity", _("Without a response")),
            ("archived", _("Archived")),
        ],
    )

    def __init__(self, *args: Any, viewer: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["unit"].viewer = viewer
        fields["priority"].queryset = choosable_priorities(None)


def choosable_priorities(chosen: StrategicPriority | None) -> Any:
    rows = StrategicPriority.objects.in_use().filter(period__closed_at=None)
    return rows | StrategicPriority.objects.filter(pk=chosen.pk) if chosen else rows


def last_full(kpi: Kpi, today: date) -> date:
    """The first day of the last stretch that is over: what a value is usually recorded for."""
    cadence, start = Cadence(kpi.cadence), kpi.start_of(today)
    return (
        start
        if cadence is Cadence.DAILY
        else cadence.start_of(date.fromordinal(start.toordinal() - 1))
    )
