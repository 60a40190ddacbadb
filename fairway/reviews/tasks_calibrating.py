"""What calibration does by itself: reckon how strict raters are, when ratings come in."""

from __future__ import annotations

from datetime import time

from django_tasks import task

from fairway.foundation.jobs.schedules import recurring
from fairway.reviews.actions.calibrating_severity import fit_ratings
from fairway.reviews.models import CalibrationSession, ReviewCycle


@task(transactional=False)
def fit_ratings_of(cycle: int) -> int:
    found = ReviewCycle.objects.filter(pk=cycle).first()
    return fit_ratings(found).ratings if found is not None else 0


@recurring("FREQ=DAILY", at=time(2, 40))
@task(transactional=False)
def fit_ratings_under_calibration() -> int:
    """Colleagues' answers come in while sessions go on."""
    cycles = CalibrationSession.objects.going_on().order_by().values("cycle").distinct()
    found = list(ReviewCycle.objects.filter(pk__in=cycles))
    for cycle in found:
        fit_ratings(cycle)
    return len(found)
