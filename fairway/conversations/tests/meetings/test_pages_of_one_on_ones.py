"""The pages of 1:1s: what is typed survives, and each of the two finds what waits for them."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from fairway.conversations import meetings_todos
from fairway.conversations.actions.meetings_agenda import add_point
from fairway.conversations.actions.meetings_closing import choose_form, close_meeting
from fairway.conversations.actions.meetings_items import add_action
from fairway.conversations.actions.meetings_times import propose_time
from fairway.conversations.actions.meetings_writing import write_private, write_shared
from fairway.conversations.models import OneOnOne, OneOnOneSeries, PrivateNote, TimeProposal
from fairway.foundation.events import SYSTEM
from fairway.goals.actions.agreeing import propose_goal
from fairway.goals.actions.creating import add_goal
from fairway.goals.actions.updating import tell_progress
from fairway.people.days import organisation_day
from fairway.strategy.actions.periods import add_period, open_period

pytestmark = pytest.mark.django_db
LONG = "x" * 20_000
FORM = {
    "cadence": "weekly",
    "way": "live",
    "starts_on": "2026-03-05",
    "at": "16:30",
    "follows": "mine",
    "minutes": "30",
    "days": "3",
    "form": "standard",
}


def todos(viewer):
    return list(meetings_todos.tell(meetings_todos.waiting_for(viewer)))


def waiting(viewer):
    return [one.key.partition(":")[0] for one in todos(viewer)]


@pytest.fixture
def as_ana(client, ana):
    client.force_login(ana.account)
    return client


def at(name, *things):
    return reverse(f"conversations:{name}", args=[one.public_id for one in things])


def test_one_begins_on_a_page_and_an_odd_hour_is_asked_about(as_ana, ana, bo):
    odd = FORM | {"other": bo.public_id, "at": "09:00"}
    answer = as_ana.post(at("new_series"), odd)
    assert answer.status_code == 422
    assert bo.name in answer.text
    assert not OneOnOneSeries.objects.exists()
    assert as_ana.post(at("new_series"), odd | {"anyway": "on"}).status_code == 302
    assert OneOnOneSeries.objects.get().follows == ana


def test_with_others_none_can_begin_even_by_hand(as_ana, cy):
    answer = as_ana.post(at("new_series"), FORM | {"other": cy.public_id})
    assert answer.status_code == 403


def test_the_page_shows_both_sides_and_each_ones_clock(as_ana, meeting, bo):
    add_point(meeting, actor=bo, words="Saturday rota")
    write_shared(meeting, actor=bo, said={"notes": "A long week"})
    page = as_ana.get(meeting.get_absolute_url()).text
    for words in ("Saturday rota", "A long week", "16:30", "08:30"):
        assert words in page


def test_what_is_too_long_is_said_and_stays(as_ana, meeting):
    answer = as_ana.post(meeting.get_absolute_url(), {"notes": LONG, "version": ""})
    assert answer.status_code == 422
    assert LONG in answer.text


def test_what_was_written_meanwhile_is_compared(as_ana, meeting, ana):
    write_shared(meeting, actor=ana, said={"notes": "On the phone"})
    answer = as_ana.post(meeting.get_absolute_url(), {"notes": "At the desk", "version": "1"})
    assert answer.status_code == 409
    for words in ("On the phone", "At the desk"):
        assert words in answer.text


def test_a_private_note_written_twice_is_compared(as_ana, meeting, ana):
    write_private(meeting, actor=ana, body="On the phone")
    where = at("keep_private", meeting)
    answer = as_ana.post(where, {"body": "At the desk", "version": "0"})
    assert answer.status_code == 409
    assert "On the phone" in answer.text
    assert as_ana.post(where, {"body": "At the desk", "version": "1"}).status_code == 302
    assert PrivateNote.objects.get().read_body() == "At the desk"


def test_script_in_what_is_written_is_shown_as_text(as_ana, meeting, bo):
    write_shared(meeting, actor=bo, said={"notes": "<script>alert(1)</script>"})
    page = as_ana.get(meeting.get_absolute_url()).text
    assert "<script>alert(1)</script>" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_one_in_the_past_asks_both_what_came_of_it(meeting, clock, ana, bo):
    clock.move_to(meeting.until_at + timedelta(hours=1))
    assert "one-on-one-outcome" in waiting(ana)
    assert "one-on-one-outcome" in waiting(bo)
    close_meeting(meeting, actor=bo, outcome="Bo asks the carrier.")
    assert "one-on-one-outcome" not in waiting(ana)


def test_actions_flow_to_whoever_does_them(meeting, ana, bo):
    soon = organisation_day() + timedelta(days=2)
    add_action(meeting, actor=bo, title="Ask the carrier", owner=ana, due_on=soon)
    assert "action" in waiting(ana)
    assert "action" not in waiting(bo)


def test_another_time_waits_for_the_other_one_alone(meeting, ana, bo):
    later = meeting.starts_at + timedelta(days=1)
    propose_time(meeting, actor=ana, starts_at=later, anyway=True)
    assert "one-on-one-time" in waiting(bo)
    assert "one-on-one-time" not in waiting(ana)


def test_a_time_that_clocks_jump_over_is_refused_on_the_page(client, meeting, bo):
    client.force_login(bo.account)
    typed = {"slot": "", "day": "2026-03-29", "at": "01:30", "anyway": "on"}
    answer = client.post(at("propose_time", meeting), typed)
    assert answer.status_code == 422
    assert "clocks jump ahead" in answer.text
    assert not TimeProposal.objects.exists()


def test_what_waits_is_said_of_the_other_one_with_how_much_stands_on_the_agenda(
    series, clock, ana, bo
):
    first, second = series.meetings.order_by("starts_at")[:2]
    for words in ("Labels", "Saturday rota"):
        add_point(first, actor=ana, words=words)
    clock.move_to(first.starts_at + timedelta(minutes=5))
    close_meeting(first, actor=bo, outcome="Bo asks the carrier.")
    add_point(second, actor=bo, words="The course")
    clock.move_to(second.starts_at - timedelta(hours=20))
    for viewer, other in ((ana, bo), (bo, ana)):
        [todo] = todos(viewer)
        assert todo.title == f"Add to the agenda of your 1:1 with {other.name}"
        assert todo.detail == "3 points so far, 2 carried over"
        assert todo.due_at == second.starts_at
        card = meetings_todos.next_of(viewer)
        assert (card["meeting"].name, card["meeting"].other) == (other.name, other.public_id)
        assert len(card["later"]) == 2


def test_two_weeks_after_nobody_is_asked_any_more_what_came_of_one(meeting, clock, ana):
    for days, asked in ((13, True), (14, False)):
        clock.move_to(meeting.starts_at + timedelta(days=days, minutes=31))
        mine = [one for one in todos(ana) if meeting.public_id in one.url]
        assert bool(mine) is asked


def test_the_next_one_stands_on_home_for_both(as_ana, client, meeting, bo):
    assert meeting.get_absolute_url() in as_ana.get(reverse("shell:home")).text
    client.force_login(bo.account)
    assert meeting.get_absolute_url() in client.get(reverse("shell:home")).text


@pytest.fixture
def goal(ana):
    days = {"starts_on": date(2026, 1, 1), "last_day": date(2026, 3, 31)}
    quarter = open_period(add_period("quarter", "Q1", actor=SYSTEM, **days), actor=SYSTEM)
    goal = add_goal("Answer at once", actor=SYSTEM, owner=ana, period=quarter)
    return propose_goal(goal, actor=SYSTEM)


def test_how_each_goal_stands_is_a_point_of_the_agenda_with_lines_of_its_own(
    as_ana, meeting, goal, ana
):
    tell_progress(goal, actor=ana, status="at_risk")
    where = at("one_on_one_goals", meeting)
    page = as_ana.get(meeting.get_absolute_url()).text
    assert page.index("Talked about: goal progress") < page.index("Goals: what has moved")
    states = as_ana.get(where, headers={"HX-Request": "true"}).text
    assert "Answer at once" in states
    assert "At risk" in states
    assert as_ana.post(where, {"talked": "perhaps"}).status_code == 400
    assert as_ana.post(where, {"talked": "yes"}).status_code == 302
    said = {"goal_progress": "Calls wait for the new rota", "version": "1"}
    assert as_ana.post(meeting.get_absolute_url(), said).status_code == 302
    page = as_ana.get(meeting.get_absolute_url()).text
    assert "Not talked about after all: goal progress" in page
    assert "Calls wait for the new rota" in page


def test_other_questions_show_the_goals_at_the_side(as_ana, meeting, ana):
    choose_form(meeting, actor=ana, form="career", way="live")
    page = as_ana.get(meeting.get_absolute_url()).text
    assert "goal progress" not in page
    assert at("one_on_one_goals", meeting) in page


def test_nobody_writes_a_point_of_that_kind(as_ana, meeting):
    typed = {"words": "My goals", "kind": "goals"}
    assert as_ana.post(at("add_point", meeting), typed).status_code == 422


def test_called_off_its_agenda_stands_on_the_next(as_ana, meeting, ana):
    add_point(meeting, actor=ana, words="The carrier")
    assert as_ana.post(at("call_off", meeting)).status_code == 302
    later = OneOnOne.objects.open().order_by("starts_at").first()
    assert "The carrier" in as_ana.get(later.get_absolute_url()).text


def test_all_of_ones_private_notes_are_found_again(as_ana, meeting, ana, bo):
    write_private(meeting, actor=ana, body="Ask for Fridays.")
    write_private(meeting, actor=bo, body="Ask about the course.")
    page = as_ana.get(at("private_notes")).text
    assert "Ask for Fridays." in page
    assert "Ask about the course." not in page


def test_a_note_of_ones_own_is_changed_and_thrown_away_where_it_stands(as_ana, meeting, ana):
    note = write_private(meeting, actor=ana, body="Ask for Fridays.")
    where = at("private_note", note)
    assert "Ask for Fridays." in as_ana.get(where).text
    assert as_ana.post(where, {"body": "Ask for Mondays.", "version": "1"}).status_code == 302
    assert as_ana.post(where, {"body": "Late", "version": "1"}).status_code == 409
    assert as_ana.post(where, {"body": "", "version": "2"}).status_code == 302
    assert not PrivateNote.objects.exists()


def test_a_note_of_the_other_one_is_not_there(as_ana, meeting, bo):
    note = write_private(meeting, actor=bo, body="Ask about the course.")
    assert as_ana.get(at("private_note", note)).status_code == 404
