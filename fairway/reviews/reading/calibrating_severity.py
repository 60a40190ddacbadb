"""How strict or mild raters are, as the page says it: an interval, or why it cannot be said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from fairway.people.models import Person
from fairway.reviews.calibrating_comparing import from_json, signed
from fairway.reviews.models import CalibrationSession, RaterSeverity, RatingFit
from fairway.reviews.reading.calibrating_asking import SEVERITIES

# What the data warn of in words about people; what is about the parts of the model is kept beside.
OF_PEOPLE = frozenset(
    {"alike", "cannot", "disconnected", "missing", "no_differences", "one_rater_each", "too_few"}
)


@dataclass(frozen=True)
class Strictness:
    """One rater; `words` say why where there is no number."""

    rater: Person
    ratees: int
    shift: float | None
    low: float | None
    high: float | None
    words: str
    stands_out: bool = False

    @property
    def signed(self) -> str:
        """The number with its sign; what is nothing when rounded has none."""
        return _with_sign(self.shift)

    @property
    def between(self) -> tuple[str, str]:
        return _with_sign(self.low), _with_sign(self.high)


@dataclass(frozen=True)
class Strictnesses:
    """Of all raters of a session whom the reader may see, and what the data warn of."""

    raters: tuple[Strictness, ...]
    cautions: tuple[str, ...]
    reckoned_at: datetime | None

    @property
    def says_anything(self) -> bool:
        return any(one.shift is not None for one in self.raters)

    @property
    def said_of_all(self) -> str:
        """Why nothing can be said, where it is the same for everybody."""
        words = {one.words for one in self.raters}
        return "" if self.says_anything or len(words) != 1 else words.pop()

    @property
    def reach(self) -> float:
        """How far the picture goes to either side."""
        ends = [abs(end) for one in self.raters for end in (one.low, one.high) if end is not None]
        return max([0.5, *ends])


def strictness_of(session: CalibrationSession, viewer: Person) -> Strictnesses:
    fit = RatingFit.objects.filter(cycle=session.cycle_id).first()
    if fit is None:
        return Strictnesses((), (_("Not reckoned yet: it comes by itself."),), None)
    rows = SEVERITIES.find(viewer, fit.pk, session.pk)
    cautions = tuple(_told(one) for one in fit.cautions if one["code"] in OF_PEOPLE)
    return Strictnesses(tuple(_strictness(one) for one in rows), cautions, fit.fitted_at)


def _strictness(row: RaterSeverity) -> Strictness:
    words = _told(row.why) if row.why else ""
    return Strictness(row.rater, row.ratees, row.shift, row.low, row.high, words, row.stands_out)


def _with_sign(number: float | None) -> str:
    rounded = round(number or 0, 2)
    return f"+{signed(rounded)}" if rounded > 0 else signed(rounded)


def _told(kept: dict[str, Any]) -> str:
    return from_json(kept).in_words(_)
