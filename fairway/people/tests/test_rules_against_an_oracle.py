"""In random organisations, each rule lets in exactly whom a plain reading of the policy does."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest
from django.db import transaction
from django.db.models import Q
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from fairway.foundation.access import can
from fairway.people.actions.chains import chain_pairs
from fairway.people.actions.unit_chains import rebuild_unit_chains
from fairway.people.days import organisation_day
from fairway.people.models import (
    Absence,
    Account,
    Appointment,
    Assignment,
    DelegatedVerb,
    Delegation,
    DottedLine,
    Employer,
    OrgUnit,
    PastEdge,
    Person,
    ReportingChain,
)
from fairway.people.relations import PreparedForViewers
from fairway.people.rules.availability import DECIDE_ABSENCE
from fairway.people.views.person import FOUND
from fairway.people.views.person import VERBS as ON_THE_PAGE

pytestmark = pytest.mark.django_db

PEOPLE, UNITS = 7, 5
ROLES = ("hr_partner", "people_lead", "executive", "auditor", "fairness")


def plan_from(seed: int) -> dict:
    """A crowded little organisation: most people hold several relations at once."""
    draw = random.Random(seed)
    people, units, moments = range(PEOPLE), range(UNITS), ("now", "now", "past", "ahead")

    def some(low: int, high: int) -> range:
        return range(draw.randint(low, high))

    leavers = set(draw.sample(people, draw.randint(0, 2)))
    return {
        "parents": [draw.choice(units) for _ in units],
        "managers": [draw.choice([None, *people]) for _ in people],
        "units": [draw.choice([None, *units, *units]) for _ in people],
        "leavers": leavers,
        "franchised": set(draw.sample(people, draw.choice([0, 2, 3]))),
        "without_login": set(draw.sample(people, draw.randint(0, 3))),
        "dotted": [
            (draw.choice(people), draw.choice(people), draw.choice(moments)) for _ in some(0, 4)
        ],
        "roles": [
            (draw.choice(people), role, draw.choice([None, *units]), draw.choice(moments))
            for role in ROLES
            for _ in some(0, 2)
        ],
        "cover": [
            (draw.choice(people), draw.choice(people), draw.choice(moments)) for _ in some(0, 4)
        ],
        "former": [
            (draw.choice(people), draw.choice([*leavers, *people]), draw.choice(moments))
            for _ in some(0, 6)
        ],
    }


organisations = st.integers(0, 2**32).map(plan_from)
many = settings(
    max_examples=6,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # a smaller seed is no simpler plan
)


class World:
    """The same organisation twice: as rows, and as plain Python."""

    def __init__(self, plan):
        self.today = organisation_day()
        self.plan = plan
        self.build_units()
        self.build_people()
        self.build_relations()

    def span(self, moment):
        start = {"past": -20, "now": -5, "ahead": 5}[moment]
        return self.today + timedelta(days=start), self.today + timedelta(days=start + 10)

    def build_units(self):
        self.units = [OrgUnit.objects.create(name="U0")]
        self.parent = [None]
        for n in range(1, UNITS):
            self.parent.append(self.plan["parents"][n] % n)
            above = self.units[self.parent[n]]
            self.units.append(OrgUnit.objects.create(name=f"U{n}", parent=above))
        rebuild_unit_chains()

    def build_people(self):
        franchise = Employer.objects.create(name="Shops & Sons", kind="franchisee")
        self.people, self.manager = [], {}
        for n in range(PEOPLE):
            login = None
            if n not in self.plan["without_login"]:
                login = Account.objects.create(email=f"p{n}@x.example")
            person = Person.objects.create(
                name=f"P{n}",
                sort_name=f"p{n}",
                account=login,
                employer=franchise if n in self.plan["franchised"] else None,
                active=n not in self.plan["leavers"],
                left_on=self.today if n in self.plan["leavers"] else None,
            )
            self.people.append(person)
        for n, person in enumerate(self.people):
            above = self.plan["managers"][n]
            # An earlier number is above: so there is no circle.
            self.manager[n] = above if above is not None and above < n else None
            unit = self.plan["units"][n]
            person.assignment = Assignment.objects.create(
                person=person,
                valid_from=date(2020, 1, 1),
                unit=None if unit is None else self.units[unit],
                manager=None if self.manager[n] is None else self.people[self.manager[n]],
            )
            person.save()
        active = {n for n in range(PEOPLE) if n not in self.plan["leavers"]}
        self.active = active
        lines = {n: self.manager[n] if self.manager[n] in active else None for n in active}
        self.pairs = {(a, b): d for a, b, d in chain_pairs(lines)}
        ReportingChain.objects.bulk_create(
            ReportingChain(above=self.people[a], below=self.people[b], depth=d)
            for (a, b), d in self.pairs.items()
        )

    def build_relations(self):
        for a, b, moment in self.plan["dotted"]:
            if a != b:
                start, until = self.span(moment)
                DottedLine.objects.create(
                    manager=self.people[a], person=self.people[b],
                    valid_from=start, valid_until=until,
                )  # fmt: skip
        self.roles = []
        for n, role, unit, moment in self.plan["roles"]:
            top = self.top(role, unit)
            start, until = self.span(moment)
            Appointment.objects.create(
                person=self.people[n], role=role, valid_from=start, valid_until=until,
                unit=None if top is None else self.units[top],
            )  # fmt: skip
            if moment == "now":
                self.roles.append((n, role, top))
        for a, b, moment in self.plan["cover"]:
            if a != b:
                start, until = self.span(moment)
                cover = Delegation.objects.create(
                    away=self.people[a], deputy=self.people[b], valid_from=start, valid_until=until
                )
                DelegatedVerb.objects.create(delegation=cover, verb=DECIDE_ABSENCE)
        for a, b, moment in self.plan["former"]:
            start, until = self.span(moment)
            PastEdge.objects.create(
                actor=self.people[a], target=self.people[b], kind="manager",
                valid_from=date(2020, 1, 1), valid_until=start, reads_until=until,
            )  # fmt: skip

    def top(self, role, unit):
        if role == "people_lead":
            return None
        return 0 if role == "hr_partner" and unit is None else unit

    # The oracle: the policy read plainly, over the plan

    def inside(self, unit, top):
        while unit is not None:
            if unit == top:
                return True
            unit = self.parent[unit]
        return False

    def over(self, a, b, role):
        """Does a's role reach b's unit, own line left out?"""
        if (b, a) in self.pairs or a == b:
            return False
        unit = self.plan["units"][b]
        return any(
            n == a and held == role and (
                (top is None and role in {"people_lead", "auditor", "fairness"})
                or (top is not None and unit is not None and self.inside(unit, top))
            )
            for n, held, top in self.roles
        )  # fmt: skip

    def lead(self, a):
        return any(n == a and role == "people_lead" for n, role, _top in self.roles)

    def hr(self, a, b):
        return self.over(a, b, "hr_partner") or self.over(a, b, "people_lead")

    def above(self, a, b):
        return self.pairs.get((a, b), 0) > 0

    def direct(self, a, b):
        return self.pairs.get((a, b)) == 1

    def dotted(self, a, b):
        return (a, b, "now") in self.plan["dotted"] and a != b

    def last(self, a, b):
        ended = [m for x, y, m in self.plan["former"] if (x, y) == (a, b)]
        return b not in self.active and any(m in {"now", "ahead"} for m in ended)

    def peers(self, a, b):
        outside = self.plan["franchised"]
        return b in self.active and (a in outside) == (b in outside)

    def record(self, a, b):
        return (
            a == b or self.above(a, b) or self.dotted(a, b) or self.hr(a, b)
            or self.over(a, b, "executive") or self.over(a, b, "auditor") or self.last(a, b)
        )  # fmt: skip

    def absence(self, a, b):
        return self.hours(a, b) or self.stands_in(a, b)

    def hours(self, a, b):
        line = a == b or self.above(a, b) or self.dotted(a, b)
        return line or self.hr(a, b) or self.over(a, b, "auditor")

    def stands_in(self, a, b):
        return a != b and any(
            (away, a, "now") in self.plan["cover"] and self.direct(away, b)
            for away in range(PEOPLE)
        )

    def orphan(self, b):
        manager = self.manager[b]
        return manager is None or manager not in self.active

    def may(self, a, verb, b):
        here, own = b in self.active, a == b
        cared_for = b in self.plan["without_login"] and (self.direct(a, b) or self.hr(a, b))
        kept = here and (self.hr(a, b) or self.lead(a))
        return {
            "view": self.record(a, b) or self.peers(a, b),
            "view_record": self.record(a, b),
            "edit": kept,
            "move": kept,
            "change_manager": kept and not own,
            "end": kept and not own,
            "rehire": not here and self.hr(a, b),
            "edit_profile": here and (own or self.hr(a, b)),
            "ask_correction": here and own,
            "delegate": here and (own or self.hr(a, b)),
            "ask_absence": here and (own or cared_for),
            "set_hours": here and (own or cared_for),
            "view_hours": self.hours(a, b),
            "plan_shifts": here and (own or self.direct(a, b) or self.hr(a, b)),
        }[verb]

    def may_with_absence(self, a, verb, b):
        if verb == "view":
            return self.absence(a, b)
        if verb == "decide":
            return a != b and (
                self.direct(a, b) or self.stands_in(a, b) or (self.hr(a, b) and self.orphan(b))
            )
        cared_for = b in self.plan["without_login"] and (self.direct(a, b) or self.hr(a, b))
        return a == b or cared_for


VERBS = (
    "view", "view_record", "edit", "move", "change_manager", "end", "rehire", "edit_profile",
    "ask_correction", "delegate", "ask_absence", "set_hours", "view_hours", "plan_shifts",
)  # fmt: skip


@settings(many, max_examples=15)
@given(plan=organisations)
def test_people_open_to_exactly_whom_the_policy_names(db, plan):
    with transaction.atomic():
        world = World(plan)
        for a, viewer in enumerate(world.people):
            for verb in VERBS:
                found = list(Person.objects.allowed(viewer, verb).order_by("pk"))
                meant = [p for b, p in enumerate(world.people) if world.may(a, verb, b)]
                assert found == meant, (a, verb)  # as lists: nobody twice
                asked = Person.objects.order_by("pk").with_may(viewer, verb)
                assert [p for p in asked if getattr(p, f"may_{verb}")] == meant, (a, verb)
        transaction.set_rollback(True)


@settings(many, max_examples=15)
@given(plan=organisations)
def test_a_query_prepared_for_all_who_stand_alike_opens_as_the_policy_names(db, plan):
    with transaction.atomic():
        world = World(plan)
        for a, viewer in enumerate(world.people):
            for b, person in enumerate(world.people):
                found = FOUND.find(viewer, person.public_id)
                assert found == ([person] if world.may(a, "view", b) else []), (a, b)
                for verb in ON_THE_PAGE if found else ():
                    meant = world.may(a, verb, b)
                    assert bool(getattr(found[0], f"may_{verb}")) == meant, (a, verb, b)
        transaction.set_rollback(True)


@settings(many, max_examples=15)
@given(plan=organisations)
def test_absences_open_to_exactly_whom_the_policy_names(db, plan):
    with transaction.atomic():
        world = World(plan)
        absences = [
            Absence.objects.create(
                person=person, from_on=world.today, until_on=world.today + timedelta(days=2)
            )
            for person in world.people
        ]
        for a, viewer in enumerate(world.people):
            for verb in ("view", "edit", "decide"):
                found = list(Absence.objects.allowed(viewer, verb).order_by("pk"))
                meant = [x for b, x in enumerate(absences) if world.may_with_absence(a, verb, b)]
                assert found == meant, (a, verb)
        transaction.set_rollback(True)


@settings(many, max_examples=4)
@given(plan=organisations)
def test_nobody_holds_a_right_over_themselves_by_a_role_alone(db, plan):
    with transaction.atomic():
        world = World(plan)
        for person in world.people:
            for verb in ("change_manager", "end", "rehire"):
                assert not can(person, verb, person)
        transaction.set_rollback(True)


def test_buttons_say_the_same_as_the_rules(ana, bo, mia, cy, dee, hana, lee, zoe):
    for viewer in (ana, bo, mia, cy, dee, hana, lee, None):
        rows = Person.objects.with_may(viewer, *VERBS)
        for verb in VERBS:
            said = {row.pk for row in rows if getattr(row, f"may_{verb}")}
            assert said == set(Person.objects.allowed(viewer, verb).values_list("pk", flat=True))


def test_whoever_stands_in_for_a_viewer_is_known_by_key_employer_and_unit_alone(ana, zoe):
    """A rule that looked at more would be the same for all, and wrong for some."""
    by_login = PreparedForViewers(lambda viewer: Person.objects.filter(account=viewer.account_id))
    with pytest.raises(Person.DoesNotExist):
        by_login.find(ana)
    by_employer = PreparedForViewers(lambda viewer: Person.objects.filter(pk=viewer.pk))
    assert by_employer.find(ana) == [ana]
    by_manager = PreparedForViewers(
        lambda viewer: Person.objects.filter(pk=viewer.assignment.manager_id)
    )
    with pytest.raises(AttributeError):
        by_manager.find(ana)
    mates = PreparedForViewers(
        lambda viewer: Person.objects.filter(assignment__unit=viewer.assignment.unit_id)
    )
    for viewer in (ana, zoe):
        at = viewer.assignment.unit_id
        assert set(mates.find(viewer)) == set(Person.objects.filter(assignment__unit=at))


def test_a_query_for_values_is_prepared_for_all_who_stand_alike_as_well(ana, bo, zoe):
    def fields(viewer, key, name):
        return Person.objects.filter(Q(pk=viewer.pk) | Q(pk=key)).values_list(name)

    prepared = PreparedForViewers(fields, -46)
    for viewer, other in ((ana, bo), (zoe, ana)):
        for name in ("name", "public_id"):
            meant = {(getattr(one, name),) for one in (viewer, other)}
            assert set(prepared.ask(viewer, other.pk, given=(name,))) == meant
        assert prepared.ask(viewer, 0, given=("name",)) == [(viewer.name,)]
