"""Nobody is asked more often than one person should be, and nobody goes without who need not."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import maximum_flow

from fairway.reviews.balancing import balance

pytestmark = pytest.mark.once

PEOPLE = st.integers(0, 9)
NEAR = st.dictionaries(PEOPLE, st.lists(PEOPLE, max_size=8), max_size=8)


def most_that_can_be(candidates, wanted, most):
    """How many could be asked at all: the largest flow from subjects to reviewers."""
    subjects, reviewers = sorted(candidates), list(range(10))
    size = len(subjects) + len(reviewers) + 2
    room = np.zeros((size, size), dtype=np.int32)
    for at, subject in enumerate(subjects, start=1):
        room[0, at] = wanted
        for one in set(candidates[subject]) - {subject}:
            room[at, 1 + len(subjects) + one] = 1
    for one in reviewers:
        room[1 + len(subjects) + one, size - 1] = most
    return maximum_flow(csr_matrix(room), 0, size - 1).flow_value


@given(NEAR, st.integers(0, 4), st.integers(0, 4))
def test_as_many_are_asked_as_can_be_and_none_too_often(candidates, wanted, most):
    chosen = balance(candidates, wanted, most)
    asked = [one for found in chosen.values() for one in found]
    assert all(asked.count(one) <= most for one in asked)
    for subject, found in chosen.items():
        assert subject not in found
        assert set(found) <= set(candidates[subject])
        assert len(found) == len(set(found)) <= wanted
    assert len(asked) == most_that_can_be(candidates, wanted, most)


@given(NEAR, st.dictionaries(PEOPLE, st.integers(0, 5)))
def test_what_people_are_asked_already_counts(candidates, asked):
    chosen = balance(candidates, 2, 3, asked)
    for one in range(10):
        more = sum(one in found for found in chosen.values())
        assert more == 0 or asked.get(one, 0) + more <= 3


@given(NEAR)
def test_the_same_comes_out_each_time(candidates):
    assert balance(candidates, 2, 2) == balance(candidates, 2, 2)


def test_the_least_asked_come_first_and_of_those_the_nearest():
    assert balance({"ana": ["bo", "cy", "dee"]}, 2, 3, {"bo": 1}) == {"ana": ["cy", "dee"]}


def test_one_changes_so_that_another_has_anybody():
    """Cy could ask only Bo, whom Ana would have taken."""
    chosen = balance({"ana": ["bo", "dee"], "cy": ["bo"]}, 1, 1)
    assert chosen == {"ana": ["dee"], "cy": ["bo"]}
