"""Items of trackers under the goals they serve: by list and by signed webhook, within the rights
of whoever keeps the tracker."""

import json
import time

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from fairway.foundation.signing import signature
from fairway.goals.actions import trackers as acting
from fairway.goals.actions.linking import link_list
from fairway.goals.actions.tasks import MOST, edit_task, move_task
from fairway.goals.linking.keepout import CountsRefused
from fairway.goals.models import Task, Tracker, TrackerRule

pytestmark = pytest.mark.django_db


@pytest.fixture
def goal(ana, goal_of):
    return goal_of(ana, "Answer on first contact", 40)


@pytest.fixture
def tracker(ana):
    return acting.add_tracker("Shop repository", actor=ana, kind="github")


def address(name, tracker, *more):
    return reverse(f"goals:{name}", args=[tracker.public_id, *more])


def item(goal=None, **said):
    text = f"For /goals/{goal.public_id}/" if goal else ""
    return {"ref": "acme/shop#12", "title": "Print labels at once", "text": text, **said}


def send(client, tracker, body, *, secret="", moment=""):
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    moment = moment or str(int(time.time()))
    signed = signature(secret or tracker.secret, moment, raw)
    return client.post(
        address("tracker_items", tracker),
        raw,
        content_type="application/json",
        headers={"Fairway-Timestamp": moment, "Fairway-Signature": f"sha256={signed}"},
    )


def standing():
    rows = Task.objects.order_by("pk")
    return [(one.goal.title, one.tracker_ref, one.stage.value) for one in rows]


def test_an_item_that_names_a_goal_stands_under_it(client, tracker, goal):
    answer = send(client, tracker, [item(goal, url="https://github.com/acme/shop/issues/12")])
    assert (answer.status_code, answer.json()["added"]) == (200, 1)
    assert standing() == [(goal.title, "acme/shop#12", "todo")]
    task = Task.objects.get()
    assert (task.tracker, task.owner) == ("github", None)
    tracker.refresh_from_db()
    assert tracker.said.startswith("1 added")


def test_an_item_that_names_a_key_result_stands_under_that(client, tracker, goal):
    result = goal.results.get()
    send(client, tracker, [item(text=f"Serves {result.public_id}")])
    assert Task.objects.get().result == result


def test_told_again_it_is_brought_up_to_date_and_not_made_twice(client, tracker, goal):
    send(client, tracker, [item(goal)])
    again = send(client, tracker, [item(goal)]).json()
    assert (again["added"], again["unchanged"]) == (0, 1)
    changed = send(client, tracker, [item(title="Print labels", status="closed")]).json()
    assert (changed["changed"], changed["unmatched"]) == (1, 0)
    assert standing() == [(goal.title, "acme/shop#12", "done")]
    assert Task.objects.get().title == "Print labels"


def test_who_does_it_here_is_not_changed_from_outside(client, tracker, goal, ana):
    send(client, tracker, [item(goal)])
    edit_task(Task.objects.get(), actor=ana, title="Print labels at once", owner=ana)
    send(client, tracker, [item(goal, title="Other words", assignee="cy")])
    task = Task.objects.get()
    assert (task.title, task.owner) == ("Other words", ana)


def test_what_nothing_is_said_of_stays_as_it_is_here(client, tracker, goal, ana):
    send(client, tracker, [item(goal)])
    move_task(Task.objects.get(), actor=ana, stage="doing")
    assert send(client, tracker, [item(goal)]).json()["unchanged"] == 1
    assert standing() == [(goal.title, "acme/shop#12", "doing")]


def test_what_comes_late_or_is_sent_once_more_changes_nothing_back(client, tracker, goal):
    early = item(goal, status="open", updated_at="2026-03-02T09:00:00Z")
    late = item(goal, status="closed", title="Print", updated_at="2026-03-02T11:30:00+02:00")
    send(client, tracker, [late])
    assert send(client, tracker, [early]).json()["unchanged"] == 1
    assert standing() == [(goal.title, "acme/shop#12", "done")]
    assert Task.objects.get().title == "Print"


