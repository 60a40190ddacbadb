"""KPIs filled from what rooms count: per unit, once for each stretch, and never of a few."""

from datetime import timedelta

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from fairway.foundation import policy
from fairway.foundation.events import SYSTEM
from fairway.foundation.ports import FigureSource, Share, figure_sources
from fairway.kpis.actions import around, sources
from fairway.kpis.actions.filling import fill, fill_all
from fairway.kpis.house import LEAST, publishable, units_above
from fairway.kpis.models import Kpi, Observation
from fairway.kpis.refusals import Needed
from fairway.people.days import organisation_day

pytestmark = pytest.mark.django_db
LAUGHS = "laughs"


@pytest.fixture
def counted(monkeypatch):
    """What a room would count: unit → (having, of, people)."""
    said = {}

    def count(units, day):
        return {unit: Share(*said[unit]) for unit in units if unit in said}

    offers = {**figure_sources._offers, LAUGHS: FigureSource(LAUGHS, "Laughs", "", count)}
    monkeypatch.setattr(figure_sources, "_offers", offers)
    return said


@pytest.fixture
def source(fcr, counted):
    return sources.add_source(fcr, actor=fcr.owner, kind="house", figure=LAUGHS)


def held(kpi):
    rows = Observation.objects.current().filter(kpi=kpi).order_by("pk")
    return [(row.segment and row.segment.name, row.value) for row in rows]


def test_the_last_whole_week_is_filled_once(fcr, source, counted, monday):
    counted[fcr.unit_id] = 7, 9, 9
    assert fill_all() == 1
    counted[fcr.unit_id] = 8, 9, 9
    assert fill_all() == 0
    row = Observation.objects.get()
    assert (row.value, row.starts_on, row.source) == (778, monday, "house")
    source.refresh_from_db()
    assert (source.said, source.failure) == ("1 value", "")


def test_of_too_few_people_nothing_is_said_and_the_page_says_why(
    client, fcr, bo, ana, source, counted
):
    counted[fcr.unit_id] = 4, 4, 4
    assert fill_all() == 0
    client.force_login(bo.account)
    page = client.get(reverse("kpis:sources", args=[fcr.public_id])).text
    assert "Fewer than 5 people stand behind it" in page
    assert held(fcr) == []


def test_the_organisation_asks_for_more_people_and_never_for_fewer(fcr, source, counted, pia):
    policy.set_policy(LEAST, 12, actor=SYSTEM)
    counted[fcr.unit_id] = 9, 11, 11
    assert fill_all() == 0
    with pytest.raises(policy.NotAllowed):
        policy.set_policy(LEAST, 4, actor=SYSTEM)


def test_a_part_whose_remainder_would_stand_alone_is_kept_back(
    fcr, source, counted, organisation, bo
):
    Kpi.objects.update(unit=None)
    for unit in (organisation.support, organisation.shops):
        around.add_segment(fcr, actor=SYSTEM, unit=unit)
    counted |= {
        None: (10, 20, 20),
        organisation.support.pk: (6, 12, 12),
        organisation.shops.pk: (5, 6, 6),  # two would be left, and one could work them out
    }
    assert fill_all() == 1
    assert held(fcr) == [(None, 500), ("Support", 500)]
    source.refresh_from_db()
    assert source.said == "2 values, 1 kept back"


def test_what_was_said_before_holds_back_what_would_uncover_it(fcr, source, counted, organisation):
    counted |= {None: (10, 14, 14), fcr.unit_id: (6, 12, 12)}
    assert fill_all() == 1
    whole = Kpi.objects.create(name="All", owner=fcr.owner, decimals=1)
    sources.add_source(whole, actor=SYSTEM, kind="house", figure=LAUGHS)
    assert fill_all() == 0
    assert held(whole) == []


def test_nothing_of_nothing_is_no_value(fcr, source, counted):
    counted[fcr.unit_id] = 0, 0, 9
    assert fill_all() == 0


