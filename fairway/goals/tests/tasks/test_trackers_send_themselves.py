"""The address pasted into GitHub, GitLab or Jira: each signs in its own way and is understood."""

import hashlib
import hmac
import json
from contextlib import suppress
from datetime import date
from urllib.parse import urlencode

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from fairway.goals.actions import trackers as acting
from fairway.goals.linking.items import LARGEST
from fairway.goals.linking.reading import read_sent
from fairway.goals.models import Task
from fairway.goals.tests.tasks import hooks

pytestmark = pytest.mark.django_db
KINDS = ["github", "gitlab", "jira"]


@pytest.fixture
def goal(ana, goal_of):
    return goal_of(ana, "Answer on first contact", 40)


@pytest.fixture
def tracker(ana):
    return lambda kind: acting.add_tracker(f"Our {kind}", actor=ana, kind=kind)


def over_body(secret, raw):
    return "sha256=" + hmac.new(secret.encode(), raw, hashlib.sha256).hexdigest()


def headers_of(kind, secret, raw):
    return {
        "github": {"X-GitHub-Event": "issues", "X-Hub-Signature-256": over_body(secret, raw)},
        "gitlab": {"X-Gitlab-Event": "Issue Hook", "X-Gitlab-Token": secret},
        "jira": {"X-Hub-Signature": over_body(secret, raw)},
    }[kind]


def address(tracker):
    return reverse("goals:tracker_items", args=[tracker.public_id])


def post(client, tracker, body, *, secret="", form=False, **more):
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    if form:
        raw = urlencode({"payload": raw.decode()}).encode()
    headers = headers_of(tracker.kind, secret or tracker.secret, raw) | more
    kind = "application/x-www-form-urlencoded" if form else "application/json"
    return client.post(address(tracker), raw, content_type=kind, headers=headers)


def event(kind, goal):
    text = f"For https://fairway.example.com/goals/{goal.public_id}/ and nothing else"
    made = {"github": hooks.github_issue, "gitlab": hooks.gitlab_item, "jira": hooks.jira_issue}
    return made[kind](text)


@pytest.mark.parametrize(
    ("kind", "ref", "stage", "due", "url"),
    [
        ("github", "acme/shop#12", "done", None, "https://github.com/acme/shop/issues/12"),
        (
            "gitlab",
            "acme/shop#23",
            "done",
            date(2026, 4, 1),
            "https://gitlab.example.com/acme/shop/-/issues/23",
        ),
        ("jira", "SUP-12", "doing", date(2026, 4, 1), "https://acme.atlassian.net/browse/SUP-12"),
    ],
)
def test_an_event_is_taken_as_its_tracker_sends_it(
    client, tracker, goal, kind, ref, stage, due, url
):
    answer = post(client, tracker(kind), event(kind, goal))
    assert (answer.status_code, answer.json()["added"]) == (200, 1)
    task = Task.objects.get()
    assert (task.goal, task.title, task.owner) == (goal, "Print labels at once", None)
    assert (task.tracker, task.tracker_ref, task.stage) == (kind, ref, stage)
    assert (task.due_on, task.tracker_url) == (due, url)


@pytest.mark.parametrize("kind", KINDS)
def test_labels_and_projects_find_their_goal_by_a_rule(client, tracker, goal, ana, kind):
    ours = tracker(kind)
    acting.add_tracker_rule(ours, "Returns", actor=ana, goal=goal)
    body = event(kind, goal)
    said = json.dumps(body).replace(goal.public_id, "nothing")
    assert post(client, ours, json.loads(said)).json()["added"] == 1


@pytest.mark.parametrize("kind", KINDS)
def test_a_wrong_secret_opens_nothing_and_says_so(client, tracker, goal, kind):
    ours = tracker(kind)
    answer = post(client, ours, event(kind, goal), secret="guessed")
    assert answer.status_code == 401
    assert "signature does not fit" in answer.json()["detail"]
    ours.refresh_from_db()
    assert (Task.objects.count(), ours.last_run_at) == (0, None)


