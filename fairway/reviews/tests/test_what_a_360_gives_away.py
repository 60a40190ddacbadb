"""Attacks on the report of a 360: whoever reads it, with a pencil and all the time there is, finds
nothing of fewer raters than were promised."""

from collections import Counter, defaultdict
from fractions import Fraction
from itertools import combinations, count, product

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from fairway.reviews.report_360 import (
    ALL,
    BLIND_SPOT,
    HIDDEN_STRENGTH,
    Asked,
    Rated,
    Said,
    compose,
    is_even,
    shown_together,
)

pytestmark = pytest.mark.once
FIVE, THREE = (1, 2, 3, 4, 5), (1, 2, 3)
BUCKETS = ("peer", "upward", "external")

rosters = st.lists(st.sampled_from(BUCKETS), min_size=1, max_size=12)


def report(buckets, values, k, points=FIVE, own=None):
    rated = [
        Rated("q", bucket, who, value)
        for who, (bucket, value) in enumerate(zip(buckets, values, strict=True))
    ]
    asked = [Asked("q", "Listens", points)]
    return compose(asked, rated, [], {} if own is None else {"q": own}, k=k, seed=count(1).__next__)


@settings(max_examples=200, deadline=None)
@given(rosters, st.integers(3, 6))
def test_no_sum_over_few_raters_follows_from_the_groups_that_are_shown(buckets, k):
    """Worked out anew, by elimination over all small groups, without the engine."""
    rated = [Rated("q", bucket, who, 3) for who, bucket in enumerate(buckets)]
    shown = list(shown_together(rated, k).values())
    people = range(len(buckets))
    vectors = [[Fraction(who in group) for who in people] for group in shown]
    for size in range(1, min(k, len(buckets) + 1)):
        for few in combinations(people, size):
            target = [Fraction(who in few) for who in people]
            assert not follows(target, vectors), (few, shown)


@settings(max_examples=15, deadline=None)
@given(
    st.lists(st.sampled_from(BUCKETS[:2]), min_size=3, max_size=6),
    st.integers(3, 4),
    st.data(),
)
def test_every_answer_of_every_rater_stays_possible_in_two_ways_at_least(buckets, k, data):
    """All answers that would have made the same report are tried: no rater, and no group of fewer
    than k, has said the same in all of them. How many they are, and of which groups, is known to
    whoever tries: comments can be counted."""
    values = data.draw(st.tuples(*[st.sampled_from(THREE)] * len(buckets)))
    seen = report(buckets, values, k, THREE, own=2)
    assume(seen.says_anything)
    worlds = [
        world
        for world in product(THREE, repeat=len(buckets))
        if report(buckets, world, k, THREE, own=2) == seen
    ]
    for size in range(1, k):
        for few in combinations(range(len(buckets)), size):
            assert len({sum(world[who] for who in few) for world in worlds}) > 1, (few, seen)


def test_when_all_said_the_best_it_reads_like_when_one_did_not():
    best, nearly = report(["peer"] * 4, [5] * 4, 4), report(["peer"] * 4, [5, 5, 5, 4], 4)
    assert best == nearly
    assert (best.lines[0].groups[0].mean, best.lines[0].groups[0].end) == (4.7, "high")


def test_below_the_threshold_nothing_is_shown():
    assert report(["peer"] * 3, [1, 5, 3], 4).lines[0].groups == ()
    assert report(["peer"] * 4, [1, 5, 3, 3], 4).lines[0].groups[0].mean == 3.0


def test_a_small_group_is_not_left_over_beside_a_large_one():
    """Of five peers and two reports, peers alone would leave the two over."""
    groups = report(["peer"] * 5 + ["upward"] * 2, [3] * 7, 4).lines[0].groups
    assert [one.of for one in groups] == [ALL]


def test_two_large_groups_stand_beside_each_other():
    groups = report(["peer"] * 5 + ["upward"] * 4, [3, 4, 2, 3, 4, 2, 2, 3, 3], 4).lines[0].groups
    assert [one.of for one in groups] == [ALL, "peer", "upward"]


def test_a_group_at_the_end_is_not_worked_out_from_the_other_one():
    """All four reports said 5; the peers' mean and that of all would tell."""
    groups = report(["peer"] * 5 + ["upward"] * 4, [3, 4, 2, 3, 4, 5, 5, 5, 5], 4).lines[0].groups
    assert [one.of for one in groups] == [ALL]


def test_a_scale_of_uneven_steps_shows_no_mean():
    assert not is_even((1, 2, 5))
    assert report(["peer"] * 4, [2, 2, 2, 2], 4, (1, 2, 5)).lines[0].groups == ()


def test_blind_spots_and_hidden_strengths_are_far_enough_apart():
    low = report(["peer"] * 6, [2, 2, 3, 2, 2, 3], 4, own=5).lines[0]
    high = report(["peer"] * 6, [4, 5, 4, 4, 4, 5], 4, own=2).lines[0]
    near = report(["peer"] * 6, [3, 3, 4, 3, 3, 4], 4, own=4).lines[0]
    assert [one.sign for one in (low, high, near)] == [BLIND_SPOT, HIDDEN_STRENGTH, ""]
    assert low.low > 0 > high.high


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(BUCKETS), st.integers(0, 8), st.text("ab c", max_size=4)),
        max_size=25,
    ),
    st.integers(3, 7),
)
def test_words_come_of_enough_people_and_none_is_lost_or_made_up(rows, k):
    said = [Said("q", bucket, who, text) for bucket, who, text in rows]
    found = compose([Asked("q", "What helps?")], [], said, {}, k=k, seed=count(1).__next__)
    authors, written = defaultdict(set), Counter()
    for bucket, who, text in rows:
        if text.strip():
            authors[bucket].add(who)
            written[text.strip()] += 1
    for one in found.comments:
        for names, texts in one.groups:
            assert len(set().union(*(authors[name] for name in names))) >= max(k, 4)
            assert not Counter(texts) - written


def test_the_places_of_comments_follow_nothing_that_was_sent_in():
    said = [Said("q", "peer", who, f"Words of {who}") for who in range(9)]
    asked = [Asked("q", "What helps?")]
    first = compose(asked, [], said, {}, k=4, seed=lambda: 7)
    again = compose(asked, [], said[::-1], {}, k=4, seed=lambda: 7)
    other = compose(asked, [], said, {}, k=4, seed=lambda: 8)
    assert first == again
    assert first != other


def follows(target, vectors):
    """Whether the target is a combination of the vectors, by exact elimination."""
    rows, rest = [list(one) for one in vectors], list(target)
    for column in range(len(target)):
        pivot = next((row for row in rows if row[column]), None)
        if pivot is None:
            if rest[column]:
                return False
            continue
        rows.remove(pivot)
        rows = [minus(row, pivot, column) for row in rows]
        rest = minus(rest, pivot, column)
    return not any(rest)


def minus(row, pivot, column):
    if not row[column]:
        return row
    times = row[column] / pivot[column]
    return [one - times * other for one, other in zip(row, pivot, strict=True)]
