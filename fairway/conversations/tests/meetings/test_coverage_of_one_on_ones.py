"""HR sees how often 1:1s are held, in counts that never speak of few people."""

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fairway.conversations.actions.meetings import start_series
from fairway.conversations.actions.meetings_agenda import add_point
from fairway.conversations.actions.meetings_closing import close_meeting
from fairway.conversations.actions.meetings_counting import count_coverage
from fairway.conversations.models import OneOnOneCoverage
from fairway.conversations.models.meetings_coverage import FEWEST
from fairway.conversations.reading.meetings_coverage import COUNTS, coverage_for
from fairway.foundation.paging import PAGE
from fairway.people.days import organisation_day
from fairway.people.models import Appointment, OrgUnit

pytestmark = pytest.mark.django_db
# Each example begins by emptying what the last one has counted.
with_rows = settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@st.composite
def counts(draw):
    people = draw(st.integers(1, 12))
    weekly = draw(st.integers(0, people))
    biweekly = draw(st.integers(0, people - weekly))
    monthly = draw(st.integers(0, people - weekly - biweekly))
    lately = draw(st.integers(0, people))
    return dict(zip(COUNTS, (people, weekly, biweekly, monthly, lately), strict=True))


def counted(organisation, units):
    """As if the night had counted these units."""
    OneOnOneCoverage.objects.all().delete()
    for n, one in enumerate(units):
        unit, _new = OrgUnit.objects.get_or_create(name=f"Unit {n:03}", parent=organisation.root)
        OneOnOneCoverage.objects.create(
            unit=unit, name=unit.name, counted_on=organisation_day(), **one
        )


def shown_to(viewer):
    """Every row, page by page."""
    rows, page = [], coverage_for(viewer)
    rows += page.rows
    while page.units.after:
        page = coverage_for(viewer, after=page.units.after)
        rows += page.rows
    return rows


def all_of(rows, name):
    return sum(getattr(one, name) for one in rows)


@with_rows
@given(units=st.lists(counts(), max_size=8))
def test_no_number_speaks_of_fewer_than_five_nor_leaves_them_to_be_subtracted(
    organisation, pia, units
):
    counted(organisation, units)
    shown = shown_to(pia)
    assert all(one.people >= FEWEST for one in shown)
    hidden = sum(one["people"] for one in units) - all_of(shown, "people")
    assert hidden == 0 or not shown, "who knows the total cannot tell what is missing"


@with_rows
@given(units=st.lists(counts(), max_size=8))
def test_everybody_is_counted_once(organisation, pia, units):
    counted(organisation, units)
    shown = shown_to(pia)
    if sum(one["people"] for one in units) >= FEWEST:
        assert [all_of(shown, name) for name in COUNTS] == [
            sum(one[name] for one in units) for name in COUNTS
        ]
    assert all(one.without >= 0 for one in shown)


def test_what_is_counted_together_stands_behind_the_last_of_many(organisation, pia):
    whole = dict.fromkeys(COUNTS, 0) | {"people": FEWEST}
    counted(organisation, [whole | {"people": 3}] * 2 + [whole] * (PAGE + 10))
    first = coverage_for(pia)
    assert [one.people for one in first.rows] == [FEWEST] * PAGE
    second = coverage_for(pia, after=first.units.after)
    assert [one.people for one in second.rows] == [FEWEST] * 10 + [6]
    again = coverage_for(pia, before=second.units.before)
    assert [one.called for one in again.rows] == [one.called for one in first.rows]


@pytest.fixture
def team(ana, bo, organisation, hire):
    names = ("Uma One", "Vic Two", "Wes Three", "Xia Four")
    return [ana, *(hire(name, organisation.support, manager=bo) for name in names)]


def test_hr_partners_see_their_units_and_others_nothing(team, series, bo, hana, cy, eva):
    count_coverage()
    [support] = shown_to(hana)
    # Bo belongs to Support as well, and reports to Mia: six people, of whom one has 1:1s.
    assert (support.people, support.weekly, support.without, support.lately) == (6, 1, 5, 0)
    assert [shown_to(one) for one in (bo, cy, eva)] == [[], [], []]


def test_who_looks_is_not_counted_nor_whoever_stands_above_them(team, organisation, hire, mia):
    lead = hire("Ida Lead", organisation.people, manager=mia)
    Appointment.objects.create(person=lead, role="people_lead", valid_from=lead.joined_on)
    for name in ("Una Five", "Vera Six", "Will Seven", "Xeno Eight", "Yan Nine"):
        hire(name, organisation.people, manager=lead)
    count_coverage()
    people = OneOnOneCoverage.objects.get(unit=organisation.people)
    assert people.people == 6
    assert [(one.called, one.people) for one in shown_to(lead)] == [("Support", 6), ("People", 5)]


def test_one_that_was_held_counts_and_one_to_come_does_not(team, series, begun, ana, hana):
    close_meeting(begun, actor=ana, outcome="Bo asks the carrier.")
    count_coverage()
    [support] = shown_to(hana)
    assert support.lately == 1


def test_counting_again_puts_what_is_true_now_in_place_of_what_was(
    team, series, rhythm, hana, bo, mia
):
    count_coverage()
    start_series(bo, actor=mia, rhythm=rhythm(follows=bo), anyway=True)
    count_coverage()
    [support] = shown_to(hana)
    assert (support.people, support.weekly) == (6, 2)


def test_the_page_has_counts_and_neither_names_nor_words(client, team, begun, ana, bo, hana):
    add_point(begun, actor=ana, words="The carrier is late")
    close_meeting(begun, actor=ana, outcome="Bo asks them.")
    count_coverage()
    client.force_login(hana.account)
    page = client.get(reverse("conversations:coverage"))
    assert page.status_code == 200
    assert "Support" in page.text
    for words in ("The carrier is late", "Bo asks them.", ana.name, bo.name):
        assert words not in page.text
    client.force_login(bo.account)
    assert client.get(reverse("conversations:coverage")).status_code == 403


def test_too_few_are_not_counted_at_all(ana, bo, rhythm, hana):
    start_series(bo, actor=ana, rhythm=rhythm(), anyway=True)
    count_coverage()
    assert shown_to(hana) == []
