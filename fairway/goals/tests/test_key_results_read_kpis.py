"""A key result that reads a KPI has its newest value, and whatever it serves follows."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from fairway.foundation.events import SYSTEM
from fairway.foundation.jobs.worker import run_due
from fairway.goals.actions.agreeing import propose_goal
from fairway.goals.actions.closing import close_goal
from fairway.goals.actions.contributing import contribute
from fairway.goals.actions.creating import add_goal
from fairway.goals.actions.reading import in_decimals, read_kpis
from fairway.goals.actions.results import add_result
from fairway.goals.models import Goal
from fairway.kpis.actions.around import add_segment
from fairway.kpis.actions.defining import add_kpi, edit_kpi
from fairway.kpis.actions.observing import Value, record_value, record_values

pytestmark = pytest.mark.django_db
FIRST = date(2026, 10, 5)


@pytest.fixture
def fcr(organisation, bo):
    return add_kpi(
        actor=SYSTEM,
        owner=bo,
        unit=organisation.support,
        name="First-contact resolution",
        meaning="The share of customers who need no second conversation.",
        measure="percent",
        decimals=1,
    )


@pytest.fixture
def reading(quarter, fcr):
    """reading(ana): a goal of hers from 70 to 80 % of it, agreed."""

    def make(owner, *, agreed=True, **fields):
        goal = add_goal("Answer at once", actor=SYSTEM, owner=owner, period=quarter, **fields)
        result = add_result(
            goal, "Resolved", actor=SYSTEM, source="kpi", kpi=fcr, baseline=700, target=800
        )
        if agreed:
            propose_goal(goal, actor=SYSTEM)
        return goal, result

    return make


def told(kpi, units, day=FIRST, **more):
    record_value(kpi, actor=SYSTEM, day=day, units=units, **more)
    run_due()


def now(*rows):
    for row in rows:
        row.refresh_from_db()
    return rows


def test_a_new_value_is_theirs_and_rolls_up(ana, bo, fcr, reading, goal_of):
    above = goal_of(bo, "Above", roll_up=Goal.RollUp.CONTRIBUTING)
    goal, result = reading(ana)
    contribute(goal, actor=SYSTEM, to=above, how="By answering.")
    told(fcr, 750)
    now(goal, result, above)
    assert result.current == 750
    assert (result.percent, goal.percent, above.percent) == (50, 50, 50)


def test_it_is_told_as_an_update_from_the_kpi(ana, fcr, reading):
    goal, result = reading(ana)
    told(fcr, 750)
    one, whole = goal.updates.order_by("pk")
    assert (one.result, one.value, one.progress, one.via, one.by) == (
        result,
        750,
        500_000,
        "kpi",
        None,
    )
    assert (whole.result, whole.progress) == (None, 500_000)


def test_a_correction_is_followed(ana, fcr, reading):
    goal, result = reading(ana)
    told(fcr, 750)
    told(fcr, 780, correction=True)
    now(goal, result)
    assert (result.current, goal.percent) == (780, 80)


def test_many_values_are_read_once(ana, fcr, reading):
    goal, result = reading(ana)
    weeks = [Value(FIRST + timedelta(weeks=n), units) for n, units in enumerate((710, 720, 760))]
    record_values(fcr, weeks, actor=SYSTEM)
    run_due()
    assert now(result)[0].current == 760
    assert goal.updates.filter(result=result).count() == 1


def test_an_older_value_that_comes_late_changes_nothing(ana, fcr, reading):
    goal, result = reading(ana)
    told(fcr, 760, FIRST + timedelta(weeks=2))
    told(fcr, 700, FIRST)
    assert now(result)[0].current == 760
    assert goal.updates.filter(result=result).count() == 1


def test_days_before_and_after_the_goal_are_not_its_own(ana, fcr, reading):
    _goal, result = reading(ana, last_day=date(2026, 10, 25))
    told(fcr, 790, date(2026, 9, 21))
    assert now(result)[0].current is None
    told(fcr, 750, FIRST)
    told(fcr, 790, date(2026, 10, 26))
    assert now(result)[0].current == 750


def test_a_segment_is_not_the_whole(ana, fcr, reading):
    goal, result = reading(ana)
    told(fcr, 790, segment=add_segment(fcr, actor=SYSTEM, name="By phone"))
    assert read_kpis(goal) is None
    assert now(result)[0].current is None


def test_what_is_known_is_read_at_once(ana, fcr, reading):
    told(fcr, 750)
    goal, result = reading(ana, agreed=False)
    assert (result.current, now(goal)[0].percent) == (750, 50)


def test_a_closed_goal_stays_as_it_ended(ana, fcr, reading):
    goal, result = reading(ana)
    told(fcr, 750)
    close_goal(goal, actor=SYSTEM, outcome="partly")
    told(fcr, 790, FIRST + timedelta(weeks=1))
    assert now(result)[0].current == 750


def test_other_decimals_are_reckoned(ana, fcr, reading):
    _goal, result = reading(ana)
    edit_kpi(fcr, actor=SYSTEM, decimals=2)
    told(fcr, 7505)
    assert now(result)[0].current == 750
    assert in_decimals(75, 0, 1) == 750


def test_nobody_reads_into_a_goal_what_they_may_not_see(cy, fcr, quarter):
    edit_kpi(fcr, actor=SYSTEM, public=False)
    goal = add_goal("Curious", actor=cy, owner=cy, period=quarter)
    with pytest.raises(PermissionDenied):
        add_result(goal, "Theirs", actor=cy, source="kpi", kpi=fcr, baseline=700, target=800)


@pytest.mark.parametrize("others", [0, 40])
def test_it_costs_the_same_however_many_goals_there_are(
    ana, fcr, reading, goal_of, django_assert_max_num_queries, others
):
    for n in range(others):
        goal_of(ana, f"Other {n}", 10)
    goal, _result = reading(ana)
    record_value(fcr, actor=SYSTEM, day=FIRST, units=750)
    with django_assert_max_num_queries(24):
        read_kpis(goal)
