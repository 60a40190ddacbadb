"""Forms with answers left out, or of templates that ask different things: the quick way and the exact one."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fairway.measurement import fit_reviews
from fairway.measurement.raters import large, solved_reviews
from fairway.measurement.raters.design import guess_by_products
from fairway.measurement.raters.finest import between
from fairway.measurement.raters.sizes import surface_of
from fairway.measurement.tests.companies import TRUE, reviews_of_a_company, with_gaps

pytestmark = pytest.mark.once
NAMES = ("ratee", "rater", "dyad", "ratee_criterion", "rater_criterion")


class _Caught(Exception):
    """Holds the equations that a fit would have solved."""


def equations(rows):
    """The design of these rows, and the variances from which a fit would start."""
    with pytest.MonkeyPatch.context() as patch:

        def stop(design, start, *_, **__):
            raise _Caught(design, start)

        patch.setattr(solved_reviews, "climbed", stop)
        with pytest.raises(_Caught) as caught:
            fit_reviews(*rows)
    return caught.value.args


def gappy(seed, people, criteria, templates, missing):
    rows, _ = reviews_of_a_company(people=people, criteria=criteria, team=5, seed=seed)
    return with_gaps(rows, templates, missing, seed)


def differ(rows):
    """Whether a form lacks what another has: chance may have left out none, or whole forms."""
    ratee, rater, *_ = rows
    _, answers = np.unique(np.stack([ratee, rater]), axis=1, return_counts=True)
    return answers.min() < answers.max()


designs = st.builds(
    gappy,
    seed=st.integers(0, 10**6),
    people=st.integers(20, 60),
    criteria=st.integers(2, 5),
    templates=st.integers(1, 3),
    missing=st.floats(0.02, 0.5),
).filter(differ)


@settings(max_examples=40, deadline=None)
@given(designs, st.lists(st.floats(0.02, 2), min_size=6, max_size=6), st.sampled_from([1, 20, 64]))
def test_at_any_variances_the_quick_way_solves_what_the_exact_one_solves(rows, theta, small):
    design, _ = equations(rows)
    theta = np.array(theta)[: len(design.factors) + 1]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(large, "SMALL", small)
        exact = surface_of(design, "exact", reml=True, seed=1).at(theta)
        surface = surface_of(design, "large", reml=True, seed=1)
    assert not surface.at(theta).is_sure
    quick = surface.at(theta)
    assert quick.is_sure
    assert quick.rests == pytest.approx(exact.rests, rel=1e-6)
    for one, two in zip(quick.effects(), exact.effects(), strict=True):
        assert one == pytest.approx(two, abs=1e-5)
    for one, two in zip(quick.fixed(), exact.fixed(), strict=True):
        assert one == pytest.approx(two, rel=1e-4, abs=1e-5)


@settings(max_examples=40, deadline=None)
@given(designs)
def test_products_through_the_finest_factors_are_those_through_all(rows):
    design, _ = equations(rows)
    count = design.random_count
    cross = design.cross[:, :count].tocsr()
    head = surface_of(design, "large", reml=True, seed=1).head.at(np.full(design.in_head, 0.7))
    random = np.random.default_rng(1)
    x, up = random.normal(size=(count, 2)), random.normal(size=(cross.shape[0], 2))
    quick = between(cross, design.factors, design.in_head)
    assert quick.forth(x) == pytest.approx(cross @ x)
    assert quick.back(up) == pytest.approx(cross.T @ up)
    assert quick.taken(quick.inverse(head), x) == pytest.approx(cross.T @ head.solve(cross @ x))


@pytest.mark.parametrize("templates", [1, 3])
def test_the_large_method_agrees_with_the_exact_one_where_forms_differ(templates):
    rows = gappy(4, 200, 6, templates, 0.1)
    exact, quick = (fit_reviews(*rows, method=method) for method in ("exact", "large"))
    assert not quick.complete
    assert (exact.method, quick.method) == ("exact", "large")
    assert quick.converged
    for one, two in zip(quick.variances, exact.variances, strict=True):
        assert one.estimate == pytest.approx(two.estimate, abs=0.25 * two.error)
        assert one.error == pytest.approx(two.error, rel=0.1)
    for one, two in zip(quick.scores, exact.scores, strict=True):
        assert (one.adjusted is None) == (two.adjusted is None)
        if one.adjusted is not None:
            assert one.adjusted == pytest.approx(two.adjusted, abs=0.01)
    for one, two in zip(quick.severities, exact.severities, strict=True):
        assert (one.shift is None) == (two.shift is None)
        assert one.component == two.component
        if one.shift is not None:
            assert one.shift == pytest.approx(two.shift, abs=0.01)


def test_the_search_begins_near_the_variances_and_takes_few_steps():
    rows, _ = reviews_of_a_company(people=2_000, criteria=6)
    rows = with_gaps(rows, templates=3)
    design, guess = equations(rows)
    names = [*(factor.name for factor in design.factors), "residual"]
    share = guess / guess.sum()
    for name, part in zip(names, share, strict=True):
        assert part == pytest.approx(TRUE[name] / sum(TRUE.values()), abs=0.03)
    fit = fit_reviews(*rows)
    assert fit.method == "large"
    assert fit.iterations <= 5
    for variance in fit.variances:
        assert abs(variance.estimate - TRUE[variance.name]) < 3.5 * variance.error


def test_a_first_guess_is_positive_where_nothing_varies():
    rows = gappy(5, 40, 3, 1, 0.2)
    noise = np.random.default_rng(2).normal(size=len(rows[3]))
    design, guess = equations((*rows[:3], noise))
    assert (guess > 0).all()
    assert guess == pytest.approx(guess_by_products(design))
