"""/api/v1/goals says and does what its token's owner may."""

from functools import partial

import pytest

from fairway.goals.models import KeyResult, Milestone

pytestmark = pytest.mark.django_db
BOTH = ["goals:read", "goals:write"]
GOALS = "/api/v1/goals/"


@pytest.fixture
def api(program):
    return partial(program, scopes=BOTH)


@pytest.fixture
def hers(goal_of, ana):
    return goal_of(ana, "Answer on first contact", 40)


def tell(client, goal, **given):
    address = f"{GOALS}{goal.public_id}/updates"
    return client.post(address, given, content_type="application/json")


def test_open_goals_are_listed_with_progress(api, hers, ana):
    [goal] = api(ana).get(GOALS).json()["items"]
    assert (goal["title"], goal["progress"], goal["state"]) == (hers.title, 0.4, "agreed")
    assert goal["owner"] == ana.public_id
    assert api(ana).get(f"{GOALS}?closed=true").json()["items"] == []


def test_goals_are_asked_for_by_owner_and_period(api, hers, goal_of, ana, bo):
    goal_of(bo, "Of Bo")
    client = api(ana)
    titles = [one["title"] for one in client.get(f"{GOALS}?owner={bo.public_id}").json()["items"]]
    assert titles == ["Of Bo"]
    assert len(client.get(f"{GOALS}?period={hers.period.public_id}").json()["items"]) == 2
    assert client.get(f"{GOALS}?owner=nobody").status_code == 404


def test_an_update_tells_values_and_progress_follows(api, hers, ana):
    client, result = api(ana), hers.results.get()
    told = {"result": result.public_id, "value": "75", "version": result.version}
    answer = tell(client, hers, results=[told], status="on_track", confidence=4, note="Nearly.")
    assert answer.status_code == 201
    assert (answer.json()["via"], answer.json()["by"]) == ("api", ana.public_id)
    assert client.get(f"{GOALS}{hers.public_id}").json()["progress"] == 0.75
    [result] = client.get(f"{GOALS}{hers.public_id}/results").json()
    assert (result["current"], result["target"]) == ("75", "100")
    assert client.get(f"{GOALS}{hers.public_id}/updates").json()["items"][0]["note"] == "Nearly."


def test_milestones_are_told_by_their_id(api, hers, ana):
    steps = KeyResult.objects.create(goal=hers, title="Steps", kind="milestones")
    done = Milestone.objects.create(result=steps, title="One")
    Milestone.objects.create(result=steps, title="Two")
    told = {"result": steps.public_id, "milestones": {done.public_id: True}}
    assert tell(api(ana), hers, results=[told]).status_code == 201
    steps.refresh_from_db()
    assert steps.progress == 500_000


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ({}, 422),
        ({"status": "finished"}, 422),
        ({"confidence": 9}, 422),
        ({"evidence_url": "javascript:alert(1)", "note": "See"}, 422),
        ({"results": [{"result": "nowhere", "value": "1"}]}, 404),
    ],
)
def test_what_cannot_be_is_refused_in_words(api, hers, ana, given, status):
    assert tell(api(ana), hers, **given).status_code == status


@pytest.mark.parametrize("value", ["many", "NaN", "inf", "1e400", "1.234.567"])
def test_what_is_no_number_is_refused(api, hers, ana, value):
    told = {"result": hers.results.get().public_id, "value": value}
    assert tell(api(ana), hers, results=[told]).status_code == 422


def test_what_changed_meanwhile_answers_409(api, hers, ana):
    result = hers.results.get()
    told = {"result": result.public_id, "value": "50", "version": result.version - 1}
    assert tell(api(ana), hers, results=[told]).status_code == 409


def test_others_read_but_do_not_tell_and_scopes_bind_owners_too(api, hers, ana, cy):
    other = api(cy)
    assert other.get(f"{GOALS}{hers.public_id}").status_code == 200
    assert tell(other, hers, status="on_track").status_code == 403
    assert tell(api(ana, scopes=["goals:read"]), hers, status="on_track").status_code == 403


def test_a_private_goal_is_not_there_for_others(api, goal_of, ana, bo, cy):
    secret = goal_of(ana, "Secret", 40, visibility="line")
    for person, status, count in ((ana, 200, 1), (bo, 200, 1), (cy, 404, 0)):
        client = api(person)
        assert len(client.get(GOALS).json()["items"]) == count
        for part in ("", "/results", "/updates"):
            assert client.get(f"{GOALS}{secret.public_id}{part}").status_code == status


def test_without_a_token_there_is_nothing(client, hers):
    assert client.get(GOALS).status_code == 401
