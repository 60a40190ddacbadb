"""What follows from giving reviews out, by itself."""

from __future__ import annotations

from datetime import time

from django_tasks import task

from fairway.foundation.jobs.schedules import recurring
from fairway.reviews.actions.packing import print_cycle
from fairway.reviews.actions.releasing_many import give_out_cycle
from fairway.reviews.actions.reporting_360 import destroy_confidential_answers

__all__ = ["destroy_what_was_confidential", "give_out_cycle", "print_cycle"]


@recurring("FREQ=DAILY", at=time(3, 10))
@task(transactional=False)
def destroy_what_was_confidential() -> int:
    return destroy_confidential_answers()
