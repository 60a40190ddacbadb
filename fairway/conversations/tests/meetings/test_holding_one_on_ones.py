"""Both write the agenda, talk or write, and what came of it stands in words."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from fairway.conversations.actions.meetings_agenda import (
    add_point,
    put_on_next,
    remove_point,
    talk_about_goals,
    tick_point,
)
from fairway.conversations.actions.meetings_closing import call_off, choose_form, close_meeting
from fairway.conversations.actions.meetings_ending import let_go
from fairway.conversations.actions.meetings_items import (
    add_action,
    edit_action,
    settle_action,
)
from fairway.conversations.actions.meetings_refused import (
    DayHasGone,
    IsOver,
    NothingSaid,
    NotYetHeld,
    OutcomeMissing,
    OwnerIsAnother,
    TooLong,
)
from fairway.conversations.actions.meetings_writing import version_of, write_shared
from fairway.conversations.meetings_forms import GUIDES, MONTHLY, is_first_of_month, parts_of
from fairway.conversations.models import AgendaPoint, Form
from fairway.foundation.versions import Stale

pytestmark = pytest.mark.django_db
SOON = date(2026, 3, 20)


def agenda_of(meeting):
    return [point.words for point in meeting.points.order_by("pk")]


def test_both_write_the_agenda(meeting, ana, bo):
    add_point(meeting, actor=ana, words="The carrier")
    add_point(meeting, actor=bo, words="Saturday rota", kind="blocker")
    assert agenda_of(meeting) == ["The carrier", "Saturday rota"]


@pytest.mark.parametrize("words", ["", "  \n", "\u200b"])
def test_a_point_has_words(meeting, ana, words):
    with pytest.raises(NothingSaid):
        add_point(meeting, actor=ana, words=words)


def test_a_point_of_two_hundred_kilobytes_is_refused_in_words(meeting, ana):
    with pytest.raises(TooLong) as refused:
        add_point(meeting, actor=ana, words="x" * 200_000)
    assert refused.value.field == "words"


def test_what_was_not_talked_about_is_carried_over_and_counts(meeting, series, ana, clock):
    add_point(meeting, actor=ana, words="Labels come late", kind="blocker")
    done = add_point(meeting, actor=ana, words="Thanks")
    for time in range(5):
        clock.move_to(meeting.starts_at + timedelta(minutes=5))
        if not time:
            tick_point(done, actor=ana, talked=True)
        close_meeting(meeting, actor=ana, outcome="We go on.")
        meeting = series.meetings.open().order_by("starts_at").first()
        (point,) = meeting.points.all()
        assert (point.words, point.kind, point.carried) == ("Labels come late", "blocker", time + 1)


def test_how_the_goals_stand_is_talked_about_each_time_and_never_carried_over(
    meeting, series, ana, bo, clock
):
    talk_about_goals(meeting, actor=ana, talked=True)
    talk_about_goals(meeting, actor=bo, talked=True)
    assert [point.kind for point in meeting.points.all()] == ["goals"]
    tick_point(meeting.points.get(), actor=bo, talked=False)
    assert not meeting.points.exists()
    talk_about_goals(meeting, actor=bo, talked=True)
    clock.move_to(meeting.starts_at + timedelta(minutes=5))
    close_meeting(meeting, actor=ana, outcome="We go on.")
    assert not AgendaPoint.objects.exclude(meeting=meeting).exists()
    with pytest.raises(IsOver):
        talk_about_goals(meeting, actor=ana, talked=False)


def test_others_do_not_say_that_goals_were_talked_about(meeting, mia, cy, hana):
    for other in (mia, cy, hana):
        with pytest.raises(PermissionDenied):
            talk_about_goals(meeting, actor=other, talked=True)


def test_closing_twice_carries_once(begun, series, ana, bo):
    add_point(begun, actor=ana, words="The carrier")
    close_meeting(begun, actor=ana, outcome="Bo asks them.")
    with pytest.raises(IsOver):
        close_meeting(begun, actor=bo, outcome="Ana asks them.")
    begun.refresh_from_db()
    assert begun.outcome == "Bo asks them."
    assert AgendaPoint.objects.filter(carried=1).count() == 1


def test_a_live_one_asks_for_its_outcome_in_writing(begun, bo):
    with pytest.raises(OutcomeMissing):
        close_meeting(begun, actor=bo, outcome="  ")
    assert close_meeting(begun, actor=bo, outcome="Bo asks the carrier.").closed_by == bo


def test_one_in_writing_needs_no_outcome_and_lasts_for_days(begun, ana):
    choose_form(begun, actor=ana, form=Form.STANDARD, way="written")
    begun.refresh_from_db()
    assert begun.until_at - begun.starts_at > timedelta(days=2)
    assert close_meeting(begun, actor=ana).closed_at


def test_what_has_not_begun_is_called_off_rather_than_closed(meeting, series, ana):
    add_point(meeting, actor=ana, words="The carrier")
    with pytest.raises(NotYetHeld):
        close_meeting(meeting, actor=ana, outcome="Nothing.")
    call_off(meeting, actor=ana)
    later = series.meetings.open().order_by("starts_at").first()
    assert agenda_of(later) == ["The carrier"]


def test_one_takes_away_ones_own_points_alone(meeting, ana, bo):
    point = add_point(meeting, actor=ana, words="The carrier")
    with pytest.raises(PermissionDenied):
        remove_point(point, actor=bo)
    remove_point(point, actor=ana)
    assert agenda_of(meeting) == []


def test_what_is_taken_away_after_it_was_carried_does_not_come_back(begun, series, ana, clock):
    add_point(begun, actor=ana, words="The carrier")
    close_meeting(begun, actor=ana, outcome="Later.")
    later = series.meetings.open().order_by("starts_at").first()
    remove_point(later.points.get(), actor=ana)
    clock.move_to(later.starts_at + timedelta(minutes=1))
    close_meeting(later, actor=ana, outcome="Fine.")
    assert not AgendaPoint.objects.filter(meeting__closed_at=None).exists()


def test_a_blocker_from_elsewhere_comes_onto_the_next_agenda(series, ana, bo, cy):
    point = put_on_next(ana, bo, actor=ana, words="Labels come late", kind="blocker")
    assert point.meeting == series.meetings.order_by("starts_at").first()
    assert put_on_next(ana, cy, actor=ana, words="Labels") is None


def test_each_writes_lines_of_their_own(meeting, ana, bo):
    write_shared(meeting, actor=ana, said={"blocker": "Labels", "notes": "Long week"})
    write_shared(meeting, actor=bo, said={"blocker": "Rota", "unknown": "Lost?"})
    said = {(one.by, one.part): one.words for one in meeting.notes.all()}
    assert said == {
        (ana, "blocker"): "Labels",
        (ana, "notes"): "Long week",
        (bo, "blocker"): "Rota",
    }


def test_what_was_written_on_another_device_is_not_overwritten(meeting, ana):
    write_shared(meeting, actor=ana, said={"notes": "First"}, version=1)
    with pytest.raises(Stale):
        write_shared(meeting, actor=ana, said={"notes": "Second"}, version=1)
    lines = {one.part: one for one in meeting.notes.filter(by=ana)}
    write_shared(meeting, actor=ana, said={"notes": "Second"}, version=version_of(lines))
    assert meeting.notes.get().words == "Second"


def test_whoever_writes_while_the_other_one_closes_it_is_told(begun, ana, bo):
    close_meeting(begun, actor=bo, outcome="Done.")
    for write in (
        lambda: write_shared(begun, actor=ana, said={"notes": "Late"}),
        lambda: add_point(begun, actor=ana, words="Late"),
    ):
        with pytest.raises(IsOver) as refused:
            write()
        assert bo.name in str(refused.value)


def test_every_guide_has_parts_and_says_when_it_helps():
    assert set(GUIDES) == set(Form.values)
    for guide in GUIDES.values():
        assert guide.when
        keys = [part.key for part in guide.parts]
        assert len(keys) == len(set(keys)) >= 3


def test_the_usual_one_fits_half_an_hour_and_asks_for_development_once_a_month():
    assert sum(part.minutes for part in GUIDES[Form.STANDARD].parts) <= 30
    asked = [part.key for part in parts_of(Form.STANDARD, first_of_month=False)]
    assert asked == ["goal_progress", "blocker", "recognition", "actions"]
    assert MONTHLY in [part.key for part in parts_of(Form.STANDARD, first_of_month=True)]
    assert is_first_of_month(date(2026, 3, 3), date(2026, 2, 24))
    assert not is_first_of_month(date(2026, 3, 10), date(2026, 3, 3))


def test_an_action_has_an_owner_of_the_two_and_a_day_to_come(meeting, ana, bo, cy):
    action = add_action(meeting, actor=bo, title="Ask the carrier", owner=ana, due_on=SOON)
    assert action.is_open
    with pytest.raises(OwnerIsAnother):
        add_action(meeting, actor=bo, title="Ask", owner=cy, due_on=SOON)
    with pytest.raises(DayHasGone):
        add_action(meeting, actor=bo, title="Ask", owner=ana, due_on=date(2026, 3, 1))


def test_an_action_is_done_once_and_can_be_open_again(meeting, ana, bo):
    action = add_action(meeting, actor=bo, title="Ask the carrier", owner=ana, due_on=SOON)
    first = settle_action(action, actor=ana, state="done")
    assert settle_action(action, actor=bo, state="done").version == first.version
    assert settle_action(action, actor=bo, state="open").is_open


def test_an_action_that_is_late_can_still_be_reworded(meeting, ana, clock):
    action = add_action(meeting, actor=ana, title="Ask", owner=ana, due_on=SOON)
    clock.shift(timedelta(days=30))
    changed = edit_action(action, actor=ana, title="Ask them twice", owner=ana, due_on=SOON)
    assert changed.title == "Ask them twice"


def test_what_was_written_over_days_is_held_when_the_days_are_over(begun, series, ana, clock):
    choose_form(begun, actor=ana, form=Form.STANDARD, way="written")
    write_shared(begun, actor=ana, said={"blocker": "Labels"})
    add_point(begun, actor=ana, words="The carrier")
    assert let_go() == 0
    clock.shift(timedelta(days=4))
    assert let_go() == 1
    begun.refresh_from_db()
    assert begun.closed_at
    assert begun.closed_by is None
    assert AgendaPoint.objects.filter(meeting__closed_at=None, words="The carrier").exists()


def test_a_live_one_of_which_nobody_writes_does_not_count_and_its_agenda_goes_on(begun, ana, clock):
    add_point(begun, actor=ana, words="The carrier")
    clock.shift(timedelta(days=13))
    assert let_go() == 0, "both are still asked"
    clock.shift(timedelta(days=2))
    assert let_go() == 1
    begun.refresh_from_db()
    assert (begun.why, begun.closed_at) == ("silent", None)
    assert AgendaPoint.objects.filter(carried=1, words="The carrier").count() == 1
