"""Two who plan, decide, lock or publish pay at once: one of them is it, and the other is told."""

from functools import partial

import pytest
from django.core.exceptions import PermissionDenied

from fairway.foundation.models import Event, Notification
from fairway.foundation.versions import Stale
from fairway.reviews.actions.outcomes_refused import DecidedAlready
from fairway.reviews.actions.pay_refused import StillWaiting
from fairway.reviews.actions.pay_rounds import begin_round, lock_round, open_round, publish_round
from fairway.reviews.actions.paying import bring_pay_now, decide_pay, propose_pay
from fairway.reviews.models import PayLine, PayRound, PayStep
from fairway.reviews.tests.pay.conftest import FROM, eur
from tests.moments import at_once

pytestmark = pytest.mark.django_db(transaction=True)
HANDS = 8


@pytest.fixture
def paul(hire, organisation, appoint):
    """The other pay partner of Support."""
    paul = hire("Paul Pay", organisation.people, organisation.lisbon)
    appoint(paul, "pay_partner", organisation.support)
    return paul


@pytest.fixture
def approved(round_, line, ana, bo, mia, olga):
    propose_pay(line(ana), actor=bo, amount=3_800_000, reason="Returns.")
    decide_pay(line(ana), actor=mia, approve=True)
    return decide_pay(line(ana), actor=olga, approve=True)


def test_of_two_recommendations_from_one_page_one_stands_and_the_other_is_told(
    line, ana, olga, paul
):
    seen = line(ana).version

    def recommend(who, amount):
        words = f"{who.name} says why."
        return propose_pay(line(ana), actor=who, amount=amount, reason=words, version=seen)

    given = at_once(partial(recommend, olga, 3_700_000), partial(recommend, paul, 3_900_000))
    assert sorted(type(one).__name__ for one in given) == ["PayLine", "Stale"]
    stands = line(ana)
    assert stands.said().reason == f"{stands.proposed_by.name} says why."
    assert stands.said().proposed == (3_700_000 if stands.proposed_by == olga else 3_900_000)
    assert PayStep.objects.count() == 1


def test_of_a_yes_and_a_no_at_once_one_is_it(line, ana, bo, mia, olga, paul):
    propose_pay(line(ana), actor=bo, amount=3_800_000, reason="Returns.")
    decide_pay(line(ana), actor=mia, approve=True)
    seen = line(ana).version
    given = at_once(
        lambda: decide_pay(line(ana), actor=olga, approve=True, version=seen),
        lambda: decide_pay(line(ana), actor=paul, approve=False, reason="No.", version=seen),
    )
    assert [isinstance(one, Stale | DecidedAlready) for one in given].count(True) == 1
    assert line(ana).state == ("approved" if isinstance(given[0], PayLine) else "draft")
    assert PayStep.objects.count() == 3


def test_a_list_of_pay_now_overwrites_no_recommendation(round_, bo, olga):
    """Lines lie as one sealed piece each: who writes pay now writes the recommendation, too."""
    mine = list(PayLine.objects.filter(round=round_, participant__author=bo))
    known = [(one, eur(35_000)) for one in PayLine.objects.filter(round=round_)]
    given = at_once(
        lambda: bring_pay_now(round_, actor=olga, known=known),
        *(partial(propose_pay, one, actor=bo, amount=3_800_000, reason="Returns.") for one in mine),
    )
    assert [one for one in given if isinstance(one, Exception)] == []
    for one in PayLine.objects.filter(pk__in=[row.pk for row in mine]):
        assert (one.said().proposed, one.said().reason) == (3_800_000, "Returns.")


def test_a_recommendation_is_seen_by_the_lock_or_refused_by_it(round_, line, ana, lee, bo, olga):
    given = at_once(
        lambda: lock_round(round_, actor=olga),
        *(
            partial(propose_pay, line(one), actor=bo, amount=3_800_000, reason="Returns.")
            for one in (ana, lee)
        ),
    )
    round_.refresh_from_db()
    waiting = PayLine.objects.exclude(state="draft").count()
    assert isinstance(given[0], PayRound | StillWaiting)
    assert all(isinstance(one, PayLine | PermissionDenied) for one in given[1:])
    assert waiting == sum(isinstance(one, PayLine) for one in given[1:])
    assert (round_.state == "locked") == (waiting == 0)


def test_a_round_is_begun_and_opened_once(over, olga, paul):
    begun = at_once(*[lambda: begin_round(over, actor=olga, holds_from=FROM)] * HANDS)
    assert len({one.pk for one in begun}) == 1
    given = at_once(*[lambda: open_round(begun[0], actor=olga)] * HANDS)
    assert sum(isinstance(one, PermissionDenied) for one in given) == HANDS - 1
    assert PayLine.objects.count() == 3


def test_published_twice_at_once_each_is_told_once(round_, approved, ana, olga, run_jobs):
    lock_round(round_, actor=olga)
    given = at_once(*[lambda: publish_round(round_, actor=olga)] * HANDS)
    assert sum(isinstance(one, PermissionDenied) for one in given) == HANDS - 1
    run_jobs()
    assert Event.objects.filter(kind="reviews.pay_published").count() == 1
    assert Notification.objects.filter(person=ana).count() == 1
