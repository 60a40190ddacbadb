"""A quarter of Ana and Bo, as far as goals go: written, agreed, told of, in a real browser."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from fairway.foundation.events import SYSTEM
from fairway.goals.actions.agreeing import propose_goal
from fairway.goals.actions.creating import add_goal
from fairway.goals.actions.results import add_result
from fairway.goals.models import Goal, KeyResult, ProgressUpdate
from fairway.people.days import organisation_day
from fairway.strategy.actions.periods import add_period, open_period
from fairway.strategy.actions.priorities import add_priority

pytestmark = pytest.mark.django_db(transaction=True)
UPDATE = re.compile("^Update ?: Answer on first contact")
HOW = "When the first answer is right, nobody has to ask twice."


@pytest.fixture
def quarter(db):
    today = organisation_day()
    first, last = today.replace(month=1, day=1), today.replace(month=12, day=31)
    year = add_period("year", str(today.year), actor=SYSTEM, starts_on=first, last_day=last)
    return open_period(year, actor=SYSTEM)


@pytest.fixture
def settle(quarter, organisation, bo):
    """What Bo's unit makes of a priority of the whole."""
    add_priority(quarter, actor=SYSTEM, title={"en": "Make returns effortless"})
    goal = add_goal(
        "Settle a return in one conversation",
        actor=SYSTEM,
        period=quarter,
        unit=organisation.support,
        responsible=bo,
        framework="okr",
    )
    add_result(goal, "Settled at once", actor=SYSTEM, baseline=62, target=80, measure="percent")
    return propose_goal(goal, actor=SYSTEM)


@pytest.fixture
def agreed(settle, ana, quarter):
    goal = add_goal("Answer on first contact", actor=SYSTEM, owner=ana, period=quarter)
    add_result(goal, "First answers", actor=SYSTEM, baseline=710, target=800, decimals=1)
    add_result(goal, "Guide is out", actor=SYSTEM, kind="yes_no")
    return propose_goal(goal, actor=SYSTEM)


def fits(page):
    wide, there = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    assert wide <= there, "nothing hangs over the edge of the page"


@pytest.mark.parametrize(("width", "theme"), [("desk", "light"), ("phone", "dark")])
def test_ana_proposes_a_goal_and_bo_agrees_to_it(
    visit, check, ana, bo, quarter, settle, width, theme
):
    page = visit(reverse("goals:list"), as_=ana, width=width, theme=theme)
    check(page)
    page.get_by_role("link", name="New goal").click()
    check(page)
    page.get_by_role("link", name="Write an objective").click()
    page.get_by_label("Goal", exact=True).fill("Answer returns questions on the first contact")
    first = page.get_by_role("group", name="Key result 1")
    first.get_by_label("What will be seen").fill("First-contact resolution")
    first.get_by_label("Measured in").select_option("percent")
    first.get_by_label(re.compile("^From")).fill("71")
    first.get_by_label(re.compile(r"^To\b")).fill("80")
    page.get_by_label("Contributes to").fill("settle")
    page.get_by_label("How it helps there").fill(HOW)
    check(page)
    fits(page)
    page.get_by_role("button", name="Save and propose").click()
    page.get_by_role("heading", name="Answer returns questions").first.wait_for()
    expect(page.get_by_text(HOW)).to_be_visible()
    check(page)
    fits(page)
    goal = Goal.objects.get(owner=ana)
    assert (goal.state, goal.parent, goal.results.count()) == ("proposed", settle, 1)

    his = visit("/", as_=bo, width="phone")
    his.get_by_role("link", name=re.compile("^Read")).first.click()
    his.get_by_role("button", name="Agree").click()
    his.get_by_text("Agreed: it holds from now on.").first.wait_for()
    check(his)
    goal.refresh_from_db()
    assert goal.agreed_by == bo


@pytest.mark.parametrize("width", ["desk", "phone"])
@pytest.mark.parametrize("start", ["/", "/goals/"])
def test_an_update_takes_one_click_a_few_keys_and_another(visit, check, ana, agreed, start, width):
    page = visit(start, as_=ana, width=width)
    page.get_by_role("link", name=UPDATE).click()
    page.get_by_label("First answers").fill("76.4")
    page.locator("label", has_text="At risk").click()
    page.get_by_label("In a sentence").fill("Late labels.")
    check(page)
    fits(page)
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("Told. Thank you.").first.wait_for()
    check(page)
    assert page.url.endswith(start), "it is told where one is"
    result = KeyResult.objects.get(title="First answers")
    agreed.refresh_from_db()
    assert (result.current, agreed.status) == (764, "at_risk")
    assert ProgressUpdate.objects.get(result=None).note == "Late labels."


def test_an_update_is_told_by_keyboard_alone(visit, check, ana, agreed):
    page = visit("/goals/", as_=ana)
    page.wait_for_load_state("networkidle")
    page.get_by_role("link", name=UPDATE).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("First answers")).to_be_visible()
    page.get_by_label("First answers").focus()
    page.keyboard.type("74.6")
    page.keyboard.press("Enter")
    page.get_by_text("Told. Thank you.").first.wait_for()
    check(page)
    assert KeyResult.objects.get(title="First answers").current == 746


def test_what_is_no_number_is_said_beside_it_and_stays(visit, check, ana, agreed):
    page = visit("/goals/", as_=ana)
    page.get_by_role("link", name=UPDATE).click()
    page.get_by_label("First answers").fill("many")
    page.get_by_label("In a sentence").fill("A whole thought.")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("is not a number").first.wait_for()
    expect(page.get_by_label("First answers")).to_have_value("many")
    expect(page.get_by_label("In a sentence")).to_have_value("A whole thought.")
    check(page)


@pytest.mark.parametrize("width", ["desk", "phone"])
def test_a_goal_opens_beside_the_list_and_explains_its_number(visit, check, ana, agreed, width):
    page = visit("/goals/", as_=ana, width=width)
    page.wait_for_load_state("networkidle")
    page.get_by_role("link", name="Answer on first contact", exact=True).click()
    beside = page.get_by_role("dialog")
    beside.get_by_text("Explain this number").first.click()
    expect(beside.get_by_text("Silence never counts as 0").first).to_be_visible()
    check(page)


def test_a_comment_names_bo_and_waits_for_him_on_home(visit, check, ana, bo, agreed):
    page = visit(agreed.get_absolute_url(), as_=ana)
    page.get_by_label("Comment").fill("@Bo Almeida, may I ask the carrier?")
    page.get_by_role("button", name="Comment").click()
    page.get_by_text("may I ask the carrier?").first.wait_for()
    his = visit("/", as_=bo, width="phone")
    expect(his.get_by_text("Answer Ana Reyes, who mentions you")).to_be_visible()
    check(his)
