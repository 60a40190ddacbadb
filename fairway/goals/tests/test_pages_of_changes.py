"""The pages on which a change is proposed, read and decided."""

import pytest
from django.urls import reverse

from fairway.goals.actions.changing import approve_change, propose_change, propose_to_stop
from fairway.goals.models import GoalChange

pytestmark = pytest.mark.django_db
WHY = "Two of us are away."


@pytest.fixture
def goal(ana, goal_of):
    return goal_of(ana, "Answer on first contact", 40)


def typed(goal, **changed):
    result = goal.results.get()
    return {
        "title": goal.title,
        "why": goal.why,
        "starts_on": goal.starts_on.isoformat(),
        "last_day": goal.last_day.isoformat(),
        "weight": goal.weight,
        "version": goal.version,
        "reason": WHY,
        f"{result.public_id}-title": result.title,
        f"{result.public_id}-target": "100",
        f"{result.public_id}-weight": "1",
        **changed,
    }


def address(goal, change=None, name="change"):
    return reverse(f"goals:{name}", args=[goal.public_id] + ([change.public_id] if change else []))


def test_a_change_is_proposed_read_and_agreed_to(at, goal, ana, bo):
    result = goal.results.get()
    page = at(ana).get(address(goal)).text
    assert 'value="100"' in page
    wanted = typed(goal, title="Smaller", **{f"{result.public_id}-target": "50"})
    assert at(ana).post(address(goal), wanted).status_code == 302
    change = GoalChange.objects.get()
    read = at(bo).get(goal.get_absolute_url()).text
    for words in (WHY, "<del>100</del>", "<ins>50</ins>", "<ins>Smaller</ins>"):
        assert words in read
    assert address(goal, change, "approve_change") in read
    assert address(goal, change, "withdraw_change") not in read
    at(bo).post(address(goal, change, "approve_change"))
    goal.refresh_from_db()
    assert (goal.title, goal.results.get().target, goal.percent) == ("Smaller", 50, 80)
    assert f"{bo.name} agreed" in at(ana).get(goal.get_absolute_url()).text


def test_a_stale_form_says_so_and_keeps_what_was_typed(at, goal, ana, bo):
    wanted = typed(goal, title="Typed by hand")
    approve_change(propose_change(goal, actor=ana, reason=WHY, title="New words"), actor=bo)
    answer = at(ana).post(address(goal), wanted)
    assert answer.status_code == 409
    for words in ("Typed by hand", "New words", WHY):
        assert words in answer.text
    assert "<del>100</del>" not in answer.text


def test_a_second_change_is_refused_and_stays_typed(at, goal, ana, bo):
    propose_change(goal, actor=bo, reason=WHY, title="His")
    answer = at(ana).post(address(goal), typed(goal, title="Hers, typed"))
    assert answer.status_code == 422
    assert f"{bo.name} proposed waits already" in answer.text
    assert "Hers, typed" in answer.text


@pytest.mark.parametrize("target", ["", "many", "0", "1e999"])
def test_a_target_that_is_none_is_refused_in_words(at, goal, ana, target):
    result = goal.results.get()
    wanted = typed(goal, **{f"{result.public_id}-target": target})
    answer = at(ana).post(address(goal), wanted)
    assert answer.status_code == 422
    assert WHY in answer.text
    assert not GoalChange.objects.exists()


def test_it_is_declined_on_a_page_that_shows_it(at, goal, ana, bo):
    change = propose_change(goal, actor=ana, reason=WHY, title="Smaller")
    page = at(bo).get(address(goal, change, "decline_change")).text
    assert "<ins>Smaller</ins>" in page
    empty = at(bo).post(address(goal, change, "decline_change"), {"answer": ""})
    assert empty.status_code == 422
    at(bo).post(address(goal, change, "decline_change"), {"answer": "Keep it."})
    assert "Keep it." in at(ana).get(goal.get_absolute_url()).text


def test_what_was_decided_meanwhile_is_said_in_words(at, goal, ana, bo):
    change = propose_change(goal, actor=ana, reason=WHY, title="Smaller")
    at(ana).post(address(goal, change, "withdraw_change"))
    answer = at(bo).post(address(goal, change, "approve_change"), follow=True)
    assert "This change is no longer open: taken back." in answer.text


def test_a_proposal_to_stop_says_what_becomes_of_the_goal(at, goal, ana, bo):
    change = propose_to_stop(goal, actor=ana, reason=WHY)
    page = at(bo).get(goal.get_absolute_url()).text
    assert "<ins>Closed as dropped</ins>" in page
    answer = at(bo).post(address(goal, change, "approve_change"), follow=True)
    assert "Stopped: the goal is closed as dropped" in answer.text
