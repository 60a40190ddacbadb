"""Many-facet Rasch: the numbers of an independent program, recovery, and what cannot be said."""

from __future__ import annotations

import csv
import json
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from fairway.measurement import MeasurementError, NotEstimable, fit_facets

pytestmark = pytest.mark.once
DATA = Path(__file__).parent / "data"


def essays():
    persons, raters, items, ratings = [], [], [], []
    with (DATA / "data.ratings1.csv").open() as file:
        for row in csv.DictReader(file):
            for item in ("k1", "k2", "k3", "k4", "k5"):
                persons.append(row["idstud"])
                raters.append(row["rater"])
                items.append(item)
                ratings.append(float(row[item]) if row[item] not in {"", "NA"} else None)
    return persons, raters, items, ratings


@cache
def fitted():
    return fit_facets(*essays())


def simulated(seed, persons=150, raters=8, items=4):
    random = np.random.default_rng(seed)
    ability = random.normal(0, 1.5, persons)
    severity = random.normal(0, 0.6, raters)
    severity -= severity.mean()
    steps = np.array([-1.5, 0.0, 1.5]) + random.normal(0, 0.4, (items, 1))
    person = np.repeat(np.arange(persons), 3 * items)
    rater = np.repeat(
        [random.permutation(raters)[:3] for _ in range(persons)], items, axis=1
    ).ravel()
    item = np.tile(np.arange(items), 3 * persons)
    reach = ability[person, None] - steps[item] - severity[rater, None]
    heights = np.exp(np.cumsum(np.hstack([np.zeros((len(person), 1)), reach]), axis=1))
    chances = np.cumsum(heights / heights.sum(axis=1, keepdims=True), axis=1)
    rating = (random.random(len(person))[:, None] > chances).sum(axis=1)
    return (person, rater, item, rating), ability, severity


def test_the_essays_come_out_as_computed_elsewhere():
    fit = fitted()
    assert fit.converged
    assert fit.deviance == pytest.approx(2526.2143, abs=1e-4)
    assert fit.variance == pytest.approx(4.06471, abs=1e-4)
    known = [1.02246, 0.51634, 0.41747, -0.76236, -0.08955, -0.77896, -0.32540]
    assert [rater.severity for rater in fit.raters] == pytest.approx(known, abs=2e-5)
    assert sum(rater.severity for rater in fit.raters) == pytest.approx(0, abs=1e-12)


def test_abilities_agree_with_another_program():
    known = json.loads((DATA / "ratings1_expected.json").read_text())["tam_person"]
    of = {person.person: person for person in fitted().persons}
    for row in known:
        assert of[str(row["pid"])].ability == pytest.approx(row["EAP"], abs=5e-3)
        assert of[str(row["pid"])].error == pytest.approx(row["SD.EAP"], abs=5e-3)
    assert fitted().reliability == pytest.approx(0.8873, abs=1e-3)


def test_categories_are_described():
    categories = fitted().categories
    assert [category.n for category in categories] == [207, 529, 452, 182]
    measures = [category.measure for category in categories]
    assert measures == sorted(measures)
    assert all(item.ordered for item in fitted().items)


def test_the_scale_may_begin_anywhere_and_rows_come_in_any_order():
    (person, rater, item, rating), _, _ = simulated(1)
    fit = fit_facets(person, rater, item, rating)
    order = np.random.default_rng(2).permutation(len(rating))
    names = [f"r{9 - place}" for place in rater[order]]
    other = fit_facets(person[order], names, item[order] * 10, rating[order] + 1)
    assert other.deviance == pytest.approx(fit.deviance, abs=1e-6)
    for place in range(8):
        mine, known = other.rater(f"r{9 - place}"), fit.rater(place)
        assert mine.severity == pytest.approx(known.severity, abs=1e-4)
        assert mine.error == pytest.approx(known.error, rel=1e-3)


def test_planted_severities_are_recovered_within_their_errors():
    """50 seeds of 100 people and 8 raters (of 400 seeds, 94.7 % of severities)."""
    hits, people, runs = 0, 0, 50
    for seed in range(runs):
        rows, ability, severity = simulated(seed, persons=100, items=3)
        fit = fit_facets(*rows)
        assert fit.converged
        hits += sum(severity[k] in rater.interval for k, rater in enumerate(fit.raters))
        off = np.array([p.ability for p in fit.persons]) - ability
        off -= off.mean()  # abilities count from the mean of the people there are
        people += int((np.abs(off) <= 1.96 * np.array([p.error for p in fit.persons])).sum())
    assert 0.93 <= hits / (8 * runs) <= 0.97
    assert 0.93 <= people / (100 * runs) <= 0.97


def test_a_rare_category_and_steps_out_of_order_are_told():
    (person, rater, item, rating), _, _ = simulated(3)
    rating = np.where(rating == 1, np.where(np.arange(len(rating)) % 40, 0, 1), rating)
    codes = {caution.code for caution in fit_facets(person, rater, item, rating).cautions}
    assert "disordered" in codes
    few = np.where(rating == 3, 2, rating)
    few[:4] = 3
    codes = {caution.code for caution in fit_facets(person, rater, item, few).cautions}
    assert "sparse" in codes


def test_a_category_that_one_item_never_uses_is_counted_out():
    (person, rater, item, rating), _, _ = simulated(4)
    gap = np.where((item == 0) & (rating == 1), 2, rating)
    fit = fit_facets(person, rater, item, gap)
    assert len(fit.items[0].steps) == 2
    assert len(fit.items[1].steps) == 3
    assert "0 never uses 1" in fit.in_words()


def test_sets_without_a_common_rater_are_told():
    rows, _, _ = simulated(5, persons=60)
    more = [np.concatenate([part, part + (99 if k < 2 else 0)]) for k, part in enumerate(rows)]
    fit = fit_facets(*more)
    assert fit.components == 2
    assert "sets are equally able" in fit.in_words()


def test_people_who_do_not_differ_are_not_given_a_spread():
    (person, rater, item, _), _, _ = simulated(6)
    shuffled = np.random.default_rng(1).permutation(np.arange(len(person)) % 4)
    with pytest.raises(NotEstimable, match="no differences between people"):
        fit_facets(person, rater, item, shuffled)


@pytest.mark.parametrize(
    ("rows", "error", "said"),
    [
        (([], [], [], []), MeasurementError, "no rating"),
        (([1, 1], [1, 2], ["a", "a"], [0, 1]), NotEstimable, "One person"),
        (([1, 2], [1, 2], ["a", "a"], [1, 0]), NotEstimable, "one rating only"),
        (([1, 1, 2], [1, 2, 2], ["a"] * 3, [1, 1, 1]), NotEstimable, "equal"),
        (([1, 2, 3, 3], [1, 1, 1, 2], ["a"] * 4, [0, 1, 0, 1]), NotEstimable, "highest"),
        (([1, 2, 3, 3], [1, 1, 1, 2], ["a"] * 4, [0, 1, 0, 0]), NotEstimable, "lowest"),
        (([1, 2], [1, 2], ["a", "a"], [1, np.inf]), MeasurementError, "infinite"),
        ((range(30), [1] * 30, ["a"] * 30, range(30)), MeasurementError, "20 ordered"),
        (([1, 2], [1, None], ["a", "a"], [1, 0]), MeasurementError, "no id"),
    ],
)
def test_ratings_that_cannot_be_analysed_say_why(rows, error, said):
    with pytest.raises(error, match=said):
        fit_facets(*rows)
