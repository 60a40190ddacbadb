"""Who takes part says first how they see it, until a day of their own, and is reminded of it once."""

from datetime import date, timedelta

import pytest

from fairway.people.models import Absence
from fairway.reviews.actions.calibrating import add_calibrators, open_session
from fairway.reviews.actions.calibrating_moves import Seen, keep_votes
from fairway.reviews.actions.reminding import remind_everybody
from fairway.reviews.models import Phase, Reminder, phases_for
from fairway.reviews.offers import calibrating_todos

pytestmark = pytest.mark.django_db
OPENS, LAST = date(2026, 11, 2), date(2026, 11, 13)


@pytest.fixture
def called(clock, cycle, session, bo, mia, hana):
    """Bo and Mia take part, until Friday the 13th."""
    clock("2026-11-02 09:00")
    Phase.objects.create(cycle=cycle, kind="calibrate", opens_on=OPENS, due_on=LAST)
    add_calibrators(session, actor=hana, people=[bo, mia])
    return session


@pytest.fixture
def pass_by(clock, run_jobs):
    def go(first, last):
        for day in range(first, last + 1):
            clock(f"2026-11-{day:02} 05:00")
            remind_everybody.enqueue()
            run_jobs()

    return go


def marks_of(person):
    return [one.mark for one in Reminder.objects.filter(person=person).order_by("pk")]


def due(person):
    rows = [row for part in calibrating_todos.rows(person) for row in part]
    return {row[0]: str(row[5]) for row in rows}


def test_each_is_reminded_until_they_have_said_it(called, placed, ana, bo, mia, pass_by):
    pass_by(3, 10)
    keep_votes(called, actor=mia, said={placed(ana).public_id: Seen(4)})
    pass_by(11, 17)
    assert marks_of(bo) == ["three_before", "on_the_day", "one_after"]
    assert marks_of(mia) == ["three_before"]


def test_once_they_look_at_it_together_nobody_is_reminded_to_say_it_first(
    called, bo, hana, pass_by
):
    open_session(called, actor=hana)
    pass_by(3, 17)
    assert marks_of(bo) == []


def test_who_is_away_when_they_are_called_has_until_they_are_back(
    clock, cycle, session, bo, mia, hana
):
    clock("2026-11-02 09:00")
    Phase.objects.create(cycle=cycle, kind="calibrate", opens_on=OPENS, due_on=LAST)
    back = LAST + timedelta(days=4)
    Absence.objects.create(person=bo, from_on=LAST, until_on=back, state="agreed")
    add_calibrators(session, actor=hana, people=[bo, mia])
    assert phases_for(cycle, bo).get().until == back
    assert due(bo) == {"calibration:vote": str(back)}
    assert due(mia) == {"calibration:vote": str(LAST)}
