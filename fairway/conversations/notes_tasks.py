"""What notes and wins do by themselves."""

from __future__ import annotations

from datetime import time

from django_tasks import task

from fairway.conversations.actions.notes import forget_notes
from fairway.conversations.actions.notes_keeping import owe_news_of_handovers
from fairway.conversations.actions.wins import forget_prompts, forget_wins
from fairway.conversations.actions.wins_asking import ask_for_wins
from fairway.foundation.jobs.schedules import recurring


@recurring("FREQ=DAILY", at=time(2, 50))
@task(transactional=False)
def ask_for_wins_each_night() -> int:
    return ask_for_wins()


@recurring("FREQ=DAILY", at=time(3, 10))
@task(transactional=False)
def tell_of_handovers() -> int:
    return owe_news_of_handovers()


@recurring("FREQ=DAILY", at=time(3, 20))
@task(transactional=False)
def forget_notes_and_wins() -> int:
    return forget_notes() + forget_wins() + forget_prompts()
