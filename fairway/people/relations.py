"""Who stands how to whom, as subqueries that every room's rules are composed from.

A rule names its relations: `grants(own(viewer), line(viewer, to="owner"))`. `to` is the way from
the model at hand to the person concerned, by single foreign keys; "pk" when it is a Person.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import partial, reduce, wraps
from operator import or_
from typing import Any, ParamSpec, TypeVar

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.lookups import In
from django.utils.translation import gettext_lazy as _

from fairway.foundation.lookups import among, is_row_by_row
from fairway.foundation.prepared import Prepared
from fairway.foundation.remembering import remember
from fairway.people.days import organisation_day
from fairway.people.models import (
    Appointment,
    Assignment,
    DelegatedVerb,
    Delegation,
    DottedLine,
    Employer,
    PastEdge,
    Person,
    ReportingChain,
    UnitChain,
)

P = ParamSpec("P")
T = TypeVar("T")
Role = Appointment.Role


@dataclass(frozen=True)
class Relation:
    """A way to stand to somebody, in words that follow a name: "Bo Almeida, their manager"."""

    key: str
    label: Any = field(compare=False)  # to translate a word is no way to tell two apart


SELF = Relation("self", _("the person themselves"))
AUTHOR = Relation("author", _("who wrote it"))
MANAGER = Relation("manager", _("their manager"))
ABOVE = Relation("above", _("managers above them"))
DOTTED = Relation("dotted", _("dotted-line managers"))
HR_PARTNER = Relation("hr_partner", _("HR partners of their unit"))
PEOPLE_LEAD = Relation("people_lead", _("people leads"))
EXECUTIVE = Relation("executive", _("executives over their unit"))
AUDITOR = Relation("auditor", _("auditors"))
FAIRNESS = Relation("fairness", _("fairness analysts"))
DEPUTY = Relation("deputy", _("whoever stands in for their manager"))
FORMER = Relation("former", _("their last manager, for 30 days"))
LEADER = Relation("leader", _("who leads the unit"))
COLLEAGUE = Relation("colleague", _("everybody here"))


ROLES = frozenset(Role.values)
WAYS = (MANAGER, ABOVE, DOTTED, FORMER, DEPUTY)
NOBODY = Q(pk__in=[])  # Django leaves it out of a query


def anybody() -> Q:
    return ~Q(pk__in=[])


@dataclass(frozen=True)
class Clause:
    """One reason to be let in, and whom it never covers."""

    relation: Relation
    gives: Q
    never: Q | None = None

    @property
    def q(self) -> Q:
        return self.gives & ~self.never if self.never is not None else self.gives


def grants(*clauses: Clause, given: Q | None = None) -> Q:
    """The rule's Q: any of the clauses, and `given` (the state of the object) with all of them.

    The clauses stay readable on it, for "who can see this?" and for the access inspector.
    """
    open_ways = [clause.q for clause in clauses if clause.gives is not NOBODY]
    any_way = reduce(or_, open_ways) if open_ways else NOBODY
    rule = given & any_way if given is not None else Q(any_way)
    rule.clauses, rule.given = clauses, given  # type: ignore[attr-defined]
    return rule


def clauses_of(rule: Q) -> tuple[Clause, ...]:
    return getattr(rule, "clauses", ())


# Subqueries: people's keys, never joined


def below(viewer: Person) -> QuerySet:
    """Everybody under the viewer, at any depth; not the viewer."""
    return ReportingChain.objects.filter(above=viewer, depth__gt=0).values("below")


def direct_reports(viewer: Person) -> QuerySet:
    return ReportingChain.objects.filter(above=viewer, depth=1).values("below")


def further_below(viewer: Person) -> QuerySet:
    return ReportingChain.objects.filter(above=viewer, depth__gt=1).values("below")


def own_line(viewer: Person) -> QuerySet:
    """The viewer and everybody above them."""
    return ReportingChain.objects.filter(below=viewer).values("above")


def dotted_reports(viewer: Person, day: date | None = None) -> QuerySet:
    return DottedLine.objects.on(day or organisation_day()).filter(manager=viewer).values("person")


def last_reports(viewer: Person, day: date | None = None) -> QuerySet:
    """Leavers whose last manager the viewer was, as long as the record stays open to them."""
    return PastEdge.objects.filter(
        actor=viewer,
        kind=PastEdge.Kind.MANAGER,
        reads_until__gt=day or organisation_day(),
        target__active=False,
    ).values("target")


def stands_in_for(viewer: Person, verb: str) -> QuerySet:
    """Who is away and has handed this verb to the viewer."""
    held = Delegation.objects.on(organisation_day()).filter(deputy=viewer)
    named = DelegatedVerb.objects.filter(verb=verb).values("delegation")
    return held.filter(pk__in=named).values("away")


def appointments(viewer: Person, *roles: str) -> QuerySet[Appointment]:
    return Appointment.objects.on(organisation_day()).filter(person=viewer, role__in=roles)


def units_in_scope(viewer: Person, *roles: str) -> QuerySet:
    """Units that the viewer's roles reach, with everything inside them."""
    held = appointments(viewer, *roles).filter(unit__isnull=False).values("unit")
    return UnitChain.objects.filter(above__in=held).values("below")


