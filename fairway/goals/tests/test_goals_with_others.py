"""Owned together, handed down as goals of their own, and listed by what they contribute to."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from fairway.foundation.access import can
from fairway.goals.actions.contributing import contribute
from fairway.goals.actions.owning import own_together
from fairway.goals.models import Goal, KeyResult

pytestmark = pytest.mark.django_db


def test_who_owns_it_too_sees_a_private_goal_and_tells_how_it_goes(client, ana, cy, goal_of):
    goal = goal_of(ana, visibility="line")
    assert not can(cy, "view", goal)
    client.force_login(ana.account)
    to = reverse("goals:owners", args=[goal.public_id])
    assert client.post(to, {"add": cy.name}).status_code == 302
    assert can(cy, "view", goal)
    assert can(cy, "update", goal)
    assert cy.name in client.get(goal.get_absolute_url()).content.decode()
    client.post(to, {"add": ""})
    assert not can(cy, "view", goal)


def test_who_has_left_owns_nothing_new(ana, zoe, goal_of):
    with pytest.raises(ValidationError, match="has left"):
        own_together(goal_of(ana), actor=ana, people=[zoe])


def test_a_key_result_becomes_a_goal_of_ones_own_people(client, ana, bo, goal_of):
    above = goal_of(bo, "Settle it at once", 40)
    result = above.results.get()
    client.force_login(bo.account)
    to = reverse("goals:convert", args=[above.public_id, result.public_id])
    assert client.post(to, {"whose": ana.public_id}).status_code == 302
    child = Goal.objects.get(owner=ana)
    assert (child.parent, child.parent_result) == (above, result)
    result.refresh_from_db()
    assert result.source == KeyResult.Source.GOALS
    assert child.title in client.get(above.get_absolute_url()).content.decode()


def test_nobody_hands_a_goal_to_whom_they_do_not_lead(client, ana, cy, goal_of):
    goal = goal_of(ana, "Hers", 40)
    client.force_login(ana.account)
    to = reverse("goals:convert", args=[goal.public_id, goal.results.get().public_id])
    assert client.post(to, {"whose": cy.public_id}).status_code == 422


def test_a_list_is_grouped_by_the_goal_above_without_naming_what_is_private(
    client, ana, cy, goal_of
):
    above = goal_of(ana, "Secret aim", visibility="line")
    below = goal_of(cy, "In the open")
    Goal.objects.filter(pk=below.pk).update(parent=above)
    client.force_login(cy.account)
    page = client.get(reverse("goals:list"), {"by": "parent"}).content.decode()
    assert "In the open" in page
    assert "A goal that you may not see" in page
    assert "Secret aim" not in page
    contribute(below, actor=cy, to=goal_of(cy, "Open aim"), how="By this.")
    page = client.get(reverse("goals:list"), {"by": "parent"}).content.decode()
    assert "Open aim</a></th>" in page


def test_goals_are_found_by_their_words(client, ana, goal_of):
    goal_of(ana, "Answer on first contact")
    goal_of(ana, "Learn to lead")
    client.force_login(ana.account)
    page = client.get(reverse("goals:list"), {"q": "first answer"}).content.decode()
    assert "Answer on first contact" in page
    assert "Learn to lead" not in page


def test_the_check_reads_what_the_form_of_a_goal_says(client, ana, quarter):
    client.force_login(ana.account)
    said = {
        "title": "Fewer customers write twice",
        "whose": ana.public_id,
        "period": quarter.public_id,
        "contributes_to": "Settle it at once · Support, Q4 2026",
        "r0-target": "9",
    }
    bare = client.post(reverse("goals:smart_check"), {"title": said["title"], "contributes_to": ""})
    full = client.post(reverse("goals:smart_check"), said)
    assert full.content.decode().count("To think about") < bare.content.decode().count(
        "To think about"
    )
