"""A step of the wizard is ticked where it was kept and nothing is missing there, and only there."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from fairway.people.days import organisation_day
from fairway.reviews.actions.cycles import (
    begin_cycle,
    clone_cycle,
    set_kinds,
    set_notice,
    set_peers,
    set_population,
    set_visibility,
)
from fairway.reviews.models import Phase, TemplateVersion
from fairway.reviews.population import Population
from fairway.reviews.reading.blockers import preview
from fairway.reviews.reading.cycles import STEPS
from fairway.reviews.reading.stops import standing_of

pytestmark = pytest.mark.django_db
SPAN = {"period_from": date(2026, 1, 1), "period_until": date(2026, 7, 1)}
DAY = timedelta(days=1)


@pytest.fixture
def begun(pia, ana, bo):
    return begin_cycle(actor=pia, name="Half", purpose="half_year", **SPAN)


def ticked(browser, cycle, at="verify"):
    """Labels with a tick on that page of the wizard."""
    page = browser.get(reverse("reviews:cycle_step", args=[cycle.public_id, at]))
    steps = page.context["steps"]
    assert page.text.count('class="is-done"') == len([s for s in steps if s.state == "done"])
    return [str(one.label) for one in steps if one.state == "done"]


def done(cycle, actor):
    """The same by both ways that ask for it."""
    cycle.refresh_from_db()
    shown = preview(cycle, actor)
    assert standing_of(cycle, actor).done == shown.done
    assert not shown.done & {one.step for one in shown.found if one.stops}
    return shown.done


def test_a_step_that_was_looked_at_alone_is_not_ticked(at, pia, begun):
    browser = at(pia)
    for step, _label in STEPS:
        before = [] if step == "basics" else ["Name and period"]
        assert ticked(browser, begun, step) == before


def test_a_step_that_is_kept_is_ticked_from_each_of_the_others(at, pia, begun):
    browser = at(pia)
    data = {"threshold": "4", "version": str(begun.version)}
    browser.post(reverse("reviews:cycle_step", args=[begun.public_id, "visibility"]), data)
    assert ticked(browser, begun, "basics") == ["Who sees what"]
    assert ticked(browser, begun, "kinds") == ["Name and period", "Who sees what"]
    assert ticked(browser, begun) == ["Name and period", "Who sees what"]


def test_all_that_was_kept_and_lacks_nothing_is_ticked(at, pia, ana, bo, draft):
    cycle = draft("self", "manager")
    assert done(cycle, pia) == {"basics", "kinds", "peers", "people", "dates"}
    set_notice(cycle, actor=pia, notice={"en": "Again."})
    how = {"threshold": 4, "overall_rating": True, "asks_pay": False}
    set_visibility(cycle, actor=pia, **how)
    assert done(cycle, pia) == set(dict(STEPS)) - {"verify"}


def test_where_no_kind_is_chosen_the_tick_goes(pia, ana, draft):
    cycle = set_kinds(draft("self"), actor=pia, chosen=[])
    assert "kinds" not in done(cycle, pia)


def test_what_is_not_published_is_missing(pia, ana, draft, template):
    cycle = draft("self")
    TemplateVersion.objects.filter(template=template).update(published_at=None)
    assert "kinds" not in done(cycle, pia)


def test_where_nobody_is_in_it_the_tick_goes_and_comes_back(pia, ana, bo, draft, organisation):
    cycle = draft("self", left_out=(ana.pk, bo.pk))
    assert "people" not in done(cycle, pia)
    cycle = set_population(cycle, actor=pia, population=Population())
    assert "people" in done(cycle, pia)


def test_too_few_peers_are_missing_at_their_step_alone(pia, ana, bo, draft):
    cycle = draft("self", "peer", peers=2)
    assert done(cycle, pia) == {"basics", "kinds", "people", "dates"}
    how = {"people_nominate": True, "most_for_one": 6}
    set_peers(cycle, actor=pia, peers_least=4, peers_most=4, **how)
    assert "peers" in done(cycle, pia)


def test_a_day_that_goes_by_takes_the_tick_along(pia, ana, draft):
    cycle = draft("self")
    Phase.objects.filter(cycle=cycle).update(opens_on=organisation_day() - 9 * DAY)
    assert "dates" in done(cycle, pia)
    Phase.objects.filter(cycle=cycle, kind="write").update(due_on=organisation_day() - DAY)
    assert "dates" not in done(cycle, pia)


def test_what_another_cycle_was_set_up_with_was_kept_there(at, pia, ana, bo, launched):
    made = clone_cycle(launched("self"), actor=pia, name="Again", **SPAN)
    assert ticked(at(pia), made) == [str(label) for key, label in STEPS if key != "verify"]


def test_each_step_asks_as_little_as_the_last_one(
    at, pia, ana, bo, draft, django_assert_max_num_queries
):
    cycle, browser = draft("self", "manager", "peer", "upward", peers=4), at(pia)
    for step, _label in STEPS:
        address = reverse("reviews:cycle_step", args=[cycle.public_id, step])
        browser.get(address)
        with django_assert_max_num_queries(12):
            browser.get(address)
