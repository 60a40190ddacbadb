"""Another manager comes: the rhythm goes on, and what was said stays with those who were there."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from fairway.conversations.actions.meetings import end_series, start_series
from fairway.conversations.actions.meetings_agenda import add_point
from fairway.conversations.actions.meetings_closing import close_meeting
from fairway.conversations.actions.meetings_forgetting import forget_notes
from fairway.conversations.actions.meetings_items import add_action, bring_along
from fairway.conversations.actions.meetings_refused import OwnerIsAnother
from fairway.conversations.actions.meetings_transfer import part_with, settle_lines
from fairway.conversations.actions.meetings_writing import write_private, write_shared
from fairway.conversations.models import (
    ActionItem,
    AgendaPoint,
    OneOnOne,
    OneOnOneSeries,
    PrivateNote,
    SharedNote,
)
from fairway.foundation.access import can
from fairway.foundation.events import SYSTEM
from fairway.people.actions.assigning import change_manager
from fairway.people.actions.dotted import end_dotted_line
from fairway.people.actions.leaving import end_employment
from fairway.people.days import organisation_day
from fairway.people.models import DottedLine

pytestmark = pytest.mark.django_db
SOON = date(2026, 3, 20)


@pytest.fixture
def held(begun, ana, bo):
    add_point(begun, actor=ana, words="The carrier")
    write_shared(begun, actor=bo, said={"notes": "A long week"})
    write_private(begun, actor=bo, body="Ask about the course.")
    write_private(begun, actor=ana, body="Ask for Fridays.")
    add_action(begun, actor=bo, title="Write the guide", owner=ana, due_on=SOON)
    add_action(begun, actor=bo, title="Ask the carrier", owner=bo, due_on=SOON)
    close_meeting(begun, actor=ana, outcome="Bo asks them.")
    return begun


@pytest.fixture
def handed_over(held, ana, cy):
    change_manager(ana, cy, actor=SYSTEM, valid_from=organisation_day())
    ana.refresh_from_db()
    settle_lines()
    return OneOnOneSeries.objects.get(employee=ana, manager=cy)


def test_the_former_manager_is_out_at_once_and_not_only_when_it_is_settled(held, ana, bo, cy):
    change_manager(ana, cy, actor=SYSTEM, valid_from=organisation_day())
    later = held.series.meetings.open().order_by("starts_at").first()
    assert not can(bo, "view", held)
    with pytest.raises(PermissionDenied):
        add_point(later, actor=bo, words="One more thing")


def test_the_rhythm_goes_on_with_the_new_manager_and_the_call_does_not(handed_over, series, ana):
    series.refresh_from_db()
    alike = ("cadence", "at", "minutes", "way", "form", "follows")
    assert [getattr(handed_over, one) for one in alike] == [getattr(series, one) for one in alike]
    assert handed_over.video_url == ""
    assert handed_over.before == series
    assert handed_over.meetings.open().exists()
    assert not series.is_open
    assert not series.meetings.to_come(handed_over.created_at).exists()


def test_the_new_manager_reads_nothing_of_what_was_said(handed_over, held, cy):
    for model in (AgendaPoint, SharedNote, PrivateNote, ActionItem):
        assert not model.objects.allowed(cy).exists(), model.__name__
    assert not can(cy, "view", held)


def test_the_former_manager_reads_their_own_for_ninety_days_and_writes_nothing(
    handed_over, held, bo, ana, clock
):
    assert can(bo, "view", held)
    with pytest.raises(PermissionDenied):
        add_action(held, actor=bo, title="Late", owner=ana, due_on=SOON)
    assert not ActionItem.objects.allowed(bo).exists()
    clock.shift(timedelta(days=89))
    assert can(bo, "view", held)
    clock.shift(timedelta(days=2))
    assert not can(bo, "view", held)
    assert can(ana, "view", held), "they stay hers"


def test_private_notes_stay_with_whoever_wrote_them(handed_over, bo, ana, cy, clock):
    clock.shift(timedelta(days=200))
    notes = {one.author: one for one in PrivateNote.objects.all()}
    assert can(bo, "view", notes[bo])
    assert can(ana, "view", notes[ana])
    assert not can(cy, "view", notes[bo])


def test_the_employee_brings_along_what_they_like(handed_over, ana, bo, cy):
    own = ActionItem.objects.get(owner=ana)
    others = ActionItem.objects.get(owner=bo)
    assert others.dropped_at, "nobody waits for the former manager"
    bring_along([own], actor=ana, series=handed_over)
    assert list(ActionItem.objects.allowed(cy)) == [own]
    own.refresh_from_db()
    assert own.meeting is None, "where it was agreed is not told"
    with pytest.raises((PermissionDenied, OwnerIsAnother)):
        bring_along([others], actor=ana, series=handed_over)


def test_settling_again_changes_nothing(handed_over):
    before = OneOnOneSeries.objects.count(), OneOnOne.objects.count()
    assert settle_lines() == 0
    assert (OneOnOneSeries.objects.count(), OneOnOne.objects.count()) == before


def test_nothing_is_planned_with_who_left_in_the_middle_of_a_week(held, series, ana, bo):
    end_employment(ana, actor=SYSTEM, left_on=organisation_day())
    ana.refresh_from_db()
    part_with(ana)
    series.refresh_from_db()
    assert (series.ending, series.ended_on) == ("left", organisation_day())
    assert not series.meetings.open().exists()
    assert not ActionItem.objects.open().exists()
    assert can(bo, "view", held), "for thirty days, as the rest of the record"


def test_when_the_manager_leaves_the_rhythm_goes_on_with_the_next(held, series, ana, bo, mia):
    end_employment(bo, actor=SYSTEM, left_on=organisation_day(), reports_to=mia)
    part_with(bo)
    after = OneOnOneSeries.objects.open().get(employee=ana)
    assert (after.manager, after.cadence) == (mia, series.cadence)
    assert not can(mia, "view", held)


def test_what_one_of_the_two_had_ended_stays_ended(held, series, ana, cy):
    end_series(series, actor=ana)
    change_manager(ana, cy, actor=SYSTEM, valid_from=organisation_day())
    settle_lines()
    assert not OneOnOneSeries.objects.open().exists()
    series.refresh_from_db()
    assert series.reads_until is not None


def test_with_a_dotted_line_its_one_on_ones_end(ana, dee, rhythm):
    series = start_series(dee, actor=ana, rhythm=rhythm(), anyway=True)
    assert not series.solid
    end_dotted_line(DottedLine.objects.get(), actor=SYSTEM, valid_until=organisation_day())
    assert not can(dee, "view", series), "at once"
    settle_lines()
    series.refresh_from_db()
    assert series.ending == "manager"
    assert not OneOnOneSeries.objects.open().exists()


def test_private_notes_of_who_left_go_after_thirty_days(held, ana, bo, clock):
    end_employment(ana, actor=SYSTEM, left_on=organisation_day())
    part_with(ana)
    clock.shift(timedelta(days=29))
    forget_notes()
    assert PrivateNote.objects.filter(author=ana).exists()
    clock.shift(timedelta(days=2))
    forget_notes()
    assert [one.author for one in PrivateNote.objects.all()] == [bo]
