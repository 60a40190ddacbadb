"""The room opens in an instant, offers what it names, and knows nothing of a web site."""

from __future__ import annotations

import ast
import inspect
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


@pytest.mark.parametrize("name", NAMES)
def test_everything_that_is_named_is_there(name):
    assert getattr(measurement, name).__doc__


def test_names_are_given_once_and_stand_in_order():
    assert sorted(set(NAMES)) == NAMES


def test_opening_the_room_loads_nothing_heavy():
    code = (
        "import sys, fairway.measurement as room; dir(room);"
        "print(sorted({'numpy', 'scipy', 'django', 'fsrs'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
