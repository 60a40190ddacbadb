"""Who may do what: one rule per model and verb, written once, as a Q."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.db import connections, models
from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet

from fairway.foundation.actors import Actor, is_the_system
from fairway.foundation.lookups import row_by_row
from fairway.foundation.remembering import remembered, remembered_meanwhile

Rule = Callable[[Any], Q]
M = TypeVar("M", bound=models.Model)

_rules: dict[tuple[type[models.Model], str], Rule] = {}


class NoRule(LookupError):
    """Nobody wrote a rule for this model and verb: never a silent yes."""


def rule(model: type[models.Model], verb: str) -> Callable[[Rule], Rule]:
    """Register the one rule of a model and verb: a function of the viewer that gives a Q.

    The Q never joins to many rows (that would duplicate results, and one wrapped in `pk IN`
    scans the table): it says `IN (subquery)`.
    """

    def register(build_q: Rule) -> Rule:
        if (model, verb) in _rules:
            raise ValueError(f"{model.__name__} already has a rule for {verb!r}")
        _rules[model, verb] = build_q
        return build_q

    return register


def rule_for(model: type[models.Model], verb: str) -> Rule:
    try:
        return _rules[model, verb]
    except KeyError:
        raise NoRule(f"{model._meta.label} has no rule for {verb!r}") from None


def rules() -> dict[tuple[type[models.Model], str], Rule]:
    return dict(_rules)


def permitted(model: type[models.Model], viewer: Any, verb: str) -> Q:
    build_q = rule_for(model, verb)
    # A login without a person gets nothing: Q(manager=None) would match the top of the tree.
    if viewer is None or isinstance(viewer, Actor):
        return Q(pk__in=[])
    with remembered_meanwhile():
        return build_q(viewer)


class AccessQuerySet(QuerySet[M]):
    """What every model of a room is read through."""

    def allowed(self, viewer: Any, verb: str = "view"):
        return self.filter(permitted(self.model, viewer, verb))

    def with_may(self, viewer: Any, *verbs: str):
        """Add `may_<verb>` to each row, so that a list shows the right buttons in one query."""
        with row_by_row():
            asked = {f"may_{verb}": permitted(self.model, viewer, verb) for verb in verbs}
        return self.annotate(
            **{
                name: ExpressionWrapper(rule, output_field=BooleanField())
                for name, rule in asked.items()
            }
        )


def can(viewer: Any, verb: str, obj: models.Model) -> bool:
    model = type(obj)
    with row_by_row():
        asked = permitted(model, viewer, verb)
    return model._default_manager.filter(asked, pk=obj.pk).exists()


def claim(obj: M, *, actor: Any, verb: str, no_key: bool = False) -> M:
    """Lock `obj`, then check the rule on what is now true. Call inside a transaction.

    `no_key` as for `lock`. Raises PermissionDenied when the actor may not, and DoesNotExist when it
    is gone. The system itself (nightly work, the command line) may: who may start that is asked
    elsewhere.
    """
    locked = lock(obj, no_key=no_key)
    with remembered():  # asked anew: who waited for the lock may have lost a role meanwhile
        if not is_the_system(actor) and not can(actor, verb, locked):
            raise PermissionDenied
    return locked


def lock(obj: M, *, no_key: bool = False) -> M:
    """The row as it is now, held until the transaction ends.

    On PostgreSQL whoever writes a row that points to this one waits meanwhile, as its key might
    change. `no_key` promises that it does not: two who hold it so still wait for each other, and
    rows below it are written.

    Lock first and ask second: on PostgreSQL a locking query with the rule inside can return a
    row that changed while it waited.
    """
    manager = type(obj)._default_manager
    rows = manager.all()
    if connections[rows.db].features.has_select_for_update_of:
        return rows.select_for_update(of=("self",), no_key=no_key).get(pk=obj.pk)
    return rows.select_for_update().get(pk=obj.pk)
