"""Years and achieved goals are celebrated once, on the right day, and quietly where wished."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fairway.feedback.actions.celebrating import (
    celebrate_goal,
    celebrate_years,
    hide_celebration,
)
from fairway.feedback.anniversaries import (
    anniversary_in,
    days_between,
    joined_on_one_of,
    years_on,
)
from fairway.feedback.models import Celebration
from fairway.foundation.access import can
from fairway.foundation.events import SYSTEM
from fairway.foundation.policy import set_policy
from fairway.people.models import Person

DAYS = st.dates(date(1970, 1, 1), date(2040, 12, 31))


@given(DAYS, st.integers(1, 60))
def test_each_year_has_one_anniversary_and_it_counts_the_years(joined, years):
    day = anniversary_in(joined, joined.year + years)
    assert years_on(joined, day) == years
    found = [day + timedelta(days=step) for step in range(-3, 4)]
    assert [one for one in found if years_on(joined, one)] == [day]


@given(DAYS, DAYS)
def test_whoever_has_an_anniversary_is_looked_for_on_that_day(joined, day):
    if years_on(joined, day) > 0:
        assert (joined.month, joined.day) in joined_on_one_of(day)


@given(DAYS, st.integers(0, 40))
def test_no_day_is_left_out_or_done_twice(after, number):
    until = after + timedelta(days=number)
    found = list(days_between(after, until, 14))
    assert len(found) == min(number, 14)
    assert found == sorted(set(found))
    assert not found or found[-1] == until


def test_who_came_on_a_leap_day_is_celebrated_on_the_last_of_february():
    joined = date(2024, 2, 29)
    assert [anniversary_in(joined, year) for year in (2025, 2028)] == [
        date(2025, 2, 28),
        date(2028, 2, 29),
    ]


@pytest.mark.django_db
def test_an_anniversary_is_there_once_however_often_it_is_counted(ana, bo):
    Person.objects.exclude(pk=ana.pk).update(joined_on=date(2024, 5, 5))
    today = date(2027, 1, 8)
    for _run in range(3):
        celebrate_years(today)
    found = Celebration.objects.get()
    assert (found.person, found.years, found.on_day) == (ana, 3, today)
    assert can(bo, "view", found)


@pytest.mark.django_db
def test_days_that_were_missed_are_made_up_for(ana, bo):
    Person.objects.filter(pk=bo.pk).update(joined_on=date(2024, 1, 10))
    Person.objects.filter(pk=ana.pk).update(joined_on=date(2024, 1, 8))
    celebrate_years(date(2027, 1, 8))
    celebrate_years(date(2027, 1, 12))
    assert set(Celebration.objects.values_list("person", flat=True)) >= {ana.pk, bo.pk}


@pytest.mark.django_db
def test_somebody_keeps_their_day_to_themselves(ana, bo):
    found = Celebration.objects.create(kind="years", person=ana, on_day=date(2027, 1, 8), years=3)
    hide_celebration(found, actor=ana)
    assert [can(one, "view", found) for one in (ana, bo)] == [True, False]


@pytest.mark.django_db
def test_an_organisation_that_does_not_celebrate_writes_nothing(ana):
    set_policy("feedback.celebrations", False, actor=SYSTEM)
    assert celebrate_years(date(2027, 1, 8)) == 0
    assert not Celebration.objects.exists()


@pytest.fixture
def goal(ana, db):
    from fairway.goals.actions.agreeing import propose_goal
    from fairway.goals.actions.closing import close_goal
    from fairway.goals.actions.creating import add_goal
    from fairway.strategy.actions.periods import add_period

    period = add_period(
        "custom", "2030", actor=SYSTEM, starts_on=date(2030, 1, 1), last_day=date(2030, 12, 31)
    )

    def make(visibility="company", outcome="achieved"):
        found = add_goal(
            "Answer on first contact",
            actor=SYSTEM,
            owner=ana,
            period=period,
            visibility=visibility,
        )
        propose_goal(found, actor=SYSTEM)
        return close_goal(found, actor=SYSTEM, outcome=outcome)

    return make


@pytest.mark.django_db
def test_an_open_goal_that_was_achieved_is_celebrated_once(goal, bo):
    done = goal()
    assert celebrate_goal(done) == celebrate_goal(done)
    assert can(bo, "view", Celebration.objects.get())


@pytest.mark.django_db
@pytest.mark.parametrize("how", [{"visibility": "line"}, {"outcome": "partly"}])
def test_private_goals_and_those_not_reached_are_nobodys_news(goal, how):
    assert celebrate_goal(goal(**how)) is None


@pytest.mark.django_db
def test_a_goal_made_private_later_leaves_the_feed(goal, bo, ana):
    found = celebrate_goal(goal())
    type(found.goal).objects.update(visibility="line")
    assert [can(one, "view", found) for one in (ana, bo)] == [True, False]