def led_units(viewer: Person) -> QuerySet:
    return UnitChain.objects.filter(above__leader=viewer).values("below")


def holds(viewer: Person | None, *roles: str) -> bool:
    return viewer is not None and appointments(viewer, *roles).exists()


def standing_of(viewer: Person) -> frozenset[str]:
    """Keys of every relation and role that the viewer has to anybody at all today.

    One query a request, however often it is asked: most people manage nobody and hold no role, and
    then no rule has to ask after either.
    """
    return remember(
        ("standing", viewer.pk),
        lambda: frozenset(way for (way,) in STANDING.ask(viewer.pk, organisation_day())),
    )


def _standing(key: int, day: date) -> QuerySet[Any, Any]:
    viewer = Person(pk=key)
    roles = Appointment.objects.on(day).filter(person=viewer).values_list("role")
    ways = {
        MANAGER: direct_reports(viewer),
        ABOVE: further_below(viewer),
        DOTTED: dotted_reports(viewer, day),
        FORMER: last_reports(viewer, day),
        DEPUTY: Delegation.objects.on(day).filter(deputy=viewer),
    }
    oneself = Person.objects.filter(pk=key).order_by()
    asked = [
        oneself.filter(Exists(rows)).annotate(way=Value(relation.key)).values_list("way")
        for relation, rows in ways.items()
    ]
    return roles.order_by().union(*asked, all=True)


STANDING = Prepared(_standing, -41, date(1, 2, 3))


def roles_of(viewer: Person) -> frozenset[str]:
    """Every role held today, whatever its reach."""
    return standing_of(viewer) & ROLES


def roles_held() -> list[tuple[int, str, int | None]]:
    """Every role held today: by whom, which, over which unit. They are few."""
    every = Appointment.objects.on(organisation_day())
    return remember("roles held", lambda: list(every.values_list("person_id", "role", "unit_id")))


def look_up_roles(viewers: Iterable[Person]) -> None:
    """Ask once for many viewers, where what is asked is remembered; how they stand is left open."""
    held: dict[int, set[str]] = {viewer.pk: {way.key for way in WAYS} for viewer in viewers}
    for person, role, _unit in roles_held():
        if person in held:
            held[person].add(role)
    for person, found in held.items():
        remember(("standing", person), partial(frozenset, found))


# Clauses: a relation from the model at hand to its person


def once_a_request(build: Callable[P, T]) -> Callable[P, T]:
    """A page asks for many rights, which share their clauses; a clause takes long to put together."""

    @wraps(build)
    def kept(*args: P.args, **options: P.kwargs) -> T:
        viewer, *more = args
        said = (viewer.pk, viewer.employer_id, *more, *sorted(options.items()))  # type: ignore[attr-defined]
        key = (build.__name__, *said, is_row_by_row())
        return remember(key, lambda: build(*args, **options))

    return kept


def own(viewer: Person, to: str = "pk", relation: Relation = SELF) -> Clause:
    return Clause(relation, Q(**{to: viewer.pk}))


@once_a_request
def direct(viewer: Person, to: str = "pk") -> Clause:
    return by_standing(viewer, MANAGER, lambda: among(to, direct_reports(viewer), "below"))


@once_a_request
def line(viewer: Person, to: str = "pk") -> tuple[Clause, Clause]:
    """The solid line: the manager, and all managers above."""
    further = by_standing(viewer, ABOVE, lambda: among(to, further_below(viewer), "below"))
    return direct(viewer, to), further


@once_a_request
def dotted(viewer: Person, to: str = "pk") -> Clause:
    return by_standing(viewer, DOTTED, lambda: among(to, dotted_reports(viewer), "person"))


@once_a_request
def last_manager(viewer: Person, to: str = "pk") -> Clause:
    return by_standing(viewer, FORMER, lambda: among(to, last_reports(viewer), "target"))


