"""The small parts of a page, quick enough for a row of a long table. Built into every template."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from datetime import date, datetime, tzinfo
from functools import cache, lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from django import template
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.html import format_html, json_script
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from fairway.foundation.addresses import address_of
from fairway.ui import drawings, moments
from fairway.ui.parts import Talk

register = template.Library()

HUES = 8

# Buoys: a cone for on track, a can for off track, a diamond between, and rings for what waits.
BUOYS = {
    "go": SafeString('<path d="M5 .6 9.8 9.4H.2z"/>'),
    "watch": SafeString('<path d="M5 0l5 5-5 5-5-5z"/>'),
    "stop": SafeString('<path d="M1 .8h8v8.4H1z"/>'),
    "none": SafeString(
        '<path fill-rule="evenodd" d="M5 .5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9zM5 2a3 3 0 1 1 0 6 3 3 0 0 1 0-6z"/>'
    ),
    "half": SafeString(
        '<path fill-rule="evenodd" d="M5 .5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9zM5 2v6a3 3 0 1 1 0-6z"/>'
    ),
    "done": SafeString('<path d="M3.9 9 .4 5.5l1.3-1.3 2.2 2.2L8.4 1.9l1.3 1.3z"/>'),
}


# tone, shape, word
STATES = {
    "on_track": ("go", "go", gettext_lazy("On track")),
    "at_risk": ("watch", "watch", gettext_lazy("At risk")),
    "off_track": ("stop", "stop", gettext_lazy("Off track")),
    "not_started": ("", "none", gettext_lazy("Not started")),
    "waiting": ("", "none", gettext_lazy("Waiting")),
    "draft": ("sea", "half", gettext_lazy("Draft")),
    "under_way": ("sea", "half", gettext_lazy("Under way")),
    "done": ("go", "done", gettext_lazy("Done")),
    "closed": ("", "done", gettext_lazy("Closed")),
    "refused": ("stop", "stop", gettext_lazy("Refused")),
}


# As `url`, for what has public ids alone in its address: quick enough for each row.
register.simple_tag(address_of, name="address")


# A page draws the same few again and again, so each is put together once.
@register.simple_tag
@lru_cache(maxsize=512)
def icon(name: str, size: str = "") -> SafeString:
    """A Tabler icon from the sprite; always decoration, so the words stand beside it."""
    return format_html(
        '<svg class="icon{}" aria-hidden="true"><use href="{}#{}"></use></svg>',
        f" is-{size}" if size else "",
        _sprite(),
        name,
    )


class Drawn(template.Node):
    """An icon that a template names itself: the same for every reader, so it is drawn once."""

    child_nodelists = ()

    def __init__(self, asked: Any) -> None:
        self.asked, self.drawn = asked, ""

    def render(self, context: template.Context) -> str:
        self.drawn = self.drawn or self.asked.render(context)
        return self.drawn


_icon_asked_for = register.tags["icon"]


@register.tag("icon")
def _icon_tag(parser: Any, token: Any) -> template.Node:
    """As a simple tag; only what a variable or a filter has a part in is drawn each time."""
    node: Any = _icon_asked_for(parser, token)
    given = [*node.args, *node.kwargs.values()]
    is_plain = all(isinstance(one.var, str) and not one.filters for one in given)
    return Drawn(node) if is_plain and node.target_var is None else node


@cache
def _sprite() -> str:
    return static("ui/vendor/icons.svg")


@register.simple_tag
def fixed(name: str) -> SafeString:
    """A template that is the same for every reader of a language, rendered once per process."""
    return _fixed(name, _catalogue(), static("ui/fairway.css"))


def _catalogue() -> str:
    """Tells two catalogues of one language apart, as a language's name alone does not."""
    return f"{get_language()} {_('Something went wrong on our side')}"


@lru_cache(maxsize=64)
def _fixed(name: str, language: str, style: str) -> SafeString:
    return SafeString(render_to_string(name))


@register.simple_tag
def mark() -> SafeString:
    return format_html(
        '<svg viewBox="0 0 24 24" aria-hidden="true"><use href="{}#fairway"></use></svg>',
        static("ui/img/logo.svg"),
    )


@register.simple_tag
@cache
def buoy(shape: str) -> SafeString:
    return format_html(
        '<svg class="fy-buoy" viewBox="0 0 10 10" aria-hidden="true">{}</svg>', BUOYS[shape]
    )


@register.simple_tag
def pill(said: tuple[str, str, str]) -> SafeString:
    """A buoy and its word: tone, shape and word."""
    return _pill(*said)


