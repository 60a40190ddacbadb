"""No module needs itself, not even by way of others: each can be read after those it names."""

from graphlib import CycleError, TopologicalSorter

import grimp
import pytest

pytestmark = pytest.mark.once


def test_no_two_modules_need_one_another():
    graph = grimp.build_graph("fairway", cache_dir=None)
    needs = {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}
    try:
        TopologicalSorter(needs).prepare()
    except CycleError as circle:
        pytest.fail("these need one another: " + " → ".join(circle.args[1]))
