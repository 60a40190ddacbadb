"""Of very many reviews the board, and what giving out would do, is counted once a minute for each who
looks, and the page says when."""

import pytest
from django.core.cache import caches
from django.urls import reverse
from django.utils import timezone

from fairway.reviews.models import Review
from fairway.reviews.reading import tally

pytestmark = pytest.mark.django_db


@pytest.fixture
def cycle(ana, bo, cy, eva, hana, launched):
    return launched("self", "manager")


@pytest.fixture
def of_few_is_many(monkeypatch):
    monkeypatch.setattr(tally, "MANY", 1)
    monkeypatch.setattr(tally, "MANY_PEOPLE", 1)
    yield
    caches["process"].clear()


@pytest.fixture
def written(cycle):
    def count(viewer, **how):
        bars = tally.tally_of(cycle, viewer, list(cycle.phases.all()), **how).bars
        return sum(one.done for one in bars)

    return count


def write_one(cycle, about):
    review = Review.objects.get(cycle=cycle, kind="self", participant__person=about)
    Review.objects.filter(pk=review.pk).update(state="submitted", submitted_at=timezone.now())


def test_few_are_counted_at_every_look(cycle, written, hana, ana, at):
    assert written(hana) == 0
    write_one(cycle, ana)
    assert written(hana) == 1
    page = at(hana).get(reverse("reviews:cycle", args=[cycle.public_id])).content.decode()
    assert "Count anew" not in page


def test_very_many_are_counted_once_a_minute(of_few_is_many, clock, cycle, written, hana, ana):
    clock("2026-11-17 10:00")
    assert written(hana) == 0
    write_one(cycle, ana)
    assert written(hana) == 0
    clock("2026-11-17 10:02")
    assert written(hana) == 1


def test_each_has_what_they_may_count_themselves(of_few_is_many, cycle, written, hana, pia, ana):
    assert written(hana) == 0
    write_one(cycle, ana)
    assert written(pia) == 1
    assert written(hana) == 0


def test_whoever_cannot_wait_has_it_counted_anew(of_few_is_many, cycle, at, hana, ana):
    board = reverse("reviews:cycle", args=[cycle.public_id])
    assert "Count anew" in at(hana).get(board).content.decode()
    write_one(cycle, ana)
    assert "0 of" in at(hana).get(board).content.decode()
    assert "1 of" in at(hana).get(board + "?anew=1").content.decode()
    assert "1 of" in at(hana).get(board).content.decode()


def test_how_many_a_message_reaches_is_counted_anew_once_one_was_sent(
    of_few_is_many, cycle, at, pia
):
    address = reverse("reviews:cycle_missing", args=[cycle.public_id])
    assert "Send to" in at(pia).get(address).content.decode()
    at(pia).post(address, {"words": "Two days to go."})
    assert "Everybody here was reminded within a day." in at(pia).get(address).content.decode()


@pytest.fixture
def ready(cycle):
    """ready(ana): the manager's review of her is sent."""

    def send(person):
        review = Review.objects.filter(cycle=cycle, kind="manager", participant__person=person)
        review.update(state="submitted", submitted_at=timezone.now())

    return send


@pytest.fixture
def page_before(cycle, at):
    """What the page before giving out says to somebody."""
    address = reverse("reviews:give_out", args=[cycle.public_id])

    def look(viewer, more=""):
        return at(viewer).get(f"{address}?what=managers{more}").content.decode()

    return look


def test_to_how_few_it_goes_is_counted_at_every_look(page_before, ready, pia, ana):
    assert "Nothing goes out now" in page_before(pia)
    ready(ana)
    page = page_before(pia)
    assert "1 review goes to its author." in page
    assert "Count anew" not in page


def test_to_how_many_it_goes_is_counted_once_a_minute_or_anew(
    of_few_is_many, page_before, ready, pia, ana, bo
):
    assert "Count anew" in page_before(pia)
    ready(ana)
    assert "Nothing goes out now" in page_before(pia)
    assert "1 review goes to its author." in page_before(pia, "&anew=1")
    ready(bo)
    assert "1 review goes to its author." in page_before(pia)
    assert "2 reviews go to their authors." in page_before(pia, "&anew=1")


def test_each_has_what_they_may_give_out_counted_themselves(
    of_few_is_many, page_before, ready, hana, pia, ana
):
    assert "Nothing goes out now" in page_before(hana)
    ready(ana)
    assert "1 review goes to its author." in page_before(pia)
    assert "Nothing goes out now" in page_before(hana)


def test_pressing_goes_by_what_is_so_then_and_is_counted_afterwards(
    of_few_is_many, cycle, at, page_before, ready, pia, ana, run_jobs
):
    assert "Nothing goes out now" in page_before(pia)
    ready(ana)
    at(pia).post(reverse("reviews:give_out", args=[cycle.public_id]), {"what": "managers"})
    run_jobs()
    page = page_before(pia)
    assert "1 went out when you last did this." in page
    assert "1 has it already" in page
