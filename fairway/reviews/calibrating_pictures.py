"""Pictures of a session: how ratings are spread, and how strict or mild raters are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from fairway.reviews.reading.calibrating_severity import Strictness
from fairway.reviews.reading.calibrating_standing import Spread

GAP = 0.6  # per cent between two bars
COLOURS = 5
BAR = '<rect data-d="%d" x="%.1f%%" width="%.1f%%" height="20" rx="2"/><text x="%.1f%%" y="14">%s</text>'


def spread_bar(spread: Spread) -> SafeString:
    """Parts of one line, each as long as its share; what there are none of is not drawn."""
    parts, start = [], 0.0
    for place, (_value, count) in enumerate(spread.counts):
        if not count:
            continue
        share = 100 * count / spread.n
        width, middle = max(share - GAP, 0.4), start + share / 2
        number = count if share > 5 else ""
        parts.append(BAR % (colour(place, len(spread.counts)), start, width, middle, number))
        start += share
    return format_html(
        '<svg class="fy-draw" height="20" role="img" aria-label="{}">{}</svg>',
        spread_in_words(spread.counts),
        SafeString("".join(parts)),  # of numbers alone
    )


def spread_in_words(counts: Sequence[tuple[int, int]]) -> str:
    words = _("%(count)s rated %(value)s")
    return ", ".join(words % {"count": count, "value": value} for value, count in counts)


def colour(place: int, of: int) -> int:
    """Scales have three to seven points, and there are five colours."""
    return 1 + round((COLOURS - 1) * place / (of - 1)) if of > 1 else 3


def strictness_bar(one: Strictness, reach: float) -> SafeString:
    """A dot and its interval around nought: stricter to the left, milder to the right."""
    if one.shift is None or one.low is None or one.high is None:
        return SafeString("")
    low, at, high = (round(50 + 48 * end / reach, 1) for end in (one.low, one.shift, one.high))
    return format_html(
        '<svg class="fy-draw" height="20" role="img" aria-label="{}">'
        '<rect class="f-sunk" width="100%" height="20" rx="3"/>'
        '<line class="k-ink k-dash" x1="50%" x2="50%" y2="20"/>'
        '<line class="k-c1" stroke-width="2" x1="{}%" x2="{}%" y1="10" y2="10"/>'
        '<circle class="f-c1" cx="{}%" cy="10" r="4"/></svg>',
        strictness_in_words(one),
        low,
        high,
        at,
    )


def strictness_in_words(one: Strictness) -> str:
    low, high = one.between
    words = _("%(name)s: %(shift)s points, likely between %(low)s and %(high)s")
    return words % {"name": one.rater.name, "shift": one.signed, "low": low, "high": high}


def place_buttons(labels: Mapping[str, str]) -> SafeString:
    """The menu of everybody who can be moved: alike for all, so put together once."""
    return format_html_join(
        "",
        '<button class="fy-item" type="submit" name="status" value="{}">{}</button>',
        labels.items(),
    )
