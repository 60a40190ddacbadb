"""Who reads what of a check-in: its writer, the manager it was sent to, and nobody who came later."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from fairway.conversations.actions.checkins_reading import (
    answer_point,
    pass_point_up,
    read_check_in,
    reply_to_check_in,
)
from fairway.conversations.actions.checkins_refused import (
    AlreadyAnswered,
    NobodyAbove,
    SaySomething,
)
from fairway.conversations.actions.checkins_writing import Said, keep_check_in, send_check_in
from fairway.conversations.models import Blocker, CheckIn, CheckInReply, PassedPoint, Wellbeing
from fairway.foundation.events import SYSTEM
from fairway.foundation.models import Event
from fairway.people.actions.assigning import assign_person
from fairway.people.actions.leaving import end_employment
from fairway.people.days import organisation_day

pytestmark = pytest.mark.django_db

FIRST, SECOND = date(2026, 11, 2), date(2026, 11, 9)


def events(kind):
    return Event.objects.filter(kind=f"conversations.{kind}")


def test_read_is_read_once_and_replies_come_from_both(sent, ana, bo, cy):
    check_in = sent(ana)
    reply_to_check_in(check_in, actor=bo, body="I ask the carrier today.")
    check_in.refresh_from_db()
    assert check_in.is_read
    read_at = check_in.read_at
    read_check_in(check_in, actor=bo)
    reply_to_check_in(check_in, actor=ana, body="Thank you")
    check_in.refresh_from_db()
    assert check_in.read_at == read_at
    assert [one.by for one in CheckInReply.objects.all()] == [bo, ana]
    assert events("check_in_read").count() == 1
    with pytest.raises(PermissionDenied):
        reply_to_check_in(check_in, actor=cy, body="And I?")
    with pytest.raises(SaySomething):
        reply_to_check_in(check_in, actor=bo, body="  \n ")


def test_what_somebody_replies_to_themselves_reads_nothing(sent, ana):
    check_in = sent(ana)
    reply_to_check_in(check_in, actor=ana, body="One thing more")
    check_in.refresh_from_db()
    assert not check_in.is_read


def test_a_point_goes_up_with_the_writers_knowledge(sent, ana, bo, mia, cy):
    check_in = sent(ana, "Nobody decides on labels")
    point = pass_point_up(check_in, actor=bo, words="Labels need a decision of yours.")
    assert point.to == mia
    for one, sees in ((ana, True), (bo, True), (mia, True), (cy, False)):
        assert PassedPoint.objects.allowed(one).exists() is sees
    assert not CheckIn.objects.allowed(mia).exists()
    answer_point(point, actor=mia, answer="Decided: the new carrier from Monday.")
    with pytest.raises(AlreadyAnswered):
        answer_point(point, actor=mia, answer="Or not.")
    assert events("point_answered").get().about == ana


def test_whoever_reports_to_nobody_passes_nothing_up(sent, bo, mia):
    check_in = sent(bo)
    with pytest.raises(NobodyAbove):
        pass_point_up(check_in, actor=mia, words="Up")


def test_who_sees_how_somebody_is_was_promised_when_it_was_asked(check_in_of, question, ana, bo):
    check_in = check_in_of(ana)
    asked = question("wellbeing")
    asked.promise = "figures"
    asked.save()
    send_check_in(check_in, actor=ana, said=Said(wellbeing=2, asks_wellbeing=True))
    assert Wellbeing.objects.allowed(ana).get().value == 2
    assert not Wellbeing.objects.allowed(bo).exists()
    asked.promise = "manager"
    asked.save()
    assert not Wellbeing.objects.allowed(bo).exists()  # no later change widens it


def test_promised_to_the_manager_it_is_read_by_them_once_sent(check_in_of, ana, bo, mia, hana):
    check_in = check_in_of(ana)
    keep_check_in(check_in, actor=ana, said=Said(wellbeing=2, asks_wellbeing=True))
    assert not Wellbeing.objects.allowed(bo).exists()
    send_check_in(check_in, actor=ana, said=Said(wellbeing=2, asks_wellbeing=True))
    assert Wellbeing.objects.allowed(bo).exists()
    assert not Wellbeing.objects.allowed(mia).exists()
    assert not Wellbeing.objects.allowed(hana).exists()


@pytest.mark.parametrize("who", ["mia", "cy", "dee", "hana", "eva", "pia"])
def test_nobody_else_reads_any_of_it(request, who, sent, ana, bo):
    """Managers above, dotted lines, HR, executives and people leads."""
    check_in = sent(
        ana,
        blocker="Labels",
        priorities=["Chapter three"],
        wellbeing=2,
        asks_wellbeing=True,
    )
    read_check_in(check_in, actor=bo)
    other = request.getfixturevalue(who)
    for model in (CheckIn, Blocker, Wellbeing, PassedPoint):
        assert not model.objects.allowed(other).exists()


def test_a_leavers_last_manager_reads_what_was_sent_to_them_for_a_while(sent, ana, bo, mia):
    sent(ana, "Two days late")
    end_employment(ana, actor=SYSTEM, left_on=organisation_day())
    assert CheckIn.objects.allowed(bo).exists()
    assert not CheckIn.objects.allowed(bo, "reply").exists()
    assert not CheckIn.objects.allowed(mia).exists()


@pytest.fixture
def hand_over(ana, mia, hire, organisation):
    """Ana reports to somebody else from today on."""

    def move():
        new = hire("Nia New", organisation.support, organisation.lisbon, mia)
        assign_person(
            ana,
            actor=SYSTEM,
            valid_from=organisation_day(),
            unit=organisation.support,
            location=organisation.manila,
            manager=new,
        )
        ana.refresh_from_db()
        return new

    return move


def test_a_new_manager_reads_what_comes_to_them_and_nothing_before(sent, ana, bo, hand_over):
    before = sent(ana, week_on=FIRST, blocker="Labels come late")
    new = hand_over()
    assert not CheckIn.objects.allowed(bo).exists()
    assert not CheckIn.objects.allowed(new).exists()
    assert not Blocker.objects.allowed(new).exists()
    after = sent(ana, week_on=SECOND, still=frozenset({Blocker.objects.get().pk}))
    assert [*CheckIn.objects.allowed(new)] == [after]
    assert Blocker.objects.allowed(new).exists()  # she said that it still stands, and to whom
    assert send_check_in(before, actor=ana, said=Said()).sent_to == new  # unread, sent on by her


def test_what_nobody_was_asked_about_is_not_carried_to_a_new_manager(sent, ana, hand_over):
    sent(ana, week_on=FIRST, blocker="Labels come late")
    new = hand_over()
    sent(ana, week_on=SECOND)  # as from a mail, which asks nothing of what was written
    assert not Blocker.objects.allowed(new).exists()
    assert Blocker.objects.standing().exists()


def test_what_was_set_out_to_an_earlier_manager_is_not_shown_to_the_next(sent, ana, hand_over, at):
    first = sent(ana, week_on=FIRST, priorities=["Canary one", "Canary two"])
    new = hand_over()
    done = frozenset({first.priorities.first().pk})
    second = sent(ana, week_on=SECOND, priorities=["Labels"], done=done)
    page = at(new).get(second.get_absolute_url()).text
    assert "Labels" in page
    assert "Canary" not in page
    refused = at(new).post(second.get_absolute_url(), {"version": "many"})
    assert refused.status_code == 403
    assert "Canary" not in refused.text
    assert "Canary one" in at(ana).get(second.get_absolute_url()).text
