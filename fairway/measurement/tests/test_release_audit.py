"""Small groups that follow from published sums are found, all of them, and quickly."""

import itertools
import json
import time
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fairway.measurement import MeasurementError, audit_releases
from fairway.measurement.release import finding, modular
from fairway.measurement.release.search import Search, TooWide
from fairway.measurement.tests.companies import reports_in_a_tree

pytestmark = pytest.mark.once

CASES = json.loads((Path(__file__).parent / "data" / "kanon_audit_cases.json").read_text())

lattices = st.lists(st.sets(st.integers(0, 11), max_size=12), min_size=1, max_size=7)
thresholds = st.integers(2, 6)


@pytest.mark.parametrize("name", CASES)
def test_known_cases(name):
    case = CASES[name]
    audit = audit_releases(case["groups"], case["k"])
    assert [list(one) for one in audit.unions()] == case["disclosed"]
    assert audit.safe == (not case["disclosed"])


@settings(max_examples=80, deadline=None)
@given(lattices, thresholds)
def test_every_small_group_is_found_and_no_other(groups, k):
    assert set(audit_releases(groups, k).unions()) == every_small_group(groups, k)


@settings(max_examples=60, deadline=None)
@given(lattices, thresholds)
def test_long_rows_modulo_a_prime_give_the_same(groups, k):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(finding, "MOST_ENTRIES", -1)
        patch.setattr(modular, "COLUMNS_AT_ONCE", 3)
        assert set(audit_releases(groups, k).unions()) == every_small_group(groups, k)


@settings(max_examples=60, deadline=None)
@given(lattices, thresholds)
def test_meeting_in_the_middle_gives_the_same(groups, k):
    def too_wide(self):
        raise TooWide

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Search, "found", too_wide)
        assert set(audit_releases(groups, k).unions()) == every_small_group(groups, k)


@settings(max_examples=40, deadline=None)
@given(lattices, thresholds, st.randoms(use_true_random=False))
def test_names_and_order_change_nothing(groups, k, random):
    shuffled = list(groups)
    random.shuffle(shuffled)
    renamed = [{f"p{person:02}" for person in group} for group in shuffled]
    expected = {
        tuple(f"p{one:02}" for one in group) for group in audit_releases(groups, k).unions()
    }
    assert set(audit_releases(renamed, k).unions()) == expected


@settings(max_examples=40, deadline=None)
@given(lattices, thresholds)
def test_the_formula_gives_the_group(groups, k):
    named = {f"R{number}": group for number, group in enumerate(groups)}
    for disclosure in audit_releases(named, k).disclosures:
        for person in range(12):
            total = sum(
                (times for name, times in disclosure.formula if person in named[name]), Fraction(0)
            )
            assert total == (person in disclosure.members)


@settings(max_examples=40, deadline=None)
@given(lattices, lattices, thresholds)
def test_companies_that_share_nobody_do_not_touch_each_other(one, other, k):
    elsewhere = [{person + 100 for person in group} for group in other]
    together = {d.members for d in audit_releases(one + elsewhere, k).disclosures}
    apart = [audit_releases(groups, k).disclosures for groups in (one, elsewhere)]
    assert together == {d.members for found in apart for d in found}


@settings(max_examples=40, deadline=None)
@given(lattices, thresholds)
def test_repeating_a_release_or_adding_an_empty_one_changes_nothing(groups, k):
    again = audit_releases([*groups, groups[0], set()], k)
    assert set(again.unions()) == set(audit_releases(groups, k).unions())
    assert any(caution.code == "empty" for caution in again.cautions)


def test_comparing_two_by_two_would_have_missed_it():
    a, b = set(range(12)), set(range(10, 22))
    everyone = a | b
    differences = [len(x - y) for x, y in itertools.permutations((a, b, everyone), 2) if y <= x]
    assert min(differences) >= 10
    (found,) = audit_releases({"A": a, "B": b, "All": everyone}).disclosures
    assert found.members == (10, 11)
    assert found.in_words() == "A + B − All leaves a group of 2"


def test_an_audit_says_what_it_found_without_naming_anybody():
    unsafe = audit_releases({"all": {"Annika", "Boris", "Cyra"}, "some": {"Annika", "Boris"}}, 3)
    assert "releases about 3 people: 2." in unsafe.in_words()
    assert not any(name in unsafe.in_words() for name in ("Annika", "Boris", "Cyra"))
    assert "No sum over fewer than 3" in audit_releases([{"ann", "bo", "cy"}], 3).in_words()
    assert audit_releases([], 5).safe


