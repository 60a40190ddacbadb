"""A published template, a cycle for Support, and a clock that one can set."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from fairway.foundation.events import SYSTEM
from fairway.people.actions.assigning import assign_person
from fairway.people.days import organisation_day
from fairway.reviews.actions.cycles import (
    Chosen,
    Stretch,
    begin_cycle,
    set_kinds,
    set_peers,
    set_phases,
    set_population,
)
from fairway.reviews.actions.launching import launch_cycle
from fairway.reviews.models import Participant, Review
from fairway.reviews.population import Population
from fairway.reviews.tests.making import annual

DAY = timedelta(days=1)


@pytest.fixture
def clock():
    """clock("2026-11-17 02:00"): the whole house's clock shows this instant of UTC."""
    with time_machine.travel(datetime(2026, 11, 16, tzinfo=UTC), tick=False) as traveller:

        def show(moment):
            at = datetime.fromisoformat(moment).replace(tzinfo=UTC)
            traveller.move_to(at)
            return at

        yield show


@pytest.fixture
def template(db):
    """The annual review, published."""
    return annual()


@pytest.fixture
def draft(template, organisation, pia):
    """draft("self", "manager"): a cycle for Support with these kinds, not launched."""

    def make(*kinds, peers=0, nominate=True, most=6, facilitator=None, **population):
        holder, today = facilitator or pia, organisation_day()
        cycle = begin_cycle(
            actor=holder,
            name="Year",
            purpose="annual",
            period_from=date(today.year - 1, 1, 1),
            period_until=date(today.year, 1, 1),
        )
        version = template.versions.get(number=1)
        chosen = [Chosen(kind, version, anonymous=True) for kind in kinds or ("self", "manager")]
        cycle = set_kinds(cycle, actor=holder, chosen=chosen)
        cycle = set_peers(
            cycle,
            actor=holder,
            peers_least=peers,
            peers_most=peers,
            people_nominate=nominate,
            most_for_one=most,
        )
        population.setdefault("units", (organisation.support.pk,))
        cycle = set_population(cycle, actor=holder, population=Population(**population))
        stretches = {
            "nominate": Stretch(today, today + 7 * DAY),
            "write": Stretch(today, today + 21 * DAY),
        }
        return set_phases(cycle, actor=holder, stretches=stretches)

    return make


@pytest.fixture
def launched(draft, run_jobs):
    """launched("self", "manager"): the same, with everybody in it."""

    def make(*kinds, **how):
        cycle = draft(*kinds, **how)
        launch_cycle(cycle, actor=cycle.facilitator)
        run_jobs()
        cycle.refresh_from_db()
        return cycle

    return make


@pytest.fixture
def run_jobs():
    """What was asked for is done, here and now."""
    from fairway.foundation.jobs import worker

    def run():
        while worker.run_due():  # what one queue has done may ask another
            pass

    return run


@pytest.fixture
def nora(hire, organisation, mia):
    """Leads in Support, and nobody yet."""
    return hire("Nora Next", organisation.support, organisation.lisbon, mia)


@pytest.fixture
def led_by(ana, organisation):
    """led_by(nora): Ana reports to her since today."""

    def move(manager):
        assign_person(
            ana,
            actor=SYSTEM,
            valid_from=organisation_day(),
            unit=organisation.support,
            location=organisation.manila,
            manager=manager,
        )

    return move


@pytest.fixture
def participant():
    def find(cycle, person):
        return Participant.objects.get(cycle=cycle, person=person)

    return find


@pytest.fixture
def review():
    """review(cycle, ana, "manager"): the one of that kind about her."""

    def find(cycle, person, kind):
        return Review.objects.get(cycle=cycle, participant__person=person, kind=kind)

    return find
