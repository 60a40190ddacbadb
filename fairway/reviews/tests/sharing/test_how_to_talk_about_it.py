"""How to talk about a review follows where its rating lies, by thirds of whatever scale there is."""

import pytest
from django.urls import reverse
from hypothesis import given as supposing
from hypothesis import strategies as st

from fairway.conversations.meetings_ways import POLICY
from fairway.foundation.events import SYSTEM
from fairway.foundation.policy import set_policy
from fairway.reviews.actions.releasing import give_to_person, release_to_manager
from fairway.reviews.guides import HIGH, LOW, MIDDLE, NO_RATING, guide_for, suggests_live

GUIDES = (LOW, MIDDLE, HIGH)
LIVE, WRITTEN = "Better said than written", "In writing, over a few days, works here as well"


@pytest.mark.parametrize(
    ("points", "guides"),
    [
        ((1, 2, 3), [LOW, MIDDLE, HIGH]),
        ((1, 2, 3, 4), [LOW, LOW, HIGH, HIGH]),
        ((1, 2, 3, 4, 5), [LOW, LOW, MIDDLE, HIGH, HIGH]),
        ((1, 2, 3, 4, 5, 6, 7), [LOW, LOW, LOW, MIDDLE, HIGH, HIGH, HIGH]),
        ((0, 10, 20), [LOW, MIDDLE, HIGH]),
        ((-1, 0, 1), [LOW, MIDDLE, HIGH]),
    ],
)
def test_by_thirds_of_the_scale_whatever_its_points_are_called(points, guides):
    assert [guide_for(one, points) for one in points] == guides


@pytest.mark.parametrize(("rating", "points"), [(None, (1, 2, 3)), (3, ()), (3, (3,))])
def test_without_a_rating_or_a_scale_it_is_the_one_for_no_rating(rating, points):
    assert guide_for(rating, points) is NO_RATING


scales = st.lists(st.integers(-9, 99), min_size=3, max_size=7, unique=True).map(sorted)


@supposing(scales)
def test_a_better_rating_never_has_the_guide_of_a_worse_one(points):
    found = [GUIDES.index(guide_for(one, points)) for one in points]
    assert found == sorted(found)
    assert (found[0], found[-1]) == (0, 2)


@supposing(scales, st.randoms())
def test_in_which_order_the_points_come_changes_nothing(points, chance):
    mixed = chance.sample(points, len(points))
    assert [guide_for(one, mixed) for one in points] == [guide_for(one, points) for one in points]


def text(answer):
    return answer.content.decode()


@pytest.fixture
def guide_page(about, ana, bo, hana, at):
    """guide_page(5): what Bo reads on how to talk with Ana about a five."""

    def read(rating):
        there = about(ana, bo, overall=rating)
        release_to_manager(there, actor=hana)
        version = give_to_person(there, actor=bo)
        return text(at(bo).get(reverse("reviews:guide", args=[version.public_id])))

    return read


@pytest.mark.django_db
@pytest.mark.parametrize(("rating", "guide"), [(1, LOW), (3, MIDDLE), (5, HIGH)])
def test_the_page_says_what_goes_with_the_rating(guide_page, rating, guide):
    page = guide_page(rating)
    for words in (guide.opening, guide.beware, guide.ends, *guide.asks):
        assert str(words) in page
    for other in GUIDES:
        assert other is guide or str(other.opening) not in page


@pytest.mark.django_db
def test_a_talk_about_a_review_is_better_had_live_by_default(guide_page):
    assert suggests_live()
    page = guide_page(3)
    assert LIVE in page
    assert WRITTEN not in page


@pytest.mark.django_db
def test_where_the_organisation_has_decided_otherwise_the_page_follows(guide_page):
    set_policy(POLICY, ["sensitive"], actor=SYSTEM)
    assert not suggests_live()
    page = guide_page(3)
    assert WRITTEN in page
    assert LIVE not in page


@pytest.mark.django_db
def test_the_person_does_not_read_how_to_talk_with_them(given, ana, at):
    address = reverse("reviews:guide", args=[given.public_id])
    assert at(ana).get(address).status_code == 404
