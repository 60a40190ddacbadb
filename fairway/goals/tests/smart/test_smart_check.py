"""What the check says about goals, and that saying more never makes it worse."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fairway.goals.smart.copies import copies
from fairway.goals.smart.hints import LETTERS
from fairway.goals.smart.language import language
from fairway.goals.smart.reach import out_of_reach
from fairway.goals.smart.reading import Draft, check

pytestmark = pytest.mark.once
FULL = (
    "Increase customer satisfaction scores from 78 % to 85 % by Q3 2026 by reducing response time "
    "below 4 hours"
)
CHAIN = (
    "Improve customer retention",
    "Reduce avoidable escalations",
    "Strengthen product knowledge in high-volume scenarios",
)
WORDS = [
    "improve",
    "customer",
    "satisfaction",
    "reduce",
    "escalations",
    "hold",
    "meetings",
    "the",
    "better",
    "of",
    "write",
    "plan",
    "launch",
    "returns",
    "desk",
    "retention",
    "knowledge",
    "–",
    "and",
    ",",
    "every",
    "shop",
    "team",
    "3",
    "v2",
    "Q4",
    "ready",
]
TITLES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=9).map(" ".join)


def codes(title, **known):
    return check(Draft(title, **known)).codes


def lacking(title, **known):
    """Letters that lack something; one lacks one thing of its title at a time."""
    found = check(Draft(title, parent_title=CHAIN[0], **known)).hints
    assert len({hint.letter for hint in found}) == len(found)
    return {hint.letter for hint in found}


def test_a_goal_that_says_everything_passes():
    assert codes(FULL, contributes=True, goals=3, most_goals=5) == set()
    assert all(part.state != "missing" for part in check(Draft(FULL)).parts)


def test_a_wish_lacks_an_extent_a_measure_and_a_date():
    assert codes("improve customer satisfaction") == {"vague", "no_measure", "no_date"}


def test_doing_is_told_from_what_it_is_good_for():
    title = "Hold 8 meetings with the shops by March 2027"
    found = check(Draft(title))
    assert found.codes == {"activity"}
    (hint,) = found.hints
    assert [title[span.start : span.end] for span in hint.spans] == ["Hold"]


def test_a_topic_is_no_goal():
    assert "topic" in codes("Customer journeys")


def test_a_translation_is_no_copy():
    for parent, child in pairwise(CHAIN):
        assert "copy" not in codes(child, parent_title=parent, contributes=True)


@pytest.mark.parametrize(
    "title",
    [
        "Improve customer retention",
        "improve CUSTOMER retention.",
        "Increase customer retention by Q4 2026",
        "Improve customer retention in Lisbon",
        "Improve customers' retention by 5 %",
        "Imporve customer retention",
    ],
)
def test_a_copy_of_the_parent_is_pointed_out_and_near_copies_too(title):
    assert "copy" in codes(title, parent_title=CHAIN[0])


def test_a_target_that_was_never_near_is_asked_about_with_its_range():
    history = [71, 72, 70, 73, 71, 74]
    (hint,) = [
        hint for hint in check(Draft(FULL, target=95, history=history)).hints if hint.letter == "A"
    ]
    assert "between 70 and 74" in hint.said
    assert "95" in hint.said
    assert codes(FULL, target=76, history=history) == set()


def test_with_few_values_nothing_is_said_about_the_target():
    assert check(Draft(FULL, target=9000, history=[71, 72])).part("A").state == "unknown"


def test_too_many_goals_are_counted_with_this_one():
    assert codes(FULL, goals=6, most_goals=5) == {"too_many"}
    assert codes(FULL, goals=5, most_goals=5) == set()


def test_a_goal_that_serves_nothing_is_seen_and_unknown_is_not_said():
    assert codes(FULL, contributes=False) == {"alone"}
    assert check(Draft(FULL)).part("R").state == "unknown"


def test_an_empty_title_says_nothing():
    assert check(Draft("  \n")).parts == ()


def test_another_language_is_not_read_with_english_lists():
    found = check(Draft("Mejorar la satisfacción", contributes=False), code="es")
    assert found.codes == {"alone"}
    assert found.part("S").state == "unknown"


@pytest.mark.parametrize(
    ("title", "measured"),
    [
        ("Release PGA v2 as planned", False),
        ("Connect 3rd party tools", False),
        ("Close the shop by 2027", False),
        ("Answer within 4 hours", True),
        ("Save 1 200 000 € of rent", True),
        ("Settle twice as many returns", True),
        ("Keep ٥ shops open on Sundays", True),
    ],
)
def test_versions_ordinals_and_years_are_no_measure(title, measured):
    assert ("no_measure" in codes(title)) is not measured


def test_dates_in_many_forms():
    for date in (
        "by March",
        "by 31.12.2026",
        "2026-12-31",
        "in Q4",
        "in H1 2027",
        "by end of year",
    ):
        assert "no_date" not in codes(f"Halve late labels {date}"), date
    assert "no_date" in codes("Answer within 4 hours")
    assert "no_date" in codes("We may march on")


@given(TITLES)
def test_adding_a_measure_or_a_date_never_makes_it_worse(title):
    before = lacking(title)
    for more in ("from 78 % to 85 %", "by Q3 2026", "by 5 %", "until 31.12.2026"):
        assert lacking(f"{title} {more}") <= before
    assert "no_measure" not in codes(f"{title} from 78 % to 85 %")
    assert "no_date" not in codes(f"{title} by Q3 2026")
    assert lacking(title, measured=True, dated=True) <= before


@given(TITLES)
def test_knowing_what_it_serves_never_makes_it_worse(title):
    assert codes(title, contributes=True) <= codes(title, contributes=False)


@given(st.text(max_size=300), st.text(max_size=100))
def test_any_text_is_read_the_same_each_time_and_places_lie_within_it(title, parent):
    draft = Draft(title, parent_title=parent, contributes=False)
    found = check(draft)
    assert found == check(draft)
    assert [part.letter for part in found.parts] in ([], list(LETTERS))
    for part in found.parts:
        spans = [*part.spans, *(span for hint in part.hints for span in hint.spans)]
        assert all(0 <= span.start < span.end <= len(title) for span in spans)
        assert isinstance(part.said, str)


@given(TITLES)
def test_every_title_copies_itself_when_it_says_anything(title):
    tongue = language("en")
    from fairway.goals.smart.copies import meaning

    assert copies(title, title, tongue) is bool(meaning(title, tongue))


@given(
    st.integers(-(10**7), 10**7),
    st.lists(st.integers(-(10**6), 10**6), min_size=6, max_size=30),
    st.sampled_from([0.25, 8, 1024]),
)
def test_the_unit_of_a_measure_does_not_matter(target, history, factor):
    assert out_of_reach(target, history) == out_of_reach(
        target * factor, [value * factor for value in history]
    )


@given(st.lists(st.integers(-1000, 1000), min_size=6, max_size=30), st.data())
def test_what_has_been_reached_before_is_never_out_of_reach(history, data):
    assert not out_of_reach(data.draw(st.integers(min(history), max(history))), history)