def test_a_figure_that_breaks_says_so_and_keeps_no_other_from_coming(
    fcr, source, counted, monkeypatch, organisation
):
    counted[fcr.unit_id] = ("three", 9)  # no share at all
    assert fill_all() == 0
    source.refresh_from_db()
    assert source.failure == "It could not be counted: TypeError."


def test_what_no_room_counts_any_more_is_said(source, monkeypatch):
    monkeypatch.setattr(figure_sources, "_offers", {})
    assert fill(LAUGHS) == 0
    source.refresh_from_db()
    assert source.failure == "Fairway does not count this any more."


@pytest.mark.parametrize(
    ("fields", "figure"),
    [({"measure": "number"}, LAUGHS), ({"unit": None, "person": True}, LAUGHS), ({}, "made up")],
)
def test_only_shares_and_never_of_one_person(fcr, bo, counted, fields, figure):
    fields = {**fields, "person": bo} if "person" in fields else fields
    Kpi.objects.update(**fields)
    fcr.refresh_from_db()
    with pytest.raises(Needed):
        sources.add_source(fcr, actor=SYSTEM, kind="house", figure=figure)


def test_on_the_page_one_chooses_what_is_counted(client, fcr, bo, ana):
    client.force_login(bo.account)
    url = reverse("kpis:new_source", args=[fcr.public_id])
    page = client.get(url).text
    assert "Goals told of in time" in page
    typed = {"kind": "house", "rhythm": "daily", "day_field": "day", "value_field": "value"}
    refused = client.post(url, typed)
    assert refused.status_code == 422
    assert "Which of its figures?" in refused.text
    shown = client.post(url, {**typed, "figure": "goals_agreed"}, follow=True).text
    assert "People with an agreed goal" in shown
    assert "Weekly".lower() in shown


def test_the_figures_that_are_offered_count_units_and_the_whole(organisation, ana, bo, mia):
    units = {None, organisation.support.pk, organisation.root.pk, organisation.shops.pk}
    for one in figure_sources:
        found = one.count(units, organisation_day())
        assert set(found) == units
        assert found[None] == found[organisation.root.pk]
        assert all(0 <= share.having <= share.of for share in found.values())


# A tree of units as parents by position; people who sit in each of them, not below.
trees = st.integers(1, 7).flatmap(
    lambda n: st.tuples(
        st.tuples(*(st.integers(0, max(0, at - 1)) for at in range(n))),
        st.lists(st.integers(0, 9), min_size=n, max_size=n),
        st.sets(st.integers(0, n - 1), min_size=1),
        st.sets(st.integers(0, n - 1)),
    )
)


@given(trees)
def test_from_what_is_shown_no_few_people_can_be_worked_out(tree):
    parents, sitting, wanted, known = tree
    over = {unit: _up(unit, parents) for unit in range(len(parents))}
    inside = {unit: {b for b in over if b == unit or unit in over[b]} for unit in over}
    people = {unit: sum(sitting[b] for b in inside[unit]) for unit in wanted}
    above = {unit: [one for one in over[unit] if one in wanted] for unit in wanted}
    shown = publishable(people, above, known & wanted)
    for unit in shown:
        within = set().union(*(inside[one] for one in shown if one in inside[unit] - {unit}))
        left = sum(sitting[b] for b in inside[unit] - within)
        assert people[unit] >= 5
        assert left == 0 or left >= 5
    assert shown or all(count < 5 for count in people.values())


def _up(unit, parents):
    found = []
    while unit:
        unit = parents[unit]
        found.append(unit)
    return found


def test_units_lie_over_one_another_and_the_whole_over_all(organisation):
    root, support = organisation.root.pk, organisation.support.pk
    assert units_above({None, root, support}) == {None: [], root: [None], support: [root, None]}


def test_a_month_is_filled_when_it_is_over(fcr, source, counted):
    Kpi.objects.update(cadence="monthly")
    counted[fcr.unit_id] = 5, 10, 10
    assert fill_all() == 1
    last = organisation_day().replace(day=1) - timedelta(days=1)
    assert Observation.objects.get().starts_on == last.replace(day=1)
