"""Many moves at once: all of them, or none, and a bulk of them only once it was confirmed."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from fairway.foundation.events import record
from fairway.foundation.refusal import Refusal
from fairway.people.actions.assigning import move_person
from fairway.people.actions.units import move_unit
from fairway.people.days import organisation_day
from fairway.people.models import OrgUnit, Person
from fairway.people.reorganisation import Proposal, preview

MANY_PEOPLE, MANY_PERCENT = 50, 5
AT_ONCE = 1000


class TooManyAtOnce(Refusal):
    code = "too_many_at_once"

    def __init__(self, count: int) -> None:
        super().__init__(
            _("%(count)s people at once are too many. Move a whole unit, or import a file."),
            count=count,
        )


class NotConfirmed(Refusal):
    """Asked again, with how many it concerns."""

    code = "not_confirmed"

    def __init__(self, count: int) -> None:
        self.count = count
        super().__init__(
            _("This concerns %(count)s people. Confirm that you mean all of them."), count=count
        )


@transaction.atomic
def reorganise(proposal: Proposal, *, actor: Any, confirmed: bool = False) -> int:
    """Apply what a preview has shown; gives how many people it concerns."""
    affected = preview(proposal).affected
    if is_bulk(affected) and not confirmed:
        raise NotConfirmed(affected)
    if len(proposal.moves) > AT_ONCE:
        raise TooManyAtOnce(len(proposal.moves))
    day = proposal.valid_from or organisation_day()
    for unit, parent in proposal.units.items():
        move_unit(unit, actor=actor, parent=parent)
    for move in _uphill(proposal):
        move_person(move.person, actor=actor, valid_from=day, **move.changes)
    if is_bulk(affected):
        root = OrgUnit.objects.filter(parent=None, closed_on=None).first()
        if root:
            record("people.reorganised", actor=actor, subject=root, people=affected)
    return affected


def is_bulk(affected: int) -> bool:
    staff = Person.objects.filter(active=True).count()
    return affected > MANY_PEOPLE or affected * 100 > MANY_PERCENT * staff


def _uphill(proposal: Proposal):
    """Whoever becomes a manager of others here moves first, so that no step closes a circle."""
    new = {move.manager.pk for move in proposal.moves if isinstance(move.manager, Person)}
    return sorted(proposal.moves, key=lambda move: move.person.pk not in new)
