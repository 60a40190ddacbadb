"""Keep the reporting chain true: every ancestor–descendant pair, each person with themselves."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from fairway.foundation.locks import hold
from fairway.people.models import Person, ReportingChain


class ReportingCycle(ValidationError):
    """Somebody would end up above themselves."""

    def __init__(self, person: Person, manager: Person) -> None:
        super().__init__(
            _("%(manager)s reports to %(person)s, directly or through others."),
            code="reporting_cycle",
            params={"manager": manager.name, "person": person.name},
        )


@transaction.atomic
def begin_chain(person: Person) -> None:
    """Everybody stands above themselves at depth 0."""
    ReportingChain.objects.get_or_create(above=person, below=person, defaults={"depth": 0})


@transaction.atomic
def move_under(person: Person, manager: Person | None) -> None:
    """Hang the person, with all below them, under another manager or under nobody.

    Raises ReportingCycle when the manager is below the person.
    """
    hold("reporting")  # two moves at once could make a circle that neither sees
    below = dict(ReportingChain.objects.filter(above=person).values_list("below_id", "depth")) or {
        person.pk: 0
    }
    if manager is not None and manager.pk in below:
        raise ReportingCycle(person, manager)
    ReportingChain.objects.filter(below__in=below).exclude(above__in=below).delete()
    if manager is None:
        return
    above = ReportingChain.objects.filter(below=manager).values_list("above_id", "depth")
    ReportingChain.objects.bulk_create(
        (
            ReportingChain(above_id=high, below_id=low, depth=up + down + 1)
            for high, up in above
            for low, down in below.items()
        ),
        batch_size=2000,
    )


@transaction.atomic
def rebuild_chains() -> int:
    """Make all chains anew from today's assignments, after a bulk change; gives the pairs."""
    hold("reporting")
    managers = dict(Person.objects.filter(active=True).values_list("pk", "assignment__manager"))
    pairs = list(chain_pairs(managers))
    ReportingChain.objects.all().delete()
    ReportingChain.objects.bulk_create(
        (ReportingChain(above_id=a, below_id=b, depth=d) for a, b, d in pairs), batch_size=5000
    )
    return len(pairs)


def chain_pairs(managers: dict[int, int | None]):
    """(above, below, depth) of everybody, given each one's manager.

    Raises ValidationError naming nobody when the managers go in a circle: the caller, who knows
    the rows, says whom.
    """
    for person in managers:
        above: int | None = person
        seen: set[int] = set()
        while above is not None:
            if above in seen:
                raise ValidationError(_("These managers report to each other in a circle."))
            yield above, person, len(seen)
            seen.add(above)
            above = managers.get(above)
