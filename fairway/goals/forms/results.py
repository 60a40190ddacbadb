"""Key results as they are typed, inline in the form of their goal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from fairway.foundation.numbers import read_number
from fairway.foundation.text import NameField, ProseField
from fairway.goals.models import KeyResult
from fairway.goals.picking import KpiField
from fairway.kpis.models.measuring import Measured, decimals_of
from fairway.people.forms.fields import ViewersForm

VALUES = {
    KeyResult.Kind.METRIC: ("baseline", "target"),
    KeyResult.Kind.RANGE: ("baseline", "low", "high"),
}
MEASURES = [(key, label) for key, label in Measured.Measure.choices if key != "ratio"]
MOST = 12


class ResultForm(ViewersForm):
    public_id = forms.CharField(required=False, widget=forms.HiddenInput)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    title = NameField(label=_("What will be seen"), max_length=200, required=False)
    kind = forms.ChoiceField(label=_("How it is measured"), choices=KeyResult.Kind.choices)
    baseline = forms.CharField(label=_("From"), required=False, max_length=60)
    target = forms.CharField(label=_("To"), required=False, max_length=60)
    low = forms.CharField(label=_("At least"), required=False, max_length=60)
    high = forms.CharField(label=_("At most"), required=False, max_length=60)
    measure = forms.ChoiceField(label=_("Measured in"), choices=MEASURES, initial="number")
    label = forms.CharField(
        label=_("Unit"),
        required=False,
        max_length=24,
        widget=forms.TextInput({"placeholder": _("h, calls, EUR")}),
    )
    decimals = forms.TypedChoiceField(
        label=_("Decimals"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", _("As typed")), (0, "0"), (1, "1"), (2, "2"), (3, "3")],
    )
    milestones = ProseField(
        label=_("Milestones, one a line"), required=False, widget=forms.Textarea({"rows": 3})
    )
    source = forms.ChoiceField(
        label=_("Where its value comes from"), choices=KeyResult.Source.choices
    )
    kpi = KpiField(label=_("Which KPI"), required=False)
    weight = forms.IntegerField(label=_("Weight"), min_value=0, max_value=1000, initial=1)
    leave_out = forms.BooleanField(label=_("Leave this key result out"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kpi"].viewer = self.viewer  # type: ignore[attr-defined]

    @property
    def is_blank(self) -> bool:
        """A row in which nobody wrote anything is no key result."""
        said = self.cleaned_data
        return not any(said.get(name) for name in ("title", "baseline", "target", "low", "high"))

    @property
    def is_gone(self) -> bool:
        return bool(self.cleaned_data.get("leave_out")) or (
            self.is_blank and not self.cleaned_data.get("public_id")
        )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("leave_out") or (self.is_blank and not said.get("public_id")):
            return said
        if not said.get("title"):
            self.add_error("title", _now("Say in a few words what will be seen."))
        reads_none = said.get("source") == KeyResult.Source.KPI and said.get("kpi") is None
        if reads_none and not self.errors.get("kpi"):
            self.add_error("kpi", _now("Choose the KPI that it reads."))
        said["currency"] = (said.get("label") or "").upper() if self._is_money else ""
        said["units"] = self._units()
        return said

    @property
    def _is_money(self) -> bool:
        return self.cleaned_data.get("measure") == Measured.Measure.MONEY

    def _units(self) -> dict[str, int | None]:
        """The values of its kind, each as a whole number in units of the decimals."""
        said = self.cleaned_data
        wanted = VALUES.get(said.get("kind", ""), ())
        read = {name: self._read(name) for name in wanted}
        said["decimals"] = self._decimals([one for one in read.values() if one is not None])
        units: dict[str, int | None] = dict.fromkeys(("baseline", "target", "low", "high"))
        for name, number in read.items():
            try:
                units[name] = None if number is None else number.to(-said["decimals"]).units
            except forms.ValidationError as fault:
                self.add_error(name, fault)
        return units

    def _read(self, name: str) -> Any:
        typed = (self.cleaned_data.get(name) or "").strip().removesuffix("%").strip()
        if not typed:
            return None
        try:
            return read_number(typed, get_language())
        except forms.ValidationError as fault:
            self.add_error(name, fault)
        return None

    def _decimals(self, numbers: list[Any]) -> int:
        said = self.cleaned_data
        kpi = said.get("kpi") if said.get("source") == KeyResult.Source.KPI else None
        if kpi is not None:
            return int(kpi.decimals)
        typed = max((-one.exponent for one in numbers), default=0)
        usual = 1 if said.get("measure") == Measured.Measure.PERCENT else 0
        chosen = said.get("decimals")
        decimals = max(typed, usual) if chosen is None else chosen
        return decimals_of(said.get("measure", ""), said["currency"], max(0, decimals))

    def steps(self) -> list[tuple[str, None]]:
        lines = (line.strip()[:200] for line in self.cleaned_data.get("milestones", "").split("\n"))
        return [(line, None) for line in dict.fromkeys(lines) if line]


def initial_of(result: KeyResult) -> dict[str, Any]:
    """A key result as its row shows it."""
    values = {
        name: "" if (units := getattr(result, name)) is None else result.number(units)
        for name in ("baseline", "target", "low", "high")
    }
    kept = ("public_id", "version", "title", "kind", "source", "measure", "weight", "decimals")
    return {
        **{name: getattr(result, name) for name in kept},
        **values,
        "label": result.currency or result.label,
        "kpi": result.kpi.name if result.kpi else "",
        "milestones": "\n".join(one.title for one in result.milestones.all()),
    }


class Results:
    """The rows of the form. `more` draws another one, and says nothing yet of what is wrong."""

    def __init__(self, viewer: Any, data: Mapping[str, Any] | None, initial: list[Any]) -> None:
        count = len(initial)
        if data is not None:
            typed = str(data.get("rows", ""))
            count = min(MOST, int(typed) if typed.isdecimal() and len(typed) < 4 else count)
        self.adding = data is not None and "add" in data
        self.forms = [
            self._row(viewer, n, data, initial[n] if n < len(initial) else {}) for n in range(count)
        ]
        if self.adding and count < MOST:
            self.forms.append(ResultForm(viewer=viewer, prefix=f"r{count}"))

    def _row(self, viewer: Any, n: int, data: Any, initial: Any) -> ResultForm:
        prefix = f"r{n}"
        if self.adding and data is not None:
            typed = {name: data.get(f"{prefix}-{name}") for name in ResultForm.base_fields}
            return ResultForm(viewer=viewer, prefix=prefix, initial=typed)
        return ResultForm(data, viewer=viewer, prefix=prefix, initial=initial)

    @property
    def count(self) -> int:
        return len(self.forms)

    @property
    def may_grow(self) -> bool:
        return self.count < MOST

    def is_valid(self) -> bool:
        judged = [
            one.is_valid() for one in self.forms
        ]  # each of them, so that all say what is wrong
        return all(judged)

    def __iter__(self) -> Any:
        return iter(self.forms)
