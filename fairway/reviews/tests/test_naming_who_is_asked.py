"""The person names, the manager approves; who is asked may say no, and nobody is asked too often."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from fairway.foundation.access import can
from fairway.foundation.ports import todo_sources
from fairway.foundation.waiting import by_source, united
from fairway.people.days import organisation_day
from fairway.reviews.actions.keeping import reassign_review
from fairway.reviews.actions.nominating import (
    approve_nomination,
    decline_nomination,
    decline_review,
    nominate,
    withdraw_nomination,
)
from fairway.reviews.actions.refusals import (
    AskedEnough,
    EnoughNamed,
    NamedAlready,
    NamingIsOver,
    NotInThisState,
    NotToBeNamed,
    SaySomething,
)
from fairway.reviews.models import Nomination, OwnDay, Phase, Review
from fairway.reviews.offers.cycles_todos import SOURCE

pytestmark = pytest.mark.django_db


@pytest.fixture
def cycle(ana, bo, cy, hana, launched):
    return launched("self", "manager", "peer", peers=4)


@pytest.fixture
def about_ana(cycle, ana, participant):
    return participant(cycle, ana)


@pytest.fixture
def named(about_ana, ana, cy):
    return nominate(about_ana, actor=ana, reviewer=cy)


def todos(viewer):
    source = todo_sources[SOURCE]
    waiting = by_source(list(united(source.rows(viewer, timezone.now()))))
    told = source.tell(waiting.get(SOURCE, []))
    return [one.title for one in told if "would ask" in one.title]


def test_who_is_named_is_asked_once_the_manager_agrees(named, about_ana, bo, cy):
    assert not Review.objects.filter(reviewer=cy).exists()
    approve_nomination(named, actor=bo)
    assert Review.objects.get(reviewer=cy).kind == "peer"


def test_once_hr_has_passed_the_managers_review_on_whoever_writes_it_agrees(
    at, named, about_ana, ana, bo, mia, hana
):
    """It waits on their Home, the list says who it is, and whoever wrote before has no part in it."""
    reassign_review(Review.objects.get(participant=about_ana, kind="manager"), actor=hana, to=mia)
    named.refresh_from_db()
    assert [can(one, "approve", named) for one in (bo, mia, hana)] == [False, True, True]
    assert [todos(one) for one in (bo, mia)] == [[], ["Look at whom Ana Reyes would ask"]]
    address = reverse("reviews:nominations", args=[about_ana.public_id])
    page = at(ana).get(address).content.decode()
    assert f"{mia.name} writes as the manager and agrees to names; HR can, too." in page
    assert at(bo).get(address).status_code == 404
    approve_nomination(named, actor=mia)
    assert Review.objects.filter(kind="peer").count() == 1


def test_whom_the_manager_names_is_asked_at_once(about_ana, bo, cy):
    assert nominate(about_ana, actor=bo, reviewer=cy).state == "approved"
    assert Review.objects.filter(reviewer=cy, kind="peer").count() == 1


def test_nobody_approves_their_own_list(named, ana, cy):
    for one in (ana, cy):
        with pytest.raises(PermissionDenied):
            approve_nomination(named, actor=one)


def test_approved_twice_they_are_asked_once(named, bo, cy):
    approve_nomination(named, actor=bo)
    with pytest.raises(NotInThisState):
        approve_nomination(named, actor=bo)
    assert Review.objects.filter(reviewer=cy).count() == 1


def test_no_comes_with_a_reason(named, bo, ana):
    with pytest.raises(SaySomething):
        decline_nomination(named, actor=bo, reason=" … ")
    assert decline_nomination(named, actor=bo, reason="Not one project together").reason
    assert can(ana, "view", named)


def test_before_it_is_decided_it_is_taken_back_without_a_trace(named, ana):
    withdraw_nomination(named, actor=ana)
    assert not Nomination.objects.exists()


def test_neither_oneself_nor_who_writes_already_nor_anybody_twice(about_ana, named, ana, bo, cy):
    for one in (ana, bo):
        with pytest.raises(NotToBeNamed):
            nominate(about_ana, actor=ana, reviewer=one)
    with pytest.raises(NamedAlready):
        nominate(about_ana, actor=ana, reviewer=cy)


def test_no_more_than_the_cycle_asks_for(about_ana, named, ana, hire, organisation):
    about_ana.cycle.peers_least = about_ana.cycle.peers_most = 1
    about_ana.cycle.save()
    other = hire("Oda Other", organisation.shops, organisation.lisbon)
    with pytest.raises(EnoughNamed):
        nominate(about_ana, actor=ana, reviewer=other)


def test_who_is_asked_often_enough_is_not_asked_again(named, bo, cycle, cy):
    cycle.most_for_one = 0
    cycle.save()
    with pytest.raises(AskedEnough):
        approve_nomination(named, actor=bo)
    named.refresh_from_db()
    assert named.state == "proposed"


def test_when_the_days_are_over_the_manager_still_can(about_ana, ana, bo, cy):
    gone = organisation_day() - timedelta(days=2)
    Phase.objects.filter(kind="nominate").update(opens_on=gone, due_on=gone)
    OwnDay.objects.all().delete()  # where a week from now is a holiday in Manila
    with pytest.raises(NamingIsOver):
        nominate(about_ana, actor=ana, reviewer=cy)
    assert nominate(about_ana, actor=bo, reviewer=cy).state == "approved"


def test_who_is_asked_may_say_no_and_the_list_shows_that_another_is_needed(named, bo, cy, ana):
    approve_nomination(named, actor=bo)
    theirs = Review.objects.get(reviewer=cy)
    decline_review(theirs, actor=cy, reason="We worked together for two days")
    theirs.refresh_from_db()
    named.refresh_from_db()
    assert (theirs.state, theirs.aside) == ("closed", "declined")
    assert (named.state, named.reason) == ("declined", "")  # why is for HR
    assert theirs.reason == "We worked together for two days"
    assert not Review.objects.to_write().filter(reviewer=cy).exists()


def test_nobody_says_no_to_their_own_review(cycle, ana, review):
    with pytest.raises(PermissionDenied):
        decline_review(review(cycle, ana, "self"), actor=ana, reason="No")


def list_of(about):
    return reverse("reviews:nominations", args=[about.public_id])


def shows_list_of(browser, about):
    return list_of(about) in browser.get(reverse("reviews:overview")).content.decode()


def test_a_dotted_line_manager_finds_the_list_beside_their_reviews(dee, cy, about_ana, at):
    assert shows_list_of(at(dee), about_ana)
    answer = at(dee).post(list_of(about_ana), {"reviewer": cy.email})
    assert answer.status_code == 302
    assert about_ana.nominations.get().proposed_by == dee


def test_it_stands_there_for_nobody_else_and_while_names_are_gathered(
    dee, cy, bo, mia, about_ana, at
):
    assert [one for one in (cy, bo, mia) if shows_list_of(at(one), about_ana)] == []
    gone = organisation_day() - timedelta(days=2)
    Phase.objects.filter(kind="nominate").update(opens_on=gone, due_on=gone)
    OwnDay.objects.filter(kind="nominate").update(due_on=gone)  # where a holiday moved hers
    assert not shows_list_of(at(dee), about_ana)


def test_where_nobody_names_anybody_no_list_is_shown(dee, ana, launched, participant, at):
    assert not shows_list_of(at(dee), participant(launched("self", "manager"), ana))
