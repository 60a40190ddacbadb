"""Habits planted in the past reviews of the demo company are found where their writers read of them."""

import pytest

from fairway.reviews.actions.habits import reckon_habits
from fairway.reviews.demo.writing import story_of
from fairway.reviews.models import HabitHint, Review, ReviewCycle
from fairway.reviews.reading.evidence import ENOUGH, pane_of

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def story(saltmarsh):
    return story_of(one.pk for one in saltmarsh.cast.values())


def closed():
    return ReviewCycle.objects.filter(state="closed").order_by("period_until")


def test_one_impression_throughout_is_told_in_each_past_cycle_and_of_nobody_else(story):
    for cycle in closed():
        reckon_habits(cycle)
    named = HabitHint.objects.filter(cycle__in=closed(), reread=True)
    assert list(named.values_list("writer", flat=True)) == [story.one_impression] * 3
    assert HabitHint.objects.filter(cycle__in=closed()).count() > 30  # managers looked at


def test_reviews_of_the_last_weeks_alone_are_told_and_those_of_others_are_not(story):
    """Of the four whose reviews cite something: 5 of 12, and none of 31. Where little is recorded,
    the last eight pieces reach back for months, and nothing is told.
    """
    theirs = told_of_recency(story.last_weeks)
    others = [
        one
        for writer in (story.severe, story.lenient, story.one_impression)
        for one in told_of_recency(writer)
    ]
    assert sum(theirs) >= 4
    assert len(others) > 20
    assert sum(others) <= 1


def told_of_recency(writer):
    """Of each of their past reviews, as they read it; of those that cite enough."""
    rows = Review.objects.filter(
        cycle__in=closed(), kind="manager", submitted_at__isnull=False, reviewer=writer
    )
    rows = rows.select_related("cycle", "participant__person", "reviewer")
    spreads = [pane_of(one, one.reviewer).spread for one in rows]
    return [one.reread for one in spreads if one is not None and one.n >= ENOUGH]
