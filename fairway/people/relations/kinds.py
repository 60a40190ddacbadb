"""The ways to stand to somebody, and a rule as the reasons that it is made of."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fairway.people.models import Appointment

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
PAY_PARTNER = Relation("pay_partner", _("pay partners of their unit"))
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
