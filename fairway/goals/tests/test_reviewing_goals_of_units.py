"""The goals that a unit set itself are looked at by its people and by who leads it."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from fairway.foundation.access import can
from fairway.foundation.events import SYSTEM
from fairway.foundation.models import Event
from fairway.foundation.remembering import remembered
from fairway.goals import reviewing, todos
from fairway.goals.actions.reviewing import Decided, Said, close_review, open_review, write_review
from fairway.goals.actions.reviewing_by_calendar import open_due
from fairway.goals.actions.reviews_refused import NothingToReview
from fairway.goals.models import Goal, GoalChange, GoalReview
from fairway.goals.reading.reviewing import review_sheet

pytestmark = pytest.mark.django_db
WHY = "The shops do it better, and from next month on they will."


@pytest.fixture
def support(organisation, bo):
    organisation.support.leader = bo
    organisation.support.save()
    return organisation.support


@pytest.fixture
def goals(goal_of, support):
    return [goal_of(None, title, 40, unit=support) for title in ("First", "Second")]


@pytest.fixture
def review(goals, support, bo, quarter):
    return open_review(support, actor=bo, period=quarter, point="middle")


def say(review, actor, *verdicts):
    said = {
        goal.pk: Said(verdict, WHY) for goal, verdict in zip(review.goals(), verdicts, strict=False)
    }
    return write_review(review, actor=actor, said=said)


def waits_for(viewer):
    with remembered():
        return [one.url for one in todos.found(viewer) if one.key.startswith("goal-review:")]


def test_its_people_say_what_they_think_and_who_leads_it_decides(review, goals, ana, bo):
    say(review, ana, "keep", "stop")
    say(review, bo, "keep", "stop")
    decided = {goals[0].pk: Decided("keep"), goals[1].pk: Decided("stop", WHY)}
    with pytest.raises(PermissionDenied):
        close_review(review, actor=ana, decided=decided)
    close_review(review, actor=bo, decided=decided)
    assert GoalChange.objects.get().state == "approved", "who keeps the goals decides on them"
    assert list(Goal.objects.order_by("pk").values_list("outcome", flat=True)) == ["", "dropped"]


def test_persons_goals_of_the_same_period_are_not_among_them(review, goals, goal_of, ana):
    goal_of(ana, "Hers", 10)
    assert list(review.goals()) == goals


def test_who_reads_it_and_who_writes(review, ana, bo, mia, cy, dee, hana, eva, pia, lee):
    cast = {
        "ana": ana, "bo": bo, "lee": lee, "mia": mia, "cy": cy, "dee": dee,
        "hana": hana, "eva": eva, "pia": pia,
    }  # fmt: skip
    may = {
        verb: {name for name, one in cast.items() if can(one, verb, review)}
        for verb in ("view", "write", "close")
    }
    assert may == {
        "view": {"ana", "bo", "lee", "hana", "eva", "pia"},
        "write": {"ana", "bo", "lee"},
        "close": {"bo"},
    }


def test_who_leads_the_unit_above_writes_and_closes_too(review, organisation, mia):
    organisation.root.leader = mia
    organisation.root.save()
    assert [can(mia, verb, review) for verb in ("view", "write", "close")] == [True] * 3


def test_it_is_opened_by_who_leads_it_and_by_no_other(goals, support, ana, cy, hana, quarter):
    for other in (ana, cy, hana):
        with pytest.raises(PermissionDenied):
            open_review(support, actor=other, period=quarter, point="middle")


def test_opened_twice_it_is_one_and_without_goals_there_is_none(
    review, support, organisation, bo, quarter
):
    assert open_review(support, actor=bo, period=quarter, point="middle") == review
    with pytest.raises(NothingToReview, match="Shops"):
        open_review(organisation.shops, actor=SYSTEM, period=quarter, point="middle")


def test_a_review_is_of_a_person_or_of_a_unit(review, ana, support):
    for both in ({"person": None, "unit": None}, {"person": ana, "unit": support}):
        with pytest.raises(IntegrityError), transaction.atomic():
            GoalReview.objects.update(**both)


def test_it_waits_for_who_leads_the_unit_until_it_is_closed(review, goals, ana, bo, mia):
    page, closure = (
        reverse(f"goals:{name}", args=[review.public_id]) for name in ("review", "close_review")
    )
    assert [waits_for(one) for one in (ana, bo, mia)] == [[], [page], []]
    say(review, bo, "keep", "keep")
    assert waits_for(bo) == [closure]
    close_review(review, actor=bo, decided={goal.pk: Decided("keep") for goal in goals})
    assert waits_for(bo) == []


def test_a_new_leader_goes_on_with_it(review, goals, support, bo, cy):
    say(review, bo, "keep")
    support.leader = cy
    support.save()
    assert (waits_for(bo), waits_for(cy)) == ([], [review.get_absolute_url()])
    found = GoalReview.objects.select_related("unit__leader").get()
    assert review_sheet(found).steps[0].label == f"{cy.name} writes"


def test_all_of_the_unit_are_told_but_for_who_opened_it(review, ana, bo, lee, cy, mia):
    opened = Event.objects.get(kind="goals.review_opened")
    assert {one.person for one in reviewing.opened(opened)} == {ana, lee}


def test_the_calendar_opens_reviews_of_units_that_somebody_leads(
    goals, goal_of, organisation, quarter, monkeypatch
):
    goal_of(None, "Nobody leads these", unit=organisation.shops)
    near = quarter.until_on - timedelta(days=9)
    for room in ("reviewing", "reviewing_by_calendar"):
        monkeypatch.setattr(f"fairway.goals.actions.{room}.organisation_day", lambda: near)
    assert [open_due(), open_due()] == [1, 0]
    assert GoalReview.objects.get().unit == organisation.support


# On pages.


def test_a_unit_is_chosen_where_reviews_are_opened(at, goals, support, ana, bo, quarter):
    address, whose = reverse("goals:new_review"), f"unit-{support.public_id}"
    assert whose in at(bo).get(address).text
    assert whose not in at(ana).get(address).text
    typed = {"whose": whose, "period": quarter.public_id, "point": "middle"}
    assert at(ana).post(address, typed).status_code == 403
    assert at(bo).post(address, typed).status_code == 302
    assert GoalReview.objects.get().unit == support


def test_from_its_people_over_its_leader_to_what_holds(at, review, goals, support, ana, bo):
    first, second = goals
    typed = {"version": 1, f"{first.public_id}-verdict": "stop", f"{first.public_id}-words": WHY}
    assert at(ana).post(review.get_absolute_url(), typed).status_code == 302
    assert support.name in at(ana).get(reverse("goals:reviews")).text
    assert WHY in at(bo).get(review.get_absolute_url()).text
    closure = reverse("goals:close_review", args=[review.public_id])
    assert WHY in at(bo).get(closure).text
    review.refresh_from_db()
    decided = {
        "version": review.version,
        f"{first.public_id}-verdict": "stop",
        f"{first.public_id}-words": WHY,
        f"{second.public_id}-verdict": "keep",
    }
    answer = at(bo).post(closure, decided, follow=True)
    assert "What you decided holds from now on." in answer.text
    first.refresh_from_db()
    assert first.outcome == "dropped"


def test_the_overview_shows_a_late_one_to_who_leads_the_unit(at, review, support, bo, cy):
    GoalReview.objects.update(due_on=timezone.localdate() - timedelta(days=3))
    page = at(bo).get(reverse("goals:reviews")).text
    assert ">late<" in page
    assert review.get_absolute_url() in page
    assert review.get_absolute_url() not in at(cy).get(reverse("goals:reviews")).text
