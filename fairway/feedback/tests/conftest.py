"""Cy tells Ana something; Bo is her manager, Mia his."""

import pytest
from django.utils import timezone

from fairway.feedback.actions.giving import give_feedback
from fairway.feedback.models import Visibility
from fairway.foundation.events import SYSTEM
from fairway.foundation.policy import set_policy
from fairway.foundation.ports import todo_sources
from fairway.foundation.waiting import by_source, united

SAID = {
    "situation": "In Tuesday’s handover",
    "behaviour": "you wrote down the three open cases",
    "impact": "so that nobody asked the customer twice.",
}


@pytest.fixture
def tell(db):
    """tell(ana, by=cy): feedback, private unless said otherwise."""

    def give(recipient, *, by, visibility=Visibility.PRIVATE, **more):
        return give_feedback(recipient, actor=by, visibility=visibility, **{**SAID, **more})

    return give


@pytest.fixture
def manager_only(db):
    """The organisation lets people write to a manager alone."""
    set_policy("feedback.manager_only", True, actor=SYSTEM)


def todos_of(person, key="feedback"):
    """What Home says of one room, as it asks for it."""
    source = todo_sources[key]
    told = list(source.find(person))
    if source.rows:
        rows = source.rows(person, timezone.now())
        waiting = by_source(list(united(rows)) if rows else [])
        told += source.tell(waiting.get(key, []))
    return told
