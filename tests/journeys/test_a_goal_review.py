"""Ana and Bo look at her goals in the middle of a year, each when it suits them."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from fairway.foundation.events import SYSTEM
from fairway.goals.actions.agreeing import propose_goal
from fairway.goals.actions.creating import add_goal
from fairway.goals.actions.results import add_result
from fairway.goals.actions.reviewing import open_review
from fairway.goals.models import GoalReview
from fairway.people.days import organisation_day
from fairway.strategy.actions.periods import add_period, open_period

pytestmark = pytest.mark.django_db(transaction=True)
FIRST, GUIDE = "Answer on first contact", "A guide in four languages"
WHY = "Half of those who write ask where their parcel is: no answer of ours changes that."


@pytest.fixture
def goals(ana, bo):
    today = organisation_day()
    first, last = today.replace(month=1, day=1), today.replace(month=12, day=31)
    year = add_period("year", str(today.year), actor=SYSTEM, starts_on=first, last_day=last)
    open_period(year, actor=SYSTEM)
    return [_agreed(title, ana, year) for title in (FIRST, GUIDE)]


def _agreed(title, owner, period):
    goal = add_goal(title, actor=SYSTEM, owner=owner, period=period)
    add_result(goal, "Answers", actor=SYSTEM, baseline=20, target=80)
    return propose_goal(goal, actor=SYSTEM)


@pytest.fixture
def review(goals, ana):
    return open_review(ana, actor=SYSTEM, period=goals[0].period, point="middle")


def part(page, title):
    return page.get_by_role("region", name=title)


def fits(page):
    wide, there = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    assert wide <= there, "nothing hangs over the edge of the page"


@pytest.mark.parametrize(("width", "theme"), [("desk", "light"), ("phone", "dark")])
def test_over_days_from_a_to_do_to_a_change_that_is_agreed(
    visit, check, ana, bo, goals, review, width, theme
):
    hers = visit("/", as_=ana, width=width, theme=theme)
    hers.get_by_role("link", name=re.compile("^Write")).first.click()
    part(hers, FIRST).get_by_text("Change", exact=True).click()
    part(hers, FIRST).get_by_role("textbox").fill(WHY)
    check(hers)
    fits(hers)
    hers.get_by_role("button", name="Save").click()
    hers.get_by_text("Saved. You can go on writing").first.wait_for()

    his = visit(reverse("goals:reviews"), as_=bo, width=width, theme=theme)
    check(his)
    fits(his)
    his.get_by_role("link", name=ana.name).first.click()
    expect(part(his, FIRST).get_by_text(WHY)).to_be_visible()
    for title, verdict in ((FIRST, "Change"), (GUIDE, "Keep")):
        part(his, title).get_by_text(verdict, exact=True).last.click()
    part(his, FIRST).get_by_role("textbox").fill("60 would be honest.")
    his.get_by_role("button", name="Save").click()
    his.get_by_text("Saved. You can go on writing").first.wait_for()
    check(his)

    hers.goto(review.get_absolute_url())  # the next day
    expect(part(hers, FIRST).get_by_text("60 would be honest.")).to_be_visible()
    expect(part(hers, FIRST).get_by_role("textbox")).to_have_value(WHY)
    part(hers, GUIDE).get_by_text("Keep", exact=True).last.click()
    hers.get_by_role("button", name="Save").click()
    hers.get_by_text("Saved. You can go on writing").first.wait_for()

    his.goto("/")
    his.get_by_role("link", name=re.compile("^Close")).first.click()
    expect(part(his, GUIDE).get_by_label("Keep")).to_be_checked()
    expect(part(his, FIRST).get_by_label("Change")).to_be_checked()
    part(his, FIRST).get_by_label("Answers: To").fill("60")
    check(his)
    fits(his)
    his.get_by_role("button", name="Propose and close").click()
    his.get_by_text("1 change is proposed").first.wait_for()
    check(his)

    hers.goto(goals[0].get_absolute_url())
    hers.get_by_role("button", name="Agree").click()
    hers.get_by_text("Changed: it holds from now on.").first.wait_for()
    check(hers)
    assert goals[0].results.get().target == 60
    assert not GoalReview.objects.get().is_open


def test_a_review_is_written_by_keyboard_alone(visit, check, ana, goals, review):
    page = visit(review.get_absolute_url(), as_=ana)
    page.wait_for_load_state("networkidle")
    for title in (FIRST, GUIDE):
        part(page, title).get_by_role("radio").first.focus()
        page.keyboard.press("Space")
        page.keyboard.press("Tab")
        page.keyboard.type("It goes well.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_text("Saved. You can go on writing").first.wait_for()
    check(page)
    said = set(review.lines.values_list("verdict", "words"))
    assert said == {("keep", "It goes well.")}
    review.refresh_from_db()
    assert review.written_at is not None


def test_what_is_typed_while_the_other_one_writes_is_not_lost(visit, check, ana, goals, review):
    desk = visit(review.get_absolute_url(), as_=ana)
    phone = visit(review.get_absolute_url(), as_=ana, width="phone")
    part(phone, FIRST).get_by_text("Keep", exact=True).click()
    phone.get_by_role("button", name="Save").click()
    phone.get_by_text("Saved. You can go on writing").first.wait_for()
    part(desk, FIRST).get_by_text("Stop", exact=True).click()
    part(desk, FIRST).get_by_role("textbox").fill(WHY)
    desk.get_by_role("button", name="Save").click()
    expect(part(desk, FIRST).get_by_role("textbox")).to_have_value(WHY)
    check(desk)
    desk.get_by_role("button", name="Save").click()
    desk.get_by_text("Saved. You can go on writing").first.wait_for()
    assert review.lines.get().verdict == "stop"
