"""The types a policy can have: each checks what was chosen, shows it in words, makes its field.

`clean` gives what is stored (JSON) or raises NotAllowed; `read` turns that into what code uses.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from fairway.foundation.refusal import Refusal
from fairway.foundation.times import zone, zone_names

YES, NO, NONE = _("Yes"), _("No"), _("None")


class NotAllowed(Refusal):
    """A value that this policy cannot have."""

    code = "not_allowed"


class Kind:
    """What all have in common: stored as it is."""

    def clean(self, value: Any) -> Any:
        raise NotImplementedError

    def read(self, stored: Any) -> Any:
        return stored

    def show(self, value: Any) -> Any:
        return str(value)

    def field(self, **options: Any) -> forms.Field:
        return forms.CharField(**options)


@dataclass(frozen=True)
class YesNo(Kind):
    yes: Any = YES
    no: Any = NO

    def clean(self, value: Any) -> bool:
        if not isinstance(value, bool):
            raise NotAllowed(_("Choose yes or no."))
        return value

    def show(self, value: bool) -> Any:
        return self.yes if value else self.no

    def field(self, **options: Any) -> forms.Field:
        return forms.TypedChoiceField(
            choices=[("yes", self.yes), ("no", self.no)],
            coerce=lambda said: said == "yes",
            widget=forms.RadioSelect,
            **{**options, "initial": "yes" if options.get("initial") else "no"},
        )


@dataclass(frozen=True)
class Number(Kind):
    """A whole number; its bounds are floors and ceilings that nobody can move."""

    least: int = 0
    most: int = 1_000_000
    unit: Any = ""

    def clean(self, value: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int):
            raise NotAllowed(_("Enter a whole number."))
        if not self.least <= value <= self.most:
            raise NotAllowed(
                _("Enter a number from %(least)s to %(most)s."), least=self.least, most=self.most
            )
        return value

    def show(self, value: int) -> str:
        return f"{value} {self.unit}".strip()

    def field(self, **options: Any) -> forms.Field:
        return forms.IntegerField(min_value=self.least, max_value=self.most, **options)


@dataclass(frozen=True)
class Choice(Kind):
    """One of a few, in order from the narrowest to the widest where that means something."""

    options: Mapping[Any, Any]

    def clean(self, value: Any) -> Any:
        if value not in self.options:
            raise NotAllowed(_("Choose one of the given answers."))
        return value

    def show(self, value: Any) -> Any:
        return self.options.get(value, value)

    def field(self, **options: Any) -> forms.Field:
        return forms.TypedChoiceField(
            choices=list(self.options.items()),
            coerce=self._coerce,
            widget=forms.RadioSelect if len(self.options) < 6 else forms.Select,
            **options,
        )

    def _coerce(self, said: str) -> Any:
        """Back to the option that a page wrote as a string."""
        return next((option for option in self.options if str(option) == said), said)


@dataclass(frozen=True)
class Several(Kind):
    """Some of a few, in the order in which they are offered; none is fine."""

    options: Mapping[str, Any]

    def clean(self, value: Any) -> list[str]:
        if isinstance(value, str) or not set(value) <= set(self.options):
            raise NotAllowed(_("Choose among the given answers."))
        return [option for option in self.options if option in value]

    def show(self, value: list[str]) -> Any:
        return ", ".join(str(self.options.get(one, one)) for one in value) or NONE

    def field(self, **options: Any) -> forms.Field:
        return forms.MultipleChoiceField(
            choices=list(self.options.items()),
            widget=forms.CheckboxSelectMultiple,
            **{**options, "required": False},
        )


@dataclass(frozen=True)
class Name(Kind):
    """One short line."""

    most: int = 120

    def clean(self, value: Any) -> str:
        line = " ".join(str(value).split())
        if not line:
            raise NotAllowed(_("Write something here."))
        if len(line) > self.most:
            raise NotAllowed(
                ngettext_lazy(
                    "Use at most %(most)d character.", "Use at most %(most)d characters.", "most"
                ),
                most=self.most,
            )
        return line

    def field(self, **options: Any) -> forms.Field:
        return forms.CharField(max_length=self.most, **options)


@dataclass(frozen=True)
class Zone(Kind):
    """A time zone by its IANA name."""

    def clean(self, value: Any) -> str:
        return zone(str(value)).key

    def show(self, value: str) -> str:
        return value.replace("_", " ")

    def field(self, **options: Any) -> forms.Field:
        return forms.ChoiceField(
            choices=[(name, self.show(name)) for name in sorted(zone_names())], **options
        )


@dataclass(frozen=True)
class TimeOfDay(Kind):
    """A wall time, stored as "09:00"."""

    def clean(self, value: Any) -> str:
        try:
            at = value if isinstance(value, time) else time.fromisoformat(str(value))
        except ValueError:
            raise NotAllowed(_("Enter a time such as 09:00.")) from None
        return f"{at:%H:%M}"

    def read(self, stored: Any) -> time:
        return time.fromisoformat(stored)

    def show(self, value: time) -> str:
        return f"{value:%H:%M}"

    def field(self, **options: Any) -> forms.Field:
        return forms.TimeField(widget=forms.TimeInput(attrs={"type": "time"}), **options)
