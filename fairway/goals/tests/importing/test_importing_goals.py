"""A list becomes goals: proposals to whom they are for, all or none, and taken back while unused."""

import pytest
from django.core.exceptions import PermissionDenied

from fairway.foundation.events import SYSTEM
from fairway.foundation.models import Event
from fairway.goals.actions.agreeing import agree_goal, propose_goal
from fairway.goals.actions.importing import HasErrors, NoPeriod, apply_goals, map_sections
from fairway.goals.actions.importing_later import InUse, undo_goals
from fairway.goals.actions.planning import plan_import
from fairway.goals.actions.refusals import PeriodIsOver
from fairway.goals.actions.updating import Told, tell_progress
from fairway.goals.models import Goal, KeyResult
from fairway.goals.models.importing import GoalImport, ImportedGoal
from fairway.goals.whose import word_for
from fairway.strategy.actions.periods import close_period

pytestmark = pytest.mark.django_db


def states(batch, viewer):
    return {one.item.title: one.state for one in plan_import(batch, viewer).goals}


def test_sections_nobody_is_named_for_are_left_out(stage, bo):
    batch = stage(bo, Support="me")
    assert states(batch, bo)["Nothing is sent twice"] == "left_out"
    apply_goals(batch, actor=bo)
    assert set(Goal.objects.values_list("owner", flat=True)) == {bo.pk}
    assert Goal.objects.count() == 2


def test_goals_come_with_their_tree_and_their_measures(stage, bo):
    apply_goals(stage(bo, Support="me"), actor=bo)
    inner = Goal.objects.get(title="New colleagues answer on their own")
    assert inner.parent.title == "Customers are answered sooner"
    raised, guide = inner.parent.results.all()
    assert (raised.kind, raised.baseline, raised.target, raised.measure) == (
        "metric",
        71,
        80,
        "percent",
    )
    assert (guide.kind, guide.done) == ("yes_no", True)
    assert inner.parent.percent == 100


def test_what_is_for_somebody_else_is_proposed_and_holds_once_they_agree(stage, bo, ana):
    apply_goals(stage(bo, Support=word_for(ana)), actor=bo)
    goal = Goal.objects.get(title="Customers are answered sooner")
    assert (goal.owner, goal.state, goal.proposed_by) == (ana, "proposed", bo)
    agree_goal(goal, actor=ana)
    goal.refresh_from_db()
    assert goal.is_agreed


def test_nobody_brings_goals_to_somebody_beside_or_above_them(stage, ana, bo, cy, organisation):
    for whose in (word_for(bo), word_for(cy), word_for(organisation.support), "all"):
        batch = stage(ana, Support=whose)
        assert set(states(batch, ana).values()) == {"left_out"}


def test_the_same_list_again_makes_nothing_twice(stage, bo):
    for _time in range(2):
        apply_goals(stage(bo, Support="me", Warehouse="me"), actor=bo)
    assert Goal.objects.count() == 3
    assert KeyResult.objects.count() == 4


def test_a_longer_list_adds_what_is_new(stage, bo):
    apply_goals(stage(bo, Support="me"), actor=bo)
    longer = "## Support:\n* Customers are answered sooner\n  * Answer on Sundays\n* Another\n  * X"
    apply_goals(stage(bo, longer, Support="me"), actor=bo)
    assert Goal.objects.filter(title="Another").exists()
    first = Goal.objects.get(title="Customers are answered sooner")
    assert "Answer on Sundays" in first.results.values_list("title", flat=True)


def test_what_is_wrong_is_said_by_line_and_nothing_is_written(stage, bo):
    text = f"## A:\n* {'x' * 300}\n  * y\n* Fine\n  * From 5 to 5 again\n* Right\n  * z"
    batch = stage(bo, text, A="me")
    problems = {one.line: str(one.words) for one in plan_import(batch, bo).problems}
    assert problems.keys() == {2, 5}
    assert "300 characters" in problems[2]
    with pytest.raises(HasErrors, match="2 goals"):
        apply_goals(batch, actor=bo)
    assert not Goal.objects.exists()
    apply_goals(batch, actor=bo, skip_errors=True)
    assert Goal.objects.get().title == "Right"


def test_without_a_period_or_in_one_that_is_over_nothing_is_written(stage, bo, quarter):
    batch = stage(bo, Support="me")
    map_sections(batch, actor=bo, whose=batch.whose, period=None)
    with pytest.raises(NoPeriod):
        apply_goals(batch, actor=bo)
    map_sections(batch, actor=bo, whose=batch.whose, period=quarter)
    close_period(quarter, actor=SYSTEM)
    with pytest.raises(PeriodIsOver):
        apply_goals(batch, actor=bo)


def test_an_owner_who_left_meanwhile_is_left_out(stage, bo, ana):
    batch = stage(bo, Support=word_for(ana))
    type(ana).objects.filter(pk=ana.pk).update(active=False)
    assert set(states(batch, bo).values()) == {"left_out"}


def test_an_import_is_its_own_persons(stage, bo, mia):
    with pytest.raises(PermissionDenied):
        apply_goals(stage(bo, Support="me"), actor=mia)


def test_an_import_is_taken_back_whole(stage, bo):
    batch = stage(bo, Support="me", Warehouse="me")
    apply_goals(batch, actor=bo)
    undo_goals(batch, actor=bo)
    assert not Goal.objects.exists()
    assert not ImportedGoal.objects.exists()
    assert Event.objects.filter(kind="goals.import_undone").exists()
    apply_goals(stage(bo, Support="me", Warehouse="me"), actor=bo)
    assert Goal.objects.count() == 3


@pytest.mark.parametrize("what", ["agreed", "told", "commented", "built_upon"])
def test_nothing_is_taken_back_once_somebody_has_used_one_of_them(what, stage, bo, ana, goal_of):
    batch = stage(bo, Support="me", Warehouse="me")
    apply_goals(batch, actor=bo)
    goal = Goal.objects.get(title="Nothing is sent twice")
    if what == "agreed":
        propose_goal(goal, actor=SYSTEM)
    elif what == "told":
        tell_progress(goal, actor=SYSTEM, results={goal.results.get(): Told(value=20)})
    elif what == "commented":
        goal.comments.create(by=ana, at=goal.added_at, body="Is it?")
    else:
        Goal.objects.filter(pk=goal_of(ana).pk).update(parent=goal)
    with pytest.raises(InUse, match="1 of these"):
        undo_goals(batch, actor=bo)
    assert Goal.objects.filter(imported_as__batch=batch).exists()
    batch.refresh_from_db()
    assert batch.state == GoalImport.State.APPLIED


def test_taking_back_leaves_a_goal_that_was_here_before(stage, bo):
    apply_goals(stage(bo, Support="me"), actor=bo)
    longer = "## Support:\n* Customers are answered sooner\n  * Answer on Sundays\n* Another\n  * X"
    second = stage(bo, longer, Support="me")
    apply_goals(second, actor=bo)
    undo_goals(second, actor=bo)
    assert Goal.objects.count() == 2
    assert not KeyResult.objects.filter(title="Answer on Sundays").exists()
