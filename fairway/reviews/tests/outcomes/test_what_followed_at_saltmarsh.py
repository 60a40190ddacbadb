"""In Bo's team at Saltmarsh every way of a recommendation stands, and pay followed for the team."""

from datetime import timedelta

import pytest
from django.utils import timezone

from fairway.foundation.demo import DemoCompany
from fairway.people.days import organisation_day
from fairway.people.models import Assignment, JobFamily, JobProfile
from fairway.reviews.demo.outcomes import make_outcomes
from fairway.reviews.models import (
    Participant,
    PayLine,
    PayRound,
    Recommendation,
    ReviewCycle,
    ReviewOutcome,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def saltmarsh(make_cycle, ana, lee, bo, mia, hana, hire, organisation, appoint):
    """A cycle that is closed, about three of Bo's people."""
    today = organisation_day()
    family = JobFamily.objects.create(name="Support")
    JobProfile.objects.update(family=family)
    JobProfile.objects.create(title="Support lead", level="L5", family=family)
    kai = hire("Kai Moss", organisation.support, organisation.lisbon, bo)
    ifeoma = hire("Ifeoma Pay", organisation.people, organisation.lisbon)
    appoint(ifeoma, "pay_partner", organisation.support)
    Assignment.objects.update(job_profile=organisation.profile)
    cycle = make_cycle(name="Over", ends=today - timedelta(days=90))
    for one in (ana, lee, kai):
        one.refresh_from_db()
        Participant.objects.create(cycle=cycle, person=one, author=bo)
    closed = timezone.now() - timedelta(days=50)
    ReviewCycle.objects.update(state="closed", closed_at=closed)
    bo.refresh_from_db()
    cast = {"ana": ana, "bo": bo, "hana": hana, "mia": mia, "ifeoma": ifeoma}
    make_outcomes(DemoCompany(today=today, people=100, cast=cast))
    return cast


def test_one_promotion_each_is_decided_declined_and_waiting(saltmarsh, ana):
    promotions = Recommendation.objects.filter(kind="promotion")
    assert {one.state for one in promotions} == {"approved", "declined", "proposed"}
    assert promotions.get(state="approved").person == ana
    assert str(promotions.get(state="approved").profile) == "Support lead L5"
    assert promotions.get(state="declined").steps.get(state="declined").read_reason()
    assert promotions.get(state="proposed").steps.get(state="waiting").approver == saltmarsh["mia"]


def test_everybody_of_the_team_reads_what_comes_next_once_given(saltmarsh, bo):
    assert ReviewOutcome.objects.allowed(bo).count() == 3


def test_pay_followed_for_the_team_and_each_reads_their_own(saltmarsh, ana, hana):
    made = PayRound.objects.get()
    assert made.state == "published"
    assert PayLine.objects.filter(round=made).count() == 3
    assert PayLine.objects.allowed(ana, "hear").get().person == ana
    assert not PayLine.objects.allowed(hana).exists()
    assert PayLine.objects.allowed(saltmarsh["ifeoma"], "export").count() == 3
