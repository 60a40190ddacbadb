"""What is withheld, rounded, held back or shuffled before anything about a group is shown."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fairway.measurement import (
    MeasurementError,
    audit_releases,
    hold_late,
    publish_answers,
    publish_comments,
    suppress_releases,
)
from fairway.measurement.tests.companies import reports_in_a_tree

pytestmark = pytest.mark.once

lattices = st.lists(st.sets(st.integers(0, 11), min_size=1, max_size=12), min_size=1, max_size=7)


@settings(max_examples=50, deadline=None)
@given(lattices, st.integers(2, 6))
def test_what_is_kept_is_safe_and_nothing_is_withheld_without_need(groups, k):
    named = {f"R{number}": group for number, group in enumerate(groups)}
    chosen = suppress_releases(named, k)
    kept = {name: named[name] for name in chosen.kept}
    assert chosen.safe
    assert audit_releases(kept, k).safe
    for name in chosen.withheld:
        assert not audit_releases({**kept, name: named[name]}, k).safe


def test_the_smaller_of_two_siblings_goes_with_the_hidden_one():
    teams = {"all": range(30), "big": range(15), "middle": range(15, 26), "tiny": range(26, 30)}
    chosen = suppress_releases({name: list(people) for name, people in teams.items()})
    assert chosen.withheld == ("middle", "tiny")
    assert "than 5 people: 2." in chosen.in_words()


def test_costs_say_what_is_cheap():
    teams = {"all": list(range(30)), "big": list(range(15)), "middle": list(range(15, 26))}
    assert suppress_releases(teams).withheld == ("middle",)
    assert suppress_releases(teams, costs={"middle": 100}).withheld == ("big",)


def test_what_was_already_published_cannot_be_withheld():
    teams = {"first": list(range(10)), "late": list(range(11)), "other": list(range(20, 30))}
    assert suppress_releases(teams, made=["first"]).withheld == ("late",)
    stuck = suppress_releases(teams, made=["first", "late"])
    assert stuck.withheld == ()
    assert not stuck.safe
    assert [caution.code for caution in stuck.cautions] == ["already_out"]
    assert "1 groups" in stuck.cautions[0].in_words()


def test_a_whole_company_is_made_safe():
    releases = reports_in_a_tree(n=1_000, managers=85, waves=2)
    chosen = suppress_releases(releases)
    assert chosen.safe
    assert len(chosen.withheld) < len(releases) / 4
    assert audit_releases({name: releases[name] for name in chosen.kept}).safe


def test_unknown_names_and_impossible_costs_are_refused():
    with pytest.raises(MeasurementError, match="No release is called X"):
        suppress_releases({"A": [1, 2]}, made=["X"])
    with pytest.raises(MeasurementError, match="Costs"):
        suppress_releases({"A": [1, 2]}, costs={"A": math.nan})


def test_late_answers_wait_until_there_are_enough():
    first = hold_late([], list("abcde"), 5)
    assert first.shown == tuple("abcde")
    one_late = hold_late(first.shown, list("abcdef"), 5)
    assert (one_late.shown, one_late.waiting) == (tuple("abcde"), ("f",))
    assert "1" not in one_late.in_words()
    five_late = hold_late(first.shown, list("abcdefghij"), 5)
    assert (five_late.shown, five_late.waiting) == (tuple("abcdefghij"), ())


@given(st.lists(st.sets(st.integers(0, 30)), max_size=8), st.integers(2, 6))
def test_versions_made_in_batches_are_safe_together_when_nobody_leaves(waves, k):
    shown, versions, answered = (), [], set()
    for wave in waves:
        answered |= wave
        shown = hold_late(shown, sorted(answered), k).shown
        versions.append(set(shown))
    assert audit_releases(versions, k).safe


def test_means_are_rounded_and_counts_banded():
    shown = publish_answers([4, 4, 5, 3, 4, 5, 2])
    assert (shown.mean, shown.people) == (3.9, "5–9")
    assert shown.shares == ((2, 0.14), (3, 0.14), (4, 0.43), (5, 0.29))
    assert shown.in_words() == "3.9 on average (5–9 people)"
    assert publish_answers([3.25] * 3 + [3.25, 3.0, 3.5]).mean == 3.3  # half goes up
    assert publish_answers([1, 2] * 600).people == "1000+"
    assert publish_answers([1, 2] * 3, k=3).people == "5–9"
    assert publish_answers([1, 2, 2], k=3).people == "3–4"


def test_nothing_is_shown_below_the_threshold_and_no_spread_when_all_agree():
    few = publish_answers([5, 5, 5, 5])
    assert (few.mean, few.people, few.shares) == (None, None, None)
    assert "nothing is shown" in few.in_words()
    alike = publish_answers([5] * 6)
    assert alike.shares is None
    assert [caution.code for caution in alike.cautions] == ["alike"]


@pytest.mark.parametrize("answer", [math.nan, math.inf, None, "four"])
def test_answers_that_are_no_numbers_are_refused(answer):
    with pytest.raises(MeasurementError, match="Answer 2"):
        publish_answers([3, answer, 3, 3, 3])


def written(*authors):
    return [(author, f"said by {number}") for number, author in enumerate(authors)]


def test_comments_of_small_groups_are_put_together():
    shown = publish_comments({"peers": written(*"abcde"), "reports": written(*"vw")}, seed=1)
    ((names, texts),) = shown.texts
    assert names == ("peers", "reports")
    assert len(texts) == 7
    apart = publish_comments({"peers": written(*"abcd"), "reports": written(*"vwxy")}, seed=1)
    assert [names for names, _ in apart.texts] == [("peers",), ("reports",)]
    three = {"a": written(*"ab"), "b": written(*"cd"), "c": written(*"efghij")}
    assert [names for names, _ in publish_comments(three, seed=1).texts] == [("a", "b"), ("c",)]


def test_authors_count_not_comments():
    assert publish_comments({"peers": written(*"aaaab")}, seed=1).texts == ()
    assert publish_comments({"peers": [*written(*"abc"), ("d", "  ")]}, seed=1).texts == ()


def test_a_pulse_shows_comments_from_ten_authors():
    nine, ten = written(*"abcdefghi"), written(*"abcdefghij")
    assert publish_comments({"": nine}, seed=1, kind="pulse").texts == ()
    assert len(publish_comments({"": ten}, seed=1, kind="pulse").texts[0][1]) == 10


def test_the_order_tells_nothing_of_when_a_comment_came():
    said = written(*"abcdefgh")
    one = publish_comments({"peers": said}, seed=7)
    assert publish_comments({"peers": said[::-1]}, seed=7) == one
    assert publish_comments({"peers": said}, seed=8) != one
    assert one.texts[0][1] != tuple(text for _author, text in said)


def test_comments_without_author_or_rule_are_refused():
    with pytest.raises(MeasurementError, match="no author"):
        publish_comments({"peers": [(None, "x")]}, seed=1)
    with pytest.raises(MeasurementError, match="none for wiki"):
        publish_comments({}, seed=1, kind="wiki")
