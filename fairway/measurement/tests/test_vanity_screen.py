"""Does a figure earn its place? Eight questions, asked only where the records say so."""

from __future__ import annotations

import pytest

from fairway.measurement import KeyFigure, MeasurementError, screen_for_vanity

pytestmark = pytest.mark.once

GOOD = {
    "has_owner": True,
    "has_response": True,
    "times_discussed": 3,
    "actions": 1,
    "linked_outcomes": 1,
    "quality_partners": 1,
}


def _codes(values=(), **facts):
    figure = KeyFigure(**{"kind": "rate", **GOOD, **facts})
    return [finding.code for finding in screen_for_vanity(figure, values).findings]


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"has_response": False}, "no_response"),
        ({"has_owner": False}, "no_owner"),
        ({"times_discussed": 0}, "never_discussed"),
        ({"signals": 2, "actions": 0}, "moves_without_action"),
        ({"kind": "completion", "linked_outcomes": 0}, "completion_without_outcome"),
        ({"kind": "count", "quality_partners": 0}, "count_without_quality"),
        ({"definition_changes": 1}, "definition_changed"),
        ({"values": range(8)}, "always_up"),
    ],
)
def test_each_question_is_asked_alone(facts, code):
    assert _codes(**facts) == [code]


def test_a_sound_figure_is_left_in_peace():
    assert _codes([3, 5, 4, 6, 5, 7, 6, 8]) == []
    assert _codes([5] * 12) == []
    assert _codes(signals=2) == []
    assert _codes(kind="rate", linked_outcomes=0, quality_partners=0) == []
    assert (
        screen_for_vanity(KeyFigure("rate", **GOOD)).in_words()
        == "Nothing to ask about this figure."
    )


def test_what_is_not_recorded_is_unknown_and_no_finding():
    found = screen_for_vanity(KeyFigure("count", signals=1), [1, 2, None])

    assert found.findings == ()
    assert found.n == 2
    assert set(found.unknown) == {
        "no_response",
        "no_owner",
        "never_discussed",
        "always_up",
        "moves_without_action",
        "count_without_quality",
    }


def test_questions_name_the_facts():
    found = screen_for_vanity(KeyFigure("rate", signals=4, actions=0))

    assert "4 times" in found.in_words()


def test_negative_counts_are_refused():
    with pytest.raises(MeasurementError, match="times_discussed"):
        screen_for_vanity(KeyFigure("rate", times_discussed=-1))
