"""What waits at goals, and for whom."""

from datetime import timedelta

import pytest
from django.utils import timezone

from fairway.foundation.remembering import remembered
from fairway.goals import todos
from fairway.goals.actions.agreeing import propose_goal
from fairway.goals.actions.talking import comment_on
from fairway.goals.models import Goal

pytestmark = pytest.mark.django_db


def waiting(viewer):
    with remembered():
        return [todo.key.partition(":")[0] for todo in todos.found(viewer)]


def test_a_proposed_goal_waits_for_the_manager_alone(ana, bo, cy, goal_of):
    goal = goal_of(ana, agreed=False)
    propose_goal(goal, actor=ana)
    assert waiting(bo) == ["goal-agree"]
    assert waiting(ana) == []
    assert waiting(cy) == []


def test_an_update_that_is_due_waits_for_the_owner(ana, bo, goal_of):
    goal = goal_of(ana)
    Goal.objects.filter(pk=goal.pk).update(next_update_on=timezone.localdate())
    assert waiting(ana) == ["goal-update"]
    assert waiting(bo) == []


def test_whoever_is_mentioned_is_asked_until_they_answer(ana, bo, goal_of):
    goal = goal_of(ana)
    comment_on(goal, actor=ana, body="@Bo Almeida, may we ask the carrier?")
    assert waiting(bo) == ["goal-answer"]
    comment_on(goal, actor=bo, body="Yes.")
    assert waiting(bo) == []


def test_what_stalls_is_shown_to_the_manager_and_to_no_other(ana, bo, mia, goal_of):
    goal = goal_of(ana)
    long_ago = timezone.now() - timedelta(days=40)
    Goal.objects.filter(pk=goal.pk).update(agreed_at=long_ago)
    with remembered():
        assert [card.goal for card in todos.team(bo)["cards"]] == [goal]
    with remembered():
        assert todos.team(mia) is None
    Goal.objects.filter(pk=goal.pk).update(updated_at=timezone.now())
    with remembered():
        assert todos.team(bo) is None
