"""Walking a list page by page meets every row once, in both directions, whatever changes."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fairway.foundation.paging import count_of, page_of
from fairway.people.models import Location

pytestmark = pytest.mark.django_db
ORDER = ("time_zone", "pk")


def make(zones):
    return [
        Location.objects.create(name=f"Place {n}", time_zone=zone) for n, zone in enumerate(zones)
    ]


def walk(size):
    found, after = [], ""
    while True:
        page = page_of(Location.objects.all(), order=ORDER, after=after, size=size)
        found += [row.pk for row in page]
        after = page.after
        if not after:
            return found, page


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(zones=st.lists(st.sampled_from("abc"), max_size=12), size=st.integers(1, 5))
def test_every_row_is_met_once_in_order_and_the_way_back_is_the_same(db, zones, size):
    Location.objects.all().delete()
    make(zones)
    wanted = list(Location.objects.order_by(*ORDER).values_list("pk", flat=True))
    found, page = walk(size)
    assert found == wanted
    back = [row.pk for row in page]
    while page.before:
        page = page_of(Location.objects.all(), order=ORDER, before=page.before, size=size)
        back = [row.pk for row in page] + back
    assert back == wanted


def test_a_list_may_run_from_the_latest_to_the_oldest():
    places = make("aaab")
    order = ("-time_zone", "-pk")
    first = page_of(Location.objects.all(), order=order, size=2)
    second = page_of(Location.objects.all(), order=order, after=first.after, size=2)
    assert [row.pk for row in [*first, *second]] == [place.pk for place in reversed(places)]
    back = page_of(Location.objects.all(), order=order, before=second.before, size=2)
    assert back.rows == first.rows


def test_a_row_that_leaves_between_two_pages_loses_nobody_else():
    places = make("aaaa")
    first = page_of(Location.objects.all(), order=ORDER, size=2)
    rest = Location.objects.exclude(pk=places[1].pk)
    assert [row.pk for row in page_of(rest, order=ORDER, after=first.after, size=2)] == [
        places[2].pk,
        places[3].pk,
    ]


def test_a_forged_cursor_shows_the_first_page():
    places = make("ab")
    page = page_of(Location.objects.all(), order=ORDER, after="nonsense", size=1)
    assert [row.pk for row in page] == [places[0].pk]


def test_counting_stops_at_a_thousand():
    make("a" * 3)
    assert count_of(Location.objects.all()) == (3, False)