@once_a_request
def deputy(viewer: Person, verb: str, to: str = "pk") -> Clause:
    """Stands in for the direct manager, never where it is about the deputy."""

    def theirs() -> Q:
        held_for = ReportingChain.objects.filter(above__in=stands_in_for(viewer, verb), depth=1)
        return among(to, held_for, "below")

    return by_standing(viewer, DEPUTY, theirs, lambda: Q(**{to: viewer.pk}))


def by_standing(
    viewer: Person,
    relation: Relation,
    gives: Callable[[], Q],
    never: Callable[[], Q] | None = None,
) -> Clause:
    """What a relation opens. A query asks only after those that the viewer has to anybody."""
    if relation.key not in standing_of(viewer):
        return Clause(relation, NOBODY)
    return Clause(relation, gives(), never() if never else None)


def by_role(
    viewer: Person,
    role: str,
    relation: Relation,
    gives: Callable[[], Q],
    never: Callable[[], Q] | None = None,
) -> Clause:
    """What a role opens. A query asks only after roles that are held: most people hold none."""
    if role not in roles_of(viewer):
        return Clause(relation, NOBODY)
    return Clause(relation, gives(), never() if never else None)


@once_a_request
def hr(viewer: Person, to: str = "pk", *, over_self: bool = False) -> tuple[Clause, Clause]:
    """HR partners of the unit and people leads; never over themselves or their own managers.

    `over_self`: a people lead may, as with the organisation's data.
    """
    never = partial(excluded, viewer, to)
    reach = partial(in_units, viewer, to, Role.HR_PARTNER)
    return (
        by_role(viewer, Role.HR_PARTNER, HR_PARTNER, reach, never),
        by_role(viewer, Role.PEOPLE_LEAD, PEOPLE_LEAD, anybody, None if over_self else never),
    )


@once_a_request
def executive(viewer: Person, to: str = "pk") -> Clause:
    reach, never = partial(in_units, viewer, to, Role.EXECUTIVE), partial(excluded, viewer, to)
    return by_role(viewer, Role.EXECUTIVE, EXECUTIVE, reach, never)


@once_a_request
def auditor(viewer: Person, to: str = "pk") -> Clause:
    return _anywhere_or_in_units(viewer, to, AUDITOR, Role.AUDITOR)


@once_a_request
def fairness(viewer: Person, to: str = "pk") -> Clause:
    return _anywhere_or_in_units(viewer, to, FAIRNESS, Role.FAIRNESS)


@once_a_request
def colleague(viewer: Person, to: str = "pk") -> Clause:
    """Whoever works here sees who else does; a franchisee's people only each other."""
    return Clause(COLLEAGUE, Q(**{_at(to, "active"): True}) & same_employer(viewer, to))


def everybody() -> Clause:
    return Clause(COLLEAGUE, anybody())


@once_a_request
def same_employer(viewer: Person, to: str = "pk") -> Q:
    """Franchisees are companies of their own: their people and everybody else's do not mix."""
    there = _at(to, "employer")
    if viewer.employer is not None and viewer.employer.kind == Employer.Kind.FRANCHISEE:
        return Q(**{there: viewer.employer_id})
    franchisees = Employer.objects.filter(kind=Employer.Kind.FRANCHISEE)
    return ~Q(**{f"{there}__in": franchisees.values("pk")})


def in_units(viewer: Person, to: str, *roles: str) -> Q:
    """The person's unit lies in what these roles of the viewer reach."""
    units = units_in_scope(viewer, *roles)
    if is_row_by_row():
        return among(f"{_at(to, 'assignment')}__unit", units, "below")
    return Q(In(unit_of(to), units))


def unit_of(to: str = "pk") -> Subquery:
    """The person's unit, looked up for each row that is asked about. A join instead would make
    the whole rule a condition on two tables, to be asked after they are joined."""
    current = Assignment.objects.filter(pk=OuterRef(_at(to, "assignment")))
    return Subquery(current.order_by().values("unit"))


def excluded(viewer: Person, to: str) -> Q:
    """Oneself and everybody above oneself."""
    return Q(**{to: viewer.pk}) | among(to, own_line(viewer), "above")


def _anywhere_or_in_units(viewer: Person, to: str, relation: Relation, role: str) -> Clause:
    def reach() -> Q:
        anywhere = Q(Exists(appointments(viewer, role).filter(unit=None)))
        return anywhere | in_units(viewer, to, role)

    return by_role(viewer, role, relation, reach, partial(excluded, viewer, to))


def _at(to: str, field: str) -> str:
    return field if to == "pk" else f"{to}__{field}"


def chain_of(person: Person) -> Iterator[Person]:
    """The managers above, nearest first."""
    rows = ReportingChain.objects.filter(below=person, depth__gt=0).order_by("depth")
    for row in rows.select_related("above"):
        yield row.above
