"""What keeps a session from being locked, told as far as whoever locks it may know."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import F, QuerySet

from fairway.foundation.access import permitted
from fairway.foundation.refusal import Refusal
from fairway.reviews.actions.calibrating_refused import (
    EmployeeReasonsMissing,
    RatingsMissing,
    ReviewsReopened,
    UnseenNotReady,
)
from fairway.reviews.models import CalibrationSession, Placement, Review

Missing = list[tuple[Callable[[int], Refusal], QuerySet[Placement]]]


def refuse_what_is_open(session: CalibrationSession, *, actor: Any) -> None:
    """Counted is what whoever locks sees. Of themselves, or of somebody above them, they learn no
    more than that something is missing."""
    missing = _missing(session)
    for refusal, rows in missing:
        if count := rows.filter(permitted(Placement, actor, "view")).count():
            raise refusal(count)
    if any(rows.exists() for _refusal, rows in missing):
        raise UnseenNotReady


def _missing(session: CalibrationSession) -> Missing:
    rows = session.placements.standing()
    reopened = Review.objects.filter(
        cycle=session.cycle_id,
        kind=Review.Kind.MANAGER,
        state=Review.State.OPEN,
        reviewer=F("participant__author"),
    )
    return [
        (ReviewsReopened, rows.filter(participant__in=reopened.values("participant"))),
        (RatingsMissing, rows.filter(rating=None)),
        (EmployeeReasonsMissing, rows.unexplained()),
    ]
