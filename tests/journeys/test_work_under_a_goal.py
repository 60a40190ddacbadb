"""Daily work under a goal, in a real browser: written, given, done, and linked from a tracker."""

import hashlib
import hmac
import json
import re

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from fairway.foundation.events import SYSTEM
from fairway.goals.actions.creating import add_goal
from fairway.goals.actions.tasks import add_task
from fairway.goals.models import Task, Tracker
from fairway.people.days import organisation_day
from fairway.strategy.actions.periods import add_period, open_period
from tests.browsers import session_cookie

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def goal(db, organisation, ana):
    today = organisation_day()
    first, last = today.replace(month=1, day=1), today.replace(month=12, day=31)
    year = add_period("year", str(today.year), actor=SYSTEM, starts_on=first, last_day=last)
    open_period(year, actor=SYSTEM)
    return add_goal("Answer on first contact", actor=SYSTEM, owner=ana, period=year)


def fits(page):
    wide, there = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    assert wide <= there, "nothing hangs over the edge of the page"


@pytest.mark.parametrize(("width", "theme"), [("desk", "light"), ("phone", "dark")])
def test_ana_writes_a_task_for_bo_and_he_finds_it_and_does_it(
    visit, check, ana, bo, goal, width, theme
):
    page = visit(goal.get_absolute_url(), as_=ana, width=width, theme=theme)
    page.get_by_role("link", name="New task").click()
    page.get_by_label("What is to be done").fill("Write chapter four")
    page.get_by_label("Who does it").fill("Nobody At All")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("needs another look")).to_be_visible()
    expect(page.get_by_label("What is to be done")).to_have_value("Write chapter four")
    check(page)
    fits(page)
    page.get_by_label("Who does it").fill(bo.name)
    page.get_by_label("Due on").fill(organisation_day().isoformat())
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="Write chapter four").wait_for()
    check(page)
    fits(page)

    his = visit("/", as_=bo, width=width, theme=theme)
    his.get_by_role("link", name=re.compile("Write chapter four")).first.click()
    his.get_by_role("button", name="Done: Write chapter four").click()
    his.get_by_role("button", name="Not done after all: Write chapter four").wait_for()
    check(his)
    assert Task.objects.get().stage == "done"


@pytest.mark.parametrize(("width", "theme"), [("desk", "light"), ("phone", "dark")])
def test_ana_links_the_items_of_a_tracker(visit, check, ana, goal, served, width, theme):
    page = visit(reverse("goals:trackers"), as_=ana, width=width, theme=theme)
    page.get_by_role("link", name="Add a tracker").first.click()
    page.get_by_label("Which tracker").select_option("github")
    page.get_by_label("Name").fill("Shop repository")
    page.get_by_role("button", name="Add").click()
    page.get_by_label("Project or label").fill("acme/shop")
    page.get_by_label("Its items serve").fill(goal.title)
    page.get_by_role("button", name="Add the rule").click()
    page.get_by_role("button", name="Take the rule for acme/shop away").wait_for()

    page.get_by_label("Paste the export").fill("person,commits\nAna,37")
    page.get_by_role("button", name="Read the list").click()
    expect(page.get_by_text("no counts of tickets or commits").first).to_be_visible()
    expect(page.get_by_label("Paste the export")).to_have_value("person,commits\nAna,37")
    check(page)
    fits(page)
    page.get_by_label("Paste the export").fill("ref,title\nacme/shop#12,Print labels at once")
    page.get_by_role("button", name="Read the list").click()
    page.get_by_text("1 added").first.wait_for()

    assert closed_at_github(page).json()["changed"] == 1
    page.goto(reverse("goals:task_board", args=[goal.public_id]))
    card = page.locator("[data-lane=done] li", has_text="Print labels at once")
    expect(card).to_be_visible()
    check(page)
    fits(page)


def closed_at_github(page):
    """With the address and the secret as they stand on the page."""
    page.get_by_text("Show", exact=True).click()
    address, secret = (page.locator("dd code").nth(place).inner_text() for place in (0, 1))
    issue = {"number": 12, "title": "Print labels at once", "state": "closed"}
    raw = json.dumps({"issue": issue, "repository": {"full_name": "acme/shop"}}).encode()
    signed = hmac.new(secret.encode(), raw, hashlib.sha256).hexdigest()
    headers = {"X-GitHub-Event": "issues", "X-Hub-Signature-256": f"sha256={signed}"}
    path = f"/goals/{address.partition('/goals/')[2]}"
    assert Tracker.objects.get().public_id in path
    return Client().post(path, raw, content_type="application/json", headers=headers)


def test_without_scripts_a_task_is_written_moved_and_taken_away(served, browser, ana, goal):
    context = browser.new_context(base_url=served, java_script_enabled=False)
    context.add_cookies([session_cookie(ana, served)])
    page = context.new_page()
    page.goto(goal.get_absolute_url())
    page.get_by_role("link", name="Show them").click()
    page.get_by_role("link", name="New task").click()
    page.get_by_label("What is to be done").fill("Write chapter four")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="As a board").click()
    page.get_by_label("Where “Write chapter four” stands").click()
    page.get_by_role("button", name="Doing").click()
    expect(page.locator("[data-lane=doing] li")).to_contain_text("Write chapter four")
    page.get_by_role("link", name="Write chapter four").click()
    page.get_by_role("button", name="Take it away").click()
    expect(page.get_by_text("No tasks yet")).to_be_visible()
    assert not Task.objects.exists()
    context.close()


def test_the_board_is_worked_by_keyboard_alone(visit, check, ana, goal):
    for title in ("Write chapter four", "Read ten answers"):
        add_task(goal, title, actor=ana)
    page = visit(reverse("goals:task_board", args=[goal.public_id]), as_=ana)
    page.wait_for_load_state("networkidle")
    menu = page.get_by_role("button", name="Where “Read ten answers” stands")
    for lane in ("Doing", "Done", "To do"):
        menu.focus()
        page.keyboard.press("Enter")
        page.get_by_role("button", name=lane, exact=True).focus()
        page.keyboard.press("Enter")
        place = page.get_by_role("region", name=lane)
        expect(place.get_by_role("link", name="Read ten answers")).to_be_visible()
        expect(menu).to_be_focused()
    check(page)