@lru_cache(maxsize=256)
def _pill(tone: str, shape: str, word: str) -> SafeString:
    return format_html(
        '<span class="fy-pill"{}>{}{}</span>',
        format_html(' data-s="{}"', tone) if tone else "",
        buoy(shape),
        word,
    )


AUDIENCES = {"me": "lock", "pair": "users", "open": "world", "sealed": "shield-lock"}


@register.simple_tag
def audience(to: str, words: str) -> SafeString:
    """Who reads it, with the sign of that circle."""
    sign = icon(AUDIENCES.get(to, "users-group"))
    return format_html('<span class="fy-aud" data-to="{}">{}{}</span>', to, sign, words)


@register.simple_tag
@lru_cache(maxsize=1024)
def avatar(name: str, public_id: str = "", size: str = "") -> SafeString:
    return format_html(
        '<span class="fy-av{}" data-hue="{}" aria-hidden="true" translate="no">{}</span>',
        f" is-{size}" if size else "",
        hue(public_id or name),
        initials(name),
    )


@register.filter
def initials(name: str) -> str:
    """First letters of the first and the last word: enough to tell two people apart."""
    words = [word for word in name.split() if word[:1].isalnum()] or name.split() or ["?"]
    return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper()


@register.filter
def number(value: float) -> str:
    """Digits in groups, as the language writes them; for people, never for attributes."""
    return number_format(value, force_grouping=True)


@register.filter
def unlocalize(value: float) -> str:
    return str(value)


def hue(key: str) -> int:
    return zlib.crc32(key.encode()) % HUES + 1


@register.simple_tag
def clock(time_zone: str, place: str = "", at: datetime | None = None) -> SafeString:
    """The time over there now; local-time.js keeps it going."""
    minute = (at or timezone.now()).replace(second=0, microsecond=0)
    return _clock(time_zone, place, minute, get_language())


# A list says the time for each of its rows, in few zones: without this it takes a fifth of them.
@lru_cache(maxsize=256)
def _clock(time_zone: str, place: str, minute: datetime, language: str | None) -> SafeString:
    there = minute.astimezone(ZoneInfo(time_zone))
    time = date_format(there, "H:i")
    words = _("%(time)s in %(place)s") % {"time": time, "place": place} if place else time
    return format_html(
        '<time data-clock="{}" data-clock-words="{}" datetime="{}">{}</time>',
        time_zone,
        _("%(time)s in %(place)s") % {"time": "{}", "place": place} if place else "{}",
        there.isoformat(timespec="minutes"),
        words,
    )


@register.simple_tag
def meter(
    done: float, expected: float | None = None, tone: str = "", label: Any = ""
) -> SafeString:
    """A bar from 0 to 1, with an ink tick where the calendar expects it."""
    percent = round(min(max(done, 0), 1) * 100)
    tick = None if expected is None else round(min(max(expected, 0), 1) * 100)
    words = drawings.percent_words(percent, tick)
    return drawings.meter(percent, tick, tone, f"{label}: {words}" if label else words)


@register.simple_tag
def status(state: str) -> SafeString:
    """A buoy and its word for the states every room shares."""
    tone, shape, word = STATES[state]
    return _pill(tone, shape, str(word))


@register.simple_tag
def when(at: datetime | date) -> SafeString:
    """An instant or a day as one would say it, in the reader's zone."""
    zone = timezone.get_current_timezone()
    return _when(at, zone, timezone.now().astimezone(zone).date(), get_language())


# A list says an instant or a day in each of its rows, and most rows say one of a few.
@lru_cache(maxsize=2048)
def _when(at: datetime | date, zone: tzinfo, today: date, language: str | None) -> SafeString:
    return format_html('<time datetime="{}">{}</time>', at.isoformat(), moments.say(at))


@register.simple_tag
def due(at: datetime) -> SafeString:
    """When something is owed: overdue is a red can, today a diamond."""
    tone, words = moments.say_due(at)
    return format_html(
        '<span class="fy-due"{}>{}<time datetime="{}">{}</time></span>',
        format_html(' data-s="{}"', tone) if tone else "",
        buoy(tone) if tone else "",
        at.isoformat(),
        words,
    )


@register.simple_tag
def spark(values: Sequence[float], label: Any) -> SafeString:
    return drawings.spark(values, label)


@register.simple_tag
def band(talk: Talk, *, narrow: bool = False) -> SafeString:
    return drawings.band(talk, drawings.NARROW if narrow else drawings.WIDE)


@register.simple_tag
def qr(text: str) -> SafeString:
    return drawings.qr(text)


@register.simple_tag
def chart_data(data: Any, chart: str) -> SafeString:
    """The numbers a chart draws, as data that no browser runs."""
    return json_script(data, f"{chart}-data")
