"""In the running cycle of the demo company most have named whom to ask, as the rules let them."""

from collections import Counter

import pytest
from django.db.models import Count, F

from fairway.reviews.models import Nomination, Participant, Review, ReviewCycle
from fairway.reviews.reading.cycles import waiting_in

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def cycle(saltmarsh):
    return ReviewCycle.objects.get(state="launched")


@pytest.fixture
def cast(saltmarsh):
    return {one.pk for one in saltmarsh.cast.values()}


@pytest.fixture
def names(cycle, cast):
    """Without those of the cast, whose stories are told elsewhere."""
    named = Nomination.objects.filter(participant__cycle=cycle, kind="peer")
    return named.exclude(participant__person__in=cast).select_related("participant")


def test_two_in_three_have_a_list_that_is_long_enough(cycle, names, cast):
    of = Participant.objects.filter(cycle=cycle).exclude(person__in=cast).count()
    lists = Counter(names.values_list("participant", flat=True))
    assert of > 50
    assert 0.6 < len(lists) / of < 0.75
    assert set(lists.values()) == {cycle.peers_least}


def test_most_are_agreed_to_some_wait_and_one_was_declined_with_a_reason(names, cast):
    states = Counter(names.values_list("state", flat=True))
    assert states["approved"] > 2 * states["proposed"] > 20
    declined = names.get(state="declined")
    assert declined.reason
    assert not names.filter(state="proposed", participant__author__in=cast).exists()


def test_whoever_was_agreed_to_is_asked_and_nobody_else(cycle, names):
    asked = Review.objects.filter(cycle=cycle, kind="peer")
    theirs = asked.filter(participant__in=names.values("participant"))
    assert set(theirs.values_list("participant", "reviewer")) == set(
        names.filter(state="approved").values_list("participant", "reviewer")
    )
    assert not theirs.exclude(state="open").exists()
    assert not theirs.exclude(opened_at__gt=F("cycle__launched_at")).exists()


def test_the_rules_of_naming_hold_for_all_of_them(cycle, names, cast):
    assert not names.filter(reviewer__in=cast).exists()
    for one in names:
        assert one.reviewer_id not in (one.participant.person_id, one.participant.author_id)
        assert one.proposed_by_id == one.participant.person_id
    asked = Review.objects.filter(cycle=cycle, kind="peer").values("reviewer")
    most = asked.annotate(n=Count("pk")).order_by("-n").values_list("n", flat=True)[0]
    assert most <= cycle.most_for_one
    twice = Review.objects.filter(cycle=cycle).values("participant", "reviewer")
    anyway = twice.filter(kind__in=("peer", "upward")).annotate(n=Count("pk")).filter(n__gt=1)
    assert not anyway.exclude(reviewer=None).exists()


def test_the_board_says_how_far_naming_is(cycle, saltmarsh):
    found = waiting_in(cycle, saltmarsh.cast["hana"], cycle.phases.all()).naming
    assert [bar.kind for bar in found] == ["naming", "agreeing"]
    assert all(0 < bar.done < bar.of for bar in found)