def test_open_again_it_is_to_be_done_and_what_was_begun_here_stays_begun(
    client, tracker, goal, ana
):
    send(client, tracker, [item(goal, status="closed")])
    send(client, tracker, [item(goal, status="open")])
    assert standing() == [(goal.title, "acme/shop#12", "todo")]
    move_task(Task.objects.get(), actor=ana, stage="doing")
    send(client, tracker, [item(goal, status="open", title="Print all labels")])
    assert standing() == [(goal.title, "acme/shop#12", "doing")]


def test_a_rule_says_where_items_of_a_project_or_label_go(client, tracker, goal, ana):
    acting.add_tracker_rule(tracker, "Acme/Shop", actor=ana, goal=goal)
    acting.add_tracker_rule(tracker, "returns", actor=ana, goal=goal, result=goal.results.get())
    said = [item(), item(ref="acme/web#3"), item(ref="acme/web#4", labels=["Returns"])]
    answer = send(client, tracker, said).json()
    assert (answer["added"], answer["unmatched"]) == (2, 1)
    assert [one.result for one in Task.objects.order_by("pk")] == [None, goal.results.get()]


def test_a_tracker_writes_only_where_its_keeper_works(client, tracker, goal_of, bo, cy):
    """Neither the open goal of somebody else nor one that nobody may know of."""
    others = [goal_of(cy, "Of Cy"), goal_of(bo, "Private", visibility="line")]
    answer = send(client, tracker, [item(one, ref=str(n)) for n, one in enumerate(others, 1)])
    assert (answer.json()["added"], answer.json()["unmatched"]) == (0, 2)
    assert standing() == []


def test_a_goal_that_its_keeper_works_on_no_more_is_left_alone(client, tracker, goal, ana, cy):
    acting.add_tracker_rule(tracker, "acme/shop", actor=ana, goal=goal)
    send(client, tracker, [item()])
    type(goal).objects.filter(pk=goal.pk).update(owner=cy)
    assert send(client, tracker, [item(status="closed")]).json()["unmatched"] == 1
    assert standing() == [(goal.title, "acme/shop#12", "todo")]


def test_once_the_keeper_has_left_nothing_is_taken(client, tracker, goal, ana):
    ana.active = False
    ana.save()
    assert send(client, tracker, [item(goal)]).status_code == 401


def test_what_is_not_signed_a_moment_ago_with_the_secret_is_refused(client, tracker, goal, ana):
    body, former = [item(goal)], tracker.secret
    assert send(client, tracker, body, secret="guessed").status_code == 401
    old = str(int(time.time()) - 3600)
    assert send(client, tracker, body, moment=old).status_code == 401
    renewed = acting.renew_tracker_secret(tracker, actor=ana)
    assert send(client, tracker, body, secret=former).status_code == 401
    assert send(client, renewed, body).status_code == 200
    assert client.post(address("tracker_items", tracker), body, "application/json").status_code in (
        401,
        403,
    )


def test_counts_are_refused_to_the_sender_and_shown_to_the_keeper(client, at, tracker, ana):
    answer = send(client, tracker, [{"author": "ana", "commits": 37}])
    assert answer.status_code == 422
    assert "no counts of tickets or commits" in answer.json()["detail"]
    assert "no counts of tickets or commits" in at(ana).get(tracker.get_absolute_url()).text


@pytest.mark.parametrize("body", [b"", b"{", b"[" * 50_000, b"\xff\xfe", b'"x"', b"[[]]"])
def test_nonsense_is_refused_in_words(client, tracker, body):
    answer = send(client, tracker, body)
    assert answer.status_code == 422
    assert answer.json()["detail"]


