"""How the same people were rated in earlier cycles, beside how they are now."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any, NamedTuple

from django.db.models import Count

from fairway.people.models import Person
from fairway.reviews.calibrating_comparing import FEWEST
from fairway.reviews.models import CalibrationSession, Placement, Question
from fairway.reviews.reading.calibrating import rows_for
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
    """Final ratings, on the scale of this session, of those whom the reader sees in it; two queries.

    Of fewer than five nothing is said: beside the table it would be of those few.
    """
    rows = Placement.objects.filter(
        person__in=rows_for(session, viewer).values("person"),
        final__isnull=False,
        session__cycle__period_until__lte=session.cycle.period_until,
    ).exclude(session__cycle=session.cycle_id)
    by = ("session__cycle__period_until", "session__cycle", "session__cycle__name")
    counted = rows.order_by().values_list(*by, "session__question", "final").annotate(Count("pk"))
    found: dict[_Cycle, dict[int, Counter[int]]] = {}
    for until, cycle, name, question, final, count in counted:
        of = found.setdefault(_Cycle(until, cycle, name), {})
        of.setdefault(question, Counter())[final] += count
    alike = _on_the_scale_of(session, {question for of in found.values() for question in of})
    latest = ((one, of) for one, of in sorted(found.items(), reverse=True) if alike >= set(of))
    return [_told(session, one.name, of) for one, of in islice(latest, MOST)]


def _on_the_scale_of(session: CalibrationSession, questions: set[int]) -> set[int]:
    """Of these questions those whose points mean the same."""
    there: Any = Question.objects.in_bulk(questions) if questions else {}
    return {pk for pk, one in there.items() if tuple(sorted(one.values)) == session.values}


def _told(session: CalibrationSession, name: str, of: dict[int, Counter[int]]) -> Earlier:
    counts = sum(of.values(), Counter())
    spread = Spread(None, tuple((value, counts[value]) for value in session.values))
    return Earlier(name, spread if spread.n >= FEWEST else None)
