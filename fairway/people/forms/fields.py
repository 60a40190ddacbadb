"""Fields of this room: choose somebody or something by typing, say hours as people say them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _

from fairway.people.picking import Kind
from fairway.ui import saving
from fairway.ui.widgets import DateInput

CLOCK = r"(\d{1,2})(?:[:.h](\d{2}))?"
STRETCH = re.compile(rf"^{CLOCK}\s*(?:-|–|to)\s*{CLOCK}$", re.IGNORECASE)
DAY = 24 * 60


class PickInput(forms.TextInput):
    """A line of text with suggestions; without JavaScript there are no others than those `offered`
    before anything is typed."""

    template_name = "people/widgets/pick.html"

    def __init__(self, kind: Kind, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.kind = kind
        self.offered: Sequence[Any] = ()

    def format_value(self, value: Any) -> str | None:
        return value if isinstance(value, str) or value is None else self.kind.words(value)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["suggestions"] = reverse("people:pick", args=[self.kind.key])
        context["offered"] = [self.kind.words(one) for one in self.offered]
        return context


class PickField(forms.CharField):
    """Gives the one that was meant, among those the viewer may see."""

    def __init__(self, kind: Kind, **options: Any) -> None:
        self.kind, self.viewer = kind, None
        super().__init__(widget=PickInput(kind), **options)

    def offer(self, rows: Sequence[Any]) -> None:
        """Before anything is typed: some that fit, each of whom the viewer may see."""
        self.widget.offered = rows

    def clean(self, value: Any) -> Any:
        typed = super().clean(value)
        return self.kind.pick(self.viewer, typed) if typed else None

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.widget.format_value(initial), data)


class DayField(forms.DateField):
    """A day of the calendar; one that is none is named, and stays as it was typed."""

    widget = DateInput

    def clean(self, value: Any) -> Any:
        try:
            return super().clean(value)
        except forms.ValidationError as fault:
            if fault.code != "invalid":
                raise
            words = _("“%(day)s” is no day of the calendar. Write it as 2026-03-31.")
            raise forms.ValidationError(words % {"day": str(value)[:30]}, code="invalid") from fault


class ViewersForm(forms.Form):
    """A form whose choices are those of one viewer."""

    def __init__(self, *args: Any, viewer: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.viewer = viewer
        for field in self.fields.values():
            if isinstance(field, PickField):
                field.viewer = viewer


class VersionedForm(ViewersForm, saving.VersionedForm):
    """Of one viewer, and of the version it was drawn from."""


class HoursField(forms.CharField):
    """ "08:00-12:00, 13:00-17:00" as minutes after midnight; empty for a day off."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("required", False)
        super().__init__(max_length=100, **options)

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        return [self._stretch(part) for part in re.split(r"[,;]", text or "") if part.strip()]

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, list):
            return ", ".join(f"{_clock(start)}-{_clock(until)}" for start, until in value)
        return value

    def _stretch(self, text: str) -> tuple[int, int]:
        found = STRETCH.match(text.strip())
        if not found:
            raise forms.ValidationError(
                _("Write “%(text)s” as 09:00-17:00.") % {"text": text.strip()[:30]}
            )
        start, until = _minutes(*found.group(1, 2)), _minutes(*found.group(3, 4))
        if start >= DAY or until > DAY:
            raise forms.ValidationError(_("A day has 24 hours."))
        return start, until if until > start else until + DAY


def _minutes(hours: str, minutes: str | None) -> int:
    if int(minutes or 0) > 59:
        raise forms.ValidationError(_("An hour has 60 minutes."))
    return int(hours) * 60 + int(minutes or 0)


def _clock(minutes: int) -> str:
    hours, rest = divmod(minutes if minutes <= DAY else minutes - DAY, 60)
    return f"{hours:02}:{rest:02}"
