"""Of its past cycles Saltmarsh has what was written, and one of them was looked at again."""

from datetime import timedelta

import pytest
from django.utils import timezone

from fairway.feedback.actions.giving import give_feedback
from fairway.feedback.actions.recognising import recognise
from fairway.feedback.models import Feedback, Recognised, Recognition, Visibility
from fairway.foundation.demo import DemoCompany
from fairway.people.days import organisation_day
from fairway.reviews.demo.sharing import give_out_the_past
from fairway.reviews.models import Dispute, Exhibit, Review, ReviewCycle, SharedVersion, Signature
from fairway.reviews.rules.disputes import independent_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def recognised(ana, bo, lee):
    """What Bo praised and said to Ana while it lasted, and what Lee said to her alone."""
    at = timezone.now() - timedelta(days=120)
    praise = recognise([ana], actor=bo, words="Four of five shops within two days.")
    Recognition.objects.filter(pk=praise.pk).update(given_at=at)
    Recognised.objects.update(given_at=at)
    for giver in (bo, lee):
        give_feedback(ana, actor=giver, visibility=Visibility.PRIVATE, behaviour=f"By {giver.name}")
    Feedback.objects.update(given_at=at, read_at=at)


@pytest.fixture
def over(recognised, make_cycle, about, write, ana, lee, bo, cy, mia, hana):
    """A cycle that is closed, with what Bo wrote of Ana and Lee, and Mia too."""
    today = organisation_day()
    cycle = make_cycle(name="Over", ends=today - timedelta(days=90))
    for one in (ana, lee):
        write(about(one, bo, cycle), "skip", mia, helped="The rota.")
    Review.objects.filter(kind__in=("manager", "skip")).update(state="signed")
    ReviewCycle.objects.update(state="closed", closed_at=cycle.launched_at)
    cast = {"ana": ana, "bo": bo, "hana": hana, "cy": cy}
    give_out_the_past(DemoCompany(today=today, people=100, cast=cast))
    return cycle


def test_everybody_has_theirs_whole_and_with_the_name_of_who_wrote_it(over, ana, lee):
    first = SharedVersion.objects.filter(number=1)
    assert {one.person for one in first} == {ana, lee}
    assert all(one.is_intact() and "The handovers." in str(one.words()) for one in first)
    assert Signature.objects.filter(signed_as="author").count() == 2


def test_anas_was_looked_at_again_by_somebody_independent(over, ana, cy):
    dispute = Dispute.objects.get()
    assert (dispute.person, dispute.reviewer, dispute.state) == (ana, cy, "decided")
    Dispute.objects.all().delete()  # who has decided it counts as nobody else does
    newer = SharedVersion.objects.get(number=2)
    newer.releases.all().delete()
    assert independent_of(newer.participant).filter(pk=cy.pk).exists()


def test_she_points_to_two_things_whose_words_may_go_along(over, ana):
    shown = Exhibit.objects.filter(by=ana)
    assert [(one.source, one.place) for one in shown] == [
        ("recognition", "asked"),
        ("feedback", "brought"),
    ]
    assert [one.words()["words"] for one in shown] == [
        "Four of five shops within two days.",
        "By Bo Almeida",
    ]


def test_the_new_version_waits_for_her_with_the_rating_that_was_decided(over, ana):
    newer = SharedVersion.objects.filter(person=ana).latest_given().get()
    assert (newer.number, newer.rating) == (2, 4)
    assert newer.is_intact()
    assert not newer.signatures.exists()
    about_her = Review.objects.filter(participant=newer.participant).exclude(kind="self")
    assert set(about_her.values_list("kind", "state")) == {
        ("manager", "shared"),
        ("skip", "shared"),
    }