@pytest.mark.parametrize("kind", ["github", "jira"])
def test_a_body_that_was_changed_on_its_way_is_refused(client, tracker, goal, kind):
    ours, raw = tracker(kind), json.dumps(event(kind, goal)).encode()
    headers = headers_of(kind, ours.secret, raw)
    changed = raw.replace(b"Print labels", b"Burn labels!")
    answer = client.post(address(ours), changed, "application/json", headers=headers)
    assert answer.status_code == 401


@pytest.mark.parametrize(("kind", "other"), [("github", "gitlab"), ("gitlab", "github")])
def test_a_tracker_is_known_by_its_own_way_of_signing_alone(client, tracker, goal, kind, other):
    ours, raw = tracker(kind), json.dumps(event(kind, goal)).encode()
    headers = headers_of(other, ours.secret, raw)
    assert client.post(address(ours), raw, "application/json", headers=headers).status_code == 401


def test_a_signature_that_is_no_ascii_is_refused(client, tracker, goal):
    ours = tracker("gitlab")
    headers = {"X-Gitlab-Token": "sécret", "X-Gitlab-Event": "Issue Hook"}
    assert client.post(address(ours), b"{}", "application/json", headers=headers).status_code == 401


def test_an_unknown_address_says_no_more_than_a_wrong_secret(client, tracker, goal):
    ours = tracker("github")
    told = post(client, ours, event("github", goal), secret="guessed").json()
    ours.public_id = "x" * 22
    gone = post(client, ours, event("github", goal))
    assert (gone.status_code, gone.json()) == (401, told)


@pytest.mark.parametrize("kind", KINDS)
def test_sent_once_more_later_it_changes_nothing_back(client, tracker, goal, kind):
    """Nobody signs when an event was sent, and so what it says of an item counts by its moment."""
    ours, early = tracker(kind), event(kind, goal)
    post(client, ours, early)
    words = json.dumps(early).replace("2026-03-02", "2026-03-05")
    post(client, ours, json.loads(words.replace("Print labels at once", "Labels at once")))
    assert post(client, ours, early).json()["unchanged"] == 1
    assert Task.objects.get().title == "Labels at once"


def test_github_may_send_it_as_a_form(client, tracker, goal):
    assert post(client, tracker("github"), event("github", goal), form=True).json()["added"] == 1


@pytest.mark.parametrize(
    ("kind", "body", "headers"),
    [
        ("github", hooks.GITHUB_PING, {"X-GitHub-Event": "ping"}),
        ("gitlab", hooks.GITLAB_PUSH, {"X-Gitlab-Event": "Push Hook"}),
        ("jira", hooks.JIRA_VERSION, {}),
    ],
)
def test_what_is_no_item_is_heard_and_left(client, tracker, at, ana, kind, body, headers):
    """An error would make the tracker stop sending."""
    ours = tracker(kind)
    answer = post(client, ours, body, **headers)
    assert (answer.status_code, answer.json()["added"]) == (200, 0)
    ours.refresh_from_db()
    assert (ours.failure, Task.objects.count()) == ("", 0)
    assert "it is connected" in at(ana).get(ours.get_absolute_url()).text


@pytest.mark.parametrize(
    ("said", "stage"),
    [
        ({}, "doing"),
        ({"draft": True}, "todo"),
        ({"state": "closed", "merged": True}, "done"),
    ],
)
def test_a_pull_request_is_begun_once_it_is_no_draft(client, tracker, goal, said, stage):
    body = hooks.github_request(f"Serves {goal.public_id}", **said)
    assert post(client, tracker("github"), body).json()["added"] == 1
    task = Task.objects.get()
    assert (task.tracker_ref, task.stage) == ("acme/shop#31", stage)


def test_a_merge_request_is_another_item_than_the_issue_of_its_number(client, tracker, goal):
    ours = tracker("gitlab")
    text = f"Serves {goal.public_id}"
    post(client, ours, hooks.gitlab_item(text))
    post(client, ours, hooks.gitlab_item(text, "merge_request", state="opened", title="Labels"))
    found = {task.tracker_ref: task.stage for task in Task.objects.all()}
    assert found == {"acme/shop#23": "done", "acme/shop!23": "doing"}


