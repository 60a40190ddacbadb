"""A preview says who gains and loses sight of whom; applying it makes exactly that so."""

import random

import pytest
from django.db import transaction
from hypothesis import given, note
from hypothesis import strategies as st

from fairway.foundation.actors import SYSTEM
from fairway.foundation.models import Event
from fairway.people.actions.chains import ReportingCycle
from fairway.people.actions.reorganising import NotConfirmed, reorganise
from fairway.people.actions.units import UnitCycle
from fairway.people.audience import explain
from fairway.people.models import OrgUnit, Person
from fairway.people.reorganisation import Move, Proposal, opened_by, preview
from fairway.people.tests.test_rules_against_an_oracle import World, many, plan_from

pytestmark = pytest.mark.django_db

# What a preview compares: the lines, and roles over units.
COMPARED = {"manager", "above", "hr_partner", "people_lead", "executive", "auditor"}


def told(shifts):
    return {
        (shift.viewer.name, shift.relation.key, one.name)
        for shift in shifts
        for one in shift.people
        if shift.relation.key in COMPARED
    }


def seen():
    """Every relation by which anybody's record is open to anybody, as the rules have it."""
    people = list(Person.objects.filter(active=True))
    return {
        (viewer.name, reason.relation.key, person.name)
        for viewer in people
        for person in people
        if viewer != person
        for reason in explain(viewer, person, "view_record")[0].reasons
        if reason.grants and reason.relation.key in COMPARED
    }


def test_a_new_manager_gains_and_the_old_line_loses(ana, bo, mia, cy, hana, organisation):
    shown = preview(Proposal((Move(ana, unit=organisation.shops, manager=cy),)))
    assert told(shown.gains) == {("Cy Okafor", "manager", "Ana Reyes")}
    assert told(shown.losses) == {
        ("Bo Almeida", "manager", "Ana Reyes"),
        ("Mia Lindqvist", "above", "Ana Reyes"),
        ("Hana Novák", "hr_partner", "Ana Reyes"),
    }
    assert shown.affected == 1
    assert Person.objects.get(pk=ana.pk).assignment.manager == bo


def test_a_circle_is_refused_before_anything_is_applied(ana, bo, mia):
    with pytest.raises(ReportingCycle):
        preview(Proposal((Move(mia, manager=ana),)))
    with pytest.raises(ReportingCycle):
        preview(Proposal((Move(ana, manager=mia), Move(mia, manager=bo), Move(bo, manager=ana))))


def test_moving_a_unit_moves_the_sight_of_roles(ana, bo, hana, organisation, lead):
    below = OrgUnit.objects.get(pk=organisation.support.pk)
    shown = preview(Proposal(units={below: organisation.shops}))
    assert shown.affected == 2
    assert told(shown.losses) == set()  # Hana is there for the unit itself, wherever it hangs
    reorganise(Proposal(units={below: organisation.shops}), actor=lead, confirmed=True)
    below.refresh_from_db()
    assert below.parent == organisation.shops
    with pytest.raises(UnitCycle):
        reorganise(Proposal(units={organisation.shops: below}), actor=lead, confirmed=True)


def test_a_bulk_of_moves_waits_for_a_confirmation(ana, bo, cy, lead, organisation):
    proposal = Proposal((Move(bo, unit=organisation.shops, manager=cy),))
    with pytest.raises(NotConfirmed, match="concerns 2 people"):
        reorganise(proposal, actor=lead)
    assert reorganise(proposal, actor=lead, confirmed=True) == 2
    bo.refresh_from_db()
    assert bo.assignment.unit == organisation.shops
    assert Event.objects.filter(kind="people.reorganised").exists()


def test_all_moves_or_none(ana, bo, cy, hana, organisation):
    from django.core.exceptions import PermissionDenied

    proposal = Proposal((Move(ana, manager=cy), Move(cy, manager=bo)))
    with pytest.raises(PermissionDenied):
        reorganise(proposal, actor=hana, confirmed=True)  # Cy is not in her units
    assert Person.objects.get(pk=ana.pk).assignment.manager == bo


def test_what_a_relation_opens_is_read_from_the_rules():
    opened = opened_by()
    assert "absences" in opened["manager"]
    assert "absences" not in opened["executive"]
    assert "people" in opened["executive"]


@many
@given(seed=st.integers(0, 2**32))
def test_what_the_preview_tells_is_what_happens(db, seed):
    with transaction.atomic():
        note(f"{seed}")
        world = World(plan_from(seed))
        draw = random.Random(seed)
        here = [world.people[n] for n in sorted(world.active)]
        movers = draw.sample(here, 2)
        moves = tuple(
            Move(one, unit=draw.choice(world.units), manager=draw.choice([None, *here]))
            for one in movers
        )
        before = seen()
        try:
            shown = preview(Proposal(moves))
            reorganise(Proposal(moves), actor=SYSTEM, confirmed=True)
        except ReportingCycle:
            transaction.set_rollback(True)
            return
        after = seen()
        assert told(shown.gains) == after - before
        assert told(shown.losses) == before - after
        transaction.set_rollback(True)
