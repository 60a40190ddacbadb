"""What happens by itself with those outside: they are reminded, told of more days, and forgotten."""

from __future__ import annotations

from datetime import time

from django_tasks import task

from fairway.foundation.events import on
from fairway.foundation.jobs.schedules import recurring
from fairway.foundation.models import Event
from fairway.reviews.actions.outside_asking import (
    forget_addresses,
    remind_those_outside,
    say_it_is_open,
)
from fairway.reviews.models import Review


@recurring("FREQ=DAILY", at=time(8, 0))
@task(transactional=False)
def remind_outside() -> int:
    return remind_those_outside()


@recurring("FREQ=DAILY", at=time(3, 0))
@task(transactional=False)
def forget_outside() -> int:
    return forget_addresses()


@on("reviews.review_extended")
@on("reviews.review_reopened")
def tell_outside(event: Event) -> None:
    review = Review.objects.filter(pk=event.subject_id).first()
    if review is not None and review.is_from_outside:
        say_it_is_open(review)
