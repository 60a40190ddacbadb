"""Later days to give out and to acknowledge: how many authors and people have them still ahead."""

from datetime import timedelta

import pytest

from fairway.people.days import organisation_day
from fairway.reviews.actions.changing import Wanted, foresee
from fairway.reviews.actions.cycles import Stretch
from fairway.reviews.actions.releasing import give_to_person, release_to_manager
from fairway.reviews.actions.signing import acknowledge, sign
from fairway.reviews.models import Phase
from fairway.reviews.reading.impact_told import lines_of

pytestmark = pytest.mark.django_db
WEEK = timedelta(days=7)


@pytest.fixture
def told():
    """told(cycle): what a week more to give out and to acknowledge would concern."""

    def make(cycle):
        day = organisation_day()
        for kind in ("share", "sign"):
            Phase.objects.get_or_create(
                cycle=cycle, kind=kind, defaults={"opens_on": day, "due_on": day}
            )
        later = {kind: Stretch(day, day + WEEK) for kind in ("share", "sign")}
        return [one.words for one in lines_of(foresee(cycle, Wanted(later)))]

    return make


def test_an_author_counts_once_and_until_all_is_given(
    cycle, about, ana, lee, bo, hana, told, acknowledged
):
    both = [about(ana, bo), about(lee, bo)]
    assert told(cycle) == [
        "1 author who has still to give out reviews has until then.",
        "2 people have until then to acknowledge their review. 1 author has until then to sign.",
    ]
    for one in both:
        release_to_manager(one, actor=hana)
        given = give_to_person(one, actor=bo)
    assert told(cycle)[0] == "No author has a review left to give out."
    acknowledged(given)
    assert told(cycle)[1].startswith("1 person has until then to acknowledge their review.")


def test_where_all_is_signed_nobody_is_counted(cycle, given, ana, bo, told, acknowledged):
    acknowledged(given)
    assert told(cycle)[1] == "1 author has until then to sign."
    sign(given, actor=bo, seen=given.content_hash)
    assert told(cycle)[1] == "Nobody has anything left to acknowledge."


def test_where_no_manager_writes_nothing_is_given_out(make_cycle, about, ana, bo, told):
    cycle = make_cycle("self", "peer")
    about(ana, bo, cycle)
    assert told(cycle) == [
        "No author has a review left to give out.",
        "Nobody has anything left to acknowledge.",
    ]


@pytest.fixture
def acknowledged():
    def make(version):
        acknowledge(version, actor=version.person, seen=version.content_hash)

    return make
