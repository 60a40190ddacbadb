"""Queries about a viewer's rights, put together once for all viewers who stand alike."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from django.db.models import QuerySet

from fairway.foundation import policy
from fairway.foundation.prepared import Prepared, Value
from fairway.foundation.remembering import remember, remembered
from fairway.people.days import organisation_day, organisation_zone
from fairway.people.models import Employer, Person
from fairway.people.relations.standing import standing_of

STAND_IN, UNIT_STAND_IN, NOWHERE = -43, -44, 0
ZONE = "organisation.time_zone"  # which each way to stand has by itself
KEPT = 64  # ways to stand: there are a few dozen, and each day begins anew


class PreparedForViewers:
    """`build` makes the query of a viewer and stand-ins; it may ask rules of people alone.

    To write out all that somebody may do takes longer than the rest of a page, and is the same
    but for the keys for everybody who stands in the same relations and holds the same roles.
    A rule that asked anything else of the viewer would fail at once, never guess: the person who
    stands in has a key, an employer and a unit, and no other field. Rules may ask the day, the
    organisation's zone, and policies: there is a query for each choice of those that were asked.
    """

    def __init__(self, build: Callable[..., QuerySet[Any, Any]], *stand_ins: Value) -> None:
        self._build, self._stand_ins = build, stand_ins
        self._ways = lru_cache(maxsize=KEPT)(_Way)

    def find(self, viewer: Person, *values: Value, given: tuple[Hashable, ...] = ()) -> list[Any]:
        """The objects. `given` goes to `build` as it is: a query of its own for each."""
        prepared, known = self._of(viewer, given)
        return prepared.find(*known, *values)

    def ask(
        self, viewer: Person, *values: Value, given: tuple[Hashable, ...] = ()
    ) -> list[tuple[Any, ...]]:
        """Rows as the database gives them, of a query for values."""
        prepared, known = self._of(viewer, given)
        return prepared.ask(*known, *values)

    def rows(
        self, viewer: Person, *values: Value, given: tuple[Hashable, ...] = ()
    ) -> list[tuple[Any, ...]]:
        """As `ask`, with days and instants as Python knows them, whichever database it is."""
        prepared, known = self._of(viewer, given)
        return prepared.rows(*known, *values)

    def _of(self, viewer: Person, given: tuple[Hashable, ...]) -> tuple[Prepared, tuple[int, int]]:
        """The query of all who stand as the viewer does, and what it is told of the viewer."""
        employer = viewer.employer
        apart = employer is not None and employer.kind == Employer.Kind.FRANCHISEE
        standing = standing_of(viewer)
        way = self._ways(
            standing,
            employer if apart else None,
            organisation_day(),  # written into the query by whichever rule asks what holds today
            organisation_zone(),
            given,
        )
        prepared = way.prepared.get(way.chosen()) or self._prepare(way)
        at = viewer.assignment
        unit = at.unit_id if at is not None and at.unit_id else NOWHERE
        return prepared, (viewer.pk, unit)

    def _prepare(self, way: _Way) -> Prepared:
        def build(key: int, unit: int, *stand_ins: Value) -> QuerySet[Any, Any]:
            viewer = Person.from_db(None, ["id"], [key])
            viewer.employer = way.employer
            viewer._state.fields_cache["assignment"] = _Works(unit)
            with remembered(), policy.noted() as asked:
                remember(("standing", key), lambda: way.standing)
                rows = self._build(viewer, *stand_ins, *way.given)
            way.note(asked)
            return rows

        prepared = Prepared(build, STAND_IN, UNIT_STAND_IN, *self._stand_ins)
        prepared.write()  # only then is it known which choices it holds for
        way.prepared[way.chosen()] = prepared
        return prepared


class _Way:
    """A way to stand on a day: which policies its rules ask, and the query for each choice."""

    def __init__(
        self,
        standing: frozenset[str],
        employer: Employer | None,
        _day: date,
        _zone: str,
        given: tuple[Hashable, ...],
    ) -> None:
        self.standing, self.employer, self.given = standing, employer, given
        self._asks: list[tuple[str, Any]] = []
        self.prepared: dict[tuple[str, ...], Prepared] = {}

    def note(self, asked: set[tuple[str, Any]]) -> None:
        """One choice may lead a rule to ask for another: all that were ever asked count."""
        self._asks += [one for one in asked if one[0] != ZONE and one not in self._asks]

    def chosen(self) -> tuple[str, ...]:
        """As they are now; nothing before the query was first put together."""
        return tuple(repr(policy.get(*one)) for one in self._asks)


class _Works(NamedTuple):
    """All that a rule may ask of where the one who stands in works."""

    unit_id: int
