"""Of its past cycles Saltmarsh has what was written, and one of them was looked at again."""

from datetime import timedelta

import pytest

from fairway.foundation.demo import DemoCompany
from fairway.people.days import organisation_day
from fairway.reviews.demo.sharing import give_out_the_past
from fairway.reviews.models import Dispute, Review, ReviewCycle, SharedVersion, Signature
from fairway.reviews.rules.disputes import independent_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def over(make_cycle, about, ana, lee, bo, cy, hana):
    """A cycle that is closed, with what Bo wrote of Ana and Lee."""
    today = organisation_day()
    cycle = make_cycle(name="Over", ends=today - timedelta(days=90))
    for one in (ana, lee):
        about(one, bo, cycle)
    Review.objects.filter(kind="manager").update(state="signed")
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


def test_the_new_version_waits_for_her_with_the_rating_that_was_decided(over, ana):
    newer = SharedVersion.objects.filter(person=ana).latest_given().get()
    assert (newer.number, newer.rating) == (2, 4)
    assert newer.is_intact()
    assert not newer.signatures.exists()
