"""Why can X do this with Y, or why not: each clause of the rule, asked one by one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, Model, Q

from fairway.foundation.access import permitted
from fairway.people.models import Person
from fairway.people.relations import Relation, clauses_of


@dataclass(frozen=True)
class Reason:
    """One clause: it lets in, it is barred (own record, own line), or it does not hold."""

    relation: Relation
    holds: bool
    barred: bool = False

    @property
    def grants(self) -> bool:
        return self.holds and not self.barred


@dataclass(frozen=True)
class Verdict:
    """What the rule says, and every reason for it. `state` is false where the object's own state
    forbids it to everybody, such as a record that is read-only."""

    verb: str
    allowed: bool
    reasons: tuple[Reason, ...]
    state: bool = True

    @property
    def held(self) -> bool:
        """Whether any relation holds at all, barred or not."""
        return any(one.holds for one in self.reasons)


def explain(viewer: Person, obj: Model, *verbs: str) -> list[Verdict]:
    """One query for however many verbs."""
    model = type(obj)
    rules = {verb: permitted(model, viewer, verb) for verb in verbs}
    asked: dict[str, Any] = {}
    for n, rule in enumerate(rules.values()):
        asked[f"v{n}"] = _boolean(rule)
        given = getattr(rule, "given", None)
        asked[f"v{n}_given"] = _boolean(given if given is not None else ~Q(pk__in=[]))
        for k, clause in enumerate(clauses_of(rule)):
            asked[f"v{n}_{k}"] = _boolean(clause.gives)
            asked[f"v{n}_{k}_q"] = _boolean(clause.q)
    row = model._default_manager.filter(pk=obj.pk).annotate(**asked).values(*asked).get()
    return [
        Verdict(
            verb,
            allowed=bool(row[f"v{n}"]),
            state=bool(row[f"v{n}_given"]),
            reasons=tuple(
                Reason(
                    clause.relation,
                    holds=bool(row[f"v{n}_{k}"]),
                    barred=bool(row[f"v{n}_{k}"]) and not row[f"v{n}_{k}_q"],
                )
                for k, clause in enumerate(clauses_of(rule))
            ),
        )
        for n, (verb, rule) in enumerate(rules.items())
    ]


def _boolean(condition: Q) -> ExpressionWrapper:
    return ExpressionWrapper(condition, output_field=BooleanField())
