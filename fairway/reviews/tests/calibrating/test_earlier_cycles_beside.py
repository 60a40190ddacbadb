"""Beside how ratings are spread now stands how those of the same people were in earlier cycles."""

from collections import Counter
from datetime import date

import pytest
from django.urls import reverse

from fairway.reviews.actions.calibrating import (
    add_calibrators,
    close_session,
    make_session,
    open_session,
    take_in,
)
from fairway.reviews.models import Question
from fairway.reviews.reading.calibrating_earlier import earlier_spreads
from fairway.reviews.reading.calibrating_standing import DRAWN, Rater, drawn_spreads
from fairway.reviews.tests.calibrating.making import write_review

pytestmark = pytest.mark.django_db
FIRST = {"period_from": date(2024, 1, 1), "period_until": date(2025, 1, 1)}
SECOND = {"period_from": date(2025, 1, 1), "period_until": date(2026, 1, 1)}
LATER = {"period_from": date(2027, 1, 1), "period_until": date(2028, 1, 1)}


@pytest.fixture
def crowd(hire, organisation, bo):
    return [hire(f"P{n} Crowd", organisation.support, None, bo, account=None) for n in range(6)]


@pytest.fixture
def rated_before(cycle_of, organisation, bo, mia, hana):
    """rated_before(crowd, [3, 4], "2024", …): compared and locked."""

    def make(people, ratings, name, **period):
        cycle = cycle_of(name, **period)
        for person, rating in zip(people, ratings, strict=True):
            write_review(cycle, person, rating, by=mia if person == bo else bo)
        session = make_session(cycle, actor=hana, unit=organisation.support)
        add_calibrators(session, actor=hana, people=[bo, mia])
        return close_session(open_session(session, actor=hana), actor=hana)

    return make


@pytest.fixture
def now(opened, rate, crowd, bo, hana):
    for person in crowd:
        rate(person, 3, by=bo)
    take_in(opened, actor=hana)
    return opened


def counts(one):
    return [count for _value, count in one.spread.counts]


def test_the_two_cycles_before_stand_there_the_latest_first(now, crowd, rated_before, hana):
    rated_before(crowd, [1, 1, 2, 3, 4, 5], "2023", period_from=date(2023, 1, 1), period_until=date(2024, 1, 1))  # fmt: skip
    rated_before(crowd, [2, 2, 2, 3, 3, 5], "2024", **FIRST)
    rated_before(crowd, [3, 3, 3, 4, 4, 4], "2025", **SECOND)
    rated_before(crowd, [5, 5, 5, 5, 5, 5], "2027", **LATER)
    found = earlier_spreads(now, hana)
    assert [(one.name, counts(one)) for one in found] == [
        ("2025", [0, 0, 3, 3, 0]),
        ("2024", [0, 3, 2, 0, 1]),
    ]


def test_of_fewer_than_five_it_is_not_told(now, crowd, rated_before, hana, at):
    rated_before(crowd[:4], [3, 3, 4, 4], "2025", **SECOND)
    assert [(one.name, one.spread) for one in earlier_spreads(now, hana)] == [("2025", None)]
    page = at(hana).get(reverse("reviews:calibration", args=[now.public_id])).content.decode()
    assert "The same people, 2025" in page
    assert "hidden: fewer than five" in page


def test_a_cycle_on_another_scale_is_left_out(now, crowd, rated_before, hana):
    session = rated_before(crowd, [1, 1, 2, 3, 4, 4], "2025", **SECOND)
    scale = session.question.scale[:4]
    Question.objects.filter(pk=session.question_id).update(scale=scale)
    assert earlier_spreads(now, hana) == []


def test_whoever_takes_part_never_finds_themselves_in_it(now, crowd, rated_before, ana, bo, mia):
    rated_before([bo, ana, *crowd[:4]], [5, 4, 4, 4, 4, 4], "2025", **SECOND)
    (of_bo,), (of_mia,) = earlier_spreads(now, bo), earlier_spreads(now, mia)
    assert (of_bo.spread.n, of_mia.spread.n) == (5, 6)
    assert counts(of_bo)[-1] == 0


def test_of_very_many_managers_those_of_most_people_are_drawn_by_name():
    rated = {Rater(n, f"M{n:02}", f"M{n:02}"): Counter({3: 1 + n % 3}) for n in range(60)}
    everybody, *managers = drawn_spreads((1, 2, 3), rated)
    names = [one.rater.name for one in managers]
    assert (everybody.rater, everybody.counts) == (None, ((1, 0), (2, 0), (3, 120)))
    assert names == sorted(names)
    assert {one.n for one in managers} == {2, 3}
    assert len(names) == DRAWN
