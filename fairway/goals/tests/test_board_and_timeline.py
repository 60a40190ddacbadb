"""Goals in lanes by how they stand, and as bars over their days."""

from datetime import date

import pytest
from django.urls import reverse

from fairway.foundation.events import SYSTEM
from fairway.goals.actions.updating import tell_progress
from fairway.goals.mapping.timeline import Course
from fairway.goals.models import Milestone

pytestmark = pytest.mark.django_db
EVERYBODYS = "whose=company&period=all"


@pytest.fixture
def hers(goal_of, ana):
    return goal_of(ana, "Answer on first contact", 40)


def move(client, goal, status, **extra):
    address = f"{reverse('goals:move', args=[goal.public_id])}?{EVERYBODYS}"
    return client.post(address, {"status": status}, **extra)


def lanes(client, question=EVERYBODYS):
    """The words of each lane by its status."""
    page = client.get(f"/goals/board/?{question}").content.decode()
    parts = page.split('data-lane="')[1:]
    return {part.split('"', 1)[0]: part for part in parts}


def test_a_goal_stands_in_the_lane_of_its_status(client, hers, ana):
    client.force_login(ana.account)
    assert hers.title in lanes(client)[""]
    tell_progress(hers, actor=SYSTEM, status="at_risk")
    assert hers.title in lanes(client)["at_risk"]
    assert hers.title not in lanes(client)[""]


def test_what_is_not_agreed_on_is_not_on_the_board(client, goal_of, ana):
    goal_of(ana, "A draft", agreed=False)
    client.force_login(ana.account)
    assert b"A draft" not in client.get(f"/goals/board/?{EVERYBODYS}").content


def test_moving_a_goal_tells_its_status_once(client, hers, ana):
    client.force_login(ana.account)
    told = hers.updates.count()
    page = move(client, hers, "off_track", follow=True).content.decode()
    assert "is now told as off track" in page
    move(client, hers, "off_track")
    hers.refresh_from_db()
    assert hers.status == "off_track"
    assert hers.updates.count() == told + 1
    assert hers.updates.first().by == ana


def test_nobody_moves_what_is_not_theirs(client, hers, cy):
    client.force_login(cy.account)
    assert "draggable" not in lanes(client)[""].split("</li>")[0].replace('draggable="false"', "")
    assert move(client, hers, "on_track").status_code == 403


def test_a_lane_that_is_not_one_is_refused(client, hers, ana):
    client.force_login(ana.account)
    assert move(client, hers, "finished").status_code == 400
    assert client.get("/goals/board/lanes/finished/").status_code == 404


def test_a_private_goal_of_somebody_else_is_neither_there_nor_counted(client, hers, goal_of, cy):
    goal_of(hers.owner, "Secret", visibility="line")
    client.force_login(cy.account)
    lane = lanes(client)[""]
    assert "Secret" not in lane
    assert "<small>1</small>" in lane
    assert b"Secret" not in client.get(f"/goals/timeline/?{EVERYBODYS}").content


def test_a_full_lane_shows_the_rest_on_request(client, goal_of, ana):
    for number in range(15):
        goal_of(ana, f"Goal {number:02}")
    client.force_login(ana.account)
    lane = lanes(client)[""]
    assert lane.count("fy-goal ") + lane.count('"fy-goal"') == 8
    assert "7 more goals" in lane
    address = lane.split('hx-get="/goals/board/lanes/', 1)[1].split('"', 1)[0].replace("&amp;", "&")
    more = client.get(f"/goals/board/lanes/{address}", headers={"HX-Request": "true"})
    assert more.content.decode().count('"fy-goal"') == 7
    assert client.get(f"/goals/board/lanes/{address}").status_code == 302


@pytest.mark.parametrize("page", ["board", "timeline"])
def test_mine_are_only_mine(client, hers, goal_of, bo, ana, page):
    goal_of(bo, "Of Bo")
    client.force_login(ana.account)
    shown = client.get(f"/goals/{page}/?period=all").content.decode()
    assert hers.title in shown
    assert "Of Bo" not in shown


@pytest.mark.parametrize("page", ["board", "timeline"])
def test_it_costs_the_same_however_many_goals_there_are(
    client, hers, goal_of, ana, page, django_assert_max_num_queries
):
    client.force_login(ana.account)
    client.get(f"/goals/{page}/?period=all")
    with django_assert_max_num_queries(12) as few:
        client.get(f"/goals/{page}/?period=all")
    for number in range(12):
        goal_of(ana, f"Goal {number}")
    with django_assert_max_num_queries(len(few)):
        client.get(f"/goals/{page}/?period=all")


def test_a_bar_tells_its_days_its_progress_and_its_milestones(client, hers, ana):
    result = hers.results.get()
    Milestone.objects.create(result=result, title="Chapter one", due_on=date(2026, 11, 15))
    client.force_login(ana.account)
    page = client.get("/goals/timeline/?period=all").content.decode()
    assert "Answer on first contact: 1 Oct 2026 to 31 Dec 2026, 40 %; Chapter one, 15 Nov" in page


def test_days_lie_where_they_belong_and_never_outside():
    course = Course(date(2026, 10, 1), date(2027, 1, 1))
    assert course.at(date(2026, 10, 1)) == 0
    assert course.at(date(2026, 11, 16)) == 50
    assert course.at(date(2030, 1, 1)) == 100
    assert course.at(date(2020, 1, 1)) == 0
    assert [name for _at, name in course.marks()] == ["Oct", "Nov", "Dec"]


def test_months_of_many_years_stay_few():
    marks = Course(date(2024, 1, 1), date(2027, 1, 1)).marks()
    assert len(marks) <= 7
    assert marks[0] == (0, "Jan 2024")
