"""Items are judged once there are enough answers, and people only for what they know."""

import itertools
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fairway.measurement import (
    Answer,
    MeasurementError,
    NotEstimable,
    item_statistics,
    judge_mastery,
    rasch_cml,
    rasch_mml,
    recall_chance,
    remember,
)
from fairway.measurement.items.conditional import expectations
from fairway.measurement.items.marginal import _Model
from fairway.measurement.items.responses import booklets, read_responses

pytestmark = pytest.mark.once

DATA = Path(__file__).parent / "data"
BETA = np.array([1.2, 0.5, 0.0, -0.6, -1.1])


@pytest.fixture(scope="module")
def lsat():
    return np.loadtxt(DATA / "lsat6.csv", delimiter=",", skiprows=1)


def simulated(seed, n=300, beta=BETA, sd=1.0):
    rng = np.random.default_rng(seed)
    ability = rng.normal(0, sd, (n, 1))
    return (rng.random((n, len(beta))) < 1 / (1 + np.exp(-ability - beta))).astype(float)


def easiness(fitted):
    return np.array([item.easiness for item in fitted.items])


def test_classical_statistics_are_as_known(lsat):
    found = item_statistics(lsat, ["L1", "L2", "L3", "L4", "L5"])
    assert [item.p for item in found.items] == pytest.approx(
        [0.920319, 0.706175, 0.550797, 0.763944, 0.866534], abs=5e-7
    )
    assert [item.corrected_r for item in found.items] == pytest.approx(
        [0.135659, 0.165617, 0.181782, 0.133521, 0.139938], abs=5e-7
    )
    assert found.alpha == pytest.approx(0.3112495, abs=5e-8)
    assert found.alpha_interval.low < 0.3112 < found.alpha_interval.high
    assert (found.n, found.n_complete) == (1004, 1004)
    assert "0.31 (95 % interval 0.24 to 0.38)" in found.in_words()


def test_conditional_easiness_is_as_known(lsat):
    fitted = rasch_cml(lsat)
    # The reference stopped iterating at a gradient that leaves some units of the sixth digit.
    known = [1.230617, -0.472472, -1.232129, -0.142925, 0.616909]
    assert easiness(fitted) == pytest.approx(known, abs=1e-5)
    assert easiness(fitted).sum() == pytest.approx(0, abs=1e-12)
    assert all(0.9 < item.infit < 1.1 and abs(item.infit_z) < 2 for item in fitted.items)


def test_the_conditional_fit_is_at_the_top_of_its_likelihood(lsat):
    fitted = rasch_cml(lsat)
    at = easiness(fitted)
    right, counts = lsat.sum(axis=0), np.bincount(lsat.sum(axis=1).astype(int), minlength=6)

    def loglik(beta):
        return right @ beta - counts @ expectations(beta)[0]

    # Those with all or nothing right add nothing whatever the easiness.
    assert loglik(at) == pytest.approx(fitted.loglik)
    step = 1e-4
    for i, item in enumerate(fitted.items):
        unit = np.eye(5)[i] - 0.2
        slope = (loglik(at + step * unit) - loglik(at - step * unit)) / (2 * step)
        assert slope == pytest.approx(0, abs=1e-4)
        assert item.se > 0


def test_the_marginal_fit_is_at_the_top_of_its_likelihood_and_its_errors_are_of_its_curvature(lsat):
    fitted = rasch_mml(lsat)
    model = _Model.of(list(booklets(read_responses(lsat))), 5)
    at = np.append(easiness(fitted), fitted.sd)
    value, gradient, information = model.at(at)
    assert gradient == pytest.approx(np.zeros(6), abs=1e-6)
    step = 1e-3
    numeric = np.empty((6, 6))
    for i in range(6):
        ahead, behind = (model.at(at + sign * step * np.eye(6)[i])[1] for sign in (1, -1))
        numeric[i] = -(ahead - behind) / (2 * step)
    assert information == pytest.approx(numeric, rel=1e-3, abs=0.05)
    assert [item.se for item in fitted.items] == pytest.approx(
        np.sqrt(np.diag(np.linalg.inv(numeric)))[:5], rel=1e-3
    )
    assert fitted.loglik == pytest.approx(brute_marginal(lsat, at), abs=1e-6)
    assert value == pytest.approx(fitted.loglik)


