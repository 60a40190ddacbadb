"""From an event to somebody's list and, as they like it, to their mail."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from types import SimpleNamespace

import pytest
import time_machine
from django.core import mail as outbox
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fairway.foundation import events, notifications
from fairway.foundation.events import SYSTEM, record
from fairway.foundation.jobs.worker import run_due
from fairway.foundation.mail import moments
from fairway.foundation.models import MailOut, Notification
from fairway.foundation.notifications.telling import tell
from fairway.foundation.ports import (
    DigestSource,
    EventKind,
    Notice,
    Presence,
    digest_sources,
    event_kinds,
    presences,
)
from fairway.foundation.times import wall
from fairway.foundation.times.working import Days, Pattern, Shift

pytestmark = pytest.mark.django_db
TUESDAY = datetime(2026, 3, 3, 4, 0, tzinfo=UTC)  # noon in Manila, early morning in Lisbon
SECRET = "Ana's plan to improve"


def concerns(event):
    yield Notice(
        event.about,
        f"{SECRET}, {event.data['n']}",
        "/improvement/plans/x/",
        urgent=event.data.get("urgent", False),
    )


KINDS = [
    EventKind(
        "test.open",
        _("Goal agreed"),
        "everyone",
        data_class="C1",
        notify=concerns,
        group=_("Goals"),
    ),
    EventKind(
        "test.team",
        _("Goal changed"),
        "everyone",
        data_class="C2",
        notify=concerns,
        group=_("Goals"),
    ),
    EventKind(
        "test.personal",
        _("Feedback"),
        "subject",
        data_class="C3",
        notify=concerns,
        group=_("Feedback"),
    ),
    EventKind(
        "test.sealed",
        _("Plan"),
        "subject",
        data_class="C4",
        notify=concerns,
        group=_("Improvement"),
    ),
    EventKind(
        "test.safety",
        _("New sign-in"),
        "subject",
        data_class="C2",
        notify=concerns,
        at_any_hour=True,
    ),
]


@pytest.fixture(autouse=True)
def kinds(monkeypatch, settings):
    offers = {one.key: one for one in KINDS}
    monkeypatch.setattr(event_kinds, "_offers", {**event_kinds._offers, **offers})
    for key in offers:
        monkeypatch.setitem(events._listeners, key, [tell])
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.BASE_URL = "https://fairway.example"
    outbox.outbox = []


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(TUESDAY, tick=False) as clock:
        yield clock


@pytest.fixture
def presence(monkeypatch):
    """A room that knows leave and hours: presence.away[person.pk], presence.hours[person.pk]."""

    class Known:
        away: dict[int, list[Days]] = {}
        hours: dict[int, Pattern] = {}

    known = Known()
    known.away, known.hours = {}, {}
    offer = Presence(
        "test",
        days_away=lambda ids, since: {one: known.away[one] for one in ids if one in known.away},
        pattern=lambda person: known.hours.get(person.pk),
    )
    monkeypatch.setattr(presences, "_offers", {"test": offer})
    return known


def happen(kind, about, n=1, **data):
    with transaction.atomic():
        event = record(kind, actor=SYSTEM, subject=about, n=n, **data)
    run_due("default")
    return event


def letters():
    run_due("default", "mail")
    return outbox.outbox


def test_an_event_reaches_whom_it_concerns_once(ana, bo):
    event = happen("test.open", ana)
    tell(event)

    assert [one.title for one in notifications.for_person(ana)] == [f"{SECRET}, 1"]
    assert notifications.unread_count(ana) == 1
    assert notifications.unread_count(bo) == 0


def test_what_is_new_comes_in_one_mail_at_nine_in_the_morning(clock, ana):
    happen("test.open", ana, n=1)
    happen("test.team", ana, n=2)
    assert letters() == []

    clock.move_to(datetime(2026, 3, 4, 1, 0, 1, tzinfo=UTC))  # nine in Manila
    [letter] = letters()

    assert letter.subject == "2 things are new for you"
    assert f"{SECRET}, 1" in letter.body
    assert f"{SECRET}, 2" in letter.body
    clock.shift(timedelta(days=3))
    assert len(letters()) == 1, "nothing new, no mail"


def test_what_was_read_in_fairway_is_not_mailed(clock, ana):
    happen("test.open", ana)
    assert notifications.mark_all_read(actor=ana) == 1

    clock.shift(timedelta(days=1))
    assert letters() == []


def test_a_digest_comes_when_the_working_day_begins(clock, ana, presence):
    day = (Shift(time(14, 0), time(22, 0)),)
    presence.hours[ana.pk] = Pattern("Asia/Manila", ((day,) * 7,))
    happen("test.open", ana)

    clock.move_to(datetime(2026, 3, 3, 5, 59, tzinfo=UTC))
    assert letters() == []
    clock.move_to(datetime(2026, 3, 3, 6, 0, 1, tzinfo=UTC))
    assert len(letters()) == 1


def test_a_digest_waits_for_the_end_of_leave_taken_meanwhile(clock, ana, presence):
    happen("test.open", ana)
    presence.away[ana.pk] = [Days(date(2026, 3, 4), date(2026, 3, 9))]

    clock.move_to(datetime(2026, 3, 4, 1, 0, 1, tzinfo=UTC))
    assert letters() == []
    clock.move_to(datetime(2026, 3, 9, 1, 0, 1, tzinfo=UTC))
    assert len(letters()) == 1


def test_a_digest_follows_somebody_who_moved(clock, ana):
    happen("test.open", ana)
    type(ana).objects.filter(pk=ana.pk).update(time_zone="America/New_York")

    clock.move_to(datetime(2026, 3, 4, 1, 0, 1, tzinfo=UTC))  # in the evening there
    assert letters() == []
    clock.move_to(datetime(2026, 3, 4, 14, 0, 1, tzinfo=UTC))
    assert len(letters()) == 1


def test_the_weekend_is_free_where_no_hours_are_known(clock, ana):
    clock.move_to(datetime(2026, 3, 6, 9, 0, tzinfo=UTC))  # Friday
    happen("test.open", ana)

    clock.move_to(datetime(2026, 3, 8, 9, 0, tzinfo=UTC))
    assert letters() == []
    clock.move_to(datetime(2026, 3, 9, 1, 0, 1, tzinfo=UTC))
    assert len(letters()) == 1


def test_the_urgent_comes_at_once_by_day(ana):
    happen("test.team", ana, urgent=True)

    assert [one.subject for one in letters()] == [f"{SECRET}, 1"]


def test_the_urgent_waits_for_the_morning_and_for_the_end_of_leave(clock, bo, lee, presence):
    presence.away[lee.pk] = [Days(date(2026, 3, 1), date(2026, 3, 5))]
    happen("test.team", bo, urgent=True)  # four in the morning in Lisbon
    happen("test.team", lee, urgent=True)
    assert letters() == []

    clock.move_to(datetime(2026, 3, 3, 7, 0, 1, tzinfo=UTC))
    assert [one.to for one in letters()] == [[bo.email]]
    clock.move_to(datetime(2026, 3, 4, 23, 0, 1, tzinfo=UTC))  # seven on the fifth in Manila
    assert letters()[-1].to == [lee.email]


def test_what_is_about_safety_comes_at_any_hour(bo):
    happen("test.safety", bo)

    assert len(letters()) == 1


def test_who_works_at_night_gets_mail_at_night(bo, presence):
    night = (Shift(time(22, 0), time(6, 0)),)
    presence.hours[bo.pk] = Pattern("Europe/Lisbon", ((night,) * 7,))
    happen("test.team", bo, urgent=True)

    assert len(letters()) == 1


@pytest.mark.parametrize("key", ["test.personal", "test.sealed"])
def test_what_is_personal_or_sealed_never_leaves_by_mail(clock, ana, key):
    happen(key, ana, urgent=True)
    happen(key, ana, n=2)
    clock.shift(timedelta(days=1))

    for letter in letters():
        [html] = [body for body, kind in letter.alternatives]
        for text in (letter.subject, letter.body, html):
            assert SECRET not in text
            assert "improvement" not in text.lower(), "neither the address nor the group may speak"
            assert not re.search(r"\bAna\b", text)
    assert len(letters()) == 2


def test_personal_mail_says_in_which_part_and_sealed_mail_not_even_that(ana):
    happen("test.personal", ana, urgent=True)
    happen("test.sealed", ana, urgent=True)

    assert [one.subject for one in letters()] == [
        "Feedback: you have something to read",
        "You have something to read in Fairway",
    ]


def test_a_leaver_hears_nothing(ana, zoe, clock):
    happen("test.team", zoe, urgent=True)
    happen("test.open", ana)
    type(ana).objects.filter(pk=ana.pk).update(active=False)
    clock.shift(timedelta(days=1))

    assert letters() == []
    assert not notifications.for_person(zoe).exists()


def test_each_kind_can_be_wanted_at_once_daily_only_here_or_not(clock, ana):
    for channel in ("now", "digest", "in_app", "off"):
        notifications.set_preference("test.open", channel, actor=ana)
        happen("test.open", ana)
    assert notifications.unread_count(ana) == 3
    assert len(letters()) == 1

    clock.shift(timedelta(days=1))
    assert letters()[-1].subject == "1 thing is new for you"


def test_a_preference_holds_for_the_urgent_too_but_not_for_safety(ana):
    notifications.set_preference("test.team", "in_app", actor=ana)
    happen("test.team", ana, urgent=True)
    assert letters() == []

    with pytest.raises(notifications.FixedChannel):
        notifications.set_preference("test.safety", "off", actor=ana)


def test_the_digest_as_a_whole_can_be_switched_off(clock, ana):
    notifications.set_preference(notifications.DIGEST, "off", actor=ana)
    happen("test.open", ana)

    clock.shift(timedelta(days=2))
    assert letters() == []
    assert notifications.unread_count(ana) == 1


def test_the_page_of_preferences_names_every_kind_that_is_told(ana):
    notifications.set_preference("test.open", "now", actor=ana)

    lines = {one.key: one for one in notifications.preferences(ana)}
    assert {"digest", "test.open", "test.safety"} <= set(lines)
    assert (lines["test.open"].channel, lines["test.open"].chosen) == ("now", "now")
    assert (lines["test.team"].channel, lines["test.team"].chosen) == ("digest", None)
    assert lines["test.safety"].fixed
    for wrong in ("loud", ""):
        with pytest.raises(notifications.preferring.NotAChannel):
            notifications.set_preference("test.open", wrong, actor=ana)


def test_only_ones_own_are_ticked_off(ana, bo):
    happen("test.open", ana)
    told = notifications.for_person(ana).get()

    with pytest.raises(PermissionDenied):
        notifications.mark_read(told, actor=bo)
    assert notifications.mark_read(told, actor=ana).read_at
    assert notifications.unread_count(ana) == 0


def test_only_declared_kinds_can_be_told(ana):
    with pytest.raises(notifications.UnknownKind):
        notifications.notify(ana, "test.nothing", title="Hello")


def test_titles_are_written_in_the_language_of_the_reader(ana):
    type(ana).objects.filter(pk=ana.pk).update(language="de")
    ana.refresh_from_db()
    told = notifications.notify(ana, "test.open", title=_("Yes"))

    assert told is not None
    assert told.title == "Ja"


def test_old_news_is_not_told(ana, clock):
    with transaction.atomic():
        record("test.open", actor=SYSTEM, subject=ana, n=1)
    clock.shift(timedelta(days=4))

    assert letters() == []
    assert notifications.unread_count(ana) == 0


def test_rooms_add_lines_to_a_digest_that_goes_out_anyway(clock, ana, monkeypatch):
    source = DigestSource("test", _("Your team"), 1, lambda person, since: ["Cy was recognised"])
    monkeypatch.setattr(digest_sources, "_offers", {"test": source})
    happen("test.open", ana)
    clock.shift(timedelta(days=1))

    [letter] = letters()
    assert letter.subject == "2 things are new for you"
    assert "Cy was recognised" in letter.body


def test_notifications_wait_in_the_same_transaction_as_what_happened(ana):
    @transaction.atomic
    def fail_after_it_happened():
        record("test.team", actor=SYSTEM, subject=ana, n=1, urgent=True)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_after_it_happened()

    assert letters() == []
    assert not Notification.objects.exists()
    assert not MailOut.objects.exists()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    at=st.datetimes(
        datetime(2024, 1, 1),  # noqa: DTZ001 Hypothesis adds the zone
        datetime(2030, 12, 31),  # noqa: DTZ001
        timezones=st.just(UTC),
    ),
    zone=st.sampled_from(
        ["Africa/Cairo", "America/Havana", "Asia/Beirut", "Pacific/Apia", "Europe/Dublin"]
    ),
)
def test_mail_never_comes_at_night_and_never_before_it_may(presence, at, zone):
    person = SimpleNamespace(pk=1, zone=zone)
    moment = moments.mail_may_go(person, at)

    assert at <= moment < at + timedelta(hours=13)
    assert 7 <= wall(moment, zone).hour < 20
    digest = moments.next_digest(person, at)
    assert at < digest <= at + timedelta(days=4)
    assert wall(digest, zone).weekday() < 5
