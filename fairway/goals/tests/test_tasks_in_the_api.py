"""/api/v1/goals/…/tasks says and does what its token's owner may."""

from functools import partial

import pytest

from fairway.goals.actions.tasks import add_task
from fairway.goals.models import Task

pytestmark = pytest.mark.django_db
BOTH = ["goals:read", "goals:write"]


@pytest.fixture
def api(program):
    return partial(program, scopes=BOTH)


@pytest.fixture
def goal(ana, goal_of):
    return goal_of(ana, "Answer on first contact", 40)


def at(goal, task=None, more=""):
    return f"/api/v1/goals/{goal.public_id}/tasks" + (f"/{task.public_id}" if task else "") + more


def send(ask, address, **said):
    return ask(address, said, content_type="application/json")


def test_a_task_is_written_read_moved_edited_and_taken_away(api, goal, ana, cy):
    client, result = api(ana), goal.results.get()
    said = {"title": "Chapter four", "owner": cy.public_id, "result": result.public_id}
    written = send(client.post, at(goal), due_on="2026-12-01", **said)
    assert written.status_code == 201
    task = Task.objects.get()
    [read] = client.get(at(goal)).json()
    assert read == written.json()
    assert (read["owner"], read["result"], read["stage"]) == (
        cy.public_id,
        result.public_id,
        "todo",
    )
    moved = send(client.post, at(goal, task, "/stage"), stage="done").json()
    assert (moved["stage"], moved["version"]) == ("done", read["version"] + 1)
    edited = send(client.put, at(goal, task), title="Chapter five", version=moved["version"])
    assert edited.status_code == 200
    assert (edited.json()["title"], edited.json()["owner"]) == ("Chapter five", None)
    assert client.delete(at(goal, task)).status_code == 204
    assert client.get(at(goal)).json() == []


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ({}, 422),
        ({"title": " "}, 422),
        ({"title": "x" * 201}, 422),
        ({"title": "a\u202eb"}, 422),
        ({"title": "Chapter four", "due_on": "soon"}, 422),
        ({"title": "Chapter four", "owner": "nobody"}, 404),
        ({"title": "Chapter four", "result": "nowhere"}, 404),
    ],
)
def test_what_cannot_be_is_refused_in_words(api, goal, ana, said, status):
    assert send(api(ana).post, at(goal), **said).status_code == status
    assert not Task.objects.exists()


def test_a_stage_that_is_none_is_refused(api, goal, ana):
    task = add_task(goal, "Chapter four", actor=ana)
    assert send(api(ana).post, at(goal, task, "/stage"), stage="soon").status_code == 422


def test_what_changed_meanwhile_answers_409(api, goal, ana):
    task = add_task(goal, "Chapter four", actor=ana)
    answer = send(api(ana).put, at(goal, task), title="Five", version=task.version - 1)
    assert answer.status_code == 409
    assert Task.objects.get().title == "Chapter four"


def test_whoever_has_it_moves_it_and_writes_nothing(api, goal, ana, cy):
    task, client = add_task(goal, "Chapter four", actor=ana, owner=cy), api(cy)
    assert send(client.post, at(goal, task, "/stage"), stage="doing").status_code == 200
    assert send(client.put, at(goal, task), title="Five").status_code == 403
    assert send(client.post, at(goal), title="Another").status_code == 403
    assert client.delete(at(goal, task)).status_code == 403


def test_a_token_that_reads_does_not_write(api, goal, ana):
    task, client = add_task(goal, "Chapter four", actor=ana), api(ana, scopes=["goals:read"])
    assert len(client.get(at(goal)).json()) == 1
    assert send(client.post, at(goal), title="Another").status_code == 403
    assert send(client.post, at(goal, task, "/stage"), stage="done").status_code == 403
    assert client.delete(at(goal, task)).status_code == 403


def test_tasks_of_a_private_goal_are_not_there_for_others(api, goal_of, ana, cy):
    hidden = goal_of(ana, "Private", visibility="line")
    task, client = add_task(hidden, "Talk to Bo", actor=ana), api(cy)
    assert client.get(at(hidden)).status_code == 404
    assert send(client.put, at(hidden, task), title="Five").status_code == 404
    assert send(client.post, at(hidden, task, "/stage"), stage="done").status_code == 404
    assert client.delete(at(hidden, task)).status_code == 404


def test_a_task_is_found_under_its_own_goal_alone(api, goal, goal_of, ana):
    task, other = add_task(goal, "Chapter four", actor=ana), goal_of(ana, "Another", 10)
    assert api(ana).delete(at(other, task)).status_code == 404
