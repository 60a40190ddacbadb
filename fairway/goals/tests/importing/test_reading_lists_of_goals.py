"""From headings, nested lists and tables to goals with key results, whoever wrote them."""

import contextlib
import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fairway.foundation.refusal import Refusal
from fairway.goals.forms.importing import read_goals
from fairway.goals.importing.items import MOST_GOALS, NoGoals, TooMany
from fairway.goals.importing.markdown import read_outline
from fairway.goals.importing.measures import read_values
from fairway.goals.importing.table import NoGoalColumn, OpenQuote, read_table, unmarked
from fairway.goals.tests.importing.conftest import OUTLINE

HEADINGS = """# Objectives

## Bring it to market

### Make it ready [DR]

- [ ] Sign in with one account
- [X] A log of who asked what

### ~~Find a name~~ [DR]

- [ ] [P1] Ask [ten people](https://example.org) ([#12](https://example.org/12))
"""


def titles(outline):
    return [goal.title for goal in outline.goals]


def test_headings_with_a_colon_say_whose_goals_stand_below():
    outline = read_goals(OUTLINE)
    assert outline.sections == {"Support": 2, "Warehouse": 1}
    first, inner, last = outline.goals
    assert (first.title, inner.above, last.above) == ("Customers are answered sooner", 0, None)
    assert [(one.title, one.baseline, one.target, one.unit) for one in last.results] == [
        ("Double shipments fall from 40 to 10", "40", "10", "")
    ]
    raised, guide = first.results
    assert (raised.baseline, raised.target, raised.unit) == ("71", "80", "%")
    assert guide.done is True


def test_headings_that_say_what_is_to_be_true_are_goals():
    top, ready, name = read_goals(HEADINGS).goals
    assert titles(read_goals(HEADINGS)) == ["Bring it to market", "Make it ready", "Find a name"]
    assert (ready.section, ready.above, name.above) == ("DR", 0, 0)
    assert [one.done for one in ready.results] == [False, True]
    assert name.dropped
    assert name.results[0].title == "Ask ten people"
    assert not top.results


def test_what_headings_are_can_be_said():
    as_goals = read_outline("# All\n## Support:\n- Answer sooner\n  - Within a day", "goals")
    assert titles(as_goals) == ["Support:", "Answer sooner"]


def test_lines_are_numbered_as_in_the_file():
    assert [goal.line for goal in read_goals(OUTLINE).goals] == [5, 8, 13]


@pytest.mark.parametrize("text", ["", "   \n\n", "Only prose, and no list.", "\x00", "# "])
def test_a_file_without_goals_says_how_they_are_written(text):
    with pytest.raises(NoGoals, match="one on each line"):
        read_goals(text)


def test_ten_thousand_goals_in_one_paste_are_refused_in_words():
    text = "\n".join(f"- Goal {n}" for n in range(10_000))
    with pytest.raises(TooMany, match=f"10000 goals; {MOST_GOALS} at most"):
        read_goals(text)


def test_an_outline_as_deep_as_it_is_long_is_read():
    deep = "\n".join(f"{' ' * depth}- Level {depth}" for depth in range(1_500))
    outline = read_goals(deep)
    assert len(outline.goals) == 1_499
    assert outline.goals[-1].above == 1_497


@given(st.text(max_size=400))
def test_any_text_is_read_or_refused_in_words(text):
    with contextlib.suppress(Refusal):
        for at, goal in enumerate(read_goals(text).goals):
            assert goal.above is None or goal.above < at


def test_a_table_names_its_columns_in_any_order_and_spelling():
    outline = read_table(
        "Target;Objective;Team;Key Result;Baseline\n"
        "80 %;Answer sooner;SUP;Within four hours;71 %\n"
        "10;;;Reopened;40\n"
    )
    (goal,) = outline.goals
    assert (goal.title, goal.section) == ("Answer sooner", "SUP")
    assert [(one.title, one.baseline, one.target) for one in goal.results] == [
        ("Within four hours", "71 %", "80 %"),
        ("Reopened", "40", "10"),
    ]


def test_a_goal_of_a_table_stands_behind_the_one_it_contributes_to():
    outline = read_table("goal,contributes to\nBelow,Above\nAbove,\n")
    assert titles(outline) == ["Above", "Below"]
    assert outline.goals[1].above == 0


def test_a_circle_in_a_table_is_cut_and_nothing_is_lost():
    outline = read_table("goal,contributes to\nA,B\nB,A\n")
    assert sorted(titles(outline)) == ["A", "B"]
    assert sum(goal.above is None for goal in outline.goals) == 1


def test_a_table_that_cannot_be_read_says_where():
    with pytest.raises(OpenQuote, match="line 2"):
        read_table('goal,owner\n"Never closed,SUP\n')
    with pytest.raises(NoGoalColumn):
        read_table("aim,owner\nA,B\n")


@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30), max_size=12))
def test_any_cells_are_read_and_none_becomes_two(cells):
    sheet = io.StringIO()
    rows = csv.writer(sheet)
    rows.writerow(["goal", "owner"])
    rows.writerows([cell, "SUP"] for cell in cells)
    wanted = [unmarked(cell) for cell in cells]
    try:
        outline = read_table(sheet.getvalue())
    except NoGoals:
        assert not cells
    else:
        assert titles(outline) == wanted


@pytest.mark.parametrize(
    ("cell", "kept"), [("'=1+1", "=1+1"), ("'-5", "-5"), ("'tis the season", "'tis the season")]
)
def test_the_apostrophe_of_an_export_is_taken_off_again(cell, kept):
    assert unmarked(cell) == kept


def test_numbers_are_read_as_their_language_writes_them():
    (goal,) = read_table("goal;key result;from;to\nA;B;1.234,5;2.000\n").goals
    read = read_values(goal.results[0], "de")
    assert (read.baseline, read.target, read.decimals) == (12345, 20000, 1)
    (goal,) = read_table("goal;key result;from;to\nA;B;€1,000;€2,000\n").goals
    read = read_values(goal.results[0], "en")
    assert (read.measure, read.currency, read.target) == ("money", "EUR", 200_000)
