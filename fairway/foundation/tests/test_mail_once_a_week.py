"""Who wants less mail gets what is new once a week, when their own week begins."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pytest
import time_machine
from django.core import mail as outbox
from django.utils.translation import gettext_lazy as _
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from fairway.foundation import notifications
from fairway.foundation.jobs.worker import run_due
from fairway.foundation.mail import moments
from fairway.foundation.notifications.preferring import NotAChannel
from fairway.foundation.ports import EventKind, Presence, event_kinds, presences
from fairway.foundation.times import wall
from fairway.foundation.times.working import Days

pytestmark = pytest.mark.django_db
TUESDAY = datetime(2026, 3, 3, 4, 0, tzinfo=UTC)  # noon in Manila
MONDAY_AT_NINE = datetime(2026, 3, 9, 1, 0, 1, tzinfo=UTC)  # there
ZONES = ["Africa/Cairo", "America/Havana", "Asia/Beirut", "Pacific/Apia", "Europe/Dublin"]


@pytest.fixture(autouse=True)
def clock(settings, monkeypatch):
    kind = EventKind("test.weekly", _("Goal agreed"), "everyone", data_class="C1", told=True)
    monkeypatch.setattr(event_kinds, "_offers", {**event_kinds._offers, kind.key: kind})
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    outbox.outbox = []
    with time_machine.travel(TUESDAY, tick=False) as clock:
        yield clock


@pytest.fixture
def away(monkeypatch):
    """away[person.pk]: their days away."""
    known: dict[int, list[Days]] = {}
    offer = Presence(
        "test",
        days_away=lambda ids, since: {one: known[one] for one in ids if one in known},
        pattern=lambda person: None,
    )
    monkeypatch.setattr(presences, "_offers", {"test": offer})
    return known


def letters():
    run_due("default", "mail")
    return outbox.outbox


def tell(person, title="A goal was agreed"):
    return notifications.notify(person, "test.weekly", title=title)


def test_what_happens_in_a_week_comes_in_one_mail_when_the_next_begins(ana, clock):
    notifications.set_preference("digest", "weekly", actor=ana)
    tell(ana, "The first")
    clock.shift(timedelta(days=2))
    tell(ana, "The second")
    clock.move_to(MONDAY_AT_NINE - timedelta(minutes=1))
    assert letters() == []
    clock.move_to(MONDAY_AT_NINE)
    [letter] = letters()
    assert "The first" in letter.body
    assert "The second" in letter.body


def test_whoever_chooses_it_meanwhile_gets_no_daily_mail_any_more(ana, clock):
    tell(ana)
    notifications.set_preference("digest", "weekly", actor=ana)
    clock.shift(timedelta(days=1, hours=1))
    assert letters() == []
    clock.move_to(MONDAY_AT_NINE)
    assert len(letters()) == 1


def test_after_leave_the_week_begins_when_they_are_back(ana, clock, away):
    notifications.set_preference("digest", "weekly", actor=ana)
    away[ana.pk] = [Days(date(2026, 3, 9), date(2026, 3, 11))]
    tell(ana)
    clock.move_to(MONDAY_AT_NINE)
    assert letters() == []
    clock.move_to(MONDAY_AT_NINE + timedelta(days=2))
    assert len(letters()) == 1


def test_a_single_kind_comes_at_once_or_with_the_rest_never_by_the_week(ana):
    with pytest.raises(NotAChannel):
        notifications.set_preference("test.weekly", "weekly", actor=ana)


@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    at=st.datetimes(
        datetime(2024, 1, 1),  # noqa: DTZ001 Hypothesis adds the zone
        datetime(2030, 12, 31),  # noqa: DTZ001
        timezones=st.just(UTC),
    ),
    zone=st.sampled_from(ZONES),
    leave=st.tuples(st.integers(-3, 10), st.integers(0, 9)),
)
def test_there_is_one_moment_in_each_week_in_which_somebody_works(away, at, zone, leave):
    person = SimpleNamespace(pk=1, zone=zone)
    starts = wall(at, zone).date() + timedelta(days=leave[0])
    away[1] = [Days(starts, starts + timedelta(days=leave[1]))]
    moment = moments.next_digest(person, at, weekly=True)
    following = moments.next_digest(person, moment, weekly=True)
    days = [wall(one, zone).date() for one in (moment, following)]
    assert at < moment < following
    assert days[0].isocalendar()[:2] != days[1].isocalendar()[:2]
    assert all(day not in away[1][0] and day.weekday() <= 4 for day in days)
    # It is the first working day of its week: the daily mail has no earlier moment in it.
    monday = days[0] - timedelta(days=days[0].weekday())
    earlier = [monday + timedelta(days=n) for n in range(days[0].weekday())]
    assert all(day in away[1][0] for day in earlier)
    assert moments.digest_is_due(person, moment, weekly=True)
    assert not moments.digest_is_due(person, moment + timedelta(days=1), weekly=True)