def test_a_list_is_pasted_and_again_it_makes_nothing_twice(at, tracker, goal, ana):
    text = f"ref,title,status,description\nSUP-1,Print labels,Done,{goal.public_id}\nSUP-2,Other,,"
    page = at(ana).post(address("tracker_list", tracker), {"text": text}, follow=True).text
    assert "1 added" in page
    assert "1 without a goal of yours" in page
    at(ana).post(address("tracker_list", tracker), {"text": text})
    assert standing() == [(goal.title, "SUP-1", "done")]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "Paste some items"),
        ("person,commits\nAna,37", "no counts of tickets or commits"),
        ("one,two\n1,2", "The first line names the columns"),
    ],
)
def test_a_list_that_cannot_be_taken_stays_as_it_was_typed(at, tracker, ana, text, why):
    answer = at(ana).post(address("tracker_list", tracker), {"text": text})
    assert answer.status_code == 422
    assert why in answer.text
    assert text.partition("\n")[0] in answer.text


def test_only_its_keeper_knows_a_tracker(at, tracker, bo):
    """Not even who leads them: its secret opens their goals."""
    assert at(bo).get(tracker.get_absolute_url()).status_code == 404
    assert tracker.name not in at(bo).get(reverse("goals:trackers")).text
    assert at(bo).post(address("renew_tracker", tracker)).status_code == 404
    with pytest.raises(PermissionDenied):
        link_list(tracker, "ref,title\n1,Print", actor=bo)


def test_a_rule_leads_only_to_goals_that_one_works_on(at, tracker, goal_of, ana, cy):
    goal_of(cy, "Of Cy")
    typed = {"words": "acme/shop", "serves": "Of Cy"}
    answer = at(ana).post(address("add_tracker_rule", tracker), typed)
    assert answer.status_code == 422
    assert "Only who works on" in answer.text
    assert 'value="acme/shop"' in answer.text


def test_a_rule_said_twice_is_one_and_can_be_taken_away(at, tracker, goal, ana):
    for _ in range(2):
        typed = {"words": "acme/shop", "serves": goal.title}
        assert at(ana).post(address("add_tracker_rule", tracker), typed).status_code == 302
    rule = TrackerRule.objects.get()
    assert goal.title in at(ana).get(tracker.get_absolute_url()).text
    at(ana).post(address("remove_tracker_rule", tracker, rule.public_id))
    assert not TrackerRule.objects.exists()


def test_a_tracker_is_added_and_taken_away_and_its_tasks_stay(at, client, goal, ana):
    typed = {"name": "Support board", "kind": "jira"}
    assert at(ana).post(reverse("goals:new_tracker"), typed).status_code == 302
    tracker = Tracker.objects.get(kept_by=ana)
    send(client, tracker, [item(goal)])
    at(ana).post(address("remove_tracker", tracker))
    assert not Tracker.objects.exists()
    assert len(standing()) == 1


def test_a_goal_takes_no_more_than_fits(client, tracker, goal):
    said = [item(goal, ref=f"acme/shop#{n}") for n in range(MOST + 3)]
    answer = send(client, tracker, said).json()
    assert (answer["added"], answer["no_room"]) == (MOST, 3)


def test_many_items_cost_no_more_questions_than_one(
    client, tracker, goal, django_assert_max_num_queries
):
    send(client, tracker, [item(goal, ref="acme/shop#0")])
    with django_assert_max_num_queries(60) as few:
        send(client, tracker, [item(goal, ref="acme/shop#1")])
    said = [item(goal, ref=f"acme/shop#{n}") for n in range(2, 40)]
    most = len(few) + 2  # what is remembered for seconds may be asked for once more
    with django_assert_max_num_queries(most):
        send(client, tracker, said)
    closed = [{**one, "status": "closed"} for one in said]
    with django_assert_max_num_queries(most):
        assert send(client, tracker, closed).json()["changed"] == len(said)
    assert Task.objects.filter(done_at=None).count() == 2


def test_a_list_of_counts_changes_nothing(tracker, goal, ana):
    with pytest.raises(CountsRefused):
        link_list(tracker, f"author,commits,goal\nAna,37,{goal.public_id}", actor=ana)
    assert standing() == []