def brute_marginal(table, at):
    """The same integral by a fine grid."""
    grid = np.linspace(-8, 8, 4001)
    density = np.exp(-(grid**2) / 2) / np.sqrt(2 * np.pi) * (grid[1] - grid[0])
    total = 0.0
    for pattern, count in zip(*np.unique(table, axis=0, return_counts=True), strict=True):
        p = 1 / (1 + np.exp(-(at[-1] * grid[:, None] + at[:-1])))
        total += count * np.log((np.where(pattern, p, 1 - p).prod(axis=1) * density).sum())
    return total


@settings(max_examples=20, deadline=None)
@given(st.lists(st.floats(-3, 3), min_size=2, max_size=7))
def test_expectations_given_the_number_right_are_those_of_counting(beta):
    beta = np.array(beta)
    _log_gamma, single, pair = expectations(beta)
    for score in range(len(beta) + 1):
        chosen = [
            np.isin(range(len(beta)), one)
            for one in itertools.combinations(range(len(beta)), score)
        ]
        weights = np.array([np.exp(beta[one].sum()) for one in chosen])
        table = np.array(chosen, dtype=float)
        weights /= weights.sum()
        assert single[score] == pytest.approx(weights @ table, abs=1e-9)
        assert pair[score] == pytest.approx(table.T @ (table * weights[:, None]), abs=1e-9)


def test_intervals_of_easiness_cover_in_93_to_97_percent_of_100_trials():
    covered = {"cml": [], "mml": []}
    for seed in range(100):
        table = simulated(seed)
        for item, true in zip(rasch_cml(table).items, BETA - BETA.mean(), strict=True):
            covered["cml"].append(true in item.interval)
        for item, true in zip(rasch_mml(table).items, BETA, strict=True):
            covered["mml"].append(true in item.interval)
    assert 0.93 <= np.mean(covered["cml"]) <= 0.97
    assert 0.93 <= np.mean(covered["mml"]) <= 0.97


@pytest.mark.parametrize("n", [40, 300])
def test_intervals_of_classical_statistics_cover(n):
    """400 seeds: 93–97 % of shares and links, as 200,000 people have them; the same of α."""
    known = item_statistics(simulated(999, 200_000))
    shares, links, alphas = [], [], []
    for seed in range(400):
        found = item_statistics(simulated(seed, n))
        alphas.append(known.alpha in found.alpha_interval)
        for item, true in zip(found.items, known.items, strict=True):
            shares.append(true.p in item.p_interval)
            links.append(true.corrected_r in item.r_interval)

    assert all(0.93 < np.mean(hits) < 0.97 for hits in (shares, links, alphas))


def test_conditional_fit_does_not_care_how_ability_is_spread():
    """Over 50 trials with two groups far apart, where normal ability is wrong."""
    found = []
    for seed in range(50):
        rng = np.random.default_rng(seed)
        ability = rng.choice([-2.0, 2.0], (400, 1))
        table = (rng.random((400, 5)) < 1 / (1 + np.exp(-ability - BETA))).astype(float)
        found.append(easiness(rasch_cml(table)))
    assert np.mean(found, axis=0) == pytest.approx(BETA - BETA.mean(), abs=0.06)


