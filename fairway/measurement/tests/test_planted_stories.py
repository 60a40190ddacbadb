"""Stories planted in a company are found, and nothing else is: 50 companies made by chance.

Read with the functions and bars that the room of reviews reads with. The manual states these
numbers under "How sure are we"; each is what the 50 seeds gave, with little room for arithmetic.
"""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from fairway.measurement import (
    Verdict,
    adjusted_gap,
    benjamini_hochberg,
    fit_reviews,
    halo_signals,
    judge_gaps,
    recency,
)
from fairway.measurement.tests.planted import (
    ALL,
    CYCLES,
    DAYS,
    GAP,
    MANAGER,
    MANAGERS,
    NOTHING,
    OVERALL,
    Planted,
    citing,
    cycles_of,
    tree_of,
)

pytestmark = pytest.mark.once
SEEDS = range(50)
BAR = 0.05
HALF = Planted(severe=-0.5, lenient=0.5)
SMALLER = Planted(remote=-0.3)
HIDDEN = Planted(severe=1.0, lenient=-1.0, remote=-0.4)


@cache
def standing_out(seed, planted, *, by_mode=True):
    """Who rates below others of the same people, and who above, by more than chance; of one cycle.

    `by_mode`: what managers rate people who work from home is a source of its own, so that a gap
    that all of them make is not taken for a habit of those who lead such teams.
    """
    cycle, tree = cycles_of(seed, planted)[-1], tree_of(seed)
    rater, ratee, thing, points = cycle.rows(cycle.kind != "", slice(None))
    away = (cycle.kind == MANAGER) & tree.remote[cycle.ratee]
    source = np.where(away & by_mode, "manager of remote", cycle.kind)
    per_form = len(points) // len(source)
    fit = fit_reviews(
        ratee, rater, thing, points, source=np.repeat(source, per_form), same_people=True
    )
    named = [one for one in fit.severities if one.stands_out]
    return tuple({one.rater for one in named if one.shift * sign > 0} for sign in (-1, 1))


@cache
def of_one_impression(seed, planted):
    """Managers who tell sides of the work less apart than others do; of one cycle."""
    cycle = cycles_of(seed, planted)[-1]
    rows = cycle.rows(cycle.kind == MANAGER, slice(OVERALL + 1, None))
    return {one.rater for one in halo_signals(*rows) if one.reread}


@cache
def read_for_recency(seed):
    """Of each review in which everything is planted: its writer, and what is told of it."""
    return [
        (one.writer, recency(one.cited, period=(0, DAYS), available=one.passed_over))
        for one in citing(seed, ALL)
    ]


def of_the_last_weeks(reviews):
    """Who wrote reviews that are worth a second look, after all reviews were looked at together."""
    adjusted = benjamini_hochberg([told.p for _writer, told in reviews])
    return {
        writer
        for (writer, told), q in zip(reviews, adjusted, strict=True)
        if told.reread and q < BAR
    }


@cache
def gap(seed, planted, *equal, cycles=CYCLES):
    """Between who works from home and who does not, as managers rated them on the whole."""
    tree = tree_of(seed)
    forms = cycles_of(seed, planted)[-cycles:]
    rows = [one.rows(one.kind == MANAGER, slice(OVERALL, OVERALL + 1)) for one in forms]
    rater, ratee, _thing, points = (np.concatenate(column) for column in zip(*rows, strict=True))
    held = {"level": tree.level[ratee]}
    return adjusted_gap(
        points,
        np.where(tree.remote[ratee], "remote", "on site"),
        focal="remote",
        reference="on site",
        raters=rater,
        categories={name: held[name] for name in equal},
        within_raters=True,
    )


def alarms(planted, *equal, cycles=CYCLES):
    """How often something is seen, whoever it is of."""
    return sum(gap(seed, planted, *equal, cycles=cycles).adjusted.p < BAR for seed in SEEDS)


def reviews(planted, *, cycles=CYCLES):
    """How often a look is called worth while: it is seen among people of one manager."""
    found = [gap(seed, planted, "level", cycles=cycles) for seed in SEEDS]
    told = [judge_gaps([(one.adjusted.p, one.p_within)])[0] for one in found]
    return sum(one == Verdict.REVIEW for one in told)


