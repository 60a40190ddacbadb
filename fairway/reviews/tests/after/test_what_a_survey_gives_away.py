"""Attacks on the survey of a cycle: whoever reads all that is ever told of it, with a pencil and all
the time there is, finds nothing of fewer people than were promised."""

from fractions import Fraction
from itertools import combinations, count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fairway.reviews.report_360 import ALL
from fairway.reviews.survey_results import Given, results, with_late
from fairway.reviews.tests.test_what_a_360_gives_away import follows

pytestmark = pytest.mark.once
PLACES = ("1", "2", "3", "")
rosters = st.lists(st.sampled_from(PLACES), min_size=1, max_size=11)
few_late = st.lists(st.sampled_from(PLACES), max_size=6)


def said(places, values=None):
    points = values or [2 + number % 3 for number in range(len(places))]
    return [Given(place, {"fair": one}) for place, one in zip(places, points, strict=True)]


def told(first, late, k):
    """Every set of people of whom a mean of this statement was told, at the close or in the end."""
    before = results(first, k, 1)
    after = with_late(first, late, before, k, 1) if len(late) >= k else None
    people = [*first, *late]
    shown = []
    for place, figures in before.figures.items():
        if "fair" in figures:
            numbers = range(len(first))
            shown.append({n for n in numbers if place in (ALL, people[n].place)})
    if after is not None and "fair" in after.whole:
        shown.append(set(range(len(people))))
    return shown


@settings(max_examples=60, deadline=None)
@given(rosters, few_late, st.integers(5, 6))
def test_no_sum_over_few_people_follows_from_all_that_is_told(first, late, k):
    """Whole, parts and late batches in every combination, by elimination and without the engine."""
    here, later = said(first), said(late)
    shown = told(here, later, k)
    people = range(len(first) + len(late))
    vectors = [[Fraction(who in group) for who in people] for group in shown]
    for size in range(1, min(k, len(people) + 1)):
        for few in combinations(people, size):
            target = [Fraction(who in few) for who in people]
            assert not follows(target, vectors), (few, shown)


@settings(max_examples=100, deadline=None)
@given(rosters, few_late, st.data())
def test_words_of_fewer_than_ten_are_never_told_apart(first, late, data):
    number = count()
    wrote = data.draw(st.lists(st.booleans(), min_size=len(first), max_size=len(first)))
    here = [
        Given(place, {"fair": 3}, f"w{next(number)}" if one else "")
        for place, one in zip(first, wrote, strict=True)
    ]
    later = [Given(place, {"fair": 3}, f"w{next(number)}") for place in late]
    before = results(here, 5, 1)
    after = with_late(here, later, before, 5, 2)
    assert not before.words or len(before.words) >= 10
    added = set(after.words) - set(before.words)
    assert not added or len(added) >= 10


@settings(max_examples=60, deadline=None)
@given(rosters, st.integers(1, 5))
def test_when_all_say_the_same_at_an_end_nobody_can_tell(places, point):
    found = results(said(places, [point] * len(places)), 5, 1)
    for figures in found.figures.values():
        for one in figures.values():
            assert one.mean not in (1, 5)


def test_late_ones_of_one_mind_are_not_added():
    first = said(["1"] * 6)
    late = said(["1"] * 5, [1] * 5)
    assert with_late(first, late, results(first, 5, 1), 5, 1).whole == {}
