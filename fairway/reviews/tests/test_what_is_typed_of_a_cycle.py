"""What HR types in the steps of a cycle and in the bank: taken as it was meant, or refused in words."""

from datetime import date

import pytest
from django.urls import reverse

from fairway.reviews.models import ReviewCycle
from fairway.reviews.reading.blockers import preview

pytestmark = pytest.mark.django_db


def step(cycle, name):
    return reverse("reviews:cycle_step", args=[cycle.public_id, name])


def words(answer):
    return answer.content.decode()


def test_the_last_day_that_is_typed_belongs_to_the_period(at, pia):
    typed = {"name": "A year", "purpose": "annual", "period_from": "2026-01-01"}
    at(pia).post(reverse("reviews:new_cycle"), {**typed, "period_until": "2026-12-31"})
    cycle = ReviewCycle.objects.get()
    assert (cycle.period_until, cycle.last_day) == (date(2027, 1, 1), date(2026, 12, 31))
    assert 'value="2026-12-31"' in words(at(pia).get(step(cycle, "basics")))
    at(pia).post(step(cycle, "basics"), {**typed, "period_until": "2026-01-01", "version": 1})
    cycle.refresh_from_db()
    assert cycle.last_day == cycle.period_from  # of one day


def test_what_somebody_else_changed_meanwhile_shows_its_last_day_too(at, pia, draft):
    cycle = draft("self")
    typed = {"name": "A year", "purpose": "annual", "period_from": str(cycle.period_from)}
    stale = {**typed, "period_until": str(cycle.last_day), "version": cycle.version - 1}
    page = at(pia).post(step(cycle, "basics"), stale)
    assert page.status_code == 409
    assert str(cycle.last_day) in words(page)
    assert str(cycle.period_until) not in words(page)


def test_fewer_peers_at_most_than_at_least_are_refused(at, pia, draft):
    cycle = draft("self", "peer", peers=4)
    typed = {"people_nominate": "yes", "peers_least": "5", "peers_most": "2", "most_for_one": "6"}
    page = at(pia).post(step(cycle, "peers"), {**typed, "version": cycle.version})
    assert page.status_code == 422
    assert "fewer than at least have to be asked" in words(page)


def test_a_threshold_below_the_floor_is_refused_with_the_reason(at, pia, draft):
    cycle = draft("self")
    page = at(pia).post(step(cycle, "visibility"), {"threshold": "1", "version": cycle.version})
    assert page.status_code == 422
    assert "At least 3: of fewer, one could work out who said what." in words(page)


def test_what_stops_a_launch_stands_ahead_of_what_only_warns(pia, bo, ana, draft):
    cycle = draft("self", "manager")
    cycle.phases.all().delete()
    found = [one.stops for one in preview(cycle, pia).found]
    assert found[0]
    assert found == sorted(found, reverse=True)


def test_a_question_of_the_bank_without_words_is_refused_beside_the_field(at, hana):
    page = at(hana).post(reverse("reviews:new_bank_question"), {"kind": "text", "theme": "Ahead"})
    assert page.status_code == 422
    assert page.context["form"].errors["text"]
    assert 'value="Ahead"' in words(page)
