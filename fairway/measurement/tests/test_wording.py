"""What does feedback contain? Places that are marked should be right, and nobody gets a score."""

from __future__ import annotations

import dataclasses
import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fairway.measurement import (
    MeasurementError,
    NotEstimable,
    agreement_of_coders,
    read_wording,
    shares_of_terms,
)
from fairway.measurement.wording.terms import wilson

pytestmark = pytest.mark.once

GOOD = (
    "You led the migration in March and cut the outage time by 40 %, because the runbook was ready. "
    "Next time, please involve support before the sprint starts."
)


def _marked(text, kind):
    return [text[place.start : place.end] for place in read_wording(text).of(kind)]


def _hints(text):
    return [hint.code for hint in read_wording(text).hints]


def test_good_feedback_needs_no_hint_and_shows_why():
    assert _hints(GOOD) == []
    assert _marked(GOOD, "behaviour") == ["You led"]
    assert _marked(GOOD, "date") == ["in March"]
    assert _marked(GOOD, "number") == ["40 %"]
    assert _marked(GOOD, "reason") == ["because"]
    assert _marked(GOOD, "next_step") == ["Next time", "please"]
    assert _marked(GOOD, "time_ahead") == ["before the sprint"]
    assert read_wording(GOOD).in_words() == "Nothing to suggest."


@pytest.mark.parametrize(
    ("kind", "text", "marked"),
    [
        ("number", "It saved €1,200 and three hours.", ["€1,200", "three"]),
        ("number", "No one knew at once.", []),
        ("date", "Since 2025-03-14 and again last Tuesday.", ["2025-03-14", "last Tuesday"]),
        ("date", "You may march on.", []),
        ("date", "In May and on 3 March.", ["In May", "3 March"]),
        ("artefact", "See ABC-123 and the design doc.", ["ABC-123", "design doc"]),
        ("artefact", "You report well.", ["report"]),
        ("behaviour", "You quickly rewrote the plan.", ["You quickly rewrote"]),
        ("behaviour", "Ana prepared the meeting.", ["Ana prepared"]),
        ("behaviour", "You didn’t answer.", ["You didn’t answer"]),
        ("behaviour", "She has closed all tickets.", ["She has closed"]),
        ("behaviour", "You need speed and seem interested.", []),
        ("behaviour", "The old shed is red.", []),
        ("reason", "It worked so that we could rest, and that led to calm.", ["so that", "led to"]),
        ("next_step", "Could you try to write it down?", ["Could you", "try to"]),
        ("next_step", "Next: lead one project from start to end.", ["Next:"]),
        ("next_step", "Knows it well. Next comes to let others do more.", ["Next comes"]),
        ("next_step", "The next shift was told, and the one next to it.", []),
        (
            "time_ahead",
            "Finish it by next Monday or within two weeks.",
            ["by next Monday", "within two weeks"],
        ),
        ("time_ahead", "Costs fell by 40.", []),
        ("time_ahead", "An hour a week, and twice a month.", ["An hour a week", "twice a month"]),
        ("time_ahead", "It took an hour and a week was lost.", []),
        (
            "trait",
            "You are so very lazy, he's a natural.",
            ["You are so very lazy", "he's a natural"],
        ),
        ("trait", "The code is great and you are late.", []),
        ("task", "The analysis and the code.", ["analysis", "code"]),
        ("task", "A decoder barcode.", []),
    ],
)
def test_places_of_each_kind(kind, text, marked):
    assert _marked(text, kind) == marked


@pytest.mark.parametrize(
    ("text", "hints"),
    [
        ("", []),
        ("Great job!", ["short"]),
        (
            "You are brilliant and everybody loves you.",
            ["no_example", "no_reason", "no_next_step", "person_not_task"],
        ),
        ("You wrote the report in May because sales asked.", ["no_next_step"]),
        ("You wrote the report because sales asked. Please add sources.", ["no_time"]),
        ("You wrote it by Friday because sales asked. Please add sources.", ["no_time"]),
        ("You wrote it because sales asked. Please add sources by Friday.", []),
        (
            "Next: lead one project from start to end, with an hour a week to talk it through.",
            ["no_example", "no_reason"],
        ),
    ],
)
def test_hints_ask_for_what_is_missing(text, hints):
    assert _hints(text) == hints


def test_hints_on_the_person_highlight_the_words():
    text = "Honestly, you’re careless and you are rude to everyone here."
    [hint] = [h for h in read_wording(text).hints if h.code == "person_not_task"]

    assert [text[p.start : p.end] for p in hint.places] == ["you’re careless", "you are rude"]
    assert "tends to help more" in hint.in_words()


def test_nobody_and_nothing_gets_a_score():
    reading = read_wording(GOOD)
    names = {field.name for field in dataclasses.fields(reading)}

    assert names == {"language", "places", "hints", "n"}
    assert not any("score" in name or "quality" in name for name in dir(reading))


