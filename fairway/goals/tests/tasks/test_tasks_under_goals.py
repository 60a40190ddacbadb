"""Daily work under a goal: written, given, moved; and it never says how far the goal is."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from fairway.foundation.events import SYSTEM
from fairway.foundation.jobs.worker import run_due
from fairway.foundation.models import Notification
from fairway.foundation.remembering import remembered
from fairway.goals import personal, todos
from fairway.goals.actions import tasks as acting
from fairway.goals.actions.closing import close_goal
from fairway.goals.actions.trackers import add_tracker
from fairway.goals.models import Goal, Task, Tracker

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def goal(ana, goal_of):
    return goal_of(ana, "Answer on first contact", 40)


def address(name, goal, task=None):
    return reverse(f"goals:{name}", args=[goal.public_id] + ([task.public_id] if task else []))


def lanes(page):
    parts = page.split('data-lane="')[1:]
    return {part.split('"', 1)[0]: part.split("</section>")[0] for part in parts}


def waiting(viewer):
    with remembered():
        return [todo for todo in todos.found(viewer) if todo.key.startswith("goal-task:")]


def test_a_task_is_written_and_stands_under_its_goal(at, goal, ana):
    result = goal.results.get()
    typed = {"title": "Write chapter four", "due_on": "2026-12-01", "result": result.public_id}
    assert at(ana).post(address("new_task", goal), typed).status_code == 302
    task = Task.objects.get()
    assert (task.goal, task.result, task.stage) == (goal, result, "todo")
    page = at(ana).get(address("tasks", goal)).text
    assert "Write chapter four" in page
    assert "<html" in page


def test_the_page_of_a_goal_asks_for_its_tasks_and_leads_to_them_without_a_script(at, goal, ana):
    acting.add_task(goal, "Write chapter four", actor=ana)
    page = at(ana).get(goal.get_absolute_url()).text
    assert f'hx-get="{address("tasks", goal)}"' in page
    assert f'href="{address("tasks", goal)}"' in page
    piece = at(ana).get(address("tasks", goal), headers=HTMX).text
    assert "Write chapter four" in piece
    assert "<html" not in piece


def test_a_title_is_asked_for_and_what_was_typed_stays(at, goal, ana):
    answer = at(ana).post(address("new_task", goal), {"title": " ", "due_on": "2026-02-30"})
    assert answer.status_code == 422
    assert "no day of the calendar" in answer.text
    assert 'value="2026-02-30"' in answer.text
    assert not Task.objects.exists()


def test_tasks_never_change_how_far_a_goal_is(goal, ana):
    before = (goal.progress, goal.coverage)
    task = acting.add_task(goal, "Write chapter four", actor=ana)
    acting.move_task(task, actor=ana, stage="done")
    goal.refresh_from_db()
    assert (goal.progress, goal.coverage) == before


def test_a_task_moves_from_lane_to_lane_and_back(at, goal, ana):
    task = acting.add_task(goal, "Write chapter four", actor=ana)
    board = address("task_board", goal)
    for stage in ("doing", "done", "todo"):
        moved = at(ana).post(f"{address('move_task', goal, task)}?at=board", {"status": stage})
        assert moved.url == board
        page = lanes(at(ana).get(board).text)
        assert [name for name, lane in page.items() if task.title in lane] == [stage]
    task.refresh_from_db()
    assert (task.begun_at, task.done_at) == (None, None)


def test_each_card_has_a_button_for_every_other_lane(at, goal, ana):
    acting.add_task(goal, "Write chapter four", actor=ana)
    lane = lanes(at(ana).get(address("task_board", goal)).text)["todo"]
    for stage in ("doing", "done"):
        assert f'name="status" value="{stage}"' in lane
    assert 'draggable="true"' in lane


def test_moving_within_the_list_gives_the_list_back(at, goal, ana):
    task = acting.add_task(goal, "Write chapter four", actor=ana)
    url = address("move_task", goal, task)
    piece = at(ana).post(url, {"status": "done"}, headers=HTMX).text
    assert "Not done after all: Write chapter four" in piece
    assert "<html" not in piece


def test_a_lane_that_is_none_is_refused(at, goal, ana):
    task = acting.add_task(goal, "Write chapter four", actor=ana)
    assert at(ana).post(address("move_task", goal, task), {"status": "soon"}).status_code == 400


def test_whoever_was_given_a_task_moves_it_and_changes_nothing_else(at, goal, ana, cy):
    task = acting.add_task(goal, "Write chapter four", actor=ana, owner=cy)
    assert at(cy).post(address("move_task", goal, task), {"status": "done"}).status_code == 302
    assert at(cy).post(address("task", goal, task), {"title": "Other"}).status_code == 403
    with pytest.raises(PermissionDenied):
        acting.remove_task(task, actor=cy)


def test_nobody_moves_what_is_neither_theirs_nor_of_their_goal(at, goal, ana, cy):
    task = acting.add_task(goal, "Write chapter four", actor=ana)
    page = at(cy).get(address("tasks", goal)).text
    assert task.title in page
    assert address("move_task", goal, task) not in page
    assert at(cy).post(address("move_task", goal, task), {"status": "done"}).status_code == 403
    assert at(cy).post(address("new_task", goal), {"title": "Another"}).status_code == 403


def test_tasks_of_a_private_goal_are_as_private(at, goal_of, ana, cy):
    hidden = goal_of(ana, "Private", visibility="line")
    task = acting.add_task(hidden, "Talk to Bo", actor=ana)
    for name in ("tasks", "task_board"):
        assert at(cy).get(address(name, hidden)).status_code == 404
    assert at(cy).post(address("move_task", hidden, task), {"status": "done"}).status_code == 404


def test_nobody_is_given_a_task_they_may_not_read(at, goal_of, ana, cy):
    hidden = goal_of(ana, "Private", visibility="line")
    answer = at(ana).post(address("new_task", hidden), {"title": "Help me", "owner": cy.name})
    assert answer.status_code == 422
    assert "may not see this goal" in answer.text
    assert "Help me" in answer.text


def test_who_has_left_is_given_nothing(goal, ana, zoe):
    with pytest.raises(acting.HasLeft):
        acting.add_task(goal, "Write chapter four", actor=ana, owner=zoe)


def test_a_key_result_of_another_goal_is_refused(goal, goal_of, ana, bo):
    other = goal_of(bo, "Another", 10).results.get()
    with pytest.raises(acting.NotItsResult):
        acting.add_task(goal, "Write chapter four", actor=ana, result=other)


def test_two_who_edit_at_once_both_keep_their_words(at, goal, ana):
    task = acting.add_task(goal, "Write chapter four", actor=ana)
    seen = task.version
    acting.edit_task(task, actor=ana, title="Write chapter five", version=seen)
    typed = {"title": "Write chapter six", "version": seen}
    answer = at(ana).post(address("task", goal, task), typed)
    assert answer.status_code == 409
    assert "Write chapter five" in answer.text
    assert "Write chapter six" in answer.text


def test_there_is_room_for_two_hundred(goal, ana):
    Task.objects.bulk_create(Task(goal=goal, title=f"Task {n}") for n in range(acting.MOST))
    with pytest.raises(acting.TooManyTasks):
        acting.add_task(goal, "One more", actor=ana)
    Task.objects.filter(title="Task 0").update(done_at=timezone.now())
    acting.add_task(goal, "One more", actor=ana)


def test_a_closed_goal_takes_no_tasks(at, goal, ana):
    task = acting.add_task(goal, "Write chapter four", actor=ana)
    close_goal(goal, actor=SYSTEM, outcome="achieved")
    with pytest.raises(PermissionDenied):
        acting.add_task(goal, "Too late", actor=ana)
    assert at(ana).post(address("move_task", goal, task), {"status": "done"}).status_code == 403


def test_what_is_due_waits_for_whoever_has_it(goal, ana, cy):
    today = timezone.localdate()
    first = acting.add_task(goal, "First", actor=ana, owner=cy, due_on=today)
    acting.add_task(goal, "Later", actor=ana, owner=cy, due_on=today + timedelta(days=30))
    acting.add_task(goal, "Anytime", actor=ana, owner=cy)
    assert [todo.title for todo in waiting(cy)] == ["First"]
    assert waiting(ana) == []
    acting.move_task(first, actor=cy, stage="done")
    assert waiting(cy) == []


def test_who_may_no_longer_read_the_goal_is_asked_for_nothing(goal, ana, cy):
    task = acting.add_task(goal, "First", actor=ana, owner=cy, due_on=timezone.localdate())
    Goal.objects.filter(pk=goal.pk).update(visibility="line")
    assert waiting(cy) == []
    with pytest.raises(PermissionDenied):
        acting.move_task(task, actor=cy, stage="done")


def test_of_a_goal_the_task_that_is_due_first_waits(goal, ana):
    today = timezone.localdate()
    for title, days in (("Second", 1), ("First", -1)):
        due = today + timedelta(days=days)
        acting.add_task(goal, title, actor=ana, owner=ana, due_on=due)
    assert [todo.title for todo in waiting(ana)] == ["First"]


def test_whoever_is_given_a_task_hears_of_it_and_nobody_tells_oneself(goal, ana, cy):
    acting.add_task(goal, "For me", actor=ana, owner=ana)
    acting.add_task(goal, "For Cy", actor=ana, owner=cy)
    run_due()
    told = Notification.objects.filter(title__contains="gives you a task")
    assert [(one.person, "For Cy" in one.title) for one in told] == [(cy, True)]


def test_the_words_of_who_is_erased_go(goal, ana, cy):
    acting.add_task(goal, "Words of hers", actor=ana, owner=cy)
    add_tracker("Words of hers", actor=cy, kind="jira")
    cy.active = False
    cy.save()
    personal.erase(cy)
    assert Task.objects.get().title == personal.GONE
    assert not Tracker.objects.exists()


@pytest.mark.parametrize("name", ["tasks", "task_board"])
def test_it_costs_the_same_however_many_tasks_there_are(
    at, goal, ana, name, django_assert_max_num_queries
):
    acting.add_task(goal, "One", actor=ana, owner=ana)
    at(ana).get(address(name, goal))
    with django_assert_max_num_queries(12) as few:
        at(ana).get(address(name, goal))
    for number in range(12):
        acting.add_task(goal, f"Task {number}", actor=ana, owner=ana)
    with django_assert_max_num_queries(len(few)):
        at(ana).get(address(name, goal))
