"""What became of ratings where they were compared with others; of the rest, the author's stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from fairway.foundation.sealing import with_keys
from fairway.reviews.models import (
    CalibrationSession,
    Calibrator,
    Participant,
    Placement,
    Question,
)
from fairway.reviews.reading.calibrating import read

LOCKED = CalibrationSession.State.LOCKED


@dataclass(frozen=True)
class Settled:
    """Where a rating came to stand, on whose scale, and the reason written for the person."""

    rating: int
    question: Question
    reason: str


def settled(participants: Iterable[int]) -> dict[int, Settled]:
    """By participant, for those whose session is locked; in one query and one for the keys."""
    rows = Placement.objects.filter(
        participant__in=list(participants), final__isnull=False, session__state=LOCKED
    ).select_related("session__question")
    return {
        one.participant_id: Settled(one.final, one.session.question, read(one, "employee_reason"))
        for one in with_keys(rows, "employee_reason")
        if one.final is not None
    }


def is_being_compared(participant: Participant) -> bool:
    mine = Placement.objects.filter(participant=participant)
    return mine.exclude(session__state=LOCKED).exists()


def was_settled_since(participant: Participant, moment: datetime) -> bool:
    mine = Placement.objects.filter(participant=participant)
    return mine.filter(session__locked_at__gt=moment).exists()


def who_compared(participant: Participant) -> list[QuerySet[Any, Any]]:
    """Keys of those who took part in it: they decide nothing about it afterwards."""
    sessions = Placement.objects.filter(participant=participant).values("session")
    return [
        Calibrator.objects.filter(session__in=sessions).values("person"),
        CalibrationSession.objects.filter(pk__in=sessions).values("facilitator"),
    ]
