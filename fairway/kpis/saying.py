"""What a judged series says, in words that somebody who never heard of statistics can act on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fairway.kpis.calendar import Cadence
from fairway.kpis.judging import RUN_RULE, Episode, Judged
from fairway.kpis.models import Kpi
from fairway.measurement import PaceForecast

RARELY = 10_000


@dataclass(frozen=True)
class Verdict:
    """Signal or noise. `tone` is the pill's, never good or bad by itself."""

    state: str  # signal | normal | early | total
    title: str
    text: str
    limits: str = ""


def stretch_words(kpi: Kpi, start: date) -> str:
    """ "Week of 9 November", "November 2026"."""
    cadence = Cadence(kpi.cadence)
    if cadence is Cadence.DAILY:
        return date_format(start, "D j M Y")
    if cadence is Cadence.WEEKLY:
        return _("Week of %(day)s") % {"day": date_format(start, "j F")}
    if cadence is Cadence.MONTHLY:
        return date_format(start, "F Y")
    return _("Quarter from %(day)s") % {"day": date_format(start, "F Y")}


def count_words(cadence: str, count: int) -> str:
    """ "eight weeks" with a number: 8 weeks."""
    words = {
        "daily": ngettext("%(n)s day", "%(n)s days", count),
        "weekly": ngettext("%(n)s week", "%(n)s weeks", count),
        "monthly": ngettext("%(n)s month", "%(n)s months", count),
        "quarterly": ngettext("%(n)s quarter", "%(n)s quarters", count),
    }[cadence]
    return words % {"n": count}


def verdict(kpi: Kpi, judged: Judged) -> Verdict:
    if not judged.has_limits:
        return _too_early(kpi, judged)
    limits = _limits(kpi, judged)
    now = judged.now
    if now is None:
        text = _("Everything since lies where it usually lies. No reason to ask what changed.")
        return Verdict("normal", _("This is normal variation."), text, limits)
    if now.rule == RUN_RULE:
        return Verdict(
            "signal", _("This is a real shift, not noise."), _run(kpi, judged, now), limits
        )
    return Verdict("signal", _("This is unusual, not noise."), _beyond(kpi, judged), limits)


def _too_early(kpi: Kpi, judged: Judged) -> Verdict:
    if judged.running:
        title = _("It has only ever gone up.")
        text = _("A running total says little. Measure what is new in each period instead.")
        return Verdict("total", title, text)
    n = len(judged.series)
    codes = {caution.code for caution in judged.watched.cautions}
    if "no_variation" in codes:
        text = _("All values are alike, so nothing says what is usual.")
    else:
        text = _("%(count)s so far. From 8 on, limits say what is usual.") % {
            "count": count_words(kpi.cadence, n)
        }
    return Verdict("early", _("Too early to tell signal from noise."), text)


def _run(kpi: Kpi, judged: Judged, now: Episode) -> str:
    n = now.until - now.since + 1
    chance = 2 ** (n - 1)
    often = (
        _("about once in %(chance)s tries") % {"chance": chance}
        if chance <= RARELY
        else _("less than once in 10,000 tries")
    )
    side = (
        _("The last %(count)s all lie above what is usual.")
        if now.up
        else _("The last %(count)s all lie below what is usual.")
    )
    said = side % {"count": count_words(kpi.cadence, n)}
    by_chance = _("If nothing had changed, a run like that would turn up by chance %(often)s.")
    return f"{said} {by_chance % {'often': often}}"


def _beyond(kpi: Kpi, judged: Judged) -> str:
    value, low, high = (
        float(line[-1]) for line in (judged.series.values, judged.lower, judged.upper)
    )
    said = (
        _("%(value)s lies above the upper limit of %(limit)s.")
        if value > high
        else _("%(value)s lies below the lower limit of %(limit)s.")
    )
    limit = kpi.rounded(high if value > high else low)
    chance = _("Of 1,000 values in which nothing changed, about 3 lie outside the limits.")
    return f"{said % {'value': kpi.rounded(value), 'limit': limit}} {chance}"


def _limits(kpi: Kpi, judged: Judged) -> str:
    """ "Limits from 20 weeks, 6 Apr to 23 Aug, held since"."""
    chart = judged.watched.chart
    days = judged.series.days
    end = min(judged.usual_until, len(days)) - 1
    said = _("Limits from %(count)s, %(start)s to %(end)s, held since.") % {
        "count": count_words(kpi.cadence, chart.limits.n if chart.limits else 0),
        "start": date_format(days[judged.first], "j M Y"),
        "end": date_format(days[end], "j M Y"),
    }
    beware = told()
    more = [beware[one.code] for one in judged.watched.cautions if one.code in beware]
    if judged.watched.season:
        more.insert(0, _("Seasons are taken out first."))
    return " ".join([said, *more])


def told() -> dict[str, str]:
    """What to beware of, by the code of a caution."""
    return {
        "provisional": _("They are provisional: 20 values make them firm."),
        "autocorrelated": _(
            "Neighbouring values resemble each other, so a false alarm is more likely than usual."
        ),
        "coarse": _("There are very few different values, so limits are rough."),
        "too_few_cycles": _("Seasons are not taken out yet: that needs three cycles."),
        "young_memory": _("How neighbouring values go together is not well known yet."),
    }


def outlook(kpi: Kpi, pace: PaceForecast | None, chance: float | None) -> dict[str, Any] | None:
    """The chance of reaching the target, its word, and where it heads."""
    if pace is None or pace.estimate is None or pace.interval is None or chance is None:
        return None
    state = "on_track" if chance >= 0.7 else "at_risk" if chance >= 0.3 else "off_track"
    words = {"on_track": _("on track"), "at_risk": _("at risk"), "off_track": _("off track")}
    return {
        "chance": round(100 * min(0.99, max(0.01, chance))),
        "state": state,
        "word": words[state],
        "heads_for": kpi.rounded(pace.estimate),
        "low": kpi.rounded(pace.interval.low),
        "high": kpi.rounded(pace.interval.high),
    }
