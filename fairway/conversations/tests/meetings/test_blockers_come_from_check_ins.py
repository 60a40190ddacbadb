"""What a check-in says is in the way stands on the next agenda, or among actions, once."""

from datetime import UTC, date, datetime, time

import pytest

from fairway.conversations.actions.checkins_asking import set_rhythm
from fairway.conversations.models import ActionItem, AgendaPoint, Blocker, CheckIn
from fairway.foundation.events import SYSTEM, record
from fairway.foundation.jobs.worker import run_due

pytestmark = pytest.mark.django_db


@pytest.fixture
def blocker(organisation, ana, bo):
    asked = set_rhythm(organisation.root, actor=SYSTEM, every_weeks=1, weekday=1, at=time(10))
    now = datetime(2026, 3, 2, 7, tzinfo=UTC)
    sent = CheckIn.objects.create(
        person=ana,
        template=asked.template,
        week_on=date(2026, 3, 2),
        opened_at=now,
        due_at=now,
        sent_at=now,
        sent_to=bo,
    )
    return Blocker.objects.create(
        person=ana, raised_in=sent, last_in=sent, words="Labels come late"
    )


def told(blocker, kind, actor, **data):
    record(
        f"conversations.blocker_for_{kind}",
        actor=actor,
        subject=blocker,
        about=blocker.person,
        **data,
    )
    run_due()


def test_a_blocker_stands_on_the_next_agenda(meeting, blocker, ana, bo):
    told(blocker, "agenda", ana, manager=bo.pk)
    point = AgendaPoint.objects.get()
    assert (point.meeting, point.by, point.kind) == (meeting, ana, "blocker")
    assert point.words == "Labels come late"


def test_without_one_on_ones_it_stays_where_it_was_said(blocker, ana, bo):
    told(blocker, "agenda", ana, manager=bo.pk)
    assert not AgendaPoint.objects.exists()


def test_what_the_manager_does_about_it_is_an_action_of_theirs(blocker, ana, bo):
    blocker.action = "Call the carrier"
    blocker.save()
    told(blocker, "action", bo, owner=bo.pk, due="")
    action = ActionItem.objects.get()
    assert (action.employee, action.manager, action.owner) == (ana, bo, bo)
    assert (action.title, action.due_on) == ("Call the carrier", date(2026, 3, 9))


def test_a_day_that_has_gone_is_today(blocker, bo):
    blocker.action = "Call the carrier"
    blocker.save()
    told(blocker, "action", bo, owner=bo.pk, due="2026-02-20")
    assert ActionItem.objects.get().due_on == date(2026, 3, 2)
