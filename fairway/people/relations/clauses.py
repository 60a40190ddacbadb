"""One reason each to be let in: a relation from the model at hand to its person."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial, wraps
from typing import ParamSpec, TypeVar

from django.db.models import Exists, OuterRef, Q, Subquery
from django.db.models.lookups import In

from fairway.foundation.lookups import among, is_row_by_row
from fairway.foundation.remembering import remember
from fairway.people.models import Assignment, Employer, Person, ReportingChain, UnitChain
from fairway.people.relations.kinds import (
    ABOVE,
    AUDITOR,
    COLLEAGUE,
    DEPUTY,
    DOTTED,
    EXECUTIVE,
    FAIRNESS,
    FORMER,
    HR_PARTNER,
    MANAGER,
    NOBODY,
    PAY_PARTNER,
    PEOPLE_LEAD,
    SELF,
    Clause,
    Relation,
    Role,
    anybody,
)
from fairway.people.relations.reach import (
    appointments,
    direct_reports,
    dotted_reports,
    further_below,
    last_reports,
    own_line,
    stands_in_for,
    units_in_scope,
)
from fairway.people.relations.standing import roles_of, standing_of

P = ParamSpec("P")
T = TypeVar("T")


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
def pay_partner(viewer: Person, to: str = "pk") -> Clause:
    """Who sees pay in these units, a right of its own; never theirs, nor that of managers above."""
    reach = partial(in_units, viewer, to, Role.PAY_PARTNER)
    return by_role(viewer, Role.PAY_PARTNER, PAY_PARTNER, reach, partial(excluded, viewer, to))


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
    if is_row_by_row():
        # From the one unit upwards: PostgreSQL would gather all units in reach for one row.
        there = OuterRef(OuterRef(f"{_at(to, 'assignment')}__unit"))
        above = UnitChain.objects.filter(below=there).values("above")
        return Q(Exists(appointments(viewer, *roles).filter(unit__in=above)))
    return Q(In(unit_of(to), units_in_scope(viewer, *roles)))


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
