"""Pictures served as SVG: no script, no inline style, painted by classes (f-… fill, k-… stroke)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from fairway.ui.parts import Shift, Talk

# The 24-hour band: names on the left, hours across, a line each.
TOP, LINE, BAR = 20, 34, 22
SHIFT_PAINT = ("f-c1", "f-c2")


def meter(percent: int, tick: int | None, tone: str, words: str) -> SafeString:
    before, after = _bar(percent, tick, tone)
    return format_html("{}{}{}", before, words, after)


# There are only so many, and a list draws one in each of its rows.
@lru_cache(maxsize=1024)
def _bar(percent: int, tick: int | None, tone: str) -> tuple[SafeString, SafeString]:
    """What stands around the words."""
    ink = (
        format_html(
            '<rect class="f-ink k-face" x="{}%" y="0" width="3" height="12" rx="1"/>',
            min(max(tick - 0.5, 0), 99),
        )
        if tick is not None
        else ""
    )
    before = format_html(
        '<svg class="fy-draw" height="12"{} role="img" aria-label="',
        format_html(' data-s="{}"', tone) if tone else "",
    )
    after = format_html(
        '"><rect class="f-track" y="3" width="100%" height="6" rx="3"/>'
        '<rect class="f-s" y="3" width="{}%" height="6" rx="3"/>{}</svg>',
        percent,
        ink,
    )
    return before, after


def spark(values: Sequence[float], words: str) -> SafeString:
    """A line without axes: the shape of some values, its last one marked."""
    if len(values) < 2:
        return SafeString("")
    low, high = min(values), max(values)
    span = (high - low) or 1
    points = [
        (round(100 * i / (len(values) - 1), 2), round(36 - 32 * (value - low) / span, 2))
        for i, value in enumerate(values)
    ]
    line = "L".join(f"{x} {y}" for x, y in points)
    x, y = points[-1]
    return format_html(
        '<svg class="fy-draw" viewBox="0 0 100 40" height="44" preserveAspectRatio="none" role="img"'
        ' aria-label="{}"><path class="f-soft" d="M{}L{} 40L0 40Z"/>'
        '<path class="f-no k-sea" d="M{}"/><path class="k-sea" stroke-width="7" d="M{} {}h.01"/></svg>',
        words,
        line,
        x,
        line,
        x,
        y,
    )


def track(
    values: Sequence[float], usual: tuple[float, float, float] | None, marked_from: int | None
) -> SafeString:
    """Values without axes against where they usually fall (lower, middle, upper); decoration, its
    words stand beside it. What is marked is drawn over in the second colour."""
    if len(values) < 2:
        return SafeString("")
    low = min([*values, usual[0]] if usual else values)
    span = (max([*values, usual[2]] if usual else values) - low) or 1

    def height(value: float) -> float:
        return round(28 - 26 * (value - low) / span, 2)

    points = [
        f"{round(100 * i / (len(values) - 1), 2)} {height(value)}" for i, value in enumerate(values)
    ]
    area = SafeString("")
    if usual:
        area = format_html(
            '<rect class="f-sunk" y="{0}" width="100" height="{1}"/>'
            '<path class="f-no k-ink k-dash" d="M0 {2}H100"/>',
            height(usual[2]),
            round(height(usual[0]) - height(usual[2]), 2),
            height(usual[1]),
        )
    marked = SafeString("")
    if marked_from is not None and marked_from < len(points):
        at = max(0, min(marked_from, len(points) - 2))
        marked = format_html(
            '<path class="f-no k-c2" stroke-width="2.25" d="M{}"/>', "L".join(points[at:])
        )
    return format_html(
        '<svg class="fy-draw" viewBox="0 0 100 30" height="52" preserveAspectRatio="none"'
        ' aria-hidden="true">{}<path class="f-no k-c1" d="M{}"/>{}</svg>',
        area,
        "L".join(points),
        marked,
    )


@dataclass(frozen=True)
class Room:
    """How wide a band is drawn, and where its hours begin and end."""

    width: int
    left: int
    right: int
    each: int  # hours between two that are written
    kind: str = ""

    def holds(self, words: str, start: float, end: float) -> bool:
        """Small bars keep no words: the hours are read off the line above them."""
        return end > start and (not self.kind or self.x(end) - self.x(start) > 7 * len(words))

    def x(self, hour: float) -> float:
        return round(self.left + (self.right - self.left) * hour / 24, 1)


WIDE = Room(740, 92, 728, 4)
NARROW = Room(330, 76, 322, 6, " is-narrow")


def band(talk: Talk, room: Room = WIDE) -> SafeString:
    """Who works when, on the reader's day, with the hours both share framed."""
    height = TOP + LINE * len(talk.shifts) + 12
    hours = format_html_join(
        "",
        '<text x="{}" y="12" text-anchor="{}">{}</text>',
        (
            (room.x(hour), "end" if hour == 24 else "middle", f"{hour:02}:00")
            for hour in range(0, 25, room.each)
        ),
    )
    shared = format_html_join(
        "",
        '<rect class="f-soft k-sea" x="{}" y="{}" width="{}" height="{}" rx="4"/>',
        (
            (room.x(start), TOP - 2, room.x(end) - room.x(start), height - TOP)
            for start, end in talk.shared
        ),
    )
    rows = format_html_join(
        "", "{}", ((_shift_row(shift, i, room),) for i, shift in enumerate(talk.shifts))
    )
    now = ""
    if talk.now is not None:
        x = room.x(talk.now)
        now = format_html(
            '<path class="k-stop" d="M{0} {1}V{2}"/>'
            '<text class="f-ink" x="{0}" y="{3}" text-anchor="{4}">{5}</text>',
            x,
            TOP - 4,
            height,
            height + 14,
            "end" if talk.now > 21 else "start" if talk.now < 3 else "middle",
            talk.now_words,
        )
    return format_html(
        '<svg class="fy-draw{}" viewBox="0 0 {} {}" role="img" aria-label="{}">{}{}{}{}</svg>',
        room.kind,
        room.width,
        height + (18 if now else 4),
        talk.words,
        shared,
        hours,
        rows,
        now,
    )


