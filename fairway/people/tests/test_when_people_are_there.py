"""Their time now, the hours two people share, and days away: right through changes of the clock."""

from datetime import UTC, date, datetime, timedelta

import pytest

from fairway.foundation.presence import days_away as away_for_schedules
from fairway.foundation.times.holidays import between, public_holidays
from fairway.people.actions.hours import set_hours
from fairway.people.availability import (
    absences,
    days_away,
    pattern_of,
    status_of,
    talk_with,
)
from fairway.people.models import Absence, Location, Person, RotaShift

pytestmark = pytest.mark.django_db

# A Wednesday; Manila is eight hours ahead of Lisbon in winter, seven in summer.
AT = datetime(2026, 11, 18, 9, 12, tzinfo=UTC)


def weekdays(start, until):
    return [[[[start * 60, until * 60]]] * 5 + [[], []]]


@pytest.fixture
def ana(ana):
    set_hours(ana, actor=ana, weeks=weekdays(10, 19), valid_from=date(2026, 1, 1))
    return ana


@pytest.fixture
def bo(bo):
    set_hours(bo, actor=bo, weeks=weekdays(8, 17), valid_from=date(2026, 1, 1))
    return bo


def status(person, at, off=()):
    pattern = pattern_of(person, at.date())
    absent = absences([person.pk], at.date(), at.date() + timedelta(days=60))
    return str(status_of(person, at, pattern, absent.get(person.pk, []), off).words)


def test_a_clock_says_until_when_somebody_is_at_work(ana):
    assert status(ana, AT) == "at work until 19:00"
    assert status(ana, AT.replace(hour=12)) == "at work again tomorrow at 10:00"
    assert status(ana, AT.replace(hour=1)) == "at work from 10:00"
    assert status(ana, AT + timedelta(days=3)) == "at work again Monday at 10:00"


def test_an_absence_says_when_they_are_back_and_nothing_else(ana):
    Absence.objects.create(
        person=ana, from_on=date(2026, 11, 17), until_on=date(2026, 11, 20), state="agreed"
    )
    Absence.objects.create(
        person=ana, from_on=date(2026, 11, 20), until_on=date(2026, 11, 24), state="agreed"
    )
    assert "back Tue 24 Nov" in status(ana, AT)
    Absence.objects.update(state="asked")
    assert status(ana, AT) == "at work until 19:00"


def test_who_has_given_no_hours_is_not_said_to_be_anywhere(cy):
    assert status(cy, AT) == ""


def test_two_people_see_the_hours_they_share_in_their_own_time(ana, bo):
    talk = talk_with(bo, ana, AT)
    assert talk.shared == ((8.0, 11.0),)
    assert talk.words == "Today you share 08:00 to 11:00, in your time."
    assert [shift.name for shift in talk.shifts] == ["Ana", "You"]
    assert talk.shifts[0].words == "10:00 to 19:00 there"
    assert talk.now == pytest.approx(9.2)
    assert talk_with(ana, bo, AT).shared == ((16.0, 19.0),)


def test_the_change_of_the_clock_moves_what_is_shared(ana, bo):
    summer = datetime(2026, 7, 15, 9, tzinfo=UTC)
    assert talk_with(bo, ana, summer).shared == ((8.0, 12.0),)


def test_when_today_is_over_the_next_day_counts(ana, bo):
    talk = talk_with(bo, ana, AT.replace(hour=16))
    assert talk.now is None
    assert talk.words.startswith("Next you share 08:00 to 11:00")


def test_holidays_absences_and_weekends_are_days_without_shared_hours(ana, bo):
    Absence.objects.create(
        person=bo, from_on=date(2026, 11, 18), until_on=date(2026, 11, 20), state="agreed"
    )
    talk = talk_with(bo, ana, AT)
    assert "Fri 20 Nov" in talk.words
    eve = datetime(2026, 12, 25, 8, tzinfo=UTC)  # a holiday in both places, and a Friday
    assert "Mon 28 Dec" in talk_with(bo, ana, eve).words


def test_no_shared_hour_at_all_is_said_kindly(ana, bo):
    set_hours(bo, actor=bo, weeks=weekdays(18, 23), valid_from=date(2026, 2, 1))
    talk = talk_with(bo, ana, AT)
    assert talk.shared == ()
    assert "share no working hours in the next two weeks" in talk.words


def test_a_night_shift_shows_on_both_days_of_the_reader(ana, bo):
    set_hours(bo, actor=bo, weeks=[[[[22 * 60, 30 * 60]]] * 7], valid_from=date(2026, 2, 1))
    talk = talk_with(bo, ana, AT)
    own = talk.shifts[1]
    assert own.spans == ((0.0, 6.0), (22.0, 24.0))
    assert talk.shared == ((2.0, 6.0),)


def test_weeks_take_turns(ana):
    weeks = [*weekdays(6, 14), *weekdays(14, 22)]
    set_hours(
        ana, actor=ana, weeks=weeks, valid_from=date(2026, 3, 1), first_week_on=date(2026, 11, 16)
    )
    assert status(ana, AT.replace(hour=0)) == "at work until 14:00"
    assert status(ana, AT.replace(hour=0) + timedelta(days=7)) == "at work from 14:00"


def test_holidays_come_by_country_and_part_of_it():
    assert date(2026, 11, 30) in public_holidays("PH", "", 2026)
    assert date(2026, 1, 6) in public_holidays("DE", "BY", 2026)
    assert date(2026, 1, 6) not in public_holidays("DE", "BE", 2026)
    assert public_holidays("", "", 2026) == frozenset()
    assert public_holidays("XX", "", 2026) == frozenset()
    assert public_holidays("PT", "nowhere", 2026) == public_holidays("PT", "", 2026)
    turn = between("PT", "", date(2026, 12, 24), date(2027, 1, 2))
    assert turn == [date(2026, 12, 25), date(2027, 1, 1)]


def test_a_rota_says_which_days_are_off_and_only_deadlines_ask(ana):
    for start in (datetime(2026, 11, 30, 2, tzinfo=UTC), datetime(2026, 12, 2, 2, tzinfo=UTC)):
        # 30 November is a holiday in Manila, and she works
        RotaShift.objects.create(person=ana, starts_at=start, ends_at=start + timedelta(hours=8))
    since, until = date(2026, 11, 28), date(2026, 12, 6)

    def off(**how):
        found = days_away([ana.pk], since, until, **how).get(ana.pk, [])
        return [one.start_on for one in found]

    assert off() == [date(2026, 11, 30)]
    assert off(by_rota=True) == [date(2026, 12, 1)]
    now = datetime(2026, 11, 29, tzinfo=UTC)
    assert away_for_schedules([ana], now).on(ana.pk, date(2026, 12, 1))


def test_a_zone_that_is_no_longer_known_does_not_break_a_page(ana, bo):
    Person.objects.filter(pk=ana.pk).update(time_zone="Mars/Olympus")
    ana.refresh_from_db()
    assert talk_with(bo, ana, AT).shifts
    assert status(ana, AT)


def test_moving_to_another_place_moves_the_clock_on_record(ana, organisation, lead, today):
    from fairway.foundation.models import Event
    from fairway.people.actions.assigning import move_person

    tokyo = Location.objects.create(name="Tokyo", country="JP", time_zone="Asia/Tokyo")
    move_person(ana, actor=lead, valid_from=today, location=tokyo)
    assert Event.objects.filter(kind="people.zone_changed", about=ana).exists()
