"""HR sees how often 1:1s are held, in counts that never speak of few people."""

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from fairway.conversations.actions.meetings import start_series
from fairway.conversations.actions.meetings_agenda import add_point
from fairway.conversations.actions.meetings_closing import close_meeting
from fairway.conversations.reading.meetings_coverage import (
    COUNTS,
    FEWEST,
    UnitCoverage,
    coverage_for,
    protected,
)


@st.composite
def units(draw):
    found = []
    for n, people in enumerate(draw(st.lists(st.integers(1, 12), max_size=8))):
        weekly = draw(st.integers(0, people))
        biweekly = draw(st.integers(0, people - weekly))
        monthly = draw(st.integers(0, people - weekly - biweekly))
        lately = draw(st.integers(0, people))
        found.append(UnitCoverage(f"Unit {n}", people, weekly, biweekly, monthly, lately))
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
        for name in COUNTS:
            assert sum(getattr(one, name) for one in shown) == sum(
                getattr(one, name) for one in rows
            )


@given(units())
def test_who_has_none_is_what_is_left(rows):
    assert all(one.without >= 0 for one in protected(rows))


@pytest.fixture
def team(ana, bo, organisation, hire):
    names = ("Uma One", "Vic Two", "Wes Three", "Xia Four")
    return [ana, *(hire(name, organisation.support, manager=bo) for name in names)]


@pytest.mark.django_db
def test_hr_partners_see_their_units_and_others_nothing(team, series, bo, hana, cy, eva):
    (support,) = coverage_for(hana)
    # Bo belongs to Support as well, and reports to Mia: six people, of whom one has 1:1s.
    assert (support.people, support.weekly, support.without, support.lately) == (6, 1, 5, 0)
    assert [coverage_for(one) for one in (bo, cy, eva)] == [[], [], []]


@pytest.mark.django_db
def test_one_that_was_held_counts_and_one_to_come_does_not(team, series, begun, ana, hana):
    close_meeting(begun, actor=ana, outcome="Bo asks the carrier.")
    (support,) = coverage_for(hana)
    assert support.lately == 1


@pytest.mark.django_db
def test_the_page_has_counts_and_neither_names_nor_words(client, team, begun, ana, bo, hana):
    add_point(begun, actor=ana, words="The carrier is late")
    close_meeting(begun, actor=ana, outcome="Bo asks them.")
    client.force_login(hana.account)
    page = client.get(reverse("conversations:coverage"))
    assert page.status_code == 200
    for words in ("The carrier is late", "Bo asks them.", ana.name, bo.name):
        assert words not in page.text
    client.force_login(bo.account)
    assert client.get(reverse("conversations:coverage")).status_code == 403


@pytest.mark.django_db
def test_too_few_are_not_counted_at_all(ana, bo, rhythm, hana):
    start_series(bo, actor=ana, rhythm=rhythm(), anyway=True)
    assert coverage_for(hana) == []
