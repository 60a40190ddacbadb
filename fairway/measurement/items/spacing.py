"""When to ask again: just before it would be forgotten."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import IntEnum
from typing import TYPE_CHECKING

from fairway.measurement.errors import MeasurementError
from fairway.measurement.results import Say, plain

if TYPE_CHECKING:
    from fsrs import Card, Scheduler

# FSRS-6, written down here so that a new version of the library does not move anybody's dates.
WEIGHTS = (
    0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796,
    1.4835, 0.0614, 0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542,
)  # fmt: skip
RETENTION = 0.9


class Answer(IntEnum):
    """How it went."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


class Stage(IntEnum):
    """How well something sits: new, known, or forgotten and begun again."""

    LEARNING = 1
    REVIEW = 2
    RELEARNING = 3


@dataclass(frozen=True, slots=True)
class Memory:
    """What one person is taken to remember of one card.

    `stability`: days after which 90 % is still recalled; `difficulty`: 1 (easy) to 10. `step` is
    for the first minutes of learning, and None later.
    """

    stability: float
    difficulty: float
    asked_at: datetime
    due_at: datetime
    stage: Stage
    step: int | None

    def in_words(self, _: Say = plain) -> str:
        days = max(0, round((self.due_at - self.asked_at) / timedelta(days=1)))
        if not days:
            return _("Ask again today.")
        return _("Ask again in %(days)s days.") % {"days": days}


def remember(
    memory: Memory | None, answer: Answer, at: datetime, *, retention: float = RETENTION
) -> Memory:
    """What an answer given `at` makes of a memory (None: met for the first time).

    The FSRS-6 model: stability grows with each success, more so the closer it was to being
    forgotten, and falls with a failure. `due_at` is when recall falls to `retention`. There is no
    chance in it: the same answers give the same dates.

    Parameters
    ----------
    memory
        What the answers before made; None for a first meeting.
    answer
        How it went: again, hard, good or easy.
    at
        When, with a zone.
    retention
        The chance of recall at which the next meeting is due.

    Raises
    ------
    MeasurementError
        For times without a zone, an answer before the last one, or a retention outside 0.7–0.99.

    Notes
    -----
    Ye, Su and Cao (2022), A stochastic shortest path algorithm for optimizing spaced repetition
    scheduling, KDD '22, describes the family of models; its weights are those of py-fsrs.
    """
    from fsrs import Rating

    moment = _utc(at)
    if memory is not None and moment < memory.asked_at:
        raise MeasurementError("This answer comes before the last one; give them in order.")
    card, _log = _scheduler(retention).review_card(_card(memory, moment), Rating(answer), moment)
    return Memory(
        stability=float(card.stability or 0),
        difficulty=float(card.difficulty or 0),
        asked_at=moment,
        due_at=card.due,
        stage=Stage(card.state.value),
        step=card.step,
    )


def recall_chance(memory: Memory, at: datetime) -> float:
    """The chance of recall `at`, which is 0.9 after `stability` days (full days count).

    Parameters
    ----------
    memory
        What `remember` made of the answers so far.
    at
        A moment with a zone.

    Raises
    ------
    MeasurementError
        For a moment without a zone.
    """
    moment = _utc(at)
    return float(_scheduler(RETENTION).get_card_retrievability(_card(memory, moment), moment))


def _scheduler(retention: float) -> Scheduler:
    from fsrs import Scheduler

    if not 0.7 <= retention <= 0.99:
        raise MeasurementError("A retention below 0.7 or above 0.99 makes no sensible dates.")
    return Scheduler(WEIGHTS, desired_retention=retention, enable_fuzzing=False)


def _card(memory: Memory | None, moment: datetime) -> Card:
    from fsrs import Card, State

    # A number of its own keeps the library from waiting for the clock to make one.
    if memory is None:
        return Card(card_id=1, due=moment)
    return Card(
        card_id=1,
        state=State(memory.stage),
        step=memory.step,
        stability=memory.stability,
        difficulty=memory.difficulty,
        due=memory.due_at,
        last_review=memory.asked_at,
    )


def _utc(at: datetime) -> datetime:
    if at.tzinfo is None:
        raise MeasurementError("Give times with their time zone.")
    return at.astimezone(UTC)
