"""What feedback does by itself: days to be glad of."""

from __future__ import annotations

from datetime import time

from django_tasks import task

from fairway.feedback.actions.celebrating import (
    celebrate_goal,
    celebrate_years,
    uncelebrate_goal,
)
from fairway.foundation.events import on
from fairway.foundation.jobs.schedules import recurring
from fairway.foundation.models import Event
from fairway.goals.models import Goal


@recurring("FREQ=DAILY", at=time(0, 30))
@task(transactional=False)
def celebrate() -> int:
    return celebrate_years()


@on("goals.closed")
def celebrate_what_was_achieved(event: Event) -> None:
    goal = Goal.objects.select_related("owner").filter(pk=event.subject_id).first()
    if goal is not None:
        celebrate_goal(goal)


@on("goals.reopened")
def wait_once_more(event: Event) -> None:
    uncelebrate_goal(event.subject_id)
