"""How it goes, as it is typed: a value for each key result that is told by hand, and a word."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from fairway.foundation.text import ProseField
from fairway.goals.actions.updating import Told
from fairway.goals.models import Goal, KeyResult, ProgressUpdate
from fairway.goals.models.progressing import Confidence, Status
from fairway.ui.parts import Change
from fairway.ui.saving import SavedForm
from fairway.ui.widgets import Segments

NOT_SAID = ("", _("Not said"))


class ValueField(forms.CharField):
    """A value as its reader writes numbers, in units of the key result."""

    def __init__(self, result: KeyResult, **options: Any) -> None:
        self.result = result
        super().__init__(required=False, max_length=60, **options)
        self.widget.attrs |= {"inputmode": "decimal", "autocomplete": "off"}

    def clean(self, value: Any) -> int | None:
        typed = super().clean(value)
        return self.result.read(typed, get_language()) if typed else None


class EvidenceField(forms.URLField):
    def __init__(self) -> None:
        super().__init__(
            label=_("Link to what shows it"), required=False, max_length=500, assume_scheme="https"
        )


class UpdateForm(SavedForm):
    # Django takes a field out of its class, so that how the form is to be answered keeps its name.
    status = forms.ChoiceField(  # type: ignore[assignment]
        label=_("How it stands"), required=False, choices=Status.choices, widget=Segments
    )
    confidence = forms.TypedChoiceField(
        label=_("How sure are you of reaching it?"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[NOT_SAID, *Confidence.choices],
    )
    note = ProseField(
        label=_("In a sentence"),
        required=False,
        max_length=4000,
        widget=forms.Textarea({"rows": 2}),
    )
    evidence_url = EvidenceField()
    at = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, goal: Goal, data: Any = None, *, at: str = "") -> None:
        self.goal = goal
        self.changes: list[Change] | None = None
        self.results: list[KeyResult] = list(
            goal.results.in_use()
            .filter(source=KeyResult.Source.MANUAL)
            .prefetch_related("milestones")
        )
        initial = {"status": goal.status, "confidence": goal.confidence, "at": at}
        super().__init__(data, initial=initial, auto_id=f"{goal.public_id}_%s")
        for result in self.results:
            self._ask(result)

    @property
    def parts(self) -> list[Any]:
        """The fields of the key results, in their order."""
        return [self[name] for name in self.fields if name.startswith("r_")]

    def _ask(self, result: KeyResult) -> None:
        self.fields[f"v_{result.public_id}"] = forms.IntegerField(
            required=False, initial=result.version, widget=forms.HiddenInput
        )
        self.fields[f"r_{result.public_id}"] = _field_of(result)

    def told(self) -> dict[KeyResult, Told]:
        """What differs from what the form showed: silence about the rest is not a value."""
        return {one: told for one in self.results if (told := self._told_of(one)) is not None}

    def _told_of(self, result: KeyResult) -> Told | None:
        name = f"r_{result.public_id}"
        version = self.cleaned_data.get(f"v_{result.public_id}")
        typed = self.cleaned_data.get(name)
        stale = version is not None and version != result.version
        if not stale and not self.fields[name].has_changed(self[name].initial, self[name].data):
            return None
        if result.is_measured:
            return None if typed is None else Told(value=typed, version=version)
        if result.kind == KeyResult.Kind.YES_NO:
            return Told(done=typed == "yes", version=version) if typed else None
        steps = {one.pk: one.public_id in (typed or []) for one in result.milestones.all()}
        return Told(milestones=steps, version=version)

    def meet(self) -> Sequence[Change]:
        """Somebody else told meanwhile: take the versions of now, and say both values."""
        now = {one.pk: one for one in self.goal.results.prefetch_related("milestones")}
        found: list[Change] = []
        data: Any = self.data.copy()  # type: ignore[attr-defined]
        for result in self.results:
            name, fresh = result.public_id, now[result.pk]
            seen = self.cleaned_data.get(f"v_{name}")
            if seen is None or seen == fresh.version:
                continue
            field = self.fields[f"r_{name}"]
            found.append(
                Change(
                    result.title, _said(fresh), _typed(field, self.cleaned_data.get(f"r_{name}"))
                )
            )
            data[f"v_{name}"] = str(fresh.version)
        self.data, self.changes = data, found
        return found


def _field_of(result: KeyResult) -> forms.Field:
    if result.is_measured:
        known = "" if result.current is None else result.number(result.current)
        return ValueField(result, label=result.title, initial=known, help_text=_hint(result))
    if result.kind == KeyResult.Kind.YES_NO:
        said = {True: "yes", False: "no", None: ""}[result.done]
        return forms.ChoiceField(
            label=result.title,
            required=False,
            choices=[("yes", _("Done")), ("no", _("Not yet"))],
            widget=Segments,
            initial=said,
        )
    steps = list(result.milestones.all())
    return forms.MultipleChoiceField(
        label=result.title,
        required=False,
        choices=[(one.public_id, one.title) for one in steps],
        widget=forms.CheckboxSelectMultiple,
        initial=[one.public_id for one in steps if one.done],
    )


def _hint(result: KeyResult) -> str:
    if result.current is None:
        return result.way
    return _now("was %(value)s, the way is %(way)s") % {
        "value": result.current_said,
        "way": result.way,
    }


def _said(result: KeyResult) -> str:
    if result.is_measured:
        return result.current_said
    if result.kind == KeyResult.Kind.YES_NO:
        return "" if result.done is None else _now("Done") if result.done else _now("Not yet")
    return ", ".join(one.title for one in result.milestones.all() if one.done)


def _typed(field: forms.Field, value: Any) -> str:
    if isinstance(field, ValueField):
        return "" if value is None else field.result.said(value)
    words = dict(field.choices)  # type: ignore[attr-defined]
    chosen = value if isinstance(value, list) else [value]
    return ", ".join(str(words[one]) for one in chosen if one in words)


class CorrectionForm(SavedForm):
    note = ProseField(
        label=_("In a sentence"),
        required=False,
        max_length=4000,
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(self, update: ProgressUpdate, told: Sequence[ProgressUpdate], data: Any = None):
        """`told` are the values of key results that were told together with it."""
        super().__init__(data, initial={"note": update.note})
        self.told = [one for one in told if one.result is not None and one.result.is_measured]
        for one in self.told:
            result: Any = one.result
            known = "" if one.value is None else result.number(one.value)
            self.fields[f"r_{one.public_id}"] = ValueField(
                result, label=result.title, initial=known
            )
        self.order_fields([f"r_{one.public_id}" for one in self.told])

    def values(self) -> list[tuple[ProgressUpdate, int]]:
        """Those that are to be other than they were told."""
        typed = [(one, self.cleaned_data.get(f"r_{one.public_id}")) for one in self.told]
        return [(one, value) for one, value in typed if value is not None and value != one.value]
