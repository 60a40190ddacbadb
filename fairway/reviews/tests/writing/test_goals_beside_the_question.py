"""Under "What became of the goals?" stand the goals of the period: to each reader those they see."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from fairway.foundation.events import SYSTEM
from fairway.goals.actions.agreeing import propose_goal
from fairway.goals.actions.creating import add_goal
from fairway.goals.models import Goal
from fairway.people.days import organisation_day
from fairway.reviews.models import Question, Review
from fairway.reviews.reading.goals import AT_FIRST
from fairway.reviews.tests.writing.running import MONTHS
from fairway.strategy.actions.periods import add_period, open_period

pytestmark = pytest.mark.django_db
WEEK = timedelta(days=7)
MOST_QUERIES = 12
HEADING = "Goals of the period"


@pytest.fixture
def period(running):
    """Of the strategy, over the half year that is reviewed."""
    first = running.cycle.period_from
    made = add_period("half", "Half", actor=SYSTEM, starts_on=first, last_day=first + MONTHS - WEEK)
    return open_period(made, actor=SYSTEM)


@pytest.fixture
def goal(period, ana):
    """goal("Answer in a day"): Ana's, agreed, for everybody to see."""

    def make(title, *, owner=None, agreed=True, **now):
        made = add_goal(title, actor=SYSTEM, owner=owner or ana, period=period)
        if agreed:
            propose_goal(made, actor=SYSTEM)
        Goal.objects.filter(pk=made.pk).update(**now)
        made.refresh_from_db()
        return made

    return make


@pytest.fixture
def page_of(at):
    """page_of(review, bo): what stands there for him."""

    def read(review, reader):
        answer = at(reader).get(reverse("reviews:review", args=[review.public_id]))
        assert answer.status_code == 200
        return answer.content.decode()

    return read


@pytest.fixture
def asks_for_goals(running):
    Question.objects.filter(pk=running.asks["results"].pk).update(kind="goal_result")


def said_of(page, title):
    """The words beside one goal."""
    line = page.partition(f">{title}</a>")[2].partition("</li>")[0]
    return [one.strip() for one in re.findall(r">([^<]+)<", line) if one.strip()]


def shared(review):
    Review.objects.filter(pk=review.pk).update(
        state="shared", submitted_at=review.participant.cycle.launched_at
    )
    return review


def test_where_it_is_written_each_stands_with_what_came_of_it(
    asks_for_goals, of_manager, goal, page_of, bo
):
    done = goal("Answer in a day", progress=1_000_000, outcome="achieved", closed_at=timezone.now())
    goal("Write the guide", progress=400_000, status="at_risk")
    page = page_of(of_manager, bo)
    assert HEADING in page
    assert f'<a href="{done.get_absolute_url()}">Answer in a day</a>' in page
    assert said_of(page, "Answer in a day") == ["Achieved", "100 %"]
    assert said_of(page, "Write the guide") == ["At risk", "40 %"]


def test_nobody_learns_of_a_goal_that_they_cannot_see(
    asks_for_goals, running, goal, page_of, ana, bo, cy, mia
):
    goal("Canary of the line", visibility="line")
    goal("For everybody")
    by_cy = running.review("peer", cy)
    assert "Canary" not in page_of(by_cy, cy)
    assert "For everybody" in page_of(by_cy, cy)
    of_bo = running.review("manager", bo)
    assert "Canary of the line" in page_of(of_bo, bo)
    shared(of_bo)
    assert [one for one in (ana, bo, mia) if "Canary of the line" not in page_of(of_bo, one)] == []


def test_others_goals_drafts_and_those_of_another_time_are_none_of_it(
    asks_for_goals, of_manager, goal, page_of, bo, cy
):
    goal("Of Cy", owner=cy)
    goal("Never agreed", agreed=False)
    last_year = organisation_day() - timedelta(days=800)
    goal("Of another time", starts_on=last_year, until_on=last_year + WEEK)
    page = page_of(of_manager, bo)
    assert [one for one in ("Of Cy", "Never agreed", "Of another time") if one in page] == []
    assert "There is no goal of this period that you can see." in page


def test_of_many_the_first_stand_there_and_the_others_unfold(
    asks_for_goals, of_manager, goal, page_of, bo
):
    for number in range(AT_FIRST + 2):
        goal(f"Goal {number:02}")
    page = page_of(of_manager, bo)
    before, _summary, after = page.partition("Show 2 more goals")
    assert (before.count(">Goal 0"), after.count(">Goal 0")) == (AT_FIRST, 2)


def test_where_no_question_asks_for_them_there_are_none(of_manager, goal, page_of, bo):
    goal("Answer in a day")
    assert HEADING not in page_of(of_manager, bo)


def test_however_many_there_are_the_page_asks_for_them_in_one_query(
    asks_for_goals, of_manager, goal, at, bo
):
    for number in range(12):
        goal(f"Goal {number:02}")
    browser, address = at(bo), reverse("reviews:review", args=[of_manager.public_id])
    browser.get(address)  # what is kept per process is not the page's
    with CaptureQueriesContext(connection) as sent:
        browser.get(address)
    assert len([one for one in sent if 'FROM "goals_goal"' in one["sql"]]) == 1
    assert len(sent) <= MOST_QUERIES


def test_who_has_none_is_told_so_as_one_tells_them(asks_for_goals, of_self, page_of, ana):
    assert "You have no goal in this period that was agreed." in page_of(of_self, ana)


def test_the_preview_of_a_template_says_that_they_stand_there(at, hana):
    from fairway.reviews.tests.making import annual

    address = reverse("reviews:template", args=[annual().public_id])
    page = at(hana).get(f"{address}?as=manager").content.decode()
    assert "Here stand the person’s goals of the period" in page
