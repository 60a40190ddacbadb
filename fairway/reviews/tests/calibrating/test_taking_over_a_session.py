"""A session is seen through by somebody: where whoever called it is gone, HR of its unit takes it over."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from fairway.feedback.tests.conftest import todos_of
from fairway.foundation.access import can
from fairway.foundation.events import SYSTEM
from fairway.foundation.models import Event
from fairway.foundation.ports import event_kinds
from fairway.people.actions.leaving import end_employment
from fairway.people.days import organisation_day
from fairway.people.models import Absence, Appointment
from fairway.reviews.actions.calibrating import close_session
from fairway.reviews.actions.holding import take_over_session
from fairway.reviews.actions.reminding import remind_everybody
from fairway.reviews.models import Phase, Reminder, phases_for
from fairway.reviews.offers import calibrating_todos

pytestmark = pytest.mark.django_db
OPENS, LAST = date(2026, 11, 2), date(2026, 11, 13)


def leave(person):
    end_employment(person, actor=SYSTEM, left_on=organisation_day())


def becomes_hr_of(unit, person):
    """Of other people than before."""
    Appointment.objects.filter(person=person).update(unit=unit)


def to_do(person):
    return {one.key for one in todos_of(person, calibrating_todos.SOURCE)}


@pytest.fixture
def partner(hire, organisation):
    """partner("Ida Next", organisation.support): another HR partner, of this unit."""

    def make(name, unit):
        person = hire(name, organisation.people, organisation.lisbon)
        Appointment.objects.create(
            person=person, role="hr_partner", unit=unit, valid_from=date(2024, 1, 8)
        )
        return person

    return make


@pytest.fixture
def ida(partner, organisation):
    return partner("Ida Next", organisation.support)


@pytest.fixture
def days(clock, cycle):
    """To compare until Friday the 13th."""
    clock("2026-11-02 09:00")
    return Phase.objects.create(cycle=cycle, kind="calibrate", opens_on=OPENS, due_on=LAST)


def test_as_long_as_whoever_called_it_can_lock_it_nobody_takes_it_over(session, ida, pia):
    assert not can(ida, "hold", session)
    with pytest.raises(PermissionDenied):
        take_over_session(session, actor=pia)


def test_nobody_but_hr_of_its_unit_takes_it_over(
    opened, hana, ida, pia, ana, bo, mia, eva, partner, organisation
):
    leave(hana)
    olga = partner("Olga Other", organisation.shops)
    assert [who.called for who in (ida, pia) if can(who, "hold", opened)] == ["Ida", "Pia"]
    assert [who for who in (ana, bo, mia, eva, olga) if can(who, "hold", opened)] == []


def test_whoever_is_hr_of_other_units_now_has_it_taken_over_and_is_told(
    opened, hana, ida, organisation
):
    becomes_hr_of(organisation.shops, hana)
    take_over_session(opened, actor=ida)
    event = Event.objects.get(kind="reviews.calibration_held")
    (notice,) = event_kinds[event.kind].notify(event)
    assert (notice.person, notice.url) == (hana, reverse("reviews:calibrations"))
    leave(hana)
    assert list(event_kinds[event.kind].notify(event)) == []


def test_what_is_locked_is_taken_over_by_nobody(locked, hana, pia):
    leave(hana)
    assert not can(pia, "hold", locked)


def test_pressed_twice_it_happens_once(session, hana, ida):
    leave(hana)
    for _press in range(2):
        assert take_over_session(session, actor=ida).facilitator == ida
    assert Event.objects.filter(kind="reviews.calibration_held").count() == 1


def test_home_and_reminders_go_to_whoever_took_it_over_until_it_is_locked(
    days, opened, hana, ida, clock, run_jobs
):
    leave(hana)
    assert to_do(ida) == set()
    opened = take_over_session(opened, actor=ida)
    assert to_do(ida) == {f"calibration:{opened.public_id}:lock"}
    for day in range(3, 14):
        clock(f"2026-11-{day:02} 05:00")
        remind_everybody.enqueue()
        run_jobs()
    assert set(Reminder.objects.values_list("person", flat=True)) == {ida.pk}
    close_session(opened, actor=ida)
    assert to_do(ida) == set()


def test_whoever_takes_it_over_has_until_they_are_back(days, session, cycle, hana, ida):
    back = LAST + timedelta(days=4)
    Absence.objects.create(person=ida, from_on=LAST, until_on=back, state="agreed")
    leave(hana)
    assert phases_for(cycle, ida).get().until == LAST
    take_over_session(session, actor=ida)
    assert phases_for(cycle, ida).get().until == back


def test_its_page_offers_it_where_nobody_runs_it(at, session, hana, ida):
    address = reverse("reviews:calibration_holder", args=[session.public_id])
    assert address not in at(ida).get(session.get_absolute_url()).content.decode()
    assert at(ida).post(address).status_code == 403
    leave(hana)
    page = at(ida).get(session.get_absolute_url()).content.decode()
    assert "Nobody who is here runs this session." in page
    assert "Hana Novák called it." in page
    assert at(ida).post(address).url == session.get_absolute_url()
    assert address not in at(ida).get(session.get_absolute_url()).content.decode()
    session.refresh_from_db()
    assert session.facilitator == ida
