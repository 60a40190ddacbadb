"""Whoever holds a cycle may go: a people lead takes it over, or an HR partner of everybody in it."""

from datetime import timedelta

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
from fairway.people.models import Appointment
from fairway.reviews.actions.changing import close_cycle
from fairway.reviews.actions.following import bring_in_whose_time_has_come
from fairway.reviews.actions.holding import take_over_cycle
from fairway.reviews.offers import cycles_todos

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def leave(person):
    end_employment(person, actor=SYSTEM, left_on=organisation_day())


def no_longer_hr(person):
    Appointment.objects.filter(person=person).update(valid_until=organisation_day())


def address(cycle):
    return reverse("reviews:cycle_holder", args=[cycle.public_id])


def words(browser, name, *args):
    return browser.get(reverse(f"reviews:{name}", args=args)).content.decode()


@pytest.fixture
def appoint(hire, organisation):
    """appoint("Ida Next", organisation.support): another HR partner."""

    def make(name, unit, role="hr_partner"):
        person = hire(name, organisation.people, organisation.lisbon)
        Appointment.objects.create(
            person=person, role=role, unit=unit, valid_from=organisation_day() - 400 * DAY
        )
        return person

    return make


@pytest.fixture
def ida(appoint, organisation):
    """HR partner of Support, as Hana is."""
    return appoint("Ida Next", organisation.support)


@pytest.fixture
def olga(appoint, organisation):
    """HR partner of the shops, of whom nobody is in it."""
    return appoint("Olga Other", organisation.shops)


@pytest.fixture
def hanas(launched, ana, bo, hana):
    return launched("self", "manager", facilitator=hana)


@pytest.fixture
def newcomer(hire, organisation):
    """newcomer("Nia New", organisation.support): hired ninety days ago."""

    def make(name, unit):
        person = hire(name, unit, organisation.lisbon)
        person.joined_on = organisation_day() - 90 * DAY
        person.save(update_fields=["joined_on"])
        return person

    return make


@pytest.fixture
def probation(launched, hana):
    """Hana's: people come into it ninety days after they were hired, whichever unit they are in."""
    since = organisation_day() - 200 * DAY
    return launched("self", facilitator=hana, hire_days=90, hired_from=since, units=())


@pytest.mark.parametrize("gone", [leave, no_longer_hr])
def test_where_its_holder_is_gone_hr_of_everybody_in_it_takes_it_over(gone, hanas, hana, ida, olga):
    assert not can(ida, "hold", hanas)
    assert not can(ida, "close", hanas)
    gone(hana)
    assert can(ida, "hold", hanas)
    assert not can(olga, "hold", hanas)
    take_over_cycle(hanas, actor=ida)
    close_cycle(hanas, actor=ida)


def test_a_cycle_beyond_their_units_is_for_a_people_lead(
    launched, ana, ida, pia, hire, appoint, organisation
):
    """Who holds a cycle gives its reviews out: nobody comes to reach people by taking it over."""
    hire("Sal Shop", organisation.shops, organisation.lisbon)
    lena = appoint("Lena Lead", None, "people_lead")
    cycle = launched("self", facilitator=pia, units=())
    no_longer_hr(pia)
    assert [one for one in (ida, lena) if can(one, "hold", cycle)] == [lena]


def test_as_long_as_it_is_held_another_partner_takes_nothing(hanas, ida):
    with pytest.raises(PermissionDenied):
        take_over_cycle(hanas, actor=ida)
    hanas.refresh_from_db()
    assert hanas.facilitator != ida


def test_a_people_lead_takes_over_what_somebody_holds(hanas, hana, pia):
    assert take_over_cycle(hanas, actor=pia).facilitator == pia
    assert not can(hana, "change", hanas)


def test_nobody_but_hr_takes_it_over(hanas, hana, ana, bo, mia, eva):
    leave(hana)
    assert [one for one in (ana, bo, mia, eva) if can(one, "hold", hanas)] == []


def test_a_draft_that_nobody_holds_waits_for_a_people_lead(draft, ana, bo, hana, ida, pia):
    cycle = draft("self", facilitator=hana)
    leave(hana)
    assert can(pia, "hold", cycle)
    assert not can(ida, "hold", cycle)


def test_pressed_twice_it_happens_once(hanas, hana, ida):
    leave(hana)
    for _press in range(2):
        assert take_over_cycle(hanas, actor=ida).facilitator == ida
    event = Event.objects.get(kind="reviews.cycle_held")
    assert (event.actor_id, event.data) == (ida.pk, {"former": hana.pk})


