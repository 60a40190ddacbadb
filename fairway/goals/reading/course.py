"""The course of a goal as a small picture: its updates beside the line that its days expect."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from fairway.goals.models import Goal, ProgressUpdate
from fairway.goals.models.progressing import clamped

FEWEST = 2


@dataclass(frozen=True)
class Course:
    picture: SafeString
    first: str
    last: str


def course_of(goal: Goal, updates: list[ProgressUpdate], today: date) -> Course | None:
    """`updates` newest first; those that told of the goal as a whole."""
    told = [
        (timezone.localtime(one.at).date(), done)
        for one in reversed(updates)
        if one.result_id is None and (done := clamped(one.progress)) is not None
    ]
    if len(told) < FEWEST:
        return None
    days = (goal.until_on - goal.starts_on).days
    points = [
        (100 * max(0, min(days, (day - goal.starts_on).days)) / days, 40 - 40 * done / 1_000_000)
        for day, done in told
    ]
    words = _("Progress from %(first)s on %(start)s to %(last)s on %(end)s") % {
        "first": _percent(told[0][1]),
        "start": date_format(told[0][0], "j F"),
        "last": _percent(told[-1][1]),
        "end": date_format(told[-1][0], "j F"),
    }
    return Course(
        _drawn(points, words),
        date_format(goal.starts_on, "j M"),
        date_format(goal.last_day, "j M"),
    )


def _percent(millionths: int) -> str:
    return _("%(n)s %%") % {"n": round(millionths / 10_000)}


def _drawn(points: list[tuple[float, float]], words: str) -> SafeString:
    line = "L".join(f"{x:.2f} {y:.2f}" for x, y in points)
    (first, _y), (x, y) = points[0], points[-1]
    return format_html(
        '<svg class="fy-draw" viewBox="0 0 100 40" height="60" preserveAspectRatio="none" role="img"'
        ' aria-label="{}"><path class="f-soft" d="M{}L{} 40L{} 40Z"/>'
        '<path class="f-no k-ink k-dash" d="M0 40L100 0"/><path class="f-no k-sea" d="M{}"/>'
        '<path class="k-sea" stroke-width="7" d="M{} {}h.01"/></svg>',
        words,
        line,
        f"{x:.2f}",
        f"{first:.2f}",
        line,
        f"{x:.2f}",
        f"{y:.2f}",
    )
