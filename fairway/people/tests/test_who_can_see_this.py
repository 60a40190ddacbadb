"""The panel and the inspector say what the rules say, about everybody."""

from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import given

from fairway.foundation.access import can
from fairway.people.audience import explain, who_can
from fairway.people.models import Absence, Appointment, Employer, Person
from fairway.people.tests.test_rules_against_an_oracle import VERBS, World, many, organisations

pytestmark = pytest.mark.django_db


def named(audience):
    return {one.name: group.relation.key for group in audience.groups for one in group.people}


def test_a_record_names_each_reader_once_by_the_nearest_relation(ana, bo, mia, dee, hana, cy, lead):
    assert named(who_can(ana, "view_record")) == {
        "Ana Reyes": "self",
        "Bo Almeida": "manager",
        "Mia Lindqvist": "above",
        "Dee Marchetti": "dotted",
        "Hana Novák": "hr_partner",
        "Pia Lead": "people_lead",
    }
    assert who_can(ana, "view_record").everybody == ""
    assert who_can(ana, "view").everybody == "Everybody here"


def test_many_are_counted_and_few_are_named(ana, bo, hire, organisation, today):
    for n in range(8):
        partner = hire(f"Partner{n} X", organisation.shops)
        Appointment.objects.create(
            person=partner, role="hr_partner", unit=organisation.support, valid_from=today
        )
    seers = who_can(ana, "view_record").seers()
    assert ("8 people", "HR partners of their unit") in [(s.name, str(s.role)) for s in seers]
    assert "Bo Almeida" in [s.name for s in seers]


def test_a_franchisees_record_is_open_to_their_own_colleagues_only(ana, cy):
    shop = Employer.objects.create(name="Salt & Sons", kind="franchisee")
    Person.objects.filter(pk=ana.pk).update(employer=shop)
    ana.refresh_from_db()
    assert who_can(ana, "view").everybody == "Everybody at Salt & Sons"
    assert who_can(cy, "view").everybody == "Everybody here but the people of franchisees"


def test_the_panel_costs_few_queries(ana, dee, hana, lead, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        who_can(Person.objects.for_display().get(pk=ana.pk), "view_record").seers()


def everybody_let_in(audience, world, person):
    told = {one.pk for one in audience.people}
    for one in world.people:
        outside = one.employer_id is not None
        if one.active and (
            audience.everybody == "Everybody here"
            or (audience.everybody == "Everybody at Shops & Sons" and outside)
            or ("but the people of franchisees" in audience.everybody and not outside)
        ):
            told.add(one.pk)
    return told


@many
@given(plan=organisations)
def test_the_panel_names_exactly_whom_the_rule_lets_in(db, plan):
    with transaction.atomic():
        world = World(plan)
        for person in world.people[:3]:
            absence = Absence.objects.create(
                person=person, from_on=world.today, until_on=world.today + timedelta(days=2)
            )
            for obj, verbs in ((person, VERBS[:4]), (absence, ("view", "decide"))):
                for verb in verbs:
                    told = everybody_let_in(who_can(obj, verb), world, person)
                    # A leaver has no session: whom the panel names can also come and look.
                    meant = {p.pk for p in world.people if p.active and can(p, verb, obj)}
                    assert told == meant, verb
        transaction.set_rollback(True)


def test_the_inspector_gives_the_reason_for_a_yes(bo, ana):
    (verdict,) = explain(bo, ana, "view_record")
    assert verdict.allowed
    assert [one.relation.key for one in verdict.reasons if one.grants] == ["manager"]


def test_the_inspector_says_what_bars_a_partner_from_their_own_line(hana, bo, ana, lead, today):
    from fairway.people.actions.assigning import change_manager

    change_manager(hana, bo, actor=lead, valid_from=today)
    (verdict,) = explain(hana, bo, "edit")
    assert not verdict.allowed
    barred = [one.relation.key for one in verdict.reasons if one.barred]
    assert barred == ["hr_partner"]
    assert explain(hana, ana, "edit")[0].allowed


def test_the_inspector_says_when_the_record_itself_is_closed(hana, zoe):
    edit, view = explain(hana, zoe, "edit", "view_record")
    assert not edit.allowed
    assert not edit.state
    assert view.allowed
    assert view.state


@many
@given(plan=organisations)
def test_the_inspector_agrees_with_the_rule(db, plan):
    with transaction.atomic():
        world = World(plan)
        for viewer in world.people[:4]:
            for person in world.people[:4]:
                for verdict in explain(viewer, person, *VERBS):
                    assert verdict.allowed == can(viewer, verdict.verb, person)
                    assert verdict.allowed == (
                        verdict.state and any(one.grants for one in verdict.reasons)
                    )
        transaction.set_rollback(True)