def test_item_fit_alarms_for_an_item_answered_by_chance_and_rarely_else():
    beta = np.linspace(1.5, -1.5, 8)
    falsely, found = [], []
    for seed in range(60):
        table = simulated(seed, 500, beta, sd=1.5)
        falsely += [abs(item.infit_z) > 1.96 for item in rasch_cml(table).items]
        table[:, 3] = np.random.default_rng(seed).random(500) < 0.5
        fitted = rasch_cml(table)
        found.append("misfit" in [caution.code for caution in fitted.cautions])
        assert fitted.items[3].infit_z > 2
    assert np.mean(falsely) <= 0.07
    assert np.mean(found) >= 0.95


def test_people_who_met_different_items_are_compared_through_those_in_common():
    table = simulated(1, 2000)
    table[:1000, 4] = np.nan
    table[1000:, 0] = np.nan
    for fit in (rasch_cml, rasch_mml):
        fitted = fit(table)
        centred = easiness(fitted) - easiness(fitted).mean()
        assert centred == pytest.approx(BETA - BETA.mean(), abs=0.25)
        assert [item.n for item in fitted.items] == [1000, 2000, 2000, 2000, 1000]


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 30), st.permutations(range(5)), st.randoms(use_true_random=False))
def test_the_order_of_people_and_items_changes_nothing(seed, items, random):
    table = simulated(seed)
    people = list(range(len(table)))
    random.shuffle(people)
    moved = table[people][:, items]
    for fit in (rasch_cml, rasch_mml):
        assert easiness(fit(moved)) == pytest.approx(easiness(fit(table))[list(items)], abs=1e-6)
    one, other = item_statistics(table), item_statistics(moved)
    assert other.alpha == pytest.approx(one.alpha)
    assert other.items[0].corrected_r == pytest.approx(one.items[items[0]].corrected_r)


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 30))
def test_somebody_who_answered_nothing_or_all_right_does_not_move_the_conditional_fit(seed):
    table = simulated(seed)
    more = np.vstack([table, np.full(5, np.nan), np.ones(5)])
    assert easiness(rasch_cml(more)) == pytest.approx(easiness(rasch_cml(table)), abs=1e-8)


def test_little_is_said_of_few():
    few = item_statistics(simulated(1, 29))
    assert all(item.p is None and item.corrected_r is None for item in few.items)
    assert few.alpha is None
    assert "cannot be said yet" in few.in_words()
    assert "29 responses are too few" in few.items[0].in_words()
    for fit in (rasch_cml, rasch_mml):
        with pytest.raises(NotEstimable, match="needs 200 people; 199"):
            fit(simulated(1, 199))


def test_items_worth_a_look_are_named_and_weak_links_only_from_100_on():
    rng = np.random.default_rng(2)
    for n, codes in ((99, []), (100, ["weak_link"])):
        table = simulated(3, n)
        table[:, 2] = 1 - table[:, :2].mean(axis=1).round()
        assert [c.code for c in item_statistics(table).items[2].cautions] == codes
    table = simulated(3, 200)
    table[:, 0] = rng.random(200) < 0.99
    table[:, 1] = rng.random(200) < 0.1
    found = item_statistics(table)
    assert found.items[0].cautions[0].code == "easy"
    assert found.items[1].cautions[0].code == "hard"
    assert "worth a look" in found.items[0].in_words()


def test_an_item_all_got_right_has_no_correlation_and_stops_the_model():
    table = simulated(1)
    table[:, 2] = 1
    assert item_statistics(table).items[2].corrected_r is None
    for fit in (rasch_cml, rasch_mml):
        with pytest.raises(NotEstimable, match="Item 3 was got right"):
            fit(table)


def test_items_that_nobody_links_cannot_be_compared():
    table = np.full((400, 4), np.nan)
    rng = np.random.default_rng(0)
    table[:200, :2], table[200:, 2:] = rng.integers(0, 2, (2, 200, 2))
    with pytest.raises(NotEstimable, match="cannot be compared"):
        rasch_cml(table)


