"""A scale as somebody writes it: a line for each point."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fairway.foundation.languages import Texts
from fairway.foundation.text import ProseField
from fairway.reviews.wording import Point

DASH = re.compile(r"\s+[-–—]\s+")  # whichever of them a keyboard has


class ScaleField(forms.CharField):
    """The lowest point first: its name, and after a dash how one sees it, where that is said."""

    widget = forms.Textarea(attrs={"rows": 5})

    def __init__(self, **options: Any) -> None:
        options.setdefault(
            "help_text",
            _(
                "A line for each, the lowest first: its name. If you like, a dash follows, and how "
                "one sees it: Fully – What the role asks for was done."
            ),
        )
        super().__init__(required=False, max_length=4000, label=_("Scale or answers"), **options)

    def to_python(self, value: Any) -> Any:
        text = ProseField(required=False).to_python(value) or ""
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        return [self._point(number, line) for number, line in enumerate(lines, start=1)]

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, list | tuple):
            return "\n".join(_line(one) for one in value)
        return value

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(self.prepare_value(initial) != data)

    def _point(self, number: int, line: str) -> Point:
        """What was left as it stood keeps its words in the other languages."""
        before: list[Point] = list(self.initial or ())
        same = next((one for one in before if _line(one) == line), None)
        if same is not None:
            return Point(number, same.label, same.anchor)
        said = {str(Texts.of(words)): words for one in before for words in (one.label, one.anchor)}
        label, anchor = (*DASH.split(line, maxsplit=1), "")[:2]
        return Point(number, said.get(label, label), said.get(anchor, anchor))


def _line(point: Point) -> str:
    label, anchor = str(Texts.of(point.label)), str(Texts.of(point.anchor))
    return f"{label} – {anchor}" if anchor else label