def test_the_severe_and_the_lenient_manager_are_found():
    """A point off, with teams of up to 10: both in 50 of 50 (power 100 %, from 93 to 100)."""
    severe = sum(tree_of(seed).severe in standing_out(seed, ALL)[0] for seed in SEEDS)
    lenient = sum(tree_of(seed).lenient in standing_out(seed, ALL)[1] for seed in SEEDS)
    assert (severe, lenient) == (50, 50)


def test_half_a_point_is_found_more_often_than_not():
    """Severe in 35 of 50 (70 %, from 55 to 82), lenient in 31 (62 %, from 47 to 75)."""
    severe = sum(tree_of(seed).severe in standing_out(seed, HALF)[0] for seed in SEEDS)
    lenient = sum(tree_of(seed).lenient in standing_out(seed, HALF)[1] for seed in SEEDS)
    assert severe >= 34
    assert lenient >= 30


def named_by_chance(planted, **how):
    """For each company: which share of those who stand out was not planted."""
    shares = []
    for seed in SEEDS:
        tree, (below, above) = tree_of(seed), standing_out(seed, planted, **how)
        others = (below - {tree.severe}) | (above - {tree.lenient})
        shares.append(len(others) / max(len(below) + len(above), 1))
    return np.array(shares)


def test_of_those_who_stand_out_about_one_in_twenty_does_so_by_chance():
    """With everything planted 6 % of who is named in a company, on average; 5 % are declared.

    Not told who works from home, the model takes some of the gap for severity of those who lead
    remote teams, and it is 8 %.
    """
    assert named_by_chance(ALL).mean() < 0.07
    assert named_by_chance(ALL, by_mode=False).mean() < 0.1


def test_where_all_rate_alike_hardly_anybody_stands_out():
    """Somebody does in 2 of 50 companies where nothing is planted (0 to 14 %), and in 3 where
    managers make a gap (1 to 17 %).
    """
    for planted in (NOTHING, GAP):
        assert sum(any(standing_out(seed, planted)) for seed in SEEDS) <= 4


def test_one_impression_throughout_is_found():
    """Sides of the work .3 as far apart as others see them: in 49 of 50 (89 to 100 %).

    Somebody else is named beside in 1 of 50, and where nobody has the habit in 3 (1 to 17 %; in 56 of
    1,500, 3 to 5 %); severe and lenient managers, who have less room on the scale, are never among
    them.
    """
    found, others, nowhere = 0, [], []
    for seed in SEEDS:
        named, tree = of_one_impression(seed, ALL), tree_of(seed)
        found += tree.one_impression in named
        others.append(named - {tree.one_impression})
        nowhere.append(of_one_impression(seed, NOTHING))
        assert not {tree.severe, tree.lenient} & named
    assert found >= 48
    assert sum(map(bool, others)) <= 2
    assert sum(map(bool, nowhere)) <= 4


def test_reviews_of_the_last_weeks_are_found():
    """Late things 25 times as likely to be cited: 95 % of such reviews, the writer in 50 of 50.

    4.3 % of the reviews of others are marked by themselves (5 % declared), though most of what could
    be cited lies late. All reviews of a company looked at together, one of them is marked in 9 of 50,
    and without that manager in 2 (0 to 14 %).
    """
    theirs, others, found, wrong, nowhere = [], [], 0, 0, 0
    for seed in SEEDS:
        writer, reviews = tree_of(seed).last_weeks, read_for_recency(seed)
        honest = [one for one in reviews if one[0] != writer]
        theirs += [told.reread for by, told in reviews if by == writer]
        others += [told.reread for _by, told in honest]
        named = of_the_last_weeks(reviews)
        found += writer in named
        wrong += bool(named - {writer})
        nowhere += bool(of_the_last_weeks(honest))
    assert np.mean(theirs) > 0.93
    assert np.mean(others) < 0.05
    assert found >= 49
    assert wrong <= 10
    assert nowhere <= 3


