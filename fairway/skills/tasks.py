"""What roles and skills do by themselves: tables that nobody looks through are forgotten."""

from __future__ import annotations

from datetime import time

from django_tasks import task

from fairway.foundation.jobs.schedules import recurring
from fairway.skills.actions.importing import forget_tables


@recurring("FREQ=DAILY", at=time(3, 55))
@task()
def forget_skills_tables() -> int:
    return forget_tables()
