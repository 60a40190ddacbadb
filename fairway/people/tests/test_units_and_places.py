"""Units, locations, employers and roles are kept by HR, and their chains stay true."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fairway.foundation.events import SYSTEM
from fairway.foundation.times import UnknownZone
from fairway.foundation.versions import Stale
from fairway.people.actions.places import (
    LocationInUse,
    NameTaken,
    UnknownCountry,
    close_location,
    create_location,
    edit_location,
    save_employer,
)
from fairway.people.actions.profiles import (
    ProfileInUse,
    ProfileTaken,
    close_profile,
    save_family,
    save_profile,
)
from fairway.people.actions.unit_chains import rebuild_unit_chains
from fairway.people.actions.units import (
    RootStays,
    SecondRoot,
    UnitCycle,
    UnitInUse,
    UnitNameTaken,
    close_unit,
    create_unit,
    edit_unit,
    merge_units,
    move_unit,
)
from fairway.people.models import Appointment, OrgUnit, UnitChain, UnitSpelling

pytestmark = pytest.mark.django_db


def chain():
    return set(UnitChain.objects.values_list("above_id", "below_id", "depth"))


def true_chain():
    parents = dict(OrgUnit.objects.values_list("pk", "parent_id"))
    pairs = set()
    for unit in parents:
        above, depth = unit, 0
        while above is not None:
            pairs.add((above, unit, depth))
            above, depth = parents[above], depth + 1
    return pairs


def test_a_unit_is_made_below_another_and_the_chain_knows(organisation, hana):
    night = create_unit("Night desk", actor=hana, parent=organisation.support)
    assert chain() == true_chain()
    assert (organisation.root.pk, night.pk, 2) in chain()


def test_hr_partners_keep_their_own_units_only(organisation, hana, cy):
    with pytest.raises(PermissionDenied):
        create_unit("Night shop", actor=hana, parent=organisation.shops)
    with pytest.raises(PermissionDenied):
        create_unit("Night desk", actor=cy, parent=organisation.support)
    with pytest.raises(PermissionDenied):
        move_unit(organisation.support, actor=hana, parent=organisation.shops)


def test_a_unit_is_never_its_own_parent_nor_below_itself(organisation, lead):
    night = create_unit("Night desk", actor=lead, parent=organisation.support)
    with pytest.raises(UnitCycle, match="cannot be part of itself"):
        move_unit(night, actor=lead, parent=night)
    with pytest.raises(UnitCycle, match="Night desk is a part of Support already"):
        move_unit(organisation.support, actor=lead, parent=night)
    assert chain() == true_chain()


def test_the_top_stays_the_top(organisation, lead, mia):
    with pytest.raises(RootStays):
        move_unit(organisation.root, actor=SYSTEM, parent=organisation.support)
    with pytest.raises(RootStays):
        close_unit(organisation.root, actor=lead)
    with pytest.raises(SecondRoot, match="Saltmarsh"):
        create_unit("Another", actor=lead, parent=None)


def test_the_first_unit_of_all_is_a_people_leads(db, hire, today):
    first = hire("Uma First")
    with pytest.raises(PermissionDenied):
        create_unit("Firm", actor=first, parent=None)
    Appointment.objects.create(person=first, role="people_lead", valid_from=today)
    assert create_unit("Firm", actor=first, parent=None).parent is None


def test_a_renamed_unit_is_still_found_by_its_former_name(organisation, lead):
    unit = organisation.support
    edit_unit(unit, actor=lead, name="Customer Care", version=unit.version)
    assert UnitSpelling.objects.get(unit=unit).spelling == "support"
    with pytest.raises(Stale):
        edit_unit(unit, actor=lead, name="Care", version=unit.version)
    with pytest.raises(UnitNameTaken):
        edit_unit(organisation.shops, actor=lead, name="customer  care")


def test_a_unit_with_people_in_it_does_not_close(organisation, lead, ana):
    with pytest.raises(UnitInUse, match="Support still has people"):
        close_unit(organisation.support, actor=lead)
    close_unit(organisation.shops, actor=lead)
    organisation.shops.refresh_from_db()
    assert organisation.shops.closed_on


def test_merging_moves_people_and_parts_and_ends_roles(organisation, lead, hana, ana, bo, today):
    night = create_unit("Night desk", actor=lead, parent=organisation.support)
    merge_units(organisation.support, actor=lead, into=organisation.shops)
    for person in (ana, bo):
        person.refresh_from_db()
        assert person.assignment.unit == organisation.shops
        assert person.assignments.count() == 2
    ana.refresh_from_db()
    assert ana.assignment.manager == bo
    night.refresh_from_db()
    assert night.parent == organisation.shops
    assert chain() == true_chain()
    assert not Appointment.objects.on(today).filter(unit=organisation.support).exists()
    organisation.support.refresh_from_db()
    assert organisation.support.merged_into == organisation.shops
    with pytest.raises(UnitCycle):
        merge_units(organisation.shops, actor=lead, into=night)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(moves=st.lists(st.tuples(st.integers(1, 6), st.integers(0, 6)), max_size=15))
def test_after_any_moves_the_unit_chain_is_what_the_parents_say(db, moves):
    from django.db import transaction

    with transaction.atomic():
        root = create_unit("Root", actor=SYSTEM, parent=None)
        units = [root, *(create_unit(f"U{n}", actor=SYSTEM, parent=root) for n in range(6))]
        for which, under in moves:
            unit, parent = (OrgUnit.objects.get(pk=units[n].pk) for n in (which, under))
            try:
                move_unit(unit, actor=SYSTEM, parent=parent)
            except UnitCycle:
                continue
        assert chain() == true_chain()
        before = chain()
        rebuild_unit_chains()
        assert chain() == before
        transaction.set_rollback(True)


def test_an_unknown_time_zone_is_refused_with_what_was_perhaps_meant(lead):
    with pytest.raises(UnknownZone, match="Europe/Lisbon"):
        create_location("Porto", actor=lead, time_zone="europe/lisbon", country="PT")
    with pytest.raises(UnknownCountry):
        create_location("Porto", actor=lead, time_zone="Europe/Lisbon", country="XX")


def test_places_are_kept_by_people_leads(organisation, lead, hana, ana):
    manila = organisation.manila
    with pytest.raises(PermissionDenied):
        create_location("Porto", actor=hana, time_zone="Europe/Lisbon")
    edit_location(
        manila, actor=lead, name="Makati", time_zone="Asia/Manila", country="ph", version=1
    )
    manila.refresh_from_db()
    assert (manila.name, manila.country) == ("Makati", "PH")
    with pytest.raises(Stale):
        edit_location(manila, actor=lead, name="M", time_zone="Asia/Manila", version=1)
    with pytest.raises(NameTaken):
        edit_location(manila, actor=lead, name="LISBON", time_zone="Asia/Manila")
    with pytest.raises(LocationInUse, match="1 person still works at Makati"):
        close_location(manila, actor=lead)


def test_employers_and_roles_are_kept_by_people_leads(organisation, lead, hana, ana, today):
    save_employer(None, actor=lead, name="Salt Shops Ltd", kind="franchisee", country="gb")
    with pytest.raises(NameTaken):
        save_employer(None, actor=lead, name="salt shops ltd")
    family = save_family(None, actor=lead, name="Support")
    with pytest.raises(ProfileTaken):
        save_profile(None, actor=lead, title="support specialist", level="L3", family=family)
    profile = save_profile(organisation.profile, actor=lead, title="Care", level="L3", version=1)
    ana.assignments.update(job_profile=profile)
    with pytest.raises(ProfileInUse):
        close_profile(profile, actor=lead)
    ana.assignments.update(valid_until=today)
    ana.assignments.update(valid_until=today - timedelta(days=1))
    assert close_profile(profile, actor=lead).closed_on == today
    with pytest.raises(PermissionDenied):
        save_profile(None, actor=hana, title="X")