def test_a_gap_is_found_with_the_size_that_was_planted():
    """−.4 points, level held equal: in 49 of 50 over three cycles (89 to 100 %), in 44 of one (76 to
    95 %); −.3 over three cycles in 48. Intervals hold what was planted in 47, and in 50 with the
    manager held equal too.
    """
    assert alarms(GAP, "level") >= 48
    assert alarms(GAP, "level", cycles=1) >= 43
    assert alarms(SMALLER, "level") >= 47
    told = [gap(seed, GAP, "level") for seed in SEEDS]
    for slopes in ([one.adjusted for one in told], [one.within for one in told]):
        assert np.mean([one.estimate for one in slopes]) == pytest.approx(-0.4, abs=0.02)
        assert sum(-0.4 in one.interval for one in slopes) >= 46


def test_a_gap_that_managers_make_is_called_worth_a_review():
    """−.4 in 49 of 50 over three cycles (89 to 100 %) and in 38 of one (62 to 87 %), where all that is
    said of 8 more is that it may be how strict managers are; −.3 in 43 and 26.

    Seen among people of one manager in either direction, or across managers and then among their
    people in that direction alone: without the second it is 47 and 31.
    """
    assert reviews(GAP) >= 48
    assert reviews(GAP, cycles=1) >= 37
    assert reviews(SMALLER) >= 42
    assert reviews(SMALLER, cycles=1) >= 25


def test_where_none_was_planted_no_gap_is_found():
    """With level held equal in 0 of 50 over three cycles and in 2 of one; as found, with levels
    apart, it would be more. Called worth a review: 2 and 2 (0 to 14 %; 5 % are declared).
    """
    assert alarms(NOTHING, "level") <= 1
    assert alarms(NOTHING, "level", cycles=1) <= 3
    assert alarms(NOTHING) >= 4
    assert reviews(NOTHING) <= 3
    assert reviews(NOTHING, cycles=1) <= 3


def test_a_severe_manager_of_remote_people_is_no_gap_once_the_manager_is_held_equal():
    """The severe manager has most people at home, the lenient one fewest: called worth a
    review in 2 of 50 over three cycles, and in 3 of one (1 to 17 %).

    With level alone held equal it is 6 of 50 (5 to 24 %), and two managers look like −.17 points.
    """
    assert reviews(MANAGERS) <= 3
    assert reviews(MANAGERS, cycles=1) <= 4
    assert alarms(MANAGERS, "level") >= 5
    told = [gap(seed, MANAGERS, "level") for seed in SEEDS]
    assert np.mean([one.within.estimate for one in told]) == pytest.approx(0, abs=0.03)
    assert np.mean([one.adjusted.estimate for one in told]) < -0.12


def test_a_gap_that_a_lenient_manager_hides_is_found():
    """The lenient manager has most people at home and the severe one fewest: −.4 is seen across managers
    in 17 of 50, and called worth a review in 47, among people of one manager.
    """
    assert alarms(HIDDEN, "level") <= 20
    assert reviews(HIDDEN) >= 46


def test_a_gap_keeps_its_size_beside_all_other_stories():
    """In one company with everything: −.41 with the manager held equal, worth a review in 49 of
    50 over three cycles and in 39 of one.
    """
    within = [gap(seed, ALL, "level").within for seed in SEEDS]
    assert np.mean([one.estimate for one in within]) == pytest.approx(-0.4, abs=0.02)
    assert reviews(ALL) >= 48
    assert reviews(ALL, cycles=1) >= 38


def test_a_story_changes_nothing_but_itself():
    """Two companies of one seed differ by what was planted alone."""
    plain, other = cycles_of(0, NOTHING)[-1], cycles_of(0, MANAGERS)[-1]
    tree = tree_of(0)
    touched = np.isin(other.rater, [tree.severe, tree.lenient, tree.one_impression])
    assert (plain.rater == other.rater).all()
    assert (plain.points[~touched] == other.points[~touched]).all()
    assert (plain.points[touched] != other.points[touched]).any()
