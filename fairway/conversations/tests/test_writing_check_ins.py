"""A check-in starts from the last one, is kept as it is typed, and is sent to whoever is manager."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from fairway.conversations.actions.checkins_reading import (
    clear_blocker,
    put_on_agenda,
    read_check_in,
    take_on,
)
from fairway.conversations.actions.checkins_refused import (
    AlreadySent,
    NobodyReads,
    NothingSaid,
    WasRead,
)
from fairway.conversations.actions.checkins_writing import (
    Answered,
    GoalTold,
    Said,
    keep_check_in,
    send_check_in,
)
from fairway.conversations.forms.checkins import CheckInForm
from fairway.conversations.models import Blocker, CheckIn
from fairway.conversations.reading.checkins import sheet_of, start
from fairway.conversations.reading.checkins_asking import find_check_ins
from fairway.foundation.events import SYSTEM
from fairway.foundation.models import Event
from fairway.foundation.versions import Stale
from fairway.goals.actions.agreeing import propose_goal
from fairway.goals.actions.creating import add_goal
from fairway.goals.actions.results import add_result
from fairway.goals.actions.updating import Told
from fairway.people.models import Assignment
from fairway.strategy.actions.periods import add_period, open_period

pytestmark = pytest.mark.django_db

FIRST, SECOND, THIRD = date(2026, 11, 2), date(2026, 11, 9), date(2026, 11, 16)


def events(kind):
    return Event.objects.filter(kind=f"conversations.{kind}")


def test_what_is_kept_is_nobody_elses_before_it_is_sent(check_in_of, question, ana, bo):
    check_in = check_in_of(ana)
    answers = {question("support").pk: Answered(words="A decision on labels")}
    keep_check_in(check_in, actor=ana, said=Said(answers=answers))
    assert check_in.answers.get().words == "A decision on labels"
    assert not CheckIn.objects.allowed(bo).exists()
    assert not events("check_in_sent").exists()


def test_sent_it_is_read_by_whoever_is_manager(sent, ana, bo, mia):
    check_in = sent(ana)
    assert check_in.sent_to == bo
    assert CheckIn.objects.allowed(bo).get() == check_in
    assert not CheckIn.objects.allowed(mia).exists()


def test_an_empty_one_is_not_sent(check_in_of, ana):
    with pytest.raises(NothingSaid):
        send_check_in(check_in_of(ana), actor=ana, said=Said())


def test_without_a_manager_it_is_kept_and_not_sent(check_in_of, question, ana):
    Assignment.objects.filter(person=ana).update(manager=None)
    said = Said(answers={question("support").pk: Answered(words="Time")})
    check_in = check_in_of(ana)
    with pytest.raises(NobodyReads):
        send_check_in(check_in, actor=ana, said=said)
    assert keep_check_in(check_in, actor=ana, said=said).begun_at


@pytest.mark.parametrize("who", ["bo", "mia", "cy", "hana", "dee"])
def test_nobody_writes_in_anothers_name(request, who, check_in_of, ana):
    with pytest.raises(PermissionDenied):
        keep_check_in(check_in_of(ana), actor=request.getfixturevalue(who), said=Said())


def test_until_it_is_read_it_can_be_sent_once_more(sent, question, ana, bo):
    check_in = sent(ana, "First words")
    said = Said(answers={question("support").pk: Answered(words="Better words")})
    with pytest.raises(AlreadySent):
        keep_check_in(check_in, actor=ana, said=said)
    send_check_in(check_in, actor=ana, said=said)
    assert check_in.answers.get().words == "Better words"
    assert [one.data["again"] for one in events("check_in_sent").order_by("pk")] == [False, True]
    read_check_in(check_in, actor=bo)
    with pytest.raises(WasRead):
        send_check_in(check_in, actor=ana, said=said)


def test_two_devices_do_not_overwrite_each_other(check_in_of, question, ana):
    check_in = check_in_of(ana)
    said = Said(answers={question("support").pk: Answered(words="On the phone")})
    keep_check_in(check_in, actor=ana, said=said, version=1)
    with pytest.raises(Stale):
        keep_check_in(check_in, actor=ana, said=Said(), version=1)
    assert check_in.answers.get().words == "On the phone"


def test_a_question_that_is_not_asked_takes_no_answer(check_in_of, question, ana):
    monthly = question("text")
    check_in = check_in_of(ana)
    keep_check_in(check_in, actor=ana, said=Said(answers={monthly.pk: Answered(words="More")}))
    assert not check_in.answers.exists()
    CheckIn.objects.update(asks_monthly=True)
    keep_check_in(check_in, actor=ana, said=Said(answers={monthly.pk: Answered(words="More")}))
    assert check_in.answers.get().words == "More"


def test_priorities_are_carried_and_what_was_done_is_told(sent, ana):
    first = sent(ana, week_on=FIRST, priorities=["Chapter three", "Labels"])
    done = first.priorities.get(words="Chapter three")
    second = sent(
        ana, week_on=SECOND, priorities=["Labels", "Chapter four"], done=frozenset({done.pk})
    )
    assert [one.done for one in first.priorities.all()] == [True, False]
    assert [(one.words, one.carried) for one in second.priorities.all()] == [
        ("Labels", 1),
        ("Chapter four", 0),
    ]
    third = sent(ana, week_on=THIRD, priorities=["Labels"])
    assert third.priorities.get().carried == 2


def test_a_blocker_stands_until_it_is_said_to_be_gone(sent, ana):
    sent(ana, week_on=FIRST, blocker="Labels come late")
    blocker = Blocker.objects.get()
    second = sent(ana, week_on=SECOND, still=frozenset({blocker.pk}))
    send_check_in(second, actor=ana, said=Said(still=frozenset({blocker.pk})))  # once more
    blocker.refresh_from_db()
    assert (blocker.weeks, blocker.last_in, blocker.is_old) == (2, second, True)
    sent(ana, week_on=THIRD, still=frozenset())
    blocker.refresh_from_db()
    assert blocker.cleared_at
    assert blocker.weeks == 2


def test_a_blocker_for_the_next_talk_is_told_of_once(sent, ana, bo):
    check_in = sent(ana, blocker="Labels come late", for_meeting=True)
    send_check_in(
        check_in, actor=ana, said=Said(blocker="Labels come two days late", for_meeting=True)
    )
    told = events("blocker_for_agenda").get()
    assert (told.about, told.data["manager"]) == (ana, bo.pk)
    assert Blocker.objects.get().words == "Labels come two days late"
    assert "Labels" not in str(told.data)


def test_what_is_wanted_on_the_next_talk_is_kept_with_a_draft_and_told_once_it_is_sent(
    check_in_of, question, ana, bo
):
    check_in = check_in_of(ana)
    wanted = Said(blocker="Labels come late", for_meeting=True)
    keep_check_in(check_in, actor=ana, said=wanted, while_typing=True)
    form = CheckInForm(start(find_check_ins(ana).get(pk=check_in.pk)))
    assert form["for_meeting"].initial is True
    assert not events("blocker_for_agenda").exists()
    answers = {question("support").pk: Answered(words="Time")}
    send_check_in(check_in, actor=ana, said=Said(answers=answers))  # a letter that says the rest
    assert events("blocker_for_agenda").get().data["manager"] == bo.pk


def test_what_is_no_longer_wanted_on_the_next_talk_stays_off_it(check_in_of, ana):
    check_in = check_in_of(ana)
    keep_check_in(check_in, actor=ana, said=Said(blocker="Labels come late", for_meeting=True))
    send_check_in(check_in, actor=ana, said=Said(blocker="Labels come late"))
    assert not events("blocker_for_agenda").exists()


def test_the_manager_puts_it_on_the_agenda_or_takes_it_on(sent, ana, bo, cy):
    sent(ana, blocker="Labels come late")
    blocker = Blocker.objects.get()
    with pytest.raises(PermissionDenied):
        put_on_agenda(blocker, actor=cy)
    put_on_agenda(blocker, actor=bo)
    put_on_agenda(blocker, actor=bo)
    assert events("blocker_for_agenda").count() == 1
    take_on(blocker, actor=bo, words="I call the carrier", due_on=date(2026, 11, 20))
    told = events("blocker_for_action").get()
    assert (told.data["owner"], told.data["due"]) == (bo.pk, "2026-11-20")
    blocker.refresh_from_db()
    assert (blocker.taken_up, blocker.action) == ("action", "I call the carrier")
    with pytest.raises(PermissionDenied):
        clear_blocker(blocker, actor=bo)
    assert clear_blocker(blocker, actor=ana).cleared_at


def test_progress_is_told_on_the_way(check_in_of, ana, bo):
    quarter = open_period(
        add_period(
            "quarter",
            "Q4",
            actor=SYSTEM,
            starts_on=date(2026, 10, 1),
            last_day=date(2026, 12, 31),
        ),
        actor=SYSTEM,
    )
    goal = add_goal("Answer at once", actor=SYSTEM, owner=ana, period=quarter)
    result = add_result(goal, "Calls", actor=SYSTEM, baseline=0, target=10)
    propose_goal(goal, actor=SYSTEM)
    told = {goal: GoalTold(results={result: Told(value=4)}, status="at_risk")}
    check_in = send_check_in(check_in_of(ana), actor=ana, said=Said(), goals=told)
    goal.refresh_from_db()
    assert (goal.percent, goal.status) == (40, "at_risk")
    assert {one.via for one in goal.updates.all()} == {"check_in"}
    sheet = sheet_of(find_check_ins(bo).get(pk=check_in.pk), bo)
    (spoken,) = sheet.spoken
    assert [one.said for one in spoken.updates if one.result] == ["4"]


def test_a_goal_that_is_not_theirs_is_not_told_of(check_in_of, ana, cy):
    quarter = open_period(
        add_period(
            "quarter",
            "Q4",
            actor=SYSTEM,
            starts_on=date(2026, 10, 1),
            last_day=date(2026, 12, 31),
        ),
        actor=SYSTEM,
    )
    goal = propose_goal(add_goal("Not hers", actor=SYSTEM, owner=cy, period=quarter), actor=SYSTEM)
    check_in = check_in_of(ana)
    with pytest.raises(PermissionDenied):
        send_check_in(check_in, actor=ana, said=Said(), goals={goal: GoalTold(status="off_track")})
    check_in.refresh_from_db()
    assert not check_in.is_sent
