"""A yes or no: asked once, decided once, by whoever was asked or stands in for them."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connections
from django.utils import timezone

from fairway.foundation import approvals, notifications
from fairway.foundation.approvals import AlreadyDecided, ApprovalKind, OwnApproval, ReasonMissing
from fairway.foundation.jobs.worker import run_due
from fairway.foundation.models import Approval, Event
from fairway.foundation.ports import DelegableVerb, delegable_verbs, todo_sources

pytestmark = pytest.mark.django_db


class Follows:
    def __init__(self):
        self.calls, self.error = [], None

    def __call__(self, approval, *, actor):
        if self.error:
            raise self.error
        self.calls.append((approval.state, actor))


@pytest.fixture(autouse=True)
def follows(monkeypatch):
    follows = Follows()
    kind = ApprovalKind(
        "test.move",
        "A move to another unit",
        approved=follows,
        declined=follows,
        verb="test.approve",
        url=lambda approval: "/moves/x/",
    )
    alone = ApprovalKind("test.alone", "Something only they decide")
    offered = {kind.key: kind, alone.key: alone}
    monkeypatch.setattr(approvals.kinds, "_offers", offered)
    verbs = {**delegable_verbs._offers, "test.approve": DelegableVerb("test.approve", "Approve")}
    monkeypatch.setattr(delegable_verbs, "_offers", verbs)
    return follows


@pytest.fixture
def asked(ana, bo):
    return approvals.ask("test.move", ana, actor=ana, approver=bo)


def test_whoever_was_asked_says_yes_and_what_follows_happens_with_it(asked, ana, bo, follows):
    approvals.approve(asked, actor=bo)

    asked.refresh_from_db()
    assert (asked.state, asked.decided_by) == ("approved", bo)
    assert follows.calls == [("approved", bo)]
    assert approvals.subject_of(asked) == ana


def test_a_no_has_a_reason(asked, bo, follows):
    with pytest.raises(ReasonMissing):
        approvals.decline(asked, actor=bo, reason="  ")

    approvals.decline(asked, actor=bo, reason="After the summer.")
    assert follows.calls == [("declined", bo)]


def test_it_is_decided_once(asked, bo):
    approvals.approve(asked, actor=bo)

    for again in (
        lambda: approvals.approve(asked, actor=bo),
        lambda: approvals.withdraw(asked, actor=asked.asked_by),
    ):
        with pytest.raises(AlreadyDecided):
            again()


def test_nobody_else_decides(asked, ana, cy, hana, mia):
    for actor in (ana, cy, hana, mia):
        with pytest.raises(PermissionDenied):
            approvals.approve(asked, actor=actor)
        assert (asked in Approval.objects.allowed(actor)) is (actor == ana)


def test_nobody_approves_their_own(ana, bo, asked):
    with pytest.raises(OwnApproval):
        approvals.ask("test.move", ana, actor=ana, approver=ana)
    with pytest.raises(OwnApproval):
        approvals.hand_over(asked, actor=bo, to=ana)


@pytest.fixture
def deputy(bo, dee):
    """Dee stands in for Bo, for this kind of decision."""
    from fairway.people.models import DelegatedVerb, Delegation

    today = timezone.now().date()
    cover = Delegation.objects.create(
        away=bo, deputy=dee, valid_from=today, valid_until=today + timedelta(days=7)
    )
    DelegatedVerb.objects.create(delegation=cover, verb="test.approve")
    return dee


def test_a_deputy_decides_what_was_handed_to_them_and_nothing_else(asked, ana, bo, deputy):
    other = approvals.ask("test.alone", ana, actor=ana, approver=bo)
    assert list(approvals.owed_by(deputy)) == [asked]

    approvals.approve(asked, actor=deputy)
    with pytest.raises(PermissionDenied):
        approvals.approve(other, actor=deputy)


def test_a_deputy_does_not_decide_what_they_asked_for(bo, deputy):
    asked = approvals.ask("test.move", deputy, actor=deputy, approver=bo)

    with pytest.raises(PermissionDenied):
        approvals.approve(asked, actor=deputy)


def test_the_same_question_is_open_once(asked, ana, bo):
    assert approvals.ask("test.move", ana, actor=ana, approver=bo) == asked

    approvals.withdraw(asked, actor=ana)
    assert approvals.ask("test.move", ana, actor=ana, approver=bo) != asked


def test_it_is_handed_over_when_somebody_leaves(asked, bo, mia):
    approvals.hand_over(asked, actor=bo, to=mia)

    with pytest.raises(PermissionDenied):
        approvals.approve(asked, actor=bo)
    approvals.approve(asked, actor=mia)


def test_when_what_follows_fails_nothing_was_decided(asked, bo, follows):
    follows.error = RuntimeError()
    with pytest.raises(RuntimeError):
        approvals.approve(asked, actor=bo)

    asked.refresh_from_db()
    assert asked.state == "asked"


def test_who_it_waits_for_and_who_asked_are_told(asked, ana, bo):
    run_due("default")
    assert notifications.unread(bo).get().title == (
        "Ana Reyes asks for your yes or no: A move to another unit"
    )

    approvals.approve(asked, actor=bo)
    run_due("default")
    told = notifications.unread(ana).get()
    assert (told.title, told.url) == ("Bo Almeida approved: A move to another unit", "/moves/x/")


def test_it_waits_on_home(asked, ana, bo):
    find = todo_sources["approvals"].find

    assert [(one.title, one.detail) for one in find(bo)] == [
        ("A move to another unit", "Ana Reyes")
    ]
    assert list(find(ana)) == []
    assert list(find(None)) == []


def test_it_is_on_record_without_its_words(asked, bo):
    approvals.decline(asked, actor=bo, reason="Because of Zoe")

    events = Event.objects.filter(kind__startswith="foundation.approval")
    assert [event.kind.split("_")[1] for event in events.order_by("pk")] == ["asked", "declined"]
    assert "of Zoe" not in str([event.data for event in events])


@pytest.mark.django_db(transaction=True)
def test_two_presses_at_once_decide_once(asked, bo, follows):
    outcomes = []

    def press():
        try:
            approvals.approve(asked, actor=bo)
            outcomes.append("yes")
        except AlreadyDecided:
            outcomes.append("already")
        finally:
            connections.close_all()

    presses = [threading.Thread(target=press) for _press in range(4)]
    for one in presses:
        one.start()
    for one in presses:
        one.join(60)

    assert sorted(outcomes) == ["already", "already", "already", "yes"]
    assert len(follows.calls) == 1
