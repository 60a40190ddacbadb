"""Saltmarsh has looked back before, is writing now, and Ana and Bo have something to do in it."""

import pytest

from fairway.foundation.demo import DemoCompany
from fairway.foundation.models import Event
from fairway.people.days import organisation_day
from fairway.reviews.demo.cycles import make_cycles
from fairway.reviews.models import Nomination, Review, ReviewCycle, phases_for
from fairway.reviews.models.writing import asked_in
from fairway.reviews.reading.blockers import preview
from fairway.reviews.reading.concerning import mine
from fairway.reviews.reading.cycles import STEPS

pytestmark = pytest.mark.django_db


@pytest.fixture
def company(ana, bo, cy, lee, hana, hire, organisation):
    found = DemoCompany(today=organisation_day(), people=50)
    ines = hire("Inês Duarte", organisation.support, organisation.lisbon, bo)
    found.cast = {"ana": ana, "bo": bo, "cy": cy, "tomas": lee, "hana": hana, "ines": ines}
    found.units = {"support": organisation.support}
    make_cycles(found)
    return found


def test_three_are_over_one_runs_and_one_is_in_the_making(company):
    states = list(ReviewCycle.objects.order_by("state").values_list("state", flat=True))
    assert states == ["closed", "closed", "closed", "draft", "launched"]
    closed = Review.objects.filter(cycle__state="closed", submitted_at=None)
    assert closed.count() < Review.objects.filter(cycle__state="closed").count() / 2


def test_ana_writes_about_herself_and_bo_has_a_name_to_agree_to(company, ana, bo):
    assert "self" in {one.kind for one in mine(ana).owed}
    assert ana in {one.participant.person for one in mine(bo).owed}
    assert Nomination.objects.get(state="proposed").participant.person == ana


def test_ines_has_five_days_more_to_say_whom_to_ask(company):
    cycle, ines = ReviewCycle.objects.get(state="launched"), company.cast["ines"]
    phase = phases_for(cycle, ines).get(kind="nominate")
    assert (phase.until - phase.due_on).days >= 5
    company.write_past()
    (event,) = Event.objects.filter(kind="reviews.step_extended")
    assert (event.about, event.data["after"]) == (ines, f"{phase.until:%Y-%m-%d}")


def test_a_customer_of_anas_has_been_asked_and_has_not_answered(company, ana):
    asked = Review.objects.get(kind="external")
    assert (asked.participant.person, asked.state, asked.by) == (ana, "open", "Rita Moura")
    questions = asked_in(asked)
    assert len(questions) < 10
    assert not [one for one in questions if one.kind == "goal_result"]


def test_what_is_in_the_making_could_be_launched(company, hana):
    draft = ReviewCycle.objects.get(state="draft")
    company.write_past()
    shown = preview(draft, hana)
    assert shown.stops == []
    assert shown.done == set(dict(STEPS)) - {"verify"}
