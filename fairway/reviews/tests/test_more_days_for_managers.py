"""HR sees which managers are late with a step, and gives one of them more days for it."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from fairway.foundation.events import SYSTEM
from fairway.foundation.models import Event, Notification
from fairway.people.actions.assigning import assign_person
from fairway.reviews.actions.changing import close_cycle
from fairway.reviews.actions.nominating import approve_nomination, nominate
from fairway.reviews.actions.refusals import EarlierDay, NotInThisState
from fairway.reviews.actions.reminding import remind_everybody
from fairway.reviews.actions.settling import give_days, give_manager_days
from fairway.reviews.models import Phase, Reminder, phases_for
from fairway.reviews.reading.cycles import waiting_in
from fairway.reviews.reading.managers import page_of_managers

pytestmark = pytest.mark.django_db
LAST, LATER = date(2026, 11, 9), date(2026, 11, 16)
BEFORE, AFTER = "2026-11-06 12:00", "2026-11-10 12:00"


@pytest.fixture
def cycle(clock, ana, bo, cy, hana, pia, launched):
    """Naming until Monday the 9th."""
    clock("2026-11-02 09:00")
    return launched("self", "manager", "peer", peers=4)


@pytest.fixture
def waiting(cycle, ana, cy, participant):
    """Ana has named Cy, and Bo has not looked at it."""
    return nominate(participant(cycle, ana), actor=ana, reviewer=cy)


@pytest.fixture
def given(cycle, bo, hana):
    def give(until=LATER, actor=hana, person=bo):
        return give_manager_days(cycle, actor=actor, person=person, kind="nominate", until=until)

    return give


def late_on_the_board(cycle, viewer):
    return waiting_in(cycle, viewer, cycle.phases.all()).attention["late_managers"]


def listed(cycle, viewer, typed="", *, everybody=False):
    return [one.name for one in page_of_managers(cycle, viewer, typed, everybody=everybody)]


def page_for(cycle, person):
    return reverse("reviews:manager_days", args=[cycle.public_id, person.public_id, "nominate"])


def test_who_has_not_agreed_is_late_from_the_end_of_the_day_and_not_before(
    cycle, waiting, hana, clock
):
    clock("2026-11-09 23:59")
    assert (late_on_the_board(cycle, hana), listed(cycle, hana)) == (0, [])
    clock("2026-11-10 00:00")
    assert (late_on_the_board(cycle, hana), listed(cycle, hana)) == (1, ["Bo Almeida"])


def test_once_it_is_done_nobody_is_late(cycle, waiting, bo, hana, clock):
    clock(AFTER)
    approve_nomination(waiting, actor=bo)
    assert (late_on_the_board(cycle, hana), listed(cycle, hana)) == (0, [])


def test_more_days_for_a_manager_move_what_waits_for_them_and_end_their_being_late(
    cycle, waiting, bo, hana, clock, given
):
    clock(AFTER)
    given()
    assert (late_on_the_board(cycle, hana), listed(cycle, hana)) == (0, [])
    assert phases_for(cycle, bo).get(kind="nominate").until == LATER
    clock("2026-11-17 00:00")
    assert late_on_the_board(cycle, hana) == 1


def test_more_days_for_the_person_end_it_as_well(cycle, waiting, ana, hana, clock, participant):
    clock(AFTER)
    give_days(participant(cycle, ana), actor=hana, kind="nominate", until=LATER)
    assert late_on_the_board(cycle, hana) == 0


def test_reminders_follow_the_days_given(cycle, waiting, bo, given, clock, run_jobs):
    given()
    for day in range(3, 19):
        clock(f"2026-11-{day:02} 05:00")
        remind_everybody.enqueue()
        run_jobs()
    days = [one.due_on.day for one in Reminder.objects.filter(person=bo, due_on__lt="2026-11-20")]
    assert days == [16, 16, 16]


def test_they_are_told_and_it_is_kept_who_gave_them(cycle, waiting, bo, ana, hana, given, run_jobs):
    given()
    run_jobs()
    (told,) = Notification.objects.filter(kind="reviews.manager_extended")
    assert (told.person, told.title) == (bo, "More days in Year: Choose who is asked")
    event = Event.objects.get(kind="reviews.manager_extended")
    assert (event.actor, event.about) == (hana, bo)
    assert event.data == {"step": "nominate", "before": "2026-11-09", "after": "2026-11-16"}


def test_days_are_never_cut_short(given):
    given()
    for day in (LATER, LAST, date(2026, 10, 1)):
        with pytest.raises(EarlierDay):
            given(day)


def test_hr_of_their_unit_gives_them_and_nobody_else_nor_themselves(
    cycle, waiting, ana, bo, cy, mia, hana, given, organisation
):
    for one in (ana, bo, cy, mia):
        with pytest.raises(PermissionDenied):
            given(actor=one)
    with pytest.raises(PermissionDenied):
        given(person=hana)
    with pytest.raises(PermissionDenied):
        given(person=cy)  # of another unit


def test_hr_gives_none_to_those_above_themselves(cycle, bo, hana, given, organisation):
    assign_person(
        hana,
        actor=SYSTEM,
        valid_from=date(2026, 11, 2),
        unit=organisation.people,
        location=organisation.lisbon,
        manager=bo,
    )
    with pytest.raises(PermissionDenied):
        given()


def test_a_closed_cycle_gives_no_days(cycle, pia, given):
    close_cycle(cycle, actor=pia)
    with pytest.raises(NotInThisState):
        given()


def test_each_keeper_sees_only_what_concerns_their_own_people(
    cycle, waiting, hire, organisation, hana, pia, clock
):
    from fairway.people.models import Appointment

    other = hire("Olga Other", organisation.people, organisation.lisbon)
    Appointment.objects.create(
        person=other, role="hr_partner", unit=organisation.shops, valid_from=date(2024, 1, 8)
    )
    clock(AFTER)
    assert [late_on_the_board(cycle, one) for one in (hana, pia, other)] == [1, 1, 0]
    assert listed(cycle, other) == listed(cycle, other, everybody=True) == []


def test_the_list_shows_who_is_late_and_on_demand_everybody_or_a_name(cycle, waiting, hana, clock):
    clock(BEFORE)
    assert listed(cycle, hana) == []
    assert listed(cycle, hana, everybody=True) == ["Bo Almeida"]
    assert listed(cycle, hana, "alm") == ["Bo Almeida"]
    assert listed(cycle, hana, "reyes") == []


def test_pages_lead_from_the_board_to_the_days_and_say_whom_it_concerns(
    cycle, waiting, bo, ana, cy, lee, hana, at, clock, participant
):
    Phase.objects.create(
        cycle=cycle, kind="share", opens_on="2026-12-01", due_on=date(2026, 12, 11)
    )
    clock(AFTER)
    browser = at(hana)
    board = browser.get(cycle.get_absolute_url()).content.decode()
    managers = reverse("reviews:cycle_managers", args=[cycle.public_id])
    assert "1 manager is late with a step." in board
    assert managers in board
    page = browser.get(managers).content.decode()
    for words in ("Bo Almeida", "1 name on a list to agree to", "late", page_for(cycle, bo)):
        assert words in page
    form = browser.get(page_for(cycle, bo)).content.decode()
    for words in (
        "Bo Almeida, choose who is asked: so far until 9 November 2026",
        "1 person waits for this.",
        "the next step (write) is from 2 November 2026 until 23 November 2026, as before",
        "What the same step asks of them about themselves has until then, too.",
    ):
        assert words in form
    answer = browser.post(page_for(cycle, bo), {"until": str(LATER)}, follow=True)
    assert "Nobody is late" in answer.content.decode()


@pytest.mark.parametrize("day", ["2026-11-08", "", "soon"])
def test_a_day_that_cannot_be_is_refused_with_what_was_typed_and_the_impact(
    cycle, waiting, bo, hana, at, day
):
    answer = at(hana).post(page_for(cycle, bo), {"until": day})
    assert answer.status_code == 422
    assert day in answer.content.decode()
    assert "1 person waits for this." in answer.content.decode()


def test_who_has_nothing_to_do_or_is_not_theirs_is_not_found(
    cycle, waiting, ana, bo, cy, mia, hana, at
):
    browser = at(hana)
    assert browser.get(page_for(cycle, bo)).status_code == 200
    for person, step in ((ana, "nominate"), (cy, "nominate"), (bo, "share"), (bo, "else")):
        address = reverse("reviews:manager_days", args=[cycle.public_id, person.public_id, step])
        assert browser.get(address).status_code == 404
    for one in (ana, bo, mia):
        assert at(one).get(page_for(cycle, bo)).status_code in {403, 404}


def test_the_list_asks_as_often_for_many_managers_as_for_few(
    cycle, waiting, hire, organisation, bo, cy, hana, at, clock, django_assert_max_num_queries
):
    from fairway.reviews.models import Nomination, Participant

    for number in range(12):
        boss = hire(f"M{number} Many", organisation.support, organisation.manila, bo)
        one = hire(f"P{number} Many", organisation.support, organisation.manila, boss)
        about = Participant.objects.create(cycle=cycle, person=one, author=boss)
        Nomination.objects.create(
            participant=about, reviewer=cy, proposed_by=one, proposed_at=cycle.launched_at
        )
    clock(AFTER)
    address = reverse("reviews:cycle_managers", args=[cycle.public_id])
    browser = at(hana)
    browser.get(address)
    with django_assert_max_num_queries(12):
        page = browser.get(address).content.decode()
    assert page.count("/days/nominate/") == 13


def test_somebody_east_of_hr_is_late_first(cycle, waiting, ana, bo, hana, clock):
    for one in (ana, bo):
        one.time_zone = "Asia/Manila"
        one.save(update_fields=["time_zone"])
    clock("2026-11-09 15:59")
    assert late_on_the_board(cycle, hana) == 0
    clock("2026-11-09 16:00")
    assert (late_on_the_board(cycle, hana), listed(cycle, hana)) == (1, ["Bo Almeida"])
