"""A cycle of sixteen people in three units that was closed, and what they say of it."""

from datetime import UTC, date, datetime

import pytest

from fairway.reviews.actions.surveying import answer_survey, open_survey
from fairway.reviews.models import Statement, SurveyInvitation
from fairway.reviews.tests.calibrating.making import make_cycle, write_review

CLOSED = "2026-12-01 10:00"
ENDED = "2026-12-14 03:20"  # two days after the last day of the survey
GONE = "2026-12-28 03:20"


@pytest.fixture
def people(hire, organisation, bo, ana, cy):
    """By unit: Support has seven, Shops six, and two work in People."""
    units = {
        "Support": [bo, ana],
        "Shops": [cy],
        "People": [],
    }
    sizes = {"Support": 7, "Shops": 6, "People": 2}
    places = {
        "Support": organisation.support,
        "Shops": organisation.shops,
        "People": organisation.people,
    }
    for name, size in sizes.items():
        while len(units[name]) < size:
            number = len(units[name])
            manager = bo if name == "Support" else cy
            units[name].append(
                hire(f"{name}{number} Worker", places[name], organisation.lisbon, manager)
            )
    return units


@pytest.fixture
def closed(clock, people, pia, bo, cy, mia):
    """Everybody was reviewed by Bo, by Cy, or, where that is themselves, by Mia."""
    clock(CLOSED)
    cycle = make_cycle(pia, name="Year", period_from=date(2026, 1, 1))
    for name, team in people.items():
        boss = bo if name == "Support" else cy
        for number, one in enumerate(team):
            by = mia if one == boss else boss
            write_review(cycle, one, 2 + number % 3, by=by)
    cycle.state, cycle.closed_at = "closed", datetime(2026, 12, 1, 9, tzinfo=UTC)
    cycle.save()
    return cycle


@pytest.fixture
def survey(closed):
    return open_survey(closed)


@pytest.fixture
def answer():
    """answer(survey, ana, 4, words="…"): she gives every statement four points."""

    def make(survey, person, points, words=""):
        asked = SurveyInvitation.objects.get(survey=survey, person=person)
        values = dict.fromkeys(Statement.values, points)
        return answer_survey(asked, actor=person, values=values, words=words)

    return make