def test_people_who_do_not_differ_have_no_ability_to_measure():
    every = np.array(list(itertools.product([0.0, 1.0], repeat=4)))
    half = np.repeat(every[every.sum(axis=1) == 2], 60, axis=0)
    with pytest.raises(NotEstimable, match="do not differ"):
        rasch_mml(half)


@pytest.mark.parametrize(
    ("table", "why"),
    [
        ([], "a row for each person"),
        ([[1, 0], [2, 1]], "Row 2, item 1: 2 is neither"),
        ([[1, 0], [1]], "differ in length"),
        ([[1, "yes"], [1, 0]], "Row 1, item 2: 'yes'"),
        ([[1, float("inf")]], "Row 1, item 2: inf"),
        ([[None, None]], "not a single answer"),
    ],
)
def test_bad_tables_are_refused_in_words(table, why):
    with pytest.raises(MeasurementError, match=why):
        item_statistics(table)


def test_sixty_items_are_fitted_in_a_moment():
    table = simulated(0, 400, np.linspace(-2, 2, 60))
    assert np.corrcoef(easiness(rasch_cml(table)), np.linspace(-2, 2, 60))[0, 1] > 0.98


def test_mastery_is_known_once_it_is_nine_to_one():
    assert judge_mastery(10, 10).known
    assert judge_mastery(10, 10).probability == pytest.approx(1 - 0.8**11)
    assert not judge_mastery(9, 9).known
    assert judge_mastery(17, 18).known
    none = judge_mastery(0, 0)
    assert none.probability == pytest.approx(0.2)
    assert "Not yet known" in none.in_words()
    with pytest.raises(MeasurementError, match="3 right of 2"):
        judge_mastery(3, 2)


@given(st.integers(0, 30), st.integers(0, 30))
def test_a_right_answer_never_makes_mastery_less_likely(correct, wrong):
    before = judge_mastery(correct, correct + wrong).probability
    assert judge_mastery(correct + 1, correct + wrong + 1).probability >= before
    assert judge_mastery(correct, correct + wrong + 1).probability <= before


def asked(answers, days):
    """One card after these answers, each so many days after the one before."""
    at, memory = datetime(2026, 1, 5, 9, tzinfo=UTC), None
    for answer, wait in zip(answers, days, strict=True):
        at += timedelta(days=wait)
        memory = remember(memory, answer, at)
    return memory


def test_spacing_is_as_known():
    memory = asked([Answer.AGAIN] + [Answer.GOOD] * 5, [0, 0, 1, 3, 8, 21])
    # The reference is in single precision.
    assert memory.stability == pytest.approx(53.62691, abs=2e-5)
    assert memory.difficulty == pytest.approx(6.3574867, abs=2e-6)
    assert memory.in_words() == "Ask again in 54 days."


def test_spacing_is_the_same_every_time_and_due_when_recall_falls_to_retention():
    answers, days = [Answer.GOOD] * 4, [0, 1, 4, 12]
    memory = asked(answers, days)
    assert asked(answers, days) == memory
    assert recall_chance(memory, memory.asked_at) == pytest.approx(1)
    assert recall_chance(memory, memory.due_at) == pytest.approx(0.9, abs=0.01)
    wanted = remember(memory, Answer.GOOD, memory.due_at, retention=0.95)
    assert wanted.due_at < remember(memory, Answer.GOOD, memory.due_at).due_at
    assert remember(memory, Answer.AGAIN, memory.due_at).stability < memory.stability


def test_times_without_zone_or_out_of_order_are_refused():
    memory = asked([Answer.GOOD], [0])
    with pytest.raises(MeasurementError, match="time zone"):
        remember(None, Answer.GOOD, datetime(2026, 1, 5))  # noqa: DTZ001
    with pytest.raises(MeasurementError, match="before the last one"):
        remember(memory, Answer.GOOD, memory.asked_at - timedelta(days=1))
    with pytest.raises(MeasurementError, match="retention"):
        remember(memory, Answer.GOOD, memory.asked_at, retention=1.0)
