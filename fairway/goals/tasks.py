"""What goals do by themselves."""

from __future__ import annotations

from datetime import date, time

from django_tasks import task

from fairway.foundation.events import on
from fairway.foundation.jobs.enqueuing import enqueue
from fairway.foundation.jobs.schedules import recurring
from fairway.foundation.models import Event
from fairway.goals.actions.reading import goals_reading, read_kpis
from fairway.goals.actions.reminding import remind
from fairway.goals.actions.reviewing_by_calendar import open_due
from fairway.goals.models import Goal


@on("kpis.observed")
@on("kpis.corrected")
@on("kpis.values_added")
def let_goals_read_it(event: Event) -> None:
    """Each goal by a job of its own: they never wait for each other's locks."""
    if event.data.get("segment"):
        return
    day = date.fromisoformat(event.data["start"])
    for goal in goals_reading(event.subject_id, day).values_list("pk", flat=True):
        enqueue(read_into, key=f"goals.read:{event.public_id}:{goal}", goal=goal)


@recurring("FREQ=DAILY", at=time(0, 20), zone="UTC")
@task(transactional=False)
def remind_of_updates() -> int:
    """Once for each day that an update is owed; the mail waits for the person's own morning."""
    return remind()


@recurring("FREQ=DAILY", at=time(0, 40), zone="UTC")
@task(transactional=False)
def open_reviews() -> int:
    """Near the middle and the end of periods, for whoever is there that day."""
    return open_due()


@task()
def read_into(goal: int) -> bool:
    found = Goal.objects.filter(pk=goal).first()
    return found is not None and read_kpis(found) is not None
