"""A form about a goal that is sent empty says in its own words what it asks for, and stays."""

import pytest
from django.urls import reverse

from fairway.goals.actions.agreeing import propose_goal
from fairway.goals.actions.updating import tell_progress

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("close", "Choose how it ended."),
        ("change", "Say in a sentence why it should change."),
        ("new_task", "Say in a few words what is to be done."),
    ],
)
def test_what_is_missing_is_said_in_words(client, goal_of, ana, name, words):
    goal = goal_of(ana, "Answer on first contact", 40)
    client.force_login(ana.account)
    answer = client.post(reverse(f"goals:{name}", args=[goal.public_id]), {"reflection": "Kept"})
    assert answer.status_code == 422
    assert words in answer.text


def test_who_sends_a_goal_back_is_asked_what_is_missing(client, goal_of, ana, bo):
    goal = goal_of(ana, "Answer on first contact", 40, agreed=False)
    propose_goal(goal, actor=ana)
    client.force_login(bo.account)
    answer = client.post(reverse("goals:send_back", args=[goal.public_id]), {"why": " "})
    assert answer.status_code == 422
    assert "Say in a sentence what is missing." in answer.text


def test_a_correction_leads_back_to_its_goal(client, goal_of, ana):
    goal = goal_of(ana, "Answer on first contact")
    told = tell_progress(goal, actor=ana, note="Half of it")
    client.force_login(ana.account)
    page = client.get(reverse("goals:correct", args=[goal.public_id, told.public_id])).text
    assert f'<a href="{goal.get_absolute_url()}">{goal.title}</a>' in page
    assert "data-autosave" in page
