"""While a review is open for days, people move, leave, and periods end."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from fairway.foundation.access import can
from fairway.foundation.events import SYSTEM
from fairway.foundation.remembering import remembered
from fairway.goals import todos
from fairway.goals.actions.changing import approve_change
from fairway.goals.actions.reviewing import Decided, Said, close_review, open_review, write_review
from fairway.goals.models import GoalChange, GoalReview, GoalReviewLine
from fairway.goals.reading.reviewing import review_sheet
from fairway.people.actions.assigning import change_manager
from fairway.people.actions.leaving import end_employment
from fairway.people.days import organisation_day
from fairway.strategy.actions.periods import close_period

pytestmark = pytest.mark.django_db
WHY = "Two of us are away until the end of it."


@pytest.fixture
def goal(ana, goal_of):
    return goal_of(ana, "Answer on first contact", 40)


@pytest.fixture
def review(goal, ana, quarter):
    return open_review(ana, actor=ana, period=quarter, point="middle")


def say(review, actor, goal, verdict):
    return write_review(review, actor=actor, said={goal.pk: Said(verdict, WHY)})


def waits_for(viewer):
    with remembered():
        return [one.url for one in todos.found(viewer) if one.key.startswith("goal-review:")]


def hand_over(ana, cy):
    change_manager(ana, cy, actor=SYSTEM, valid_from=organisation_day())
    ana.refresh_from_db()


def test_a_new_manager_reads_what_the_one_before_wrote_and_goes_on(review, goal, ana, bo, cy):
    say(review, ana, goal, "stop")
    hand_over(ana, cy)
    assert waits_for(bo) == []
    assert waits_for(cy) == [review.get_absolute_url()]
    with pytest.raises(PermissionDenied):
        say(review, bo, goal, "keep")
    say(review, cy, goal, "stop")
    close_review(review, actor=cy, decided={goal.pk: Decided("stop", WHY)})
    approve_change(GoalChange.objects.get(), actor=ana)
    goal.refresh_from_db()
    assert goal.outcome == "dropped"


def test_what_a_former_manager_said_stays_under_their_name(review, goal, ana, bo, cy):
    say(review, bo, goal, "change")
    hand_over(ana, cy)
    found = GoalReview.objects.select_related("person__assignment__manager").get()
    sheet = review_sheet(found)
    assert [step.label for step in sheet.steps[:2]] == [f"{ana.name} writes", f"{bo.name} writes"]
    assert sheet.goals[0].voices[0].line.by == bo
    assert not can(bo, "view", review)
    say(review, ana, goal, "change")
    assert waits_for(cy) == [reverse("goals:close_review", args=[review.public_id])]


def test_a_change_proposed_before_is_decided_by_the_new_manager(review, goal, ana, bo, cy):
    close_review(review, actor=ana, decided={goal.pk: Decided("stop", WHY)})
    hand_over(ana, cy)
    change = GoalChange.objects.get()
    assert [can(one, "decide", change) for one in (bo, cy)] == [False, True]


def test_who_has_left_is_waited_for_by_nobody_and_their_words_stay(review, goal, ana, bo, mia):
    say(review, ana, goal, "keep")
    end_employment(ana, actor=SYSTEM, left_on=organisation_day() - timedelta(days=1))
    assert [waits_for(one) for one in (bo, mia)] == [[], []]
    assert GoalReviewLine.objects.get().words == WHY
    assert can(bo, "view", review), "their last manager, for a while, as private goals"
    with pytest.raises(PermissionDenied):
        say(review, bo, goal, "stop")


def test_a_review_that_is_open_when_its_period_closes_is_still_written_and_closed(
    review, goal, ana, bo, quarter
):
    close_period(quarter, actor=SYSTEM)
    say(review, ana, goal, "stop")
    say(review, bo, goal, "stop")
    close_review(review, actor=bo, decided={goal.pk: Decided("stop", WHY)})
    approve_change(GoalChange.objects.get(), actor=ana)
    goal.refresh_from_db()
    assert goal.outcome == "dropped"
