"""Teams rated by the same few people: what is alike is worked out once, and comes to the same."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array

from fairway.measurement import fit_reviews
from fairway.measurement.raters import large, left_over
from fairway.measurement.raters.blocks import Blocks
from fairway.measurement.raters.sizes import surface_of
from fairway.measurement.tests.companies import (
    reviews_of_a_company,
    teams_rated_alike,
    with_gaps,
)
from fairway.measurement.tests.test_forms_with_gaps import equations

pytestmark = pytest.mark.once
designs = st.builds(
    teams_rated_alike,
    teams=st.integers(3, 12),
    team=st.integers(2, 6),
    criteria=st.integers(3, 5),
    above=st.integers(1, 4),
    missing=st.sampled_from([0.0, 0.05, 0.3]),
    seed=st.integers(0, 10**6),
)
ratios = st.lists(st.floats(0.02, 50), min_size=3, max_size=3)


def head_of(rows, small=2):
    """The equations' surface, all but the smallest factors being large."""
    design, _ = equations(rows)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(large, "SMALL", small)
        return surface_of(design, "large", reml=True, seed=1)


def dense(surface, ratios):
    """D⁻¹ and C of a head, number by number."""
    design, sizes = surface.design, surface.head.sizes
    inverse = np.linalg.inv(design.head.toarray() + np.diag(np.repeat(ratios, sizes)))
    return inverse, design.cross[:, : surface.count].toarray()


@settings(max_examples=25, deadline=None)
@given(designs, ratios)
def test_what_twins_share_is_what_each_block_would_come_to(rows, ratios):
    surface = head_of(rows)
    ratios = np.array(ratios)[: len(surface.head.sizes)]
    head, (inverse, cross) = surface.head.at(ratios), dense(surface, ratios)
    reached, random = inverse @ cross, np.random.default_rng(1)
    weights, x = random.random(surface.count), random.normal(size=(surface.count, 3))
    half = random.normal(size=(surface.count, surface.count))
    assert head.own == pytest.approx(np.diag(inverse))
    assert head.taken() == pytest.approx(np.diag(cross.T @ reached))
    assert head.seen(weights) == pytest.approx(reached**2 @ weights)
    assert head.met(x) == pytest.approx(reached @ x, abs=1e-9)
    assert head.solve(cross @ x) == pytest.approx(reached @ x, abs=1e-9)
    whole = np.tril(half) + np.tril(half, -1).T
    through = ((reached @ whole) * reached).sum(axis=1)
    assert head.through(np.asfortranarray(np.tril(half))) == pytest.approx(through, abs=1e-9)
    sign, log = np.linalg.slogdet(inverse)
    lost = np.log(np.repeat(ratios, surface.head.sizes)).sum()
    assert head.log_determinant == pytest.approx(-log - lost)
    assert head.is_sound
    assert sign > 0


@settings(max_examples=25, deadline=None)
@given(designs, ratios)
def test_what_elimination_leaves_is_the_same_written_out(rows, ratios):
    surface = head_of(rows)
    head = surface.head.at(np.array(ratios)[: len(surface.head.sizes)])
    inverse, cross = dense(surface, np.array(ratios)[: len(surface.head.sizes)])
    written = left_over.LeftOver(surface.head, surface.rest).at(head)
    assert written.toarray() == pytest.approx(surface.rest.toarray() - cross.T @ inverse @ cross)


def test_blocks_that_reach_alike_are_told_apart_by_their_own_numbers():
    head, cross = csr_array(np.diag([2.0, 3.0, 2.0])), csr_array((3, 0))
    blocks = Blocks(head, cross, np.arange(3), [3])
    assert blocks.groups[0].twin.tolist() == [0, 1, 0]
    assert blocks.at(np.array([1.0])).own == pytest.approx([1 / 3, 1 / 4, 1 / 3])


def test_a_team_without_gaps_is_worked_out_once():
    surface = head_of(teams_rated_alike(teams=20, team=6))
    assert [len(group.first) for group in surface.head.groups] == [20]
    assert [set(group.counts) for group in surface.head.groups] == [{6}]
    assert surface.left_over is not None


def test_where_everybody_has_raters_of_their_own_pairs_are_not_written_out():
    rows, _ = reviews_of_a_company(people=300, criteria=6)
    assert head_of(with_gaps(rows, templates=2)).left_over is None


@pytest.mark.parametrize("missing", [0.0, 0.1])
def test_a_fit_is_the_same_whether_pairs_are_written_out_or_not(missing, monkeypatch):
    rows = teams_rated_alike(teams=90, team=7, missing=missing)
    quick = fit_reviews(*rows, method="large")
    monkeypatch.setattr(large, "written_out", lambda head, rest: None)
    slow = fit_reviews(*rows, method="large")
    assert quick.iterations == slow.iterations
    assert quick.converged
    for one, two in zip(quick.variances, slow.variances, strict=True):
        assert (one.estimate, one.error) == pytest.approx((two.estimate, two.error), rel=1e-7)
    told = zip((*quick.scores, *quick.severities), (*slow.scores, *slow.severities), strict=True)
    intervals = [(one.interval, two.interval) for one, two in told]
    assert sum(one is not None for one, _ in intervals) > 700
    for one, two in intervals:
        assert (one is None) == (two is None)
        if one is not None:
            assert (one.low, one.high) == pytest.approx((two.low, two.high), abs=1e-7)