def _shift_row(shift: Shift, i: int, room: Room) -> SafeString:
    y = TOP + 6 + LINE * i
    bars = format_html_join(
        "",
        '<rect class="{}" opacity=".45" x="{}" y="{}" width="{}" height="{}" rx="4"/>',
        (
            (SHIFT_PAINT[i % 2], room.x(start), y, round(room.x(end) - room.x(start), 1), BAR)
            for start, end in shift.spans
        ),
    )
    # Words start inside the longest bar; a bar too short for them keeps them beside it.
    start, end = max(shift.spans, key=lambda span: span[1] - span[0], default=(0, 0))
    words = (
        format_html(
            '<text class="f-ink" x="{}" y="{}">{}</text>', room.x(start) + 6, y + 15, shift.words
        )
        if shift.words and room.holds(shift.words, start, end)
        else ""
    )
    return format_html(
        '<text class="f-ink" x="0" y="{}">{}</text><text x="0" y="{}">{}</text>'
        '<rect class="f-sunk" x="{}" y="{}" width="{}" height="{}" rx="4"/>{}{}',
        y + 9,
        _short(shift.name, room.left // 6),
        y + 22,
        _short(shift.place, room.left // 6),
        room.left,
        y,
        room.right - room.left,
        BAR,
        bars,
        words,
    )


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"


def qr(text: str) -> SafeString:
    """A QR code, dark on white whatever the theme; segno escapes nothing of ours into it."""
    import segno  # on two pages; four megabytes

    code = segno.make(text, error="m", micro=False)
    return mark_safe(code.svg_inline(omitsize=True, border=2, svgclass=None, lineclass=None))  # noqa: S308 paths only


def percent_words(percent: int, tick: int | None) -> str:
    if tick is None:
        return _("%(done)s %%") % {"done": percent}
    return _("%(done)s %%, expected %(tick)s %% by today") % {"done": percent, "tick": tick}
