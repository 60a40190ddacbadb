"""Late is whoever has not written by the end of the day where they are, wherever HR is."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fairway.foundation.events import SYSTEM
from fairway.foundation.policy import set_policy
from fairway.people.days import forget_zone
from fairway.reviews.actions.submitting import writers_zone
from fairway.reviews.models import Review
from fairway.reviews.reading.cycles import bars_of

pytestmark = pytest.mark.django_db
LAST = date(2026, 11, 20)
ZONES = [
    "Europe/Lisbon", "Asia/Manila", "Asia/Kathmandu", "Pacific/Honolulu", "Pacific/Kiritimati",
    "Pacific/Chatham", "Etc/GMT+12", "UTC", "Nowhere/Known",
]  # fmt: skip


@pytest.fixture
def cycle(clock, ana, bo, launched):
    """Bo writes about Ana, and both about themselves, until the 20th."""
    clock("2026-11-02 09:00")
    cycle = launched("self", "manager")
    Review.objects.filter(cycle=cycle).update(due_on=LAST)
    return cycle


def late(cycle, viewer, kind="self"):
    (found,) = [one for one in bars_of(cycle, viewer) if one.kind == kind]
    return found.late


def lives_in(person, zone):
    person.time_zone = zone
    person.save(update_fields=["time_zone"])


@pytest.mark.parametrize(
    ("zone", "end"),
    [
        ("Asia/Manila", "2026-11-20 16:00"),
        ("Europe/Lisbon", "2026-11-21 00:00"),
        ("Pacific/Honolulu", "2026-11-21 10:00"),
    ],
)
def test_each_is_late_from_the_end_of_the_day_where_they_are(cycle, ana, hana, clock, zone, end):
    Review.objects.filter(cycle=cycle).exclude(reviewer=ana).delete()
    lives_in(ana, zone)
    end = datetime.fromisoformat(end)
    clock(f"{end - timedelta(minutes=1):%Y-%m-%d %H:%M}")
    assert late(cycle, hana) == 0
    clock(f"{end:%Y-%m-%d %H:%M}")
    assert late(cycle, hana) == 1


def test_the_place_of_work_says_it_for_whoever_chose_no_zone(cycle, ana, hana, clock):
    Review.objects.filter(cycle=cycle).exclude(reviewer=ana).delete()
    lives_in(ana, "")  # in Manila
    clock("2026-11-20 15:59")
    assert late(cycle, hana) == 0
    clock("2026-11-20 16:00")
    assert late(cycle, hana) == 1


def test_days_that_were_added_count(cycle, ana, hana, clock):
    Review.objects.filter(cycle=cycle, reviewer=ana).update(extended_until=LAST + timedelta(days=3))
    Review.objects.filter(cycle=cycle).exclude(reviewer=ana).delete()
    clock("2026-11-23 15:59")
    assert late(cycle, hana) == 0
    clock("2026-11-23 16:00")
    assert late(cycle, hana) == 1


@pytest.mark.parametrize(
    ("zone", "end"),
    [("Pacific/Auckland", "2026-11-20 11:00"), ("America/Lima", "2026-11-21 05:00")],
)
def test_who_answers_from_outside_goes_by_the_clock_of_the_organisation(
    cycle, ana, hana, clock, participant, zone, end
):
    set_policy("organisation.time_zone", zone, actor=SYSTEM)
    forget_zone()
    Review.objects.create(
        cycle=cycle,
        participant=participant(cycle, ana),
        kind="external",
        due_on=LAST,
        external_key="a" * 22,
    )
    end = datetime.fromisoformat(end)
    clock(f"{end - timedelta(minutes=1):%Y-%m-%d %H:%M}")
    assert late(cycle, hana, "external") == 0
    clock(f"{end:%Y-%m-%d %H:%M}")
    assert late(cycle, hana, "external") == 1


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    minutes=st.integers(-30 * 60, 54 * 60),
    zones=st.lists(st.sampled_from(ZONES), min_size=2, max_size=2),
    more=st.integers(-1, 2),
)
def test_the_board_counts_exactly_those_whose_deadline_is_over(
    cycle, ana, bo, hana, clock, minutes, zones, more
):
    for person, zone in zip((ana, bo), zones, strict=True):
        lives_in(person, zone)
    Review.objects.filter(cycle=cycle, reviewer=bo).update(due_on=LAST + timedelta(days=more))
    at = datetime(2026, 11, 20, tzinfo=UTC) + timedelta(minutes=minutes)
    clock(f"{at:%Y-%m-%d %H:%M}")
    rows = Review.objects.filter(cycle=cycle, kind="self", reviewer__in=[ana, bo])
    Review.objects.filter(cycle=cycle, kind="self").exclude(pk__in=rows.values("pk")).delete()
    over = [one for one in rows if timezone.now() >= one.due_at(_known(writers_zone(one)))]
    assert late(cycle, hana) == len(over)


def _known(zone):
    return "UTC" if zone == "Nowhere/Known" else zone
