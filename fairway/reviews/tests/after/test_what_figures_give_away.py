"""Attacks on the figures of a cycle: units within units, cells that add up, all held together."""

from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from fairway.reviews.cycle_figures import ALL, Fact, keep, units_to_tell
from fairway.reviews.tests.test_what_a_360_gives_away import follows

pytestmark = pytest.mark.once
# The whole, two parts of it, and one part within the second.
PLACES = {"here": (1, 2), "there": (1, 3), "deep": (1, 3, 4), "apart": (1,)}
CELLS = st.sampled_from(["up", "same", "down"])
rosters = st.lists(
    st.tuples(st.sampled_from(sorted(PLACES)), CELLS),
    min_size=1,
    max_size=13,
)


often = st.lists(
    st.tuples(st.sampled_from(sorted(PLACES)), st.lists(CELLS, min_size=1, max_size=3)),
    min_size=1,
    max_size=11,
)


@settings(max_examples=60, deadline=None)
@given(rosters)
def test_no_count_of_few_people_follows_from_units_and_cells_together(people):
    units = {who: PLACES[place] for who, (place, _cell) in enumerate(people)}
    kept = keep([Fact(cell, who) for who, (_place, cell) in enumerate(people)], units)
    shown = [
        {one.person for one in facts}
        for cells in kept.cells.values()
        for facts in cells.values()
        if facts
    ]
    everybody = range(len(people))
    vectors = [[Fraction(who in group) for who in everybody] for group in shown]
    for size in range(1, min(5, len(people) + 1)):
        for few in combinations(everybody, size):
            assert not follows([Fraction(who in few) for who in everybody], vectors), (few, shown)


@settings(max_examples=150, deadline=None)
@given(often)
def test_nothing_of_few_follows_where_people_count_more_than_once(people):
    """Though how many there are in all of a unit is known from elsewhere."""
    units = {who: PLACES[place] for who, (place, _cells) in enumerate(people)}
    facts = [Fact(cell, who) for who, (_place, cells) in enumerate(people) for cell in cells]
    assume(len(facts) > len(people))
    kept = keep(facts, units)
    places = sorted(set(facts))
    told = units_to_tell(units)
    shown = [some for unit in told for some in kept.cells[unit].values() if some]
    known = [[one for one in facts if unit in units[one.person]] for unit in told]
    sums, cells_too = (
        [[Fraction(some.count(one)) for one in places] for some in rows]
        for rows in (known, (*known, *shown))
    )
    for cell in sorted({one.cell for one in facts}):
        theirs = [one for one in places if one.cell == cell]
        for size in range(1, min(5, len(theirs) + 1)):
            for few in combinations(theirs, size):
                wanted = [Fraction(facts.count(one) if one in few else 0) for one in places]
                assert follows(wanted, sums) or not follows(wanted, cells_too), (few, shown)


def test_the_whole_less_all_but_few_is_not_told_either():
    """Four reviews of four people had something new; each of the four has another without."""
    facts = [Fact("none", who) for who in range(30)] + [Fact("some", who) for who in range(4)]
    told = keep(facts, dict.fromkeys(range(30), (1,))).counts(1)
    assert told == {ALL: 34, "none": None, "some": None}


@settings(max_examples=60, deadline=None)
@given(rosters)
def test_units_stand_side_by_side_only_where_nothing_small_is_left(people):
    units = {who: PLACES[place] for who, (place, _cell) in enumerate(people)}
    told = units_to_tell(units)
    assert all(size >= 5 for size in told.values())
    groups = {unit: {who for who, some in units.items() if unit in some} for unit in told}
    for one, other in combinations(groups.values(), 2):
        assert not 0 < len(one - other) < 5 or not other < one


def test_a_cell_with_nobody_says_so_and_one_with_few_says_nothing():
    units = dict.fromkeys(range(14), (1,))
    facts = [Fact("many" if who < 11 else "few", who) for who in units]
    assert keep(facts, units).counts(1) == {ALL: 14, "many": None, "few": None}
    assert keep(facts[:11], units).counts(1) == {ALL: 11, "many": 11}


def test_quarters_are_rounded_to_five_words_and_need_five_people():
    units = dict.fromkeys(range(6), (1,))
    facts = [Fact("self", who, 11 + 10 * who) for who in units]
    told = keep(facts, units, apart=False).quartiles(1)["self"]
    assert told == {"n": 6, "low": 25, "middle": 35, "high": 50}
    same = [Fact("self", 0, 12)] * 6
    assert keep(same, units, apart=False).quartiles(1)["self"] is None
