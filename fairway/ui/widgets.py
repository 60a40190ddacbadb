"""Ways to ask that Django's own widgets do not know."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from django import forms
from django.forms.utils import flatatt
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from fairway.ui.templatetags.ui import icon
from fairway.ui.written import attributes, text_of

SELECTED = SafeString(" selected")


class DateInput(forms.DateInput):
    """The browser's own calendar, always filled in the form it can read."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """A day that is none would be left out of a calendar: it stays in a line of text."""
        context = super().get_context(name, value, attrs)
        if context["widget"]["value"] and not _is_a_day(context["widget"]["value"]):
            context["widget"]["type"] = "text"
        return context


def _is_a_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


class TimeInput(forms.TimeInput):
    input_type = "time"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%H:%M")


class Segments(forms.RadioSelect):
    """Two to five short choices in a row."""

    template_name = "ui/widgets/segments.html"


class Scale(forms.RadioSelect):
    """Choices that each carry a sentence: `hints` by value, numbers or icons in front, and `marks`
    where there is something to say of one of them.

    A page may ask a dozen of them, so each is written at once.
    """

    def __init__(
        self,
        hints: dict[Any, Any] | None = None,
        *,
        icons: dict[Any, str] | None = None,
        marks: dict[Any, Any] | None = None,
        **options: Any,
    ) -> None:
        super().__init__(**options)
        self.marks = {str(value): mark for value, mark in (marks or {}).items()}
        self.hints = {str(value): hint for value, hint in (hints or {}).items()}
        self.icons = {str(value): icon for value, icon in (icons or {}).items()}

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """Of a flat list; Django would put together a dictionary for each option before."""
        key = self.build_attrs(self.attrs, attrs).get("id") or ""
        chosen, asked = set(self.format_value(value)), " required" if self.is_required else ""
        shared = f'type="radio" name="{text_of(name)}"', asked
        written = "".join(
            self._option(
                number, str(each), label, self.id_for_label(key, str(number - 1)), chosen, shared
            )
            for number, (each, label) in enumerate(self.choices, 1)
        )
        whole = attributes({"id": key} if key else {})
        return format_html('<div class="fy-scale"{}>{}\n</div>', whole, SafeString(written))

    def _option(
        self,
        number: int,
        value: str,
        label: Any,
        key: str,
        chosen: set[str],
        shared: tuple[str, str],
    ) -> str:
        """Each part is escaped by itself: to have it done by place took twice as long."""
        hint, mark = self.hints.get(value, ""), self.marks.get(value, "")
        checked = " checked" if value in chosen else ""
        front = icon(self.icons[value]) if self.icons.get(value) else number
        said = f"<b>{text_of(label)}</b>"
        if mark:
            said += f' <span class="fy-tag">{text_of(mark)}</span>'
        if hint:
            said += f'<span class="fy-sub">{text_of(hint)}</span>'
        key, (begins, asked) = text_of(key), shared
        return (
            f'\n<label for="{key}"><input {begins} id="{key}" value="{text_of(value)}"'
            f'{checked}{asked}><span aria-hidden="true">{front}</span><span>{said}</span></label>'
        )


class LongSelect(forms.Select):
    """A flat list to choose one from, written at once.

    Django asks a template for each option: a filter with three dozen took a tenth of its page.
    """

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        chosen = "" if value is None else str(value)
        options = format_html_join(
            "",
            '<option value="{}"{}>{}</option>',
            ((key, SELECTED if str(key) == chosen else "", label) for key, label in self.choices),
        )
        attributes = flatatt(self.build_attrs(self.attrs, {**(attrs or {}), "name": name}))
        return format_html("<select{}>{}</select>", attributes, options)


class TimeZoneSelect(forms.Select):
    """Every zone by region, with what its clocks say now.

    The four hundred options are written once a day: through Django's option template they would
    cost more than the rest of the page. `empty` is what choosing none means, in words.
    """

    def __init__(self, attrs: dict[str, Any] | None = None, *, empty: Any = None) -> None:
        super().__init__(attrs)
        self.empty = empty

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        attributes = flatatt(self.build_attrs(self.attrs, {**(attrs or {}), "name": name}))
        options = _options(timezone.now().strftime("%Y-%m-%d"), get_language())
        if self.empty is not None:
            options = format_html('<option value="">{}</option>{}', self.empty, options)
        chosen = format_html('value="{}"', value or "")
        return format_html(
            "<select{}>{}</select>",
            attributes,
            SafeString(options.replace(chosen, f"{chosen} selected", 1)),
        )


@lru_cache(maxsize=8)
def _options(day: str, language: str) -> SafeString:
    first, *regions = time_zones(day)
    groups = format_html_join(
        "",
        '<optgroup label="{}">{}</optgroup>',
        (
            (region, format_html_join("", '<option value="{}">{}</option>', places))
            for region, places in regions
        ),
    )
    return format_html('<option value="{}">{}</option>{}', *first, groups)


def time_zones(day: str) -> list[Any]:
    """Choices grouped by region; offsets are those of the day at noon."""
    noon = datetime.fromisoformat(f"{day}T12:00+00:00")
    regions: dict[str, list[tuple[str, str]]] = {}
    for key in sorted(_places()):
        region, _slash, place = key.partition("/")
        offset = noon.astimezone(ZoneInfo(key)).strftime("%z")
        label = _("%(place)s (UTC%(offset)s)") % {
            "place": place.replace("_", " ").replace("/", ", "),
            "offset": f"{offset[:3]}:{offset[3:]}",
        }
        regions.setdefault(region, []).append((key, label))
    return [("UTC", "UTC"), *regions.items()]


def _places() -> Iterable[str]:
    """Zones that are places: the rest are old names and fixed offsets."""
    regions = (
        "Africa/",
        "America/",
        "Antarctica/",
        "Asia/",
        "Atlantic/",
        "Australia/",
        "Europe/",
        "Indian/",
        "Pacific/",
    )
    return (key for key in available_timezones() if key.startswith(regions))