def test_what_is_confidential_there_is_not_read(client, tracker, goal):
    body = hooks.gitlab_item(f"Serves {goal.public_id}", confidential=True)
    assert post(client, tracker("gitlab"), body).json()["added"] == 0
    assert not Task.objects.exists()


def test_an_address_in_a_document_of_jira_is_found(client, tracker, goal):
    text = hooks.document(f"https://fairway.example.com/goals/{goal.public_id}/")
    assert post(client, tracker("jira"), hooks.jira_issue(text)).json()["added"] == 1


def test_an_automation_of_jira_sends_the_issue_alone_with_the_secret(client, tracker, goal):
    ours = tracker("jira")
    body = hooks.jira_issue(f"Serves {goal.public_id}")["issue"]
    headers = {"Fairway-Token": ours.secret}
    answer = client.post(address(ours), body, "application/json", headers=headers)
    assert answer.json()["added"] == 1


@pytest.mark.parametrize("kind", KINDS)
def test_goals_of_others_are_neither_written_nor_told_of(client, tracker, goal_of, bo, kind):
    hidden = goal_of(bo, "Private", visibility="line")
    answer = post(client, tracker(kind), event(kind, hidden))
    assert (answer.status_code, answer.json()["unmatched"]) == (200, 1)
    assert hidden.title not in answer.text
    assert not Task.objects.exists()


def test_more_than_two_megabytes_are_refused_before_they_are_read(client, tracker, goal):
    ours = tracker("github")
    answer = post(client, ours, b" " * (LARGEST + 1))
    assert (answer.status_code, answer.json()["detail"]) == (413, "At most 2 MB.")


def test_a_formula_is_but_words(client, tracker, goal, at, ana):
    formula = '=HYPERLINK("https://bad.example","Pay")<script>alert(1)</script>'
    body = hooks.github_issue(f"Serves {goal.public_id}", title=formula)
    assert post(client, tracker("github"), body).json()["added"] == 1
    assert Task.objects.get().title == formula
    page = at(ana).get(reverse("goals:tasks", args=[goal.public_id])).text
    assert "<script>alert" not in page


@pytest.mark.parametrize("title", ["", " ", "37 commits by Ana", "a\u202eb"])
def test_an_item_that_cannot_be_taken_is_counted_and_nothing_breaks(client, tracker, goal, title):
    body = hooks.github_issue(f"Serves {goal.public_id}", title=title)
    answer = post(client, tracker("github"), body)
    assert (answer.status_code, answer.json()["left"]) == (200, 1)


def test_a_list_that_is_signed_as_the_tracker_does_is_read_as_a_list(client, tracker, goal):
    listed = [{"ref": "acme/shop#1", "title": "Print", "text": goal.public_id}]
    ours, raw = tracker("gitlab"), json.dumps(listed).encode()
    headers = {"X-Gitlab-Token": ours.secret}
    answer = client.post(address(ours), raw, "application/json", headers=headers)
    assert answer.json()["added"] == 1


SHAPES = [hooks.github_issue("x"), hooks.github_request("x"), hooks.gitlab_item("x")]
SHAPES += [hooks.jira_issue("x"), hooks.jira_issue(hooks.document("x"))]
ODD = st.sampled_from([None, True, [], {}, [None], [[]], {"name": []}, 10**20, "\ud800", "\0"])


def places(body, path=()):
    yield path
    inner = body.items() if isinstance(body, dict) else ()
    for name, value in inner:
        yield from places(value, (*path, name))


def put(body, path, odd):
    if not path:
        return odd
    return {**body, path[0]: put(body[path[0]], path[1:], odd)}


@given(data=st.data(), kind=st.sampled_from(KINDS), event=st.booleans())
def test_an_event_of_another_shape_breaks_nothing(data, kind, event):
    body = data.draw(st.sampled_from(SHAPES))
    path = data.draw(st.sampled_from(list(places(body))))
    odd = put(body, path, data.draw(ODD))
    with suppress(ValidationError):
        for item in read_sent(kind, json.dumps(odd), event=event).items:
            assert item.ref
            assert 0 < len(item.title) <= 200
