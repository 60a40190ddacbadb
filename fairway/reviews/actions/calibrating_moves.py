"""Move a rating and say why, take a move back, write for the employee, say before how one sees it.

Each touches one person's row and no other, so that fifty at once wait for nobody; two who change
the same person are told of each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from fairway.foundation.access import claim
from fairway.foundation.events import record
from fairway.foundation.versions import next_version
from fairway.reviews.actions.calibrating_refused import (
    MovedSince,
    NothingMoved,
    NotInThree,
    OffTheScale,
)
from fairway.reviews.actions.words import cleaned, worded
from fairway.reviews.models import CalibrationSession, Move, Placement, PreVote
from fairway.reviews.models.calibrating import LEAST_GROWTH, LONGEST, MOST_GROWTH


class Seen(NamedTuple):
    """How somebody sees a person."""

    rating: int
    growth: int | None = None


@transaction.atomic
def move_rating(
    placement: Placement,
    *,
    actor: Any,
    rating: int | None,
    growth: int | None = None,
    reason: str,
    employee_reason: str | None = None,
    version: int | None = None,
) -> Move:
    """`employee_reason` as None leaves what was written for the employee as it is."""
    placement = claim(placement, actor=actor, verb="move")
    next_version(placement, version)
    session = placement.session
    _must_fit(session, rating, growth)
    growth = growth if session.uses_growth else placement.growth
    if (rating, growth) == (placement.rating, placement.growth):
        raise NothingMoved
    words = worded(reason, "reason", LONGEST)
    made = Move(
        session=session,
        placement=placement,
        person_id=placement.person_id,
        by=actor,
        at=timezone.now(),
        before=placement.rating,
        after=rating,
        growth_before=placement.growth,
        growth_after=growth,
    )
    made.seal_reason(words)
    made.save(force_insert=True)
    placement.rating, placement.growth = rating, growth
    if employee_reason is not None:
        _keep_for_employee(placement, employee_reason, "employee_reason")
    placement.save(
        update_fields=["rating", "growth", "employee_reason", "has_employee_reason", "version"]
    )
    record("reviews.rating_moved", actor=actor, subject=made)
    return made


@transaction.atomic
def undo_move(move: Move, *, actor: Any) -> Placement:
    """One's own, and the last of that person; it stays on record as undone."""
    placement = claim(move.placement, actor=actor, verb="move")
    move = claim(move, actor=actor, verb="undo")
    last = placement.moves.standing().order_by("-pk").first()
    if last != move:
        raise MovedSince
    move.undone_at = timezone.now()
    move.save(update_fields=["undone_at"])
    placement.rating, placement.growth = move.before, move.growth_before
    placement.version += 1
    placement.save(update_fields=["rating", "growth", "version"])
    record("reviews.rating_moved_back", actor=actor, subject=move)
    return placement


@transaction.atomic
def write_for_employee(
    placement: Placement, *, actor: Any, words: str, version: int | None = None
) -> Placement:
    """What stands beside the final rating when it is shared with whom it is about."""
    placement = claim(placement, actor=actor, verb="explain")
    next_version(placement, version)
    _keep_for_employee(placement, words, "words")
    placement.save(update_fields=["employee_reason", "has_employee_reason", "version"])
    record("reviews.rating_explained", actor=actor, subject=placement)
    return placement


@transaction.atomic
def keep_votes(session: CalibrationSession, *, actor: Any, said: Mapping[str, Seen | None]) -> int:
    """By the public id of each row; None takes a vote back. All of them or none."""
    session = claim(session, actor=actor, verb="vote", no_key=True)
    rows = session.placements.allowed(actor, "vote").filter(public_id__in=list(said))
    found = {one.public_id: one for one in rows.order_by("pk")}
    now, kept, gone = timezone.now(), [], []
    for public_id, seen in said.items():
        if (placement := found.get(public_id)) is None:
            continue
        if seen is None:
            gone.append(placement.pk)
            continue
        _must_fit(session, seen.rating, seen.growth)
        kept.append(_vote(session, placement, actor, seen, now))
    PreVote.objects.filter(by=actor, placement__in=gone).delete()
    PreVote.objects.bulk_create(
        kept,
        update_conflicts=True,
        unique_fields=["placement", "by"],
        update_fields=["rating", "growth", "at"],
    )
    if kept or gone:
        record("reviews.pre_voted", actor=actor, subject=session, count=len(kept))
    return len(kept)


def forget_words_of(placements: Iterable[Placement]) -> None:
    """For erasure: the words go with the key that sealed them; the numbers go here."""
    keys = [one.pk for one in placements]
    PreVote.objects.filter(placement__in=keys).delete()
    Move.objects.filter(placement__in=keys).delete()
    Placement.objects.filter(pk__in=keys).update(
        proposed=None,
        final=None,
        rating=None,
        growth=None,
        employee_reason=None,
        has_employee_reason=False,
        adjusted=None,
        adjusted_low=None,
        adjusted_high=None,
        adjusted_raters=None,
        version=F("version") + 1,
    )


def _vote(
    session: CalibrationSession, placement: Placement, actor: Any, seen: Seen, now: Any
) -> PreVote:
    return PreVote(
        session=session,
        placement=placement,
        person_id=placement.person_id,
        by=actor,
        rating=seen.rating,
        growth=seen.growth if session.uses_growth else None,
        at=now,
    )


def _must_fit(session: CalibrationSession, rating: int | None, growth: int | None) -> None:
    if rating not in session.values:
        raise OffTheScale(session.values)
    if growth is not None and not LEAST_GROWTH <= growth <= MOST_GROWTH:
        raise NotInThree


def _keep_for_employee(placement: Placement, words: str, field: str) -> None:
    text = cleaned(words, field, LONGEST)
    placement.seal_employee_reason(text or None)
    placement.has_employee_reason = bool(text)
