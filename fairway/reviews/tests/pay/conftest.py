"""A cycle that is over and asks for pay: Bo and Ana and Lee in it; Olga is pay partner of Support."""

from datetime import date

import pytest
from django.utils import timezone

from fairway.foundation.numbers import Money
from fairway.people.models import Assignment
from fairway.reviews.actions.pay_rounds import begin_round, open_round, set_band, set_budget
from fairway.reviews.actions.paying import bring_pay_now
from fairway.reviews.models import Participant, PayLine, ReviewCycle
from fairway.reviews.tests.outcomes.conftest import appoint  # noqa: F401
from fairway.reviews.tests.sharing.conftest import make_cycle, template  # noqa: F401

FROM = date(2027, 1, 1)


def eur(amount):
    return Money(amount * 100, "EUR")


@pytest.fixture
def over(make_cycle, ana, lee, bo, mia, organisation):  # noqa: F811
    cycle = make_cycle(name="Over", asks_pay=True)
    for person, author in ((ana, bo), (lee, bo), (bo, mia)):
        Participant.objects.create(cycle=cycle, person=person, author=author)
    ReviewCycle.objects.update(state="closed", closed_at=timezone.now())
    Assignment.objects.update(job_profile=organisation.profile)
    cycle.refresh_from_db()
    return cycle


@pytest.fixture
def olga(hire, organisation, appoint):  # noqa: F811
    olga = hire("Olga Pay", organisation.people, organisation.lisbon)
    appoint(olga, "pay_partner", organisation.support)
    return olga


@pytest.fixture
def begun(over, olga, organisation):
    made = begin_round(over, actor=olga, holds_from=FROM)
    set_band(
        made,
        actor=olga,
        profile=organisation.profile,
        low=eur(30_000),
        middle=eur(40_000),
        high=eur(50_000),
    )
    set_budget(made, actor=olga, unit=organisation.support, amount=eur(5_000))
    return made


@pytest.fixture
def round_(begun, olga):
    """Open, with what everybody is paid now."""
    opened = open_round(begun, actor=olga)
    lines = PayLine.objects.filter(round=opened)
    bring_pay_now(opened, actor=olga, known=[(one, eur(36_000)) for one in lines])
    return opened


@pytest.fixture
def line(round_):
    """line(ana): hers."""

    def find(person):
        return PayLine.objects.get(round=round_, person=person)

    return find
