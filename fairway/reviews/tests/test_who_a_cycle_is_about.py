"""Whom the rules of a cycle choose, against the same rules read in plain Python."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fairway.people.days import organisation_day
from fairway.people.models import Assignment, Location, OrgUnit, Person, UnitChain
from fairway.reviews.population import Population

pytestmark = pytest.mark.django_db
MODES = [*Assignment.WorkMode.values]


@pytest.fixture
def staff(hana, pia, organisation):
    """Two units, one below the other, and everybody there else: of all places, modes and days, some
    without a place or a unit, some who left. By key: unit, place, mode, days here, active."""
    below = OrgUnit.objects.create(name="Returns", parent=organisation.support)
    UnitChain.objects.bulk_create(
        UnitChain(above=above, below=below, depth=depth)
        for depth, above in enumerate((below, organisation.support, organisation.root))
    )
    units = [None, organisation.root, organisation.support, below, organisation.shops]
    places = [None, organisation.manila, organisation.lisbon]
    today, Mode = organisation_day(), Assignment.WorkMode.values
    for number in range(36):
        hired = today - timedelta(days=[0, 1, 29, 30, 31, 400][number % 6])
        person = Person.objects.create(
            name=f"P{number}", sort_name=f"p{number}", joined_on=hired, active=number % 7 != 6
        )
        person.assignment = Assignment.objects.create(
            person=person,
            unit=units[number % 5],
            location=places[number // 5 % 3],
            work_mode=Mode[number // 2 % len(Mode)],
            valid_from=hired,
        )
        person.save()
    return list(Person.objects.select_related("assignment"))


def plainly(rules, staff, today, above):
    """The keys of those who fit; `above` says of each unit which ones it lies in."""

    def fits(one):
        at, here = one.assignment, (today - one.joined_on).days
        lies_in = above.get(at.unit_id if at else None, set())
        return (
            (not rules.units or lies_in & set(rules.units))
            and not lies_in & set(rules.units_out)
            and (not rules.locations or (at and at.location_id in rules.locations))
            and (not rules.work_modes or (at and at.work_mode in rules.work_modes))
            and (rules.least_days is None or here >= rules.least_days)
            and (rules.hired_from is None or one.joined_on >= rules.hired_from)
            and (rules.hired_until is None or one.joined_on < rules.hired_until)
            and (rules.hire_days is None or here >= rules.hire_days)
        )

    chosen = {one.pk for one in staff if fits(one)} | set(rules.as_well)
    return {one.pk for one in staff if one.active} & chosen - set(rules.left_out)


def some(values, most=3):
    return st.lists(st.sampled_from(sorted(values)), unique=True, max_size=most).map(tuple)


def maybe(values):
    return st.one_of(st.none(), values)


def populations(staff):
    people, today = [one.pk for one in staff], organisation_day()
    days = st.sampled_from([0, 1, 2, 29, 30, 31, 32, 400, 401])
    units = some(OrgUnit.objects.values_list("pk", flat=True))
    return st.builds(
        Population,
        units=units,
        units_out=units,
        locations=some(Location.objects.values_list("pk", flat=True), 2),
        work_modes=some(MODES, 2),
        least_days=maybe(days),
        hired_from=maybe(days.map(lambda ago: today - timedelta(days=ago))),
        hired_until=maybe(days.map(lambda ago: today - timedelta(days=ago))),
        hire_days=maybe(days),
        left_out=some(people, 6),
        as_well=some(people, 6),
    )


@settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_who_is_in_it_is_whom_the_rules_say(staff, hana, organisation, data):
    rules, today = data.draw(populations(staff)), organisation_day()
    above: dict[int | None, set[int]] = {}
    for one in UnitChain.objects.all():
        above.setdefault(one.below_id, set()).add(one.above_id)
    expected = plainly(rules, staff, today, above)
    assert keys(rules.rows(hana, today, whole=True)) == sorted(expected)
    hers = {
        one.pk
        for one in staff
        if one.assignment and organisation.support.pk in above.get(one.assignment.unit_id, ())
    }
    assert keys(rules.rows(hana, today)) == sorted(expected & hers)
    assert Population.of(rules.stored()) == rules


def keys(rows):
    """As a list, so that nobody counts twice unseen."""
    return sorted(rows.values_list("pk", flat=True))


def test_what_an_earlier_version_kept_is_read_and_what_it_did_not_know_narrows_nothing():
    assert Population.of({"units": [3], "gone": 1}) == Population(units=(3,))
    assert Population.of(None) == Population()
