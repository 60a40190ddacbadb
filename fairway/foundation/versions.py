"""A form carries the version it was drawn from; what changed meanwhile is not overwritten."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.formats import localize
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fairway.foundation.refusal import Refusal


class Stale(Refusal):
    """Answered with 409, and with what was typed."""

    code = "stale"
    http_status = 409

    def __init__(self) -> None:
        super().__init__(
            gettext_lazy("Somebody changed this while you were writing. Compare, then save again.")
        )


def next_version(row: Any, seen: int | None) -> None:
    """Count one up; refused when `seen` is no longer the row's version. Call with the row locked.

    None is for those who saw no form: imports, the command line, a nightly task.
    """
    if seen is not None and seen != row.version:
        raise Stale
    row.version += 1


@dataclass(frozen=True)
class Difference:
    """What saving once more would change: from what is there now to what was typed."""

    label: Any
    before: str
    after: str


class VersionedForm(forms.Form):
    """For a row with a `version`; a base class or a mixin for model forms.

    The view draws it with `initial={…, "version": row.version}`, hands
    `cleaned_data["version"]` to the action, and on a Stale calls `renew`.
    """

    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)

    def renew(self, now: Mapping[str, Any], version: int) -> list[Difference]:
        """Keep what was typed, take the present version, and say what differs.

        `now` is what a form drawn anew would start with.
        """
        found = [
            Difference(field.label, _shown(field.field, now[name]), _shown(field.field, typed))
            for name, field in ((name, self[name]) for name in self.fields)
            if name != "version" and name in now
            for typed in [self.cleaned_data.get(name)]
            if _shown(field.field, now[name]) != _shown(field.field, typed)
        ]
        self.data = _with(self.data, self.add_prefix("version"), str(version))
        return found


def _with(data: Any, name: str, value: str) -> Any:
    changed = data.copy()  # what was posted is immutable
    changed[name] = value
    return changed


def _shown(field: forms.Field, value: Any) -> str:
    """A value as its reader knows it: the words of a choice, a date in their language."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list | tuple | set):
        return ", ".join(_shown(field, one) for one in value)
    words = dict(_flat(getattr(field, "choices", ())))
    key = getattr(value, "pk", value)
    return str(words.get(str(key), localize(value)))


def _flat(choices: Any) -> list[tuple[str, str]]:
    """Choices without their groups."""
    found = []
    for value, label in choices:
        inner = label if isinstance(label, list | tuple) else [(value, label)]
        found += [(str(key), str(words)) for key, words in inner]
    return found
