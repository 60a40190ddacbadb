"""What helps to write goals does by itself: forget lists, propose what recurs."""

from __future__ import annotations

from datetime import time

from django_tasks import task

from fairway.foundation.jobs.schedules import recurring
from fairway.goals.actions.assigning import assign_anew
from fairway.goals.actions.importing import forget_lists


@recurring("FREQ=DAILY", at=time(3, 50))
@task()
def forget_goal_lists() -> int:
    return forget_lists()


@recurring("FREQ=DAILY", at=time(4, 10))
@task()
def propose_goals_anew() -> int:
    return assign_anew()