def test_a_search_cut_short_is_not_safe(monkeypatch):
    monkeypatch.setattr(finding, "MOST_WORK", 0)
    monkeypatch.setattr("fairway.measurement.release.matching.MOST_SUMS", 0)
    chain = [{i, (i + 1) % 9, (i + 2) % 9} | {20 + i} for i in range(9)]
    audit = audit_releases([*chain, *({i, 30 + i} for i in range(9))], 5)
    assert not audit.safe
    assert not audit.settled
    assert "cannot be said" in audit.in_words()


@pytest.mark.parametrize(
    ("releases", "k", "why"),
    [
        ([{1, 2}], 1, "k must be at least 2"),
        ({"A": "ann"}, 5, "Release A: give a list of people"),
        ({"A": [1.0, float("nan")]}, 5, "Release A: a person is missing"),
        ({"A": [None, 2]}, 5, "Release A: a person is missing"),
        ({"A": [[1], [2]]}, 5, "Release A: give a list of people"),
        ({1: [1], "1": [2]}, 5, "same name"),
    ],
)
def test_bad_input_is_refused_in_words(releases, k, why):
    with pytest.raises(MeasurementError, match=why):
        audit_releases(releases, k)


def test_people_may_have_names_of_any_kind():
    large = np.array([2**64 - 1, 5, 6], dtype=np.uint64)
    assert audit_releases([large], 4).unions() == ((5, 6, 2**64 - 1),)
    assert audit_releases([range(3), (n for n in range(2))], 3).unions() == ((0, 1), (2,))
    mixed = [{"ann", 7, (1, 2), 10**30}, {"ann", 7}]
    assert audit_releases(mixed, 3).unions() == ((10**30, (1, 2)), (7, "ann"))


def test_a_tree_of_10_000_people_in_four_waves_takes_less_than_5_seconds():
    releases = reports_in_a_tree(n=10_000, managers=852, waves=4)
    started = time.process_time()
    audit = audit_releases(releases, 5)
    assert time.process_time() - started < 5
    assert audit.settled
    assert audit.n_releases > 3000


def test_hundreds_of_releases_over_100_000_people_are_audited_in_seconds():
    rng = np.random.default_rng(3)
    releases = [np.flatnonzero(rng.random(100_000) < 0.1) for _ in range(200)]
    hidden = np.concatenate([releases[0], releases[1]])  # in both: counted twice, so not a set
    both = np.intersect1d(releases[0], releases[1])
    planted = [np.unique(hidden), both[4:]]
    started = time.process_time()
    audit = audit_releases([*releases, *planted], 5)
    assert time.process_time() - started < 12
    assert [found.members for found in audit.disclosures] == [tuple(both[:4].tolist())]


def test_a_threshold_alone_gives_people_away_in_a_company_tree():
    """Over 50 companies of 2,000 people whose teams below 5 are not shown."""
    found = [
        len(audit_releases(reports_in_a_tree(2_000, 170, 1, seed), 5).disclosures)
        for seed in range(50)
    ]
    assert np.mean(np.array(found) > 0) > 0.5


def every_small_group(groups, k):
    """By trying all unions of atoms with rational elimination, the slow and plain way."""
    patterns = {}
    for person in sorted(set().union(*groups)):
        patterns.setdefault(tuple(person in group for group in groups), []).append(person)
    atoms = list(patterns.values())
    table = [[Fraction(atom[0] in group) for atom in atoms] for group in groups]
    rank = rank_of(table)
    found = set()
    for count in range(1, k):
        for chosen in itertools.combinations(range(len(atoms)), count):
            people = sorted(person for number in chosen for person in atoms[number])
            vector = [Fraction(number in chosen) for number in range(len(atoms))]
            if len(people) < k and rank_of([*table, vector]) == rank:
                found.add(tuple(people))
    return found


def rank_of(table):
    rows, rank = [list(row) for row in table], 0
    for column in range(len(rows[0]) if rows else 0):
        pivot = next((i for i in range(rank, len(rows)) if rows[i][column]), None)
        if pivot is None:
            continue
        rows[rank], rows[pivot] = rows[pivot], rows[rank]
        for i in range(rank + 1, len(rows)):
            factor = rows[i][column] / rows[rank][column]
            rows[i] = [a - factor * b for a, b in zip(rows[i], rows[rank], strict=True)]
        rank += 1
    return rank
