"""Progress of a goal follows from its parts, exactly, however they lie."""

from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fairway.foundation.events import SYSTEM
from fairway.goals.actions.closing import close_goal, reopen_goal
from fairway.goals.actions.contributing import contribute, convert_result
from fairway.goals.actions.rolling import recompute
from fairway.goals.actions.updating import Told, tell_progress
from fairway.goals.models import Goal, KeyResult
from fairway.goals.models.progressing import MILLION
from fairway.goals.tests.conftest import add_measured
from fairway.measurement.goal_progress.progress import progress_towards
from fairway.measurement.goal_progress.rollup import roll_up

pytestmark = pytest.mark.django_db
known = st.one_of(st.none(), st.integers(-1000, 1000))
way = st.tuples(st.integers(-500, 500), st.integers(-500, 500)).filter(
    lambda ends: ends[0] != ends[1]
)
parts = st.lists(st.tuples(st.integers(0, 20), known, way), max_size=5)
with_fixtures = settings(
    max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def shown(goal):
    goal.refresh_from_db()
    return goal.percent


@with_fixtures
@given(parts=parts)
def test_it_agrees_with_the_exact_arithmetic_in_every_direction(goal_of, bo, parts):
    goal = goal_of(bo)
    for weight, value, (baseline, target) in parts:
        add_measured(goal, value, baseline=baseline, target=target, weight=weight)
    recompute(goal)
    goal.refresh_from_db()
    expected = roll_up(
        (weight, progress_towards(value, baseline=baseline, target=target))
        for weight, value, (baseline, target) in parts
    )
    assert goal.coverage == pytest.approx(expected.coverage * MILLION, abs=1)
    if expected.estimate is None:
        assert goal.progress is None
    else:
        assert goal.progress == pytest.approx(expected.estimate * MILLION, abs=2)


@with_fixtures
@given(children=st.lists(st.tuples(st.integers(0, 20), known), max_size=4), own=known)
def test_what_contributes_counts_beside_the_goals_own_results(goal_of, bo, ana, children, own):
    top = goal_of(bo, roll_up=Goal.RollUp.BOTH)
    add_measured(top, own, weight=2)
    for weight, value in children:
        child = goal_of(ana)
        add_measured(child, value)
        contribute(child, actor=SYSTEM, to=top, how="It helps.", weight=weight)
    top.refresh_from_db()
    told = [(2, own), *children]
    spoke = [(w, min(100, max(0, v))) for w, v in told if v is not None]
    total = sum(w for w, _v in spoke)
    if not total:
        assert top.progress is None
    else:
        exact = Fraction(sum(w * v for w, v in spoke), 100 * total)
        assert top.progress == pytest.approx(float(exact) * MILLION, abs=1)


def test_what_nobody_reported_is_not_zero(goal_of, ana):
    goal = goal_of(ana, "Half known", 60, None)
    assert goal.percent == 60
    assert goal.coverage == MILLION // 2


def test_an_update_shows_at_the_top_at_once_however_deep(goal_of, bo):
    top = goal = goal_of(bo, roll_up=Goal.RollUp.CONTRIBUTING)
    for _level in range(6):
        below = goal_of(bo, roll_up=Goal.RollUp.CONTRIBUTING)
        contribute(below, actor=SYSTEM, to=goal)
        goal = below
    last = goal_of(bo, "The deepest", 10)
    contribute(last, actor=SYSTEM, to=goal)
    assert shown(top) == 10
    tell_progress(last, actor=bo, results={last.results.get(): Told(value=70)})
    assert shown(top) == 70


def test_an_update_costs_the_same_beside_one_and_beside_many(
    goal_of, bo, ana, django_assert_num_queries, monkeypatch
):
    # The organisation's zone is looked up every few seconds: not this update's query.
    monkeypatch.setattr("fairway.foundation.organisation.REMEMBER_SECONDS", 3600)
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def cost(goals):
        top = goal_of(bo, roll_up=Goal.RollUp.CONTRIBUTING)
        below = [goal_of(ana, "One of them", 10) for _goal in range(goals)]
        for goal in below:
            contribute(goal, actor=SYSTEM, to=top)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            tell_progress(below[0], actor=ana, results={below[0].results.get(): Told(value=50)})
        return len(asked)

    assert cost(1) == cost(8)


def test_a_goal_that_is_not_agreed_or_was_dropped_counts_nowhere(goal_of, bo, ana):
    top = goal_of(bo, roll_up=Goal.RollUp.CONTRIBUTING)
    draft = goal_of(ana, "A draft", 100, agreed=False)
    dropped = goal_of(ana, "Dropped", 90)
    kept = goal_of(ana, "Kept", 30)
    for goal in (draft, dropped, kept):
        contribute(goal, actor=SYSTEM, to=top)
    close_goal(dropped, actor=ana, outcome=Goal.Outcome.DROPPED)
    assert shown(top) == 30
    reopen_goal(dropped, actor=ana)
    assert shown(top) == 60


def test_a_key_result_can_follow_from_the_goals_below_it(goal_of, bo, ana):
    top = goal_of(bo, "Two results", 0, 50, agreed=False)
    first = top.results.first()
    child = convert_result(first, actor=bo, owner=ana)
    add_measured(child, 100)
    from fairway.goals.actions.agreeing import propose_goal

    propose_goal(child, actor=SYSTEM)
    assert shown(top) == 75
    assert KeyResult.objects.get(pk=first.pk).percent == 100


def test_nothing_is_done_before_all_is(goal_of, ana):
    assert goal_of(ana, "Nearly", 999, agreed=True).percent == 100
    goal = goal_of(ana)
    add_measured(goal, 9999, target=10000)
    assert shown(goal) == 99
