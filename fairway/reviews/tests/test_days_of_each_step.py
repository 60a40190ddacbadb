"""Naming, giving out, acknowledging: until when each has, by their own days and what HR has given."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fairway.foundation.models import Notification
from fairway.foundation.times import end_of
from fairway.people.models import Absence
from fairway.reviews.actions.changing import Wanted, change_cycle
from fairway.reviews.actions.cycles import Stretch
from fairway.reviews.actions.following import follow_days, follow_leave
from fairway.reviews.actions.keeping import add_participant, remove_participant
from fairway.reviews.actions.nominating import nominate
from fairway.reviews.actions.refusals import EarlierDay, NamingIsOver
from fairway.reviews.actions.settling import give_days, settle_days
from fairway.reviews.models import OwnDay, phases_for
from fairway.reviews.offers import cycles_todos

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
ZONES = {"Europe/Lisbon": 0, "Asia/Manila": 8, "Pacific/Honolulu": -10}  # in November, from UTC


@pytest.fixture
def monday(clock):
    return clock("2026-11-02 09:00").date()


@pytest.fixture
def cycle(monday, ana, bo, cy, hana, launched):
    """Naming until Monday the 9th, writing until the 23rd."""
    return launched("self", "manager", "peer", peers=4)


def away(person, start, until):
    return Absence.objects.create(person=person, from_on=start, until_on=until, state="agreed")


def until(cycle, person, kind="nominate"):
    return phases_for(cycle, person).get(kind=kind).until


def home_of(person):
    rows = [one for part in cycles_todos.rows(person, None) for one in part]
    return {row[0]: row[5] for row in rows}


def lives_in(person, zone):
    person.time_zone = zone
    person.save(update_fields=["time_zone"])


@pytest.mark.parametrize("zone", ZONES)
def test_naming_ends_with_the_day_where_the_person_is(cycle, ana, cy, participant, clock, zone):
    lives_in(ana, zone)
    end = datetime(2026, 11, 10, tzinfo=UTC) - ZONES[zone] * timedelta(hours=1)
    about = participant(cycle, ana)
    clock(f"{end + timedelta(minutes=1):%Y-%m-%d %H:%M}")
    with pytest.raises(NamingIsOver):
        nominate(about, actor=ana, reviewer=cy)
    clock(f"{end - timedelta(minutes=1):%Y-%m-%d %H:%M}")
    assert nominate(about, actor=ana, reviewer=cy).state == "proposed"


def test_who_is_away_at_the_launch_names_when_they_are_back(monday, ana, cy, launched, clock, hana):
    away(ana, monday, monday + 14 * DAY)
    cycle = launched("self", "manager", "peer", peers=4)
    assert until(cycle, ana) == date(2026, 11, 18)  # three working days after it
    clock("2026-11-17 09:00")
    about = cycle.participants.get(person=ana)
    assert nominate(about, actor=ana, reviewer=cy)


def test_nobody_has_a_day_of_their_own_without_need(cycle):
    assert not OwnDay.objects.exists()


def test_leave_that_is_agreed_later_moves_the_day_and_taking_it_back_does_not(cycle, ana, bo):
    leave = away(ana, date(2026, 11, 9), date(2026, 11, 12))
    follow_leave([ana.pk])
    assert until(cycle, ana) == date(2026, 11, 12)
    assert until(cycle, bo) == date(2026, 11, 9)
    leave.delete()
    follow_leave([ana.pk])
    assert until(cycle, ana) == date(2026, 11, 12)


def test_leave_that_was_imported_in_bulk_is_found_at_night(cycle, ana, run_jobs):
    away(ana, date(2026, 11, 9), date(2026, 11, 12))
    for _twice in range(2):
        follow_days()
        run_jobs()
    assert until(cycle, ana) == date(2026, 11, 12)
    assert OwnDay.objects.count() == 1


def test_home_tells_the_same_day_by_which_naming_ends(cycle, ana):
    away(ana, date(2026, 11, 9), date(2026, 11, 12))
    follow_leave([ana.pk])
    assert str(home_of(ana)["review_cycles:name"]) == "2026-11-12"


def test_a_list_is_agreed_to_by_the_later_day_of_the_two(cycle, ana, bo, cy, participant):
    nominate(participant(cycle, ana), actor=ana, reviewer=cy)
    assert str(home_of(bo)["review_cycles:approve"]) == "2026-11-09"
    away(ana, date(2026, 11, 9), date(2026, 11, 12))
    follow_leave([ana.pk])
    assert str(home_of(bo)["review_cycles:approve"]) == "2026-11-12"
    away(bo, date(2026, 11, 9), date(2026, 11, 16))
    follow_leave([bo.pk])
    assert str(home_of(bo)["review_cycles:approve"]) == "2026-11-16"


def test_who_joins_late_has_as_many_days_to_name_as_the_others(
    cycle, hire, organisation, bo, cy, hana, clock
):
    clock("2026-11-16 09:00")
    new = hire("Nia New", organisation.support, organisation.lisbon, bo)
    made = add_participant(cycle, new, actor=hana)
    assert until(cycle, new) == date(2026, 11, 23)
    assert nominate(made, actor=new, reviewer=cy)


def test_a_leave_moves_the_later_day_of_who_joined_late(cycle, hire, organisation, bo, hana, clock):
    clock("2026-11-16 09:00")
    new = hire("Nia New", organisation.support, organisation.lisbon, bo)
    add_participant(cycle, new, actor=hana)
    away(new, date(2026, 11, 23), date(2026, 11, 26))
    follow_leave([new.pk])
    assert until(cycle, new) == date(2026, 11, 26)


def test_hr_gives_one_person_more_days_and_they_are_told(
    cycle, ana, cy, hana, participant, clock, run_jobs
):
    about = participant(cycle, ana)
    give_days(about, actor=hana, kind="nominate", until=date(2026, 11, 13))
    assert until(cycle, ana) == date(2026, 11, 13)
    run_jobs()
    told = Notification.objects.get(person=ana, kind="reviews.step_extended")
    assert told.title == "More days in Year: Choose who is asked"
    clock("2026-11-13 12:00")
    assert nominate(about, actor=ana, reviewer=cy)
    clock("2026-11-13 16:30")  # past midnight in Manila
    with pytest.raises(NamingIsOver):
        nominate(about, actor=ana, reviewer=cy)


def test_days_of_a_step_are_never_cut_short(cycle, ana, hana, participant):
    about = participant(cycle, ana)
    for day in (date(2026, 11, 9), date(2026, 10, 30)):
        with pytest.raises(EarlierDay):
            give_days(about, actor=hana, kind="nominate", until=day)
    give_days(about, actor=hana, kind="nominate", until=date(2026, 11, 13))
    with pytest.raises(EarlierDay):
        give_days(about, actor=hana, kind="nominate", until=date(2026, 11, 12))


def test_nobody_gives_themselves_or_their_people_more_days(cycle, ana, bo, cy, hana, participant):
    about = participant(cycle, ana)
    for one in (ana, bo, cy):
        with pytest.raises(PermissionDenied):
            give_days(about, actor=one, kind="nominate", until=date(2026, 11, 13))
    remove_participant(about, actor=hana, reason="On parental leave")
    with pytest.raises(PermissionDenied):
        give_days(about, actor=hana, kind="nominate", until=date(2026, 11, 13))


def test_a_later_day_for_all_takes_nothing_from_who_has_more(
    cycle, ana, bo, pia, hana, run_jobs, participant
):
    give_days(participant(cycle, ana), actor=hana, kind="nominate", until=date(2026, 11, 18))
    away(bo, date(2026, 11, 9), date(2026, 11, 11))
    follow_leave([bo.pk])
    phase = cycle.phases.get(kind="nominate")
    later = {"nominate": Stretch(phase.opens_on, date(2026, 11, 13))}
    change_cycle(cycle, actor=pia, wanted=Wanted(later))
    run_jobs()
    assert until(cycle, ana) == date(2026, 11, 18)
    assert until(cycle, bo) == date(2026, 11, 13)


def test_a_later_day_that_falls_into_a_leave_moves_past_it(cycle, ana, pia, run_jobs):
    away(ana, date(2026, 11, 12), date(2026, 11, 17))
    phase = cycle.phases.get(kind="nominate")
    later = {"nominate": Stretch(phase.opens_on, date(2026, 11, 13))}
    change_cycle(cycle, actor=pia, wanted=Wanted(later))
    run_jobs()
    assert until(cycle, ana) == date(2026, 11, 17)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    leaves=st.lists(st.tuples(st.integers(-5, 20), st.integers(1, 20)), max_size=3),
    zone=st.sampled_from(sorted(ZONES)),
)
def test_whatever_leave_they_take_nobody_has_less_than_was_said_nor_ends_in_a_leave(
    cycle, ana, leaves, zone
):
    Absence.objects.all().delete()
    OwnDay.objects.all().delete()
    lives_in(ana, zone)
    phase = cycle.phases.get(kind="nominate")
    before = phase.due_on
    for start, length in leaves:
        first = phase.opens_on + start * DAY
        away(ana, first, first + length * DAY)
        settle_days(cycle, [ana.pk])
        day = until(cycle, ana)
        assert day >= before
        assert end_of(day, zone) >= end_of(phase.due_on, zone)
        before = day
    taken = [(one.from_on, one.until_on) for one in Absence.objects.filter(person=ana)]
    assert not any(first <= before < back for first, back in taken)


def test_the_page_shows_the_days_and_takes_more(cycle, ana, hana, at, participant):
    about = participant(cycle, ana)
    address = reverse("reviews:step_days", args=[about.public_id, "nominate"])
    page = at(hana).get(about.get_absolute_url()).content.decode()
    assert address in page
    assert "Until the end of 9 November 2026" in page
    answer = at(hana).post(address, {"until": "2026-11-13"})
    assert answer.status_code == 302
    assert (
        "13 November 2026"
        in at(ana).get(reverse("reviews:nominations", args=[about.public_id])).content.decode()
    )
    assert address not in at(ana).get(about.get_absolute_url()).content.decode()


@pytest.mark.parametrize("day", ["2026-11-08", "", "soon"])
def test_a_day_that_cannot_be_is_refused_with_what_was_typed(
    cycle, ana, hana, at, participant, day
):
    about = participant(cycle, ana)
    address = reverse("reviews:step_days", args=[about.public_id, "nominate"])
    answer = at(hana).post(address, {"until": day})
    assert answer.status_code == 422
    assert day in answer.content.decode()
    assert not OwnDay.objects.exists()


@pytest.mark.parametrize("step", ["write", "sign", "calibrate", "else"])
def test_steps_that_are_not_theirs_or_that_the_cycle_has_not_are_not_found(
    cycle, ana, hana, at, participant, step
):
    about = participant(cycle, ana)
    address = reverse("reviews:step_days", args=[about.public_id, step])
    assert at(hana).get(address).status_code == 404


def test_settling_many_asks_as_often_as_settling_few(
    cycle, hire, organisation, bo, django_assert_max_num_queries
):
    people = [hire(f"P{n} Many", organisation.support, organisation.manila, bo) for n in range(40)]
    for one in people:
        away(one, date(2026, 11, 9), date(2026, 11, 12))
    with django_assert_max_num_queries(14):
        assert settle_days(cycle, [one.pk for one in people]) == 40
