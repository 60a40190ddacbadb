"""From a form to an action and back: what was typed survives every refusal."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.formats import date_format

from fairway.foundation.languages import Texts
from fairway.foundation.versions import Stale
from fairway.ui.parts import Change

FINE, CONFLICT, REFUSED = 200, 409, 422


class SavedForm(forms.Form):
    """A form whose data goes to one action; `status` says how to answer when it is shown."""

    status = FINE

    @property
    def shown_fields(self) -> list[str]:
        return [name for name, field in self.fields.items() if not field.widget.is_hidden]


class VersionedForm(SavedForm):
    """Carries the version of the row it was drawn from, so that nobody overwrites another."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    changes: list[Change] | None = None

    @classmethod
    def of(cls, row: models.Model, data: Any = None) -> Any:
        """Filled with what the row holds, or with what was typed."""
        names = [name for name in cls.base_fields if hasattr(row, name)]
        return cls(data, initial={name: getattr(row, name) for name in names})

    def compare_with(self, row: Any) -> None:
        """Somebody was quicker: say what differs, and let the next save go over it knowingly."""
        pairs = [
            (name, shown(self.fields[name], getattr(row, name)), self._typed(name))
            for name in self.shown_fields
        ]
        self.changes = [
            Change(self.fields[name].label, before=now, after=typed)
            for name, now, typed in pairs
            if now != typed
        ]
        data: Any = self.data.copy()  # type: ignore[attr-defined]
        data["version"] = row.version
        self.data = data

    def _typed(self, name: str) -> str:
        return shown(self.fields[name], self.cleaned_data.get(name))


def save(form: Any, act: Callable[..., Any], row: Any = None) -> Any:
    """Hand what was typed to the action, as `act(**typed)`; gives what the action gave.

    None means no: the reasons stand in the form, and `form.status` is 422 for what cannot be,
    409 when somebody else changed `row` meanwhile.
    """
    if not form.is_valid():
        form.status = REFUSED
        return None
    try:
        return act(**form.cleaned_data)
    except Stale:
        form.status = CONFLICT
        row.refresh_from_db()
        form.compare_with(row)
    except ValidationError as refusal:
        form.status = REFUSED
        about = getattr(refusal, "field", None)
        form.add_error(about if about in form.fields else None, refusal)
    return None


def shown(field: forms.Field, value: Any) -> str:
    """A value in the words the form uses for it."""
    if value is None or value == "":
        return ""
    if isinstance(value, dict):
        return str(Texts.of(value))
    if isinstance(value, date):
        return date_format(value)
    if isinstance(field, forms.ChoiceField) and not isinstance(field, forms.ModelChoiceField):
        return str(dict(field.choices).get(value, value))  # type: ignore[arg-type]
    return str(value)
