"""However deep a page calls, it does not ask the system for memory with each call."""

import resource

from fairway.config.serving import with_room

CALLS, DEEPEST = 500, 400
MINE = getattr(resource, "RUSAGE_THREAD", resource.RUSAGE_SELF)  # what other threads take is theirs


def leaf():
    return None


def taken_at_the_worst_depth(environ, start_response):
    """Pages of memory that were asked for while a function was called again and again."""
    worst = 0

    def deeper(left):
        nonlocal worst
        before = resource.getrusage(MINE).ru_minflt
        for _call in range(CALLS):
            leaf()
        worst = max(worst, resource.getrusage(MINE).ru_minflt - before)
        if left:
            deeper(left - 1)

    deeper(DEEPEST)
    return worst


def test_at_no_depth_each_call_asks_for_memory():
    assert with_room(taken_at_the_worst_depth)({}, None) < CALLS / 5


def test_an_answer_is_what_it_was():
    assert with_room(lambda environ, start: [environ["said"]])({"said": b"Yes."}, None) == [b"Yes."]
