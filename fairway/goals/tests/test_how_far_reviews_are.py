"""HR sees how far reviews are, in counts that never speak of few people."""

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from fairway.foundation.events import SYSTEM
from fairway.goals.actions.reviewing import Said, open_review, write_review
from fairway.goals.reading.review_progress import FEWEST, UnitProgress, progress_for, protected
from fairway.people.models import Appointment


@st.composite
def units(draw):
    found = []
    for n, people in enumerate(draw(st.lists(st.integers(1, 12), max_size=8))):
        counts = [draw(st.integers(0, people)) for _time in range(3)]
        found.append(UnitProgress(f"Unit {n}", people, *counts))
    return found


@given(units())
def test_no_number_speaks_of_fewer_than_five_nor_leaves_them_to_be_subtracted(rows):
    shown = protected(rows)
    assert all(one.people >= FEWEST for one in shown)
    hidden = sum(one.people for one in rows) - sum(one.people for one in shown)
    assert hidden == 0 or not shown, "who knows the total cannot tell what is missing"


@given(units())
def test_everybody_is_counted_once(rows):
    shown = protected(rows)
    if sum(one.people for one in rows) >= FEWEST:
        for field in ("people", "written", "answered", "closed"):
            assert sum(getattr(one, field) for one in shown) == sum(
                getattr(one, field) for one in rows
            )


@pytest.fixture
def reviews(ana, bo, organisation, hire, goal_of, quarter):
    """Five in Support, of whom Ana has written, and one in Shops."""
    names = ("Uma One", "Vic Two", "Wes Three", "Xia Four")
    people = [ana, *(hire(name, organisation.support, manager=bo) for name in names)]
    people.append(hire("Yan Five", organisation.shops))
    for person in people:
        goal = goal_of(person, "A goal of theirs")
        review = open_review(person, actor=SYSTEM, period=quarter, point="middle")
        if person == ana:
            write_review(review, actor=ana, said={goal.pk: Said("stop", "Nobody reads this.")})
    return quarter


@pytest.mark.django_db
def test_hr_partners_see_their_units_and_people_leads_all(reviews, hana, pia, bo, eva):
    (hers,) = progress_for(hana)
    assert hers.units == [UnitProgress("Support", 5, 1, 0, 0)]
    (all_of_it,) = progress_for(pia)
    assert [one.people for one in all_of_it.units] == [6], "Shops alone would be one person"
    assert [progress_for(one) for one in (bo, eva)] == [[], []]


@pytest.mark.django_db
def test_of_a_unit_that_is_too_small_nothing_is_said(reviews, organisation, cy):
    Appointment.objects.create(
        person=cy, role="hr_partner", unit=organisation.shops, valid_from=cy.joined_on
    )
    assert progress_for(cy) == []


@pytest.mark.django_db
def test_the_page_shows_counts_and_no_words(client, reviews, hana, bo):
    client.force_login(hana.account)
    page = client.get(reverse("goals:reviews")).text
    assert "How far reviews are" in page
    for words in ("Nobody reads this.", "A goal of theirs"):
        assert words not in page
    client.force_login(bo.account)
    assert "How far reviews are" not in client.get(reverse("goals:reviews")).text
