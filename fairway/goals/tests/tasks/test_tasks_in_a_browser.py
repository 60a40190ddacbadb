"""Tasks in a real browser: loaded into the goal's page, ticked, and moved by keyboard and pointer."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from fairway.goals.actions import tasks as acting
from fairway.goals.actions.trackers import add_tracker, add_tracker_rule

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def goal(ana, bo, goal_of):
    goal = goal_of(ana, "Answer on first contact", 40)
    late = timezone.localdate() - timedelta(days=1)
    acting.add_task(goal, "Write chapter four", actor=ana, owner=ana, due_on=late)
    doing = acting.add_task(goal, "Read ten answers", actor=ana, owner=bo)
    acting.move_task(doing, actor=bo, stage="doing")
    return goal


def stage_of(goal, title):
    return goal.tasks.get(title=title).stage


@pytest.mark.parametrize(("width", "theme"), [("desk", "light"), ("phone", "dark")])
@pytest.mark.parametrize("name", ["tasks", "task_board", "new_task"])
def test_pages_are_in_order(visit, check, ana, goal, name, width, theme):
    address = reverse(f"goals:{name}", args=[goal.public_id])
    page = visit(address, as_=ana, width=width, theme=theme)
    check(page)
    wide = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    assert wide[0] <= wide[1], "nothing hangs over the edge of the page"


@pytest.mark.parametrize(("width", "theme"), [("desk", "light"), ("phone", "dark")])
def test_pages_of_trackers_are_in_order(visit, check, ana, goal, width, theme):
    check(visit(reverse("goals:trackers"), as_=ana, width=width, theme=theme))
    tracker = add_tracker("Shop repository", actor=ana, kind="github")
    add_tracker_rule(tracker, "acme/shop", actor=ana, goal=goal)
    page = visit(tracker.get_absolute_url(), as_=ana, width=width, theme=theme)
    check(page)
    wide = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    assert wide[0] <= wide[1], "nothing hangs over the edge of the page"


def test_a_task_is_ticked_on_the_goals_page(visit, ana, goal):
    page = visit(goal.get_absolute_url(), as_=ana)
    page.get_by_role("button", name="Done: Write chapter four").click()
    page.get_by_role("button", name="Not done after all: Write chapter four").wait_for()
    assert stage_of(goal, "Write chapter four") == "done"


def test_a_task_is_moved_by_keyboard(visit, ana, goal):
    page = visit(reverse("goals:task_board", args=[goal.public_id]), as_=ana)
    page.get_by_role("button", name="Where “Write chapter four” stands").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Doing").focus()
    page.keyboard.press("Enter")
    page.locator("[data-lane=doing] li", has_text="Write chapter four").wait_for()
    expect(page.get_by_role("button", name="Where “Write chapter four” stands")).to_be_focused()
    assert stage_of(goal, "Write chapter four") == "doing"


def test_a_task_is_moved_by_dragging(visit, ana, goal):
    page = visit(reverse("goals:task_board", args=[goal.public_id]), as_=ana)
    page.wait_for_load_state("networkidle")
    card = page.locator("li[draggable=true]", has_text="Write chapter four")
    card.hover()
    page.mouse.down()
    for _step in range(2):  # a browser asks where it may drop only once the pointer moves there
        page.locator("[data-lane=done]").hover()
    page.mouse.up()
    page.locator("[data-lane=done] li", has_text="Write chapter four").wait_for()
    assert stage_of(goal, "Write chapter four") == "done"
