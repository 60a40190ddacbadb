"""Beside the overall rating stands what the others come to by their weights; it sets nothing."""

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import expect

from fairway.reviews.models import Answer, Question
from fairway.reviews.reading.weighing import weighed
from fairway.reviews.tests.writing.running import SCALE

OTHER_ENDS = SCALE[:3]


def rating(weight=1, scale=SCALE, kind="rating", *, overall=False):
    return Question(kind=kind, scale=scale, weight=weight, overall=overall)


OVERALL = rating(overall=True)
points = st.one_of(st.none(), st.integers(1, 5))
rated = st.lists(st.tuples(st.integers(0, 100), points), max_size=8)


@given(rated)
def test_it_is_the_mean_of_each_rating_as_often_as_it_counts(pairs):
    found = weighed([(OVERALL, 5), *((rating(weight), value) for weight, value in pairs)])
    counting = [(weight, value) for weight, value in pairs if weight]
    spread = [value for weight, value in counting for _ in range(weight) if value is not None]
    given_ones = [value for _weight, value in counting if value is not None]
    if len(given_ones) < 2:
        assert found is None
    else:
        assert found.mean == pytest.approx(sum(spread) / len(spread))
        assert (found.answered, found.of) == (len(given_ones), len(counting))
        assert min(given_ones) <= found.mean <= max(given_ones)


def test_what_cannot_be_set_beside_it_does_not_count():
    others = [
        (rating(scale=OTHER_ENDS), 1),
        (rating(kind="text", scale=[]), None),
        (rating(kind="choice"), 1),
        (rating(weight=0), 1),
    ]
    found = weighed([(OVERALL, 1), (rating(), 4), (rating(3), 2), *others])
    assert (found.mean, found.answered, found.of) == (2.5, 2, 2)
    assert weighed([(rating(), 4), (rating(3), 2)]) is None  # there is no overall rating


@pytest.fixture
def with_overall(running):
    """Results weigh once, a skill three times, and there is an overall rating below them."""
    section = running.asks["results"].section
    begun = {"section": section, "kind": "rating", "scale": SCALE}
    Question.objects.create(rank=8, text={"en": "Planning"}, weight=3, **begun)
    Question.objects.create(rank=9, text={"en": "Overall"}, overall=True, **begun)


def choose(page, question, label):
    group = page.get_by_role("group", name=question)
    group.locator("label").filter(has=page.get_by_role("radio", name=label)).click()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("width", "theme"), [("desk", "light"), ("phone", "dark")])
def test_its_writer_sees_it_change_and_sets_the_overall_rating(
    visit, check, with_overall, of_manager, bo, width, theme
):
    where = reverse("reviews:review", args=[of_manager.public_id])
    page = visit(where, as_=bo, width=width, theme=theme)
    said = page.locator("#weighed")
    expect(said).to_be_empty()
    expect(page.get_by_text("counts 3 times")).to_have_count(1)
    choose(page, "Results", "Partly")
    choose(page, "Planning", "Beyond")
    expect(said).to_contain_text("come to 3.5 by their weights, 2 of 2 given")
    choose(page, "Planning", "As agreed")
    expect(said).to_contain_text("come to 2.8")
    check(page)
    assert not Answer.objects.filter(question__overall=True, value__isnull=False).exists()
