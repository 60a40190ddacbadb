"""Signals and standings, found anew after values came or were corrected."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from fairway.foundation.access import claim, lock
from fairway.foundation.events import SYSTEM, record
from fairway.kpis.judging import Episode, Judged, judge, load
from fairway.kpis.models import Kpi, Segment, Signal, Standing
from fairway.kpis.refusals import SaySomething

Reading = Standing.Reading
ANSWERS = {
    Signal.State.ACKNOWLEDGED: "kpis.signal_seen",
    Signal.State.ACTED_ON: "kpis.signal_acted_on",
    Signal.State.EXPLAINED: "kpis.signal_explained",
}


@transaction.atomic
def judge_kpi(kpi: Kpi, *, parts: bool = True) -> list[Signal]:
    """The whole and its parts; gives the signals that are new. Called twice, it finds none."""
    kpi = lock(kpi)
    judged = judge(kpi, load(kpi))
    _stand(kpi, judged)
    found = _keep(kpi, None, judged)
    for segment in kpi.segments.all() if parts else ():
        found += _keep(kpi, segment, judge(kpi, load(kpi, segment)))
    for signal in found:
        record("kpis.signal_found", actor=SYSTEM, subject=kpi, signal=signal.public_id)
    return found


@transaction.atomic
def answer_signal(signal: Signal, *, actor: Any, state: str, words: str = "") -> Signal:
    """Seen, acted on, or explained; the last two in words."""
    kpi = claim(signal.kpi, actor=actor, verb="edit")
    signal = lock(signal)
    if state != Signal.State.ACKNOWLEDGED and not words.strip():
        raise SaySomething
    signal.state, signal.words = Signal.State(state), words.strip() or signal.words
    signal.settled_by, signal.settled_at = actor, timezone.now()
    signal.version += 1
    signal.save()
    record(
        ANSWERS[signal.state], actor=actor, subject=kpi, about=kpi.person, signal=signal.public_id
    )
    return signal


def _stand(kpi: Kpi, judged: Judged | None) -> None:
    Standing.objects.update_or_create(kpi=kpi, defaults=standing_of(kpi, judged))


def standing_of(kpi: Kpi, judged: Judged | None) -> dict[str, Any]:
    if judged is None:
        return {"last_on": None, "last_value": None, "n": 0, "reading": Reading.NONE, "since": None}
    now, limits = judged.now, judged.has_limits
    reading = (Reading.SIGNAL if now else Reading.NORMAL) if limits else Reading.EARLY
    lines = (judged.expected, judged.lower, judged.upper)
    centre, lower, upper = (float(line[-1]) if limits else None for line in lines)
    return {
        "last_on": judged.series.days[-1],
        "last_value": round(judged.series.values[-1] * 10**kpi.decimals),
        "n": len(judged.series),
        "centre": centre,
        "lower": lower,
        "upper": upper,
        "reading": reading,
        "side": _side(now) if now else "",
        "since": judged.series.days[now.since] if now else None,
    }


def _keep(kpi: Kpi, segment: Segment | None, judged: Judged | None) -> list[Signal]:
    """New ones are written; open ones that a correction took away are marked so."""
    there = {
        (one.rule, one.fired_on): one for one in Signal.objects.filter(kpi=kpi, segment=segment)
    }
    days = judged.series.days if judged else ()
    episodes = judged.episodes if judged else ()
    now = {(one.rule, days[one.fired]): one for one in episodes}
    for key, signal in there.items():
        if key not in now and signal.waits:
            signal.state = Signal.State.GONE
            signal.save(update_fields=["state"])
    fresh = [
        _signal(kpi, segment, episode, days)
        for key, episode in now.items()
        if key not in there and _is_recent(episode, judged)
    ]
    Signal.objects.bulk_create(fresh)
    return fresh


def _signal(kpi: Kpi, segment: Segment | None, episode: Episode, days: Any) -> Signal:
    return Signal(
        kpi=kpi,
        segment=segment,
        rule=episode.rule,
        side=_side(episode),
        since=days[episode.since],
        fired_on=days[episode.fired],
        found_at=timezone.now(),
    )


def _is_recent(episode: Episode, judged: Judged | None) -> bool:
    """An import of three years asks nobody about the first of them."""
    return judged is not None and episode.until >= len(judged.series) - RECENT


RECENT = 12


def _side(episode: Episode) -> str:
    return Signal.Side.UP if episode.up else Signal.Side.DOWN
