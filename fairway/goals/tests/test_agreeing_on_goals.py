"""Two agree: one proposes, the other says yes; then a goal holds."""

import pytest
from django.core.exceptions import PermissionDenied

from fairway.foundation.access import can
from fairway.foundation.events import SYSTEM
from fairway.foundation.policy import set_policy
from fairway.goals.actions.agreeing import agree_goal, propose_goal, send_back_goal
from fairway.goals.actions.creating import add_goal, delete_goal, edit_goal
from fairway.goals.actions.refusals import EndsBeforeItBegins, OwnerHasLeft, PeriodIsOver
from fairway.goals.models import Goal
from fairway.strategy.actions.periods import close_period

pytestmark = pytest.mark.django_db


def test_what_the_owner_proposes_the_manager_agrees_to(ana, bo, quarter):
    goal = add_goal("Answer on first contact", actor=ana, owner=ana, period=quarter)
    goal = propose_goal(goal, actor=ana)
    assert goal.state == "proposed"
    with pytest.raises(PermissionDenied):
        agree_goal(goal, actor=ana)
    assert agree_goal(goal, actor=bo).state == "agreed"


def test_what_the_manager_proposes_the_owner_agrees_to(ana, bo, quarter):
    goal = propose_goal(
        add_goal("Answer on first contact", actor=bo, owner=ana, period=quarter), actor=bo
    )
    with pytest.raises(PermissionDenied):
        agree_goal(goal, actor=bo)
    assert agree_goal(goal, actor=ana).state == "agreed"


def test_whoever_edits_a_proposal_waits_for_the_other(ana, bo, quarter):
    goal = propose_goal(add_goal("First words", actor=ana, owner=ana, period=quarter), actor=ana)
    goal = edit_goal(goal, actor=bo, title="Other words", version=goal.version)
    with pytest.raises(PermissionDenied):
        agree_goal(goal, actor=bo)
    assert agree_goal(goal, actor=ana).is_agreed


def test_it_comes_back_with_a_reason_and_as_a_draft(ana, bo, quarter):
    goal = propose_goal(add_goal("Too much", actor=ana, owner=ana, period=quarter), actor=ana)
    goal = send_back_goal(goal, actor=bo, why="Two of these are enough.")
    assert goal.state == "draft"
    assert goal.comments.get().body == "Two of these are enough."


def test_where_nobody_has_to_agree_it_holds_at_once(ana, quarter):
    set_policy("goals.agreement", "at_once", actor=SYSTEM)
    goal = add_goal("Mine alone", actor=ana, owner=ana, period=quarter)
    assert propose_goal(goal, actor=ana).is_agreed


def test_who_leads_a_unit_sets_its_goals(bo, cy, ana, organisation, quarter):
    organisation.support.leader = bo
    organisation.support.save()
    goal = add_goal("Support's own", actor=bo, unit=organisation.support, period=quarter)
    assert propose_goal(goal, actor=bo).is_agreed
    for other in (cy, ana):
        with pytest.raises(PermissionDenied):
            add_goal("Not mine", actor=other, unit=organisation.support, period=quarter)


def test_nobody_writes_goals_for_a_colleague(ana, cy, quarter):
    with pytest.raises(PermissionDenied):
        add_goal("For Cy", actor=ana, owner=cy, period=quarter)


def test_bad_days_and_people_are_refused_in_words(ana, zoe, quarter):
    from datetime import date

    with pytest.raises(EndsBeforeItBegins):
        add_goal("Backwards", actor=ana, owner=ana, period=quarter, last_day=date(2026, 9, 1))
    with pytest.raises(OwnerHasLeft):
        add_goal("For who left", actor=SYSTEM, owner=zoe, period=quarter)
    close_period(quarter, actor=SYSTEM)
    with pytest.raises(PeriodIsOver):
        add_goal("Too late", actor=ana, owner=ana, period=quarter)


def test_an_agreed_goal_changes_by_proposal_only(ana, bo, goal_of):
    goal = goal_of(ana)
    assert not can(ana, "edit", goal)
    assert can(ana, "change", goal)
    with pytest.raises(PermissionDenied):
        edit_goal(goal, actor=ana, title="Smaller")


def test_a_draft_can_be_thrown_away(ana, bo, quarter):
    goal = add_goal("Never mind", actor=ana, owner=ana, period=quarter)
    with pytest.raises(PermissionDenied):
        delete_goal(goal, actor=bo)
    delete_goal(goal, actor=ana)
    assert not Goal.objects.exists()
