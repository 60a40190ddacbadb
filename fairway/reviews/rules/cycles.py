"""A cycle is held by its facilitator and by people leads; HR partners read how it is set up.

Where nobody who is here holds it, an HR partner of everybody in it can take it over, and people
leads at any time.

Who is in it is asked person by person: an HR partner reaches their own units and nobody else,
never themselves or those above them. To count somebody in opens nothing about them, so a partner's
own unit may be reviewed whole, the partner included.
"""

from __future__ import annotations

from functools import partial

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fairway.foundation.access import rule
from fairway.foundation.lookups import among, where
from fairway.people.models import Person
from fairway.people.relations import (
    AUTHOR,
    HR_PARTNER,
    NOBODY,
    PEOPLE_LEAD,
    SELF,
    Clause,
    Relation,
    anybody,
    by_role,
    grants,
    in_units,
    roles_of,
)
from fairway.reviews.models import Participant, Review, ReviewCycle
from fairway.reviews.models.holding import still_hr
from fairway.reviews.rules.templates import KEEPERS, Role, keepers

FACILITATOR = Relation("facilitator", _("who holds the cycle"))
ASKED = Relation("asked", _("who is asked to write"))
DRAFT, RUNNING = Q(state=ReviewCycle.State.DRAFT), Q(state=ReviewCycle.State.LAUNCHED)
BEGUN = ~DRAFT


def _holders(viewer: Person) -> tuple[Clause, Clause]:
    """Whoever set it up, for as long as they are HR, and people leads."""
    theirs = Q(facilitator=viewer.pk) if roles_of(viewer) & KEEPERS else NOBODY
    return (
        Clause(FACILITATOR, theirs),
        by_role(viewer, Role.PEOPLE_LEAD, PEOPLE_LEAD, anybody),
    )


@rule(ReviewCycle, "view")
def hr_reads_how_a_cycle_is_set_up(viewer: Person) -> Q:
    return grants(*keepers(viewer))


@rule(ReviewCycle, "know")
def whoever_is_in_a_cycle_knows_of_it(viewer: Person) -> Q:
    """Its name, its days and what it is for; not who else is in it."""
    about = Participant.objects.filter(person=viewer.pk)
    author = Participant.objects.filter(author=viewer.pk)
    asked = Review.objects.filter(reviewer=viewer.pk)
    return grants(
        Clause(SELF, among("pk", about, "cycle")),
        Clause(AUTHOR, among("pk", author, "cycle")),
        Clause(ASKED, among("pk", asked, "cycle")),
        *keepers(viewer),
        given=BEGUN,
    )


@rule(ReviewCycle, "edit")
@rule(ReviewCycle, "launch")
@rule(ReviewCycle, "discard")
def a_draft_is_shaped_by_who_holds_it(viewer: Person) -> Q:
    return grants(*_holders(viewer), given=DRAFT)


@rule(ReviewCycle, "change")
@rule(ReviewCycle, "close")
@rule(ReviewCycle, "remind")
def a_running_cycle_is_changed_by_who_holds_it(viewer: Person) -> Q:
    return grants(*_holders(viewer), given=RUNNING)


@rule(ReviewCycle, "hold")
def a_cycle_is_taken_over(viewer: Person) -> Q:
    """By people leads; and, where whoever held it is gone, by an HR partner whose units hold everybody
    in it: who holds a cycle gives its reviews out."""

    def left_alone() -> Q:
        about, mine = Participant.objects.in_it(), in_units(viewer, "person", Role.HR_PARTNER)
        theirs, others = about.filter(mine), about.exclude(mine)
        whole = among("pk", theirs, "cycle") & ~among("pk", others, "cycle")
        return where(~still_hr("facilitator"), whole)

    return grants(
        by_role(viewer, Role.HR_PARTNER, HR_PARTNER, left_alone),
        by_role(viewer, Role.PEOPLE_LEAD, PEOPLE_LEAD, anybody),
        given=~Q(facilitator=viewer.pk),
    )


@rule(ReviewCycle, "report")
def the_report_of_a_closed_cycle_is_asked_for_by_who_holds_it(viewer: Person) -> Q:
    return grants(*_holders(viewer), given=Q(state=ReviewCycle.State.CLOSED))


@rule(ReviewCycle, "clone")
def hr_begins_a_cycle_from_another(viewer: Person) -> Q:
    return grants(*keepers(viewer))


@rule(Person, "include_in_cycle")
def hr_counts_people_of_its_units_in(viewer: Person) -> Q:
    reach = partial(in_units, viewer, "pk", Role.HR_PARTNER)
    return grants(
        by_role(viewer, Role.HR_PARTNER, HR_PARTNER, reach),
        by_role(viewer, Role.PEOPLE_LEAD, PEOPLE_LEAD, anybody),
        given=Q(active=True),
    )
