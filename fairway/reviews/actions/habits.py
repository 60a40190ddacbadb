"""Reckon at night whether a writer's ratings tell one thing from another as those of others do."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from fairway.foundation.locks import hold
from fairway.measurement import halo_signals
from fairway.reviews.models import Answer, HabitHint, Question, Review, ReviewCycle

SENT = (
    Review.State.SUBMITTED,
    Review.State.CALIBRATED,
    Review.State.SHARED,
    Review.State.SIGNED,
    Review.State.DISPUTED,
)


def reckon_habits(cycle: ReviewCycle) -> int:
    """From what managers have sent by now: a draft is nobody's yardstick. Gives how many hints.

    What is asked of the skills of one role is not asked of others: it is left out."""
    rated = Answer.objects.filter(
        review__cycle=cycle,
        review__kind=Review.Kind.MANAGER,
        review__state__in=SENT,
        question__kind__in=Question.WITH_POINTS,
        question__overall=False,
        question__of=None,
        value__isnull=False,
    )
    columns = ("review__reviewer", "review__participant__person", "question", "value")
    rows = list(rated.order_by("pk").values_list(*columns))
    signals = halo_signals(*(list(column) for column in zip(*rows, strict=True))) if rows else ()
    now = timezone.now()
    hints = [
        HabitHint(
            cycle=cycle,
            writer_id=one.rater,
            habit=one.habit,
            estimate=one.estimate,
            forms=one.n,
            reread=one.reread,
            at=now,
        )
        for one in signals
        if one.estimate is not None
    ]
    with transaction.atomic():
        hold(f"reviews.habits {cycle.pk}")
        HabitHint.objects.filter(cycle=cycle).delete()
        HabitHint.objects.bulk_create(hints)
    return len(hints)
