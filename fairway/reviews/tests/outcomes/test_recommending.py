"""A recommendation needs each yes of its way, from another person each, and tells nobody early."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction

from fairway.foundation.events import SYSTEM
from fairway.foundation.models import Event
from fairway.foundation.policy import set_policy
from fairway.foundation.versions import Stale
from fairway.people.days import organisation_day
from fairway.reviews.actions.outcomes_refused import (
    DayGone,
    DecidedAlready,
    NoProfile,
    PromotedAlready,
    ReasonMissing,
    ReviewFirst,
)
from fairway.reviews.actions.recommending import (
    Said,
    begin_recommendation,
    decide_step,
    discard_recommendation,
    propose,
    tell_person,
    write_recommendation,
)
from fairway.reviews.models import ApprovalStep, Recommendation, Review

pytestmark = pytest.mark.django_db


def readers(*people):
    return {one.name for one in people if Recommendation.objects.allowed(one).exists()}


def steps(one):
    return list(one.steps.order_by("rank").values_list("by", "state"))


def test_a_draft_is_read_by_its_author_alone(draft, ana, bo, mia, hana, cy, dee, pia):
    assert readers(ana, bo, mia, hana, cy, dee, pia) == {"Bo Almeida"}


def test_proposed_it_reaches_whose_turn_it_is_and_hr(proposed, ana, bo, mia, hana, cy, dee):
    assert readers(ana, bo, mia, hana, cy, dee) == {"Bo Almeida", "Mia Lindqvist", "Hana Novák"}
    assert steps(proposed) == [("above", "waiting"), ("hr", "later")]


def test_it_goes_from_the_managers_manager_to_hr(proposed, bo, mia, hana):
    with pytest.raises(PermissionDenied):
        decide_step(proposed, actor=hana, approve=True)
    decide_step(proposed, actor=mia, approve=True)
    assert steps(proposed) == [("above", "approved"), ("hr", "waiting")]
    with pytest.raises(PermissionDenied):
        decide_step(proposed, actor=mia, approve=True)
    done = decide_step(proposed, actor=hana, approve=True)
    assert done.state == "approved"


@pytest.mark.parametrize("who", ["ana", "bo", "cy", "dee"])
def test_nobody_decides_about_themselves_or_on_their_own_proposal(proposed, request, who):
    with pytest.raises(PermissionDenied):
        decide_step(proposed, actor=request.getfixturevalue(who), approve=True)
    assert steps(proposed)[0] == ("above", "waiting")


def test_who_said_yes_before_does_not_say_the_next_one(proposed, mia, appoint, pia):
    appoint(mia, "people_lead")
    decide_step(proposed, actor=mia, approve=True)
    with pytest.raises(PermissionDenied):
        decide_step(proposed, actor=mia, approve=True)
    assert decide_step(proposed, actor=pia, approve=True).state == "approved"


def test_hr_does_not_decide_on_somebody_above_them(
    make_cycle, about, bo, mia, hire, organisation, appoint, said
):
    partner = hire("Petra Partner", organisation.support, organisation.lisbon, bo)
    appoint(partner, "hr_partner", organisation.root)
    of_bo = about(bo, mia, make_cycle(name="Of Bo"))
    made = propose(begin_recommendation(of_bo, actor=mia, kind="promotion", said=said()), actor=mia)
    assert steps(made) == [("hr", "waiting")]  # nobody stands above Mia
    with pytest.raises(PermissionDenied):
        decide_step(made, actor=partner, approve=True)


def test_a_no_needs_a_reason_and_ends_the_way(proposed, mia):
    with pytest.raises(ReasonMissing):
        decide_step(proposed, actor=mia, approve=False, reason=" … ")
    done = decide_step(proposed, actor=mia, approve=False, reason="The team has no such role.")
    assert done.state == "declined"
    assert steps(done) == [("above", "declined"), ("hr", "later")]


def test_a_stale_page_decides_nothing(proposed, mia, hana):
    seen = proposed.version
    decide_step(proposed, actor=mia, approve=True, version=seen)
    with pytest.raises(Stale):
        decide_step(proposed, actor=mia, approve=True, version=seen)
    with pytest.raises(Stale):
        decide_step(proposed, actor=hana, approve=True, version=seen)
    assert steps(proposed) == [("above", "approved"), ("hr", "waiting")]


def test_what_is_decided_is_not_decided_again(proposed, mia):
    decide_step(proposed, actor=mia, approve=False, reason="Not this year.")
    with pytest.raises(DecidedAlready):
        decide_step(proposed, actor=mia, approve=True)


def test_the_person_reads_it_once_they_are_told(proposed, ana, bo, mia, hana):
    with pytest.raises(PermissionDenied):
        tell_person(proposed, actor=bo)
    decide_step(proposed, actor=mia, approve=True)
    decide_step(proposed, actor=hana, approve=True)
    assert readers(ana) == set()
    tell_person(proposed, actor=bo)
    tell_person(proposed, actor=bo)  # pressed twice
    assert readers(ana) == {"Ana Reyes"}
    assert Event.objects.filter(kind="reviews.recommendation_told").count() == 1


def test_until_then_no_event_is_about_the_person(proposed, ana, mia, hana):
    decide_step(proposed, actor=mia, approve=True)
    decide_step(proposed, actor=hana, approve=True)
    kinds = ("reviews.recommend", "reviews.recommendation")
    about = Event.objects.filter(about=ana).values_list("kind", flat=True)
    assert [one for one in about if one.startswith(kinds)] == []


def test_the_organisation_decides_whose_yes_it_needs(draft, bo, hana):
    set_policy("reviews.promotion_chain", "hr", actor=SYSTEM)
    propose(draft, actor=bo)
    assert decide_step(draft, actor=hana, approve=True).state == "approved"


def test_a_step_in_development_needs_the_managers_manager_alone(step_in_development, bo, mia):
    propose(step_in_development, actor=bo)
    assert decide_step(step_in_development, actor=mia, approve=True).state == "approved"


def test_hr_decides_where_the_manager_who_was_asked_has_left(proposed, mia, hana):
    mia.active = False
    mia.save()
    decide_step(proposed, actor=hana, approve=True)
    assert steps(proposed)[0] == ("above", "approved")


def test_it_rests_on_a_review_that_was_sent(draft, bo):
    Review.objects.update(state="open", submitted_at=None)
    with pytest.raises(ReviewFirst):
        propose(draft, actor=bo)


def test_one_promotion_at_a_time(draft, ana_in_it, bo, said):
    assert begin_recommendation(ana_in_it, actor=bo, kind="promotion", said=said()) == draft
    with pytest.raises(PromotedAlready):
        begin_recommendation(ana_in_it, actor=bo, kind="promotion", said=said("Another why."))
    discard_recommendation(draft, actor=bo)
    begin_recommendation(ana_in_it, actor=bo, kind="promotion", said=said("Another why."))


def test_after_a_no_another_may_be_recommended(proposed, ana_in_it, bo, mia, said):
    decide_step(proposed, actor=mia, approve=False, reason="Not this year.")
    begin_recommendation(ana_in_it, actor=bo, kind="promotion", said=said("With new facts."))


def test_a_promotion_says_to_what_and_from_a_day_ahead(draft, bo, day, said):
    with pytest.raises(NoProfile):
        write_recommendation(draft, actor=bo, said=said(profile=None))
    gone = Said("Why", organisation_day() - timedelta(days=1), draft.profile)
    with pytest.raises(DayGone):
        write_recommendation(draft, actor=bo, said=gone)


def test_proposed_it_stays_as_it_is(proposed, bo, said):
    with pytest.raises(PermissionDenied):
        write_recommendation(proposed, actor=bo, said=said("Otherwise."))


def test_proposed_twice_it_goes_one_way(draft, bo):
    propose(draft, actor=bo)
    propose(draft, actor=bo)
    assert ApprovalStep.objects.count() == 2
    assert Event.objects.filter(kind="reviews.recommended").count() == 1


def test_the_database_lets_nobody_decide_about_themselves(proposed, ana):
    step = proposed.steps.get(by="hr")
    with pytest.raises(IntegrityError), transaction.atomic():
        ApprovalStep.objects.filter(pk=step.pk).update(
            state="approved", decided_by=ana, decided_at=proposed.proposed_at
        )


def test_no_word_of_it_lies_open(proposed, mia):
    decide_step(proposed, actor=mia, approve=False, reason="The team has no such role.")
    with connection.cursor() as cursor:
        cursor.execute("SELECT words FROM reviews_recommendation")
        assert b"returns" not in bytes(cursor.fetchone()[0])
        cursor.execute("SELECT reason FROM reviews_approvalstep WHERE reason IS NOT NULL")
        assert b"no such role" not in bytes(cursor.fetchone()[0])
