"""What became of ratings where they were compared with others; of the rest, the author's stands.

Comparing is a part of its own, which a house may not have: only this module asks for its tables,
and by name.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db.models import QuerySet

from fairway.foundation.sealing import with_keys
from fairway.reviews.models import CycleKind, Participant, Question, ReviewCycle

LOCKED = "locked"


@dataclass(frozen=True)
class Settled:
    """Where a rating came to stand, on whose scale, and the reason written for the person."""

    rating: int
    question: Question
    reason: str


def settled(participants: Iterable[int]) -> dict[int, Settled]:
    """By participant, for those whose session is locked; in one query and one for the keys."""
    placements = _table("placement")
    if placements is None:
        return {}
    rows = placements.filter(participant__in=list(participants), final__isnull=False)
    rows = rows.filter(session__state=LOCKED).select_related("session__question")
    return {
        one.participant_id: Settled(
            one.final, one.session.question, one.read_employee_reason() or ""
        )
        for one in with_keys(rows, "employee_reason")
    }


def is_being_compared(participant: Participant) -> bool:
    placements = _table("placement")
    if placements is None:
        return False
    mine = placements.filter(participant=participant.pk)
    return bool(mine.exclude(session__state=LOCKED).exists())


def was_settled_since(participant: Participant, moment: datetime) -> bool:
    placements = _table("placement")
    if placements is None:
        return False
    mine = placements.filter(participant=participant.pk, session__locked_at__gt=moment)
    return bool(mine.exists())


def who_compared(participant: Participant) -> list[QuerySet[Any, Any]]:
    """Keys of those who took part in it: they decide nothing about it afterwards."""
    placements = _table("placement")
    if placements is None:
        return []
    sessions = placements.filter(participant=participant.pk).values("session")
    return [
        _table("calibrator").filter(session__in=sessions).values("person"),
        _table("calibrationsession").filter(pk__in=sessions).values("facilitator"),
    ]


def overall_of(cycle: ReviewCycle) -> Question | None:
    """The one rating of a whole review, as managers were asked for it."""
    used = cycle.kinds.filter(kind=CycleKind.Kind.MANAGER).values("template_version")
    return Question.objects.filter(overall=True, section__template_version__in=used).first()


def _table(name: str) -> Any:
    try:
        return apps.get_model("reviews", name)._default_manager
    except LookupError:
        return None
