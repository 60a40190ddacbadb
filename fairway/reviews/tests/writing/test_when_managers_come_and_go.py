"""What a new manager reads of before, and until when a former one reads what they wrote."""

from datetime import timedelta

import pytest
from django.utils import timezone

from fairway.reviews.models import Answer, Review, ReviewCycle
from fairway.reviews.tests.writing.running import Kind, running_about

pytestmark = pytest.mark.django_db
HALF = timedelta(days=182)
STATES = ("open", "submitted", "calibrated", "shared", "signed", "disputed")


@pytest.fixture
def halves(ana, bo, hana):
    """halves("signed", 3): what Bo wrote about her in so many cycles, the latest first."""

    def make(state, number, kind=Kind.MANAGER, writer=bo):
        found = []
        for ago in range(number):
            run = running_about(ana, bo, hana)
            cycle = ReviewCycle.objects.filter(pk=run.cycle.pk)
            begins = run.cycle.period_from - ago * HALF
            cycle.update(period_from=begins, period_until=begins + HALF)
            review = run.review(kind, writer)
            Answer.objects.create(
                review=review,
                question=run.asks["patterns"],
                subject=ana,
                text="Ships on time",
                at=timezone.now(),
            )
            sent = None if state == "open" else timezone.now()
            Review.objects.filter(pk=review.pk).update(state=state, submitted_at=sent)
            found.append(review)
        return found

    return make


def read_by(viewer, reviews):
    """Their places in the list; pages and single answers say the same."""
    rows = set(Review.objects.allowed(viewer).values_list("pk", flat=True))
    words = set(Answer.objects.allowed(viewer).values_list("review", flat=True))
    assert rows & {one.pk for one in reviews} == words
    return [place for place, one in enumerate(reviews) if one.pk in rows]


def closed(ago):
    at = timezone.now() - timedelta(days=ago)
    ReviewCycle.objects.update(state=ReviewCycle.State.CLOSED, closed_at=at)


def test_a_new_manager_reads_what_was_acknowledged_in_the_last_two_cycles(halves, led_by, nora):
    reviews = halves("signed", 4)
    assert read_by(nora, reviews) == []
    led_by(nora)
    assert read_by(nora, reviews) == [0, 1]


@pytest.mark.parametrize("state", [one for one in STATES if one != "signed"])
def test_and_nothing_that_is_not(state, halves, led_by, nora):
    reviews = halves(state, 1)
    led_by(nora)
    assert read_by(nora, reviews) == []


@pytest.mark.parametrize("kind", [Kind.SELF, Kind.PEER])
def test_nor_what_she_or_a_colleague_wrote(kind, halves, led_by, nora, ana, cy):
    reviews = halves("signed", 1, kind, ana if kind == Kind.SELF else cy)
    led_by(nora)
    assert read_by(nora, reviews) == []


def test_a_cycle_in_which_she_was_not_pushes_nothing_out(halves, led_by, nora, lee, bo, hana):
    reviews = halves("signed", 2)
    for _cycle in range(3):
        running_about(lee, bo, hana)
    led_by(nora)
    assert read_by(nora, reviews) == [0, 1]


def test_who_was_the_manager_reads_what_they_wrote_for_some_days_after_the_close(
    halves, led_by, nora, bo
):
    reviews = halves("signed", 1)
    led_by(nora)
    closed(ago=20)
    assert read_by(bo, reviews) == [0]
    closed(ago=31)
    assert read_by(bo, reviews) == []


def test_nor_what_she_wrote_about_herself(halves, led_by, nora, ana, bo):
    reviews = halves("submitted", 1, Kind.SELF, ana)
    led_by(nora)
    closed(ago=31)
    assert read_by(bo, reviews) == []
    assert read_by(ana, reviews) == [0]


def test_who_is_the_manager_still_goes_on_reading(halves, bo):
    reviews = halves("signed", 1)
    closed(ago=400)
    assert read_by(bo, reviews) == [0]
