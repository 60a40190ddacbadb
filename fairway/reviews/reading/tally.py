"""How far a cycle is, what waits in it, and what giving out would do, for whoever looks at its pages.

It is counted among all reviews, and of tens of thousands that takes longer than everything else on
the page: then once a minute for each reader, who reads when, and may have it counted anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.core.cache import caches
from django.utils import timezone

from fairway.reviews.models import CycleKind, Phase, ReviewCycle
from fairway.reviews.reading.cycles import Bar, Waiting, bars_of, waiting_in
from fairway.reviews.reading.giving_out import Counts, Outlook, count, with_names
from fairway.reviews.reading.rolls import how_many_to_nudge

MANY = 5_000  # reviews
MANY_PEOPLE = 1_000
KEPT_FOR = timedelta(minutes=1)


@dataclass(frozen=True)
class Tally:
    """`counted_at` is empty where it is counted at every look."""

    bars: list[Bar]
    waiting: Waiting
    counted_at: datetime | None = None


def tally_of(
    cycle: ReviewCycle, viewer: Any, phases: Sequence[Phase], *, anew: bool = False
) -> Tally:
    """Nobody is told what was counted for another: what is counted goes by one's own rights."""
    kept, key = caches["process"], f"reviews.tally:{cycle.pk}:{viewer.pk}"
    found: Tally | None = None if anew else kept.get(key)
    if found is not None:
        return found
    bars, waiting = bars_of(cycle, viewer), waiting_in(cycle, viewer, phases)
    if sum(one.of for one in bars) < MANY:
        kept.delete(key)
        return Tally(bars, waiting)
    found = Tally(bars, waiting, timezone.now())
    kept.set(key, found, KEPT_FOR.total_seconds())
    return found


def outlook_in(
    cycle: ReviewCycle, viewer: Any, what: str, *, since: int = 0, anew: bool = False
) -> Outlook:
    """What giving out would do. `since`: the last job that did it for this reader; what was counted
    before it is over holds no more. Who is named is asked at every look."""
    kept, key = caches["process"], f"reviews.outlook:{cycle.pk}:{viewer.pk}:{what}:{since}"
    found: Counts | None = None if anew else kept.get(key)
    if found is None:
        found = count(cycle, viewer, what)
        if found.people < MANY_PEOPLE:
            kept.delete(key)
        else:
            found = found._replace(at=timezone.now())
            kept.set(key, found, KEPT_FOR.total_seconds())
    return with_names(found, viewer)


def reached_in(cycle: ReviewCycle, viewer: Any, kind: str) -> int:
    """How many a message would go to; whom it does go to is asked when it is sent."""
    kept, key = caches["process"], _key_of_message(cycle, viewer, kind)
    found: int | None = kept.get(key)
    if found is None:
        found = how_many_to_nudge(cycle, viewer, kind)
        if found >= MANY_PEOPLE:
            kept.set(key, found, KEPT_FOR.total_seconds())
    return found


def forget_reached(cycle: ReviewCycle, viewer: Any) -> None:
    """A message went out: whoever had it is not reached again today."""
    kinds = ("", *CycleKind.Kind.values)
    caches["process"].delete_many(_key_of_message(cycle, viewer, one) for one in kinds)


def _key_of_message(cycle: ReviewCycle, viewer: Any, kind: str) -> str:
    return f"reviews.reached:{cycle.pk}:{viewer.pk}:{kind}"
