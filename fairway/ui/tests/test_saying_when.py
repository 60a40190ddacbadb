from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from fairway.ui.moments import say, say_due
from fairway.ui.templatetags.ui import when

NOW = datetime(2026, 11, 17, 10, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def utc():
    with timezone.override("UTC"):
        yield


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (NOW, "Today, 10:00"),
        (NOW - timedelta(days=1), "Yesterday, 10:00"),
        (NOW - timedelta(days=4), "Fri 13 Nov"),
        (datetime(2025, 10, 16, 9, tzinfo=UTC), "16 Oct 2025"),
        (date(2026, 11, 18), "Tomorrow"),
    ],
)
def test_a_moment_is_said_as_one_would_say_it(at, words):
    assert say(at, NOW) == words


@pytest.mark.parametrize(
    ("at", "tone", "words"),
    [
        (NOW - timedelta(days=1, hours=1), "stop", "Overdue by 1 day"),
        (NOW - timedelta(hours=2), "stop", "Overdue by 2 hours"),
        (NOW - timedelta(minutes=1), "stop", "Overdue"),
        (NOW + timedelta(hours=8), "watch", "Today, 18:00"),
        (datetime(2026, 11, 18, 0, 0, tzinfo=UTC), "watch", "Today"),
        (datetime(2026, 11, 19, 0, 0, tzinfo=UTC), "", "Tomorrow"),
        (datetime(2026, 11, 20, 18, 0, tzinfo=UTC), "", "Fri 20 Nov, 18:00"),
    ],
)
def test_a_deadline_at_midnight_is_the_end_of_the_day_before(at, tone, words):
    assert say_due(at, NOW) == (tone, words)


def test_the_reader_s_zone_decides_which_day_it_is():
    late = datetime(2026, 11, 17, 20, 0, tzinfo=UTC)
    with timezone.override("Asia/Manila"):
        assert say(late, NOW) == "Tomorrow, 04:00"


def test_what_was_said_to_one_reader_is_not_said_to_another_elsewhere():
    late = timezone.now().replace(hour=20, minute=0)
    with timezone.override("UTC"):
        here = when(late)
    with timezone.override("Asia/Manila"):
        assert ", 04:00" in when(late)
    assert "Today, 20:00" in here
    with timezone.override("UTC"):
        assert when(late) == here
