"""How the same people were rated in earlier cycles, beside how they are now."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from fairway.people.models import Person
from fairway.reviews.calibrating_comparing import FEWEST
from fairway.reviews.models import CalibrationSession
from fairway.reviews.reading.calibrating_asking import BEFORE
from fairway.reviews.reading.calibrating_standing import Spread

MOST = 2  # cycles


@dataclass(frozen=True)
class Earlier:
    """One cycle; without `spread` too few of the people were rated in it to say how."""

    name: str
    spread: Spread | None


class _Cycle(NamedTuple):
    until: date
    pk: int
    name: str


def earlier_spreads(session: CalibrationSession, viewer: Person) -> list[Earlier]:
    """Final ratings, on the scale of this session, of those whom the reader sees in it.

    Of fewer than five nothing is said: beside the table it would be of those few.
    """
    until = session.cycle.period_until
    counted = BEFORE.rows(viewer, session.pk, session.cycle_id, until)
    found: dict[_Cycle, Counter[int]] = {}
    others = set()
    for day, cycle, name, scale, final, count in counted:
        found.setdefault(one := _Cycle(day, cycle, name), Counter())[final] += count
        if tuple(sorted(int(point["value"]) for point in scale)) != session.values:
            others.add(one)  # of its points none means the same
    latest = sorted(set(found) - others, reverse=True)[:MOST]
    return [_told(session, one.name, found[one]) for one in latest]


def _told(session: CalibrationSession, name: str, counts: Counter[int]) -> Earlier:
    spread = Spread(None, tuple((value, counts[value]) for value in session.values))
    return Earlier(name, spread if spread.n >= FEWEST else None)