def test_gendered_terms_stand_in_good_feedback_and_are_never_hinted_at():
    text = (
        "You were supportive and helpful: on Monday you answered twelve tickets, so that the client "
        "could ship. Please keep a confident tone in the next review."
    )
    assert _hints(text) == []
    assert shares_of_terms([text], ["w"])[0].communal is None


def test_terms_are_counted_over_many_comments_of_a_group_only():
    texts = ["Warm and supportive."] * 30 + ["Decisive."] * 20 + ["Fine."] * 20 + ["Bold."] * 29
    groups = ["w"] * 30 + ["m"] * 40 + ["x"] * 29
    women, men, few = shares_of_terms(texts, groups)

    assert (women.communal, women.agentic) == (1, 0)
    assert (men.communal, men.agentic) == (0, 0.5)
    assert men.agentic_interval.low == pytest.approx(0.3520, abs=1e-4)
    assert few.agentic is None
    assert few.in_words() == "Cannot be said: 29 comments, and 30 are needed."


def test_wilson_intervals_cover():
    """Share .3 of 40, 50 seeds of 40: 93–97 %."""
    hits = np.concatenate([np.random.default_rng(s).binomial(40, 0.3, 40) for s in range(50)])

    assert 0.93 < np.mean([0.3 in wilson(int(h), 40) for h in hits]) < 0.97


@given(st.text(max_size=200))
def test_any_text_is_read_the_same_twice_with_places_inside(text):
    reading = read_wording(text)

    assert reading == read_wording(text)
    assert all(0 <= place.start < place.end <= len(text) for place in reading.places)


@given(st.text(alphabet="abc ’é\n", max_size=20))
def test_what_stands_before_moves_the_places_and_keeps_them(before):
    moved = read_wording(before + "\n\n" + GOOD)
    shift = len(before) + 2
    kept = [(p.kind, p.start + shift, p.end + shift) for p in read_wording(GOOD).places]

    assert set(kept) <= {(p.kind, p.start, p.end) for p in moved.places}


def test_long_texts_are_read_in_time_that_grows_with_them():
    began = time.process_time()
    read_wording("you " * 20_000 + "a" * 50_000 + " 1,1,1" * 5_000 + " is so very" * 5_000)

    assert time.process_time() - began < 4


def test_other_languages_are_refused_by_name_until_they_are_written_down():
    assert read_wording(GOOD, language_code="en-GB") == read_wording(GOOD)
    with pytest.raises(MeasurementError, match="'de'; there is one for: en"):
        read_wording(GOOD, language_code="de")
    with pytest.raises(MeasurementError, match="no text"):
        read_wording(None)
    with pytest.raises(MeasurementError, match="place 2"):
        shares_of_terms(["a", None], ["x", "y"])


def test_kappa_is_that_of_statsmodels():
    """statsmodels 0.15.0, `cohens_kappa`."""
    table = [[69, 8, 2], [2, 72, 7], [1, 4, 85]]
    cells = [(i, j) for i in range(3) for j in range(3) for _time in range(table[i][j])]
    found = agreement_of_coders([i for i, _j in cells], [j for _i, j in cells])

    assert found.estimate == pytest.approx(0.8555887166650621, abs=1e-12)
    reach = 1.959963984540054 * found.error
    assert found.estimate - reach == pytest.approx(0.8007220788576269, abs=1e-12)
    assert found.estimate + reach == pytest.approx(0.9104553544724973, abs=1e-12)
    assert found.relied_on


@pytest.mark.parametrize(
    ("n", "kappa", "shares"),
    [(40, 0.9, (0.75, 0.25)), (60, 0.8, (0.5, 0.3, 0.2)), (200, 0.6, (0.5, 0.3, 0.2))],
)
def test_intervals_of_kappa_cover(n, kappa, shares):
    """1,000 seeds: 93–97 %. Two who agree on everything may still disagree tomorrow."""
    covered = []
    for seed in range(1_000):
        rng = np.random.default_rng(seed)
        one, other = rng.choice(len(shares), (2, n), p=shares)
        found = agreement_of_coders(one, np.where(rng.random(n) < kappa, one, other))
        assert found.estimate in found.interval
        covered.append(kappa in found.interval)

    assert 0.93 < np.mean(covered) < 0.97
    whole = agreement_of_coders([0, 1] * 20, [0, 1] * 20).interval
    assert (whole.low, whole.high) == (pytest.approx(0.825, abs=0.001), 1.0)


def test_a_feature_is_relied_on_from_200_comments_and_kappa_of_six_tenths():
    yes = ["yes", "no"] * 100
    assert agreement_of_coders(yes, yes).relied_on
    assert not agreement_of_coders(yes[:-1], yes[:-1]).relied_on
    assert "Not enough" in agreement_of_coders(yes[:50], yes[:50]).in_words()
    with pytest.raises(NotEstimable):
        agreement_of_coders(["a", "a"], ["a", "a"])
    with pytest.raises(MeasurementError):
        agreement_of_coders(["a", "b"], ["a"])
