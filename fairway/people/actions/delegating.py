"""Cover: somebody does named things for another while they are away."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from fairway.foundation.access import claim
from fairway.foundation.events import record
from fairway.foundation.ports import delegable_verbs
from fairway.foundation.refusal import Refusal
from fairway.people.days import organisation_day
from fairway.people.models import DelegatedVerb, Delegation, Person


class UnfitDelegation(Refusal):
    code = "unfit_delegation"


@transaction.atomic
def delegate(
    away: Person,
    *,
    actor: Any,
    deputy: Person,
    verbs: Iterable[str],
    valid_from: date,
    valid_until: date,
) -> Delegation:
    """`deputy` may do what `verbs` name, on behalf of `away`, until that day.

    Only what is one's own can be handed on: what one holds for another ends with oneself.
    """
    away = claim(away, actor=actor, verb="delegate")
    named = sorted(set(verbs))
    _refuse_unfit(away, deputy, named, valid_from, valid_until)
    delegation = Delegation.objects.create(
        away=away,
        deputy=deputy,
        valid_from=valid_from,
        valid_until=valid_until,
        made_by=actor if isinstance(actor, Person) else None,
    )
    DelegatedVerb.objects.bulk_create(
        DelegatedVerb(delegation=delegation, verb=verb) for verb in named
    )
    record(
        "people.delegated",
        actor=actor,
        subject=delegation,
        about=away,
        deputy=deputy.pk,
        verbs=named,
        valid_from=str(valid_from),
        valid_until=str(valid_until),
    )
    return delegation


@transaction.atomic
def end_delegation(delegation: Delegation, *, actor: Any, valid_until: date | None = None) -> None:
    delegation = claim(delegation, actor=actor, verb="end")
    day = valid_until or organisation_day()
    about = delegation.away
    record("people.delegation_ended", actor=actor, subject=delegation, about=about)
    if day <= delegation.valid_from:
        delegation.delete()
        return
    delegation.valid_until = min(day, delegation.valid_until)
    delegation.save(update_fields=["valid_until"])


def _refuse_unfit(away: Person, deputy: Person, verbs: list[str], start: date, until: date) -> None:
    unknown = [verb for verb in verbs if verb not in delegable_verbs]
    if unknown:
        raise UnfitDelegation(_("This cannot be handed on: %(verbs)s."), verbs=", ".join(unknown))
    if not verbs:
        raise UnfitDelegation(_("Name at least one thing that the deputy may do."))
    if until <= start:
        raise UnfitDelegation(_("It ends before it begins."))
    if deputy.pk == away.pk:
        raise UnfitDelegation(_("Choose somebody else as deputy."))
    if not deputy.active or (deputy.left_on and deputy.left_on <= start):
        raise UnfitDelegation(_("%(name)s has left on that day."), name=deputy.name)
