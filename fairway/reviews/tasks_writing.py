"""What the writing of reviews does by itself."""

from __future__ import annotations

from datetime import time

from django_tasks import task

from fairway.foundation.jobs.schedules import recurring
from fairway.reviews.actions.habits import reckon_habits
from fairway.reviews.models import ReviewCycle


@recurring("FREQ=DAILY", at=time(2, 40))
@task(transactional=False)
def reckon_every_habit() -> int:
    return sum(reckon_habits(cycle) for cycle in ReviewCycle.objects.running())