def test_only_one_of_two_partners_gets_it(hanas, hana, ida, appoint, organisation):
    second = appoint("Sam Second", organisation.support)
    leave(hana)
    take_over_cycle(hanas, actor=ida)
    with pytest.raises(PermissionDenied):
        take_over_cycle(hanas, actor=second)


def test_whoever_held_it_is_told_where_they_are_still_here(hanas, hana, pia):
    def told():
        event = Event.objects.filter(kind="reviews.cycle_held").last()
        return list(event_kinds[event.kind].notify(event))

    take_over_cycle(hanas, actor=pia)
    (notice,) = told()
    assert (notice.person, str(notice.title)) == (hana, "Pia Lead holds Year now")
    no_longer_hr(hana)
    assert told()[0].url == reverse("reviews:overview")
    leave(hana)
    assert told() == []


def test_people_who_come_later_are_brought_in_with_the_reach_of_whoever_holds_it(
    probation, newcomer, hana, ida, pia, organisation
):
    def come():
        bring_in_whose_time_has_come()
        return {one.person.called for one in probation.participants.all()}

    newcomer("Nia New", organisation.support)
    assert come() == {"Nia"}
    leave(hana)
    newcomer("Kim Later", organisation.support)
    newcomer("Sid Shops", organisation.shops)
    assert come() == {"Nia"}
    take_over_cycle(probation, actor=ida)
    assert come() == {"Nia", "Kim"}
    take_over_cycle(probation, actor=pia)
    assert come() == {"Nia", "Kim", "Sid"}


def test_before_it_is_pressed_the_page_says_who_is_brought_in(
    probation, newcomer, at, hana, pia, ida, organisation
):
    newcomer("Nia New", organisation.support)
    newcomer("Sid Shops", organisation.shops)
    page = at(pia).get(address(probation)).content.decode()
    assert "90 days after they were hired" in page
    assert "in the whole organisation is brought in" in page
    assert "The time of 2 people has come already." in page
    assert "Hana Novák is told." in page
    bring_in_whose_time_has_come()
    leave(hana)
    page = at(ida).get(address(probation)).content.decode()
    assert "in Support and all units below is brought in, and nobody else" in page
    assert "Nobody waits for it today." in page
    assert "is told" not in page


def test_a_cycle_that_nobody_joins_later_says_nothing_of_it(hanas, at, pia):
    assert "Who is brought in" not in at(pia).get(address(hanas)).content.decode()


def test_the_board_and_the_list_say_who_holds_it_and_offer_it_where_it_may_be_taken(
    hanas, at, hana, ida, olga, pia
):
    assert "Held by Hana Novák." in words(at(ida), "cycle", hanas.public_id)
    assert address(hanas) not in words(at(ida), "cycle", hanas.public_id)
    assert address(hanas) not in words(at(hana), "cycle", hanas.public_id)
    assert address(hanas) in words(at(pia), "cycle", hanas.public_id)
    leave(hana)
    board = words(at(ida), "cycle", hanas.public_id)
    assert "Nobody who is here holds this cycle: Hana Novák did." in board
    assert address(hanas) in board
    assert "Nobody who is here" in words(at(olga), "cycles")
    for browser_of, offered in ((ida, True), (pia, True), (olga, False)):
        assert (address(hanas) in words(at(browser_of), "cycles")) is offered


def test_taken_over_by_its_button_one_is_led_to_the_board(hanas, at, pia, ida):
    assert at(ida).get(address(hanas)).status_code == 403
    answer = at(pia).post(address(hanas))
    assert answer.url == hanas.get_absolute_url()
    assert "Held by Pia Lead." in at(pia).get(answer.url).content.decode()
    assert at(pia).get(address(hanas)).url == hanas.get_absolute_url()


def test_home_tells_people_leads_of_a_cycle_that_nobody_holds(hanas, hana, pia, ida):
    def asked(person):
        titles = [str(one.title) for one in todos_of(person, cycles_todos.SOURCE)]
        return [one for one in titles if one.startswith("Nobody who is here")]

    assert asked(pia) == []
    leave(hana)
    assert asked(pia) == ["Nobody who is here holds the reviews of Year"]
    assert asked(ida) == []
    take_over_cycle(hanas, actor=pia)
    assert asked(pia) == []
