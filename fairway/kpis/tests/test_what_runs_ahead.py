"""Whether one KPI runs ahead of another, said only where there is enough to tell."""

import random

import pytest
from django.urls import reverse

from fairway.foundation.events import SYSTEM
from fairway.kpis.actions.defining import add_kpi
from fairway.kpis.leading import what_runs_ahead

pytestmark = pytest.mark.django_db


@pytest.fixture
def leading(bo, organisation):
    return add_kpi(
        actor=SYSTEM,
        owner=bo,
        unit=organisation.support,
        name="Guide open while one talks",
        meaning="m",
        timing="leading",
        kind="driver",
        decimals=1,
    )


def walk(weeks, lead):
    """A measure, and one that follows it so many weeks later."""
    rng, level, ahead = random.Random(4), 60.0, []
    for _week in range(weeks + lead):
        level += 0.2 * (60 - level) + rng.gauss(0, 3)
        ahead.append(level)
    follows = [70 + 0.5 * (one - 60) + rng.gauss(0, 0.2) for one in ahead]
    return ahead[lead:], follows[:weeks]


def test_a_lead_of_six_weeks_is_found_and_said(fcr, leading, weeks):
    first, second = walk(104, 6)
    weeks(first, kpi=leading)
    weeks(second)
    [found] = what_runs_ahead(fcr, [leading])
    assert (found.state, found.n) == ("supported", 104)
    assert "6 weeks ahead" in found.text
    assert "not yet being the cause" in found.text


def test_thirty_five_weeks_in_common_are_not_enough_to_look(fcr, leading, weeks):
    first, second = walk(35, 6)
    weeks(first, kpi=leading)
    weeks(second)
    [found] = what_runs_ahead(fcr, [leading])
    assert found.state == "cannot_be_said"
    assert found.text.startswith("Not enough data: 35 weeks")


def test_what_only_sways_is_not_called_a_lead(fcr, leading, weeks):
    rng = random.Random(9)
    weeks([60 + rng.gauss(0, 3) for _week in range(104)], kpi=leading)
    weeks([70 + rng.gauss(0, 3) for _week in range(104)])
    [found] = what_runs_ahead(fcr, [leading])
    assert found.state == "none_seen"


def test_the_page_says_what_was_looked_for_and_found(client, bo, ana, fcr, leading, weeks):
    first, second = walk(60, 4)
    weeks(first, kpi=leading)
    weeks(second)
    client.force_login(bo.account)
    page = client.get(reverse("kpis:ahead", args=[fcr.public_id])).text
    assert "Guide open while one talks" in page
    assert "weeks ahead" in page
