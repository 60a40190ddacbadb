"""The room opens in an instant, offers what it names, and knows nothing of a web site."""

from __future__ import annotations

import ast
import inspect
import re
import subprocess
import sys

import pytest

from fairway import measurement

pytestmark = pytest.mark.once

HOMES = next(
    node.value
    for node in ast.parse(inspect.getsource(measurement)).body
    if isinstance(node, ast.AnnAssign) and getattr(node.target, "id", "") == "_HOMES"
)
NAMES = [key.value for key in HOMES.keys]
FUNCTIONS = [name for name in NAMES if inspect.isfunction(getattr(measurement, name))]
# Arithmetic, rules of ours, and what only passes on to a function that names its source.
WITHOUT_SOURCE = {
    "check_leads",
    "compare_means",
    "hold_late",
    "judge_mastery",
    "pace_against_plan",
    "progress_into_range",
    "progress_of_milestones",
    "progress_of_yes_no",
    "progress_towards",
    "publish_answers",
    "publish_comments",
    "recall_chance",
    "review_gaps",
    "roll_up",
    "screen_for_vanity",
    "suppress_releases",
    "table_of",
    "work_mode_gaps",
    "xmr_many",
}


@pytest.mark.parametrize("name", NAMES)
def test_everything_that_is_named_is_there(name):
    assert getattr(measurement, name).__doc__


def sections(name):
    """What a docstring says before its first heading, and below each."""
    parts = re.split(r"^(.+)\n-{3,}\n", inspect.getdoc(getattr(measurement, name)), flags=re.M)
    return {"": parts[0], **dict(zip(parts[1::2], parts[2::2], strict=True))}


@pytest.mark.parametrize("name", FUNCTIONS)
def test_what_is_asked_and_refused_is_written_down(name):
    told = sections(name)
    heads = [line for line in told["Parameters"].splitlines() if line and line[0] != " "]
    named = {one.strip() for head in heads for one in head.split(" : ")[0].split(",")}
    assert named == set(inspect.signature(getattr(measurement, name)).parameters)
    assert "MeasurementError" in told["Raises"] or "NotEstimable" in told["Raises"]
    assert told[""].split("\n\n")[0].endswith((".", ";", ":"))


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_method_names_its_source(name):
    sourced = re.search(r"\((1[89]|20)\d\d\)", inspect.getdoc(getattr(measurement, name)))
    assert bool(sourced) != (name in WITHOUT_SOURCE)


def test_names_are_given_once_and_stand_in_order():
    assert sorted(set(NAMES)) == NAMES


def test_opening_the_room_loads_nothing_heavy():
    code = (
        "import sys, fairway.measurement as room; dir(room);"
        "print(sorted({'numpy', 'scipy', 'django', 'fsrs'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
