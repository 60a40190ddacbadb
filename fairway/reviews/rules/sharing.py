"""What was given out is read by whom it was given to: the manager who wrote it, then the person.

Managers further up and HR of the unit read what is shared, never of themselves or of their own
line. A report of raters reaches the person first, and their manager where the raters were told so.
Nobody reads the answers it is made of.
"""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from fairway.foundation import policy
from fairway.foundation.access import rule
from fairway.foundation.lookups import among
from fairway.people.models import Person, ReportingChain
from fairway.people.relations import (
    ABOVE,
    AUTHOR,
    NOBODY,
    Clause,
    Relation,
    by_standing,
    direct,
    direct_reports,
    excluded,
    grants,
    hr,
    own,
    roles_of,
)
from fairway.reviews.models import (
    Dispute,
    Packet,
    Participant,
    ReportOf360,
    ReviewCycle,
    SharedVersion,
    Signature,
)
from fairway.reviews.rules.cycles import BEGUN, FACILITATOR
from fairway.reviews.rules.participants import IN_IT, begun, closed_long_ago, only
from fairway.reviews.rules.templates import KEEPERS, keepers

SECOND_LOOK = Relation("second_look", _("who takes the second look"))
As = Signature.As
GIVEN = Q(to_subject_at__isnull=False)


def levels_above(viewer: Person, to: str) -> Clause:
    """Managers of the manager, as many levels up as the organisation lets read."""
    most = 1 + policy.get("people.skip_level_depth")
    chain = ReportingChain.objects.filter(above=viewer, depth__gt=1, depth__lte=most)
    return by_standing(viewer, ABOVE, lambda: among(to, chain, "below"))


def facilitator_of(viewer: Person, cycle: str, person: str) -> Clause:
    """Who holds the cycle, for as long as they are HR; not of themselves and of their own line."""
    if not roles_of(viewer) & KEEPERS:
        return Clause(FACILITATOR, NOBODY)
    holds = Q(**{f"{cycle}__facilitator": viewer.pk})
    return Clause(FACILITATOR, holds, excluded(viewer, person))


def who_wrote(viewer: Person) -> Clause:
    """Whose review it is, also where they are no longer the manager: until some days after the
    cycle was closed, so that they can answer. Who still is the manager has as long as a name is
    missing under it."""
    names = Signature.objects.filter(version=OuterRef("pk")).order_by()
    missing = ~Exists(names.filter(signed_as=As.AUTHOR)) | ~Exists(
        names.filter(signed_as=As.SUBJECT)
    )
    unsigned = missing & among("person", direct_reports(viewer), "below")
    lasting = ~closed_long_ago("participant__cycle") | unsigned
    return Clause(AUTHOR, Q(participant__author=viewer.pk) & lasting)


def second_look(viewer: Person) -> Clause:
    """As long as they look at it."""
    looks = Dispute.objects.filter(reviewer=viewer, state=Dispute.State.ASSIGNED)
    return Clause(SECOND_LOOK, among("participant", looks, "participant"))


@rule(SharedVersion, "view")
def what_is_shared_is_read_by_whom_it_was_given_to(viewer: Person) -> Q:
    return grants(
        only(own(viewer, "person"), GIVEN),
        who_wrote(viewer),
        only(direct(viewer, "person"), GIVEN & Q(within_depth=True)),
        only(levels_above(viewer, "person"), GIVEN & Q(open_above=True)),
        only(second_look(viewer), GIVEN),
        *hr(viewer, "person"),
    )


@rule(SharedVersion, "acknowledge")
@rule(SharedVersion, "dispute")
def the_person_receives_it_and_may_ask_for_a_second_look(viewer: Person) -> Q:
    """How long they may is for the action to say, in words."""
    return grants(only(own(viewer, "person"), GIVEN))


@rule(SharedVersion, "sign")
def the_two_of_a_review_sign_it(viewer: Person) -> Q:
    return grants(own(viewer, "person"), who_wrote(viewer), given=GIVEN)


@rule(SharedVersion, "read_guide")
def who_talks_about_it_reads_how(viewer: Person) -> Q:
    return grants(who_wrote(viewer))


@rule(SharedVersion, "print")
def the_person_and_hr_take_it_along(viewer: Person) -> Q:
    return grants(own(viewer, "person"), *hr(viewer, "person"), given=GIVEN)


@rule(Packet, "view")
def a_packet_is_for_whoever_may_take_it_along(viewer: Person) -> Q:
    given = Q(version__to_subject_at__isnull=False)
    return grants(own(viewer, "version__person"), *hr(viewer, "version__person"), given=given)


@rule(Participant, "release")
def hr_gives_what_is_settled_to_managers(viewer: Person) -> Q:
    return grants(
        *hr(viewer, "person"), facilitator_of(viewer, "cycle", "person"), given=IN_IT & begun()
    )


@rule(Participant, "give")
def the_author_gives_it_to_the_person_and_hr_may(viewer: Person) -> Q:
    return grants(
        own(viewer, "author", AUTHOR),
        *hr(viewer, "person"),
        facilitator_of(viewer, "cycle", "person"),
        given=IN_IT & begun(),
    )


@rule(ReviewCycle, "share")
def a_cycle_is_given_out_by_hr(viewer: Person) -> Q:
    """Opens the page; whom they reach is asked person by person."""
    return grants(*keepers(viewer), given=BEGUN)


@rule(ReportOf360, "view")
def a_report_is_the_persons_and_their_managers_if_so_promised(viewer: Person) -> Q:
    """The manager under whom it was asked for, as long as they are it: whoever comes later begins
    without it."""
    promised = Q(to_manager=True, participant__author=viewer.pk)
    return grants(own(viewer, "person"), only(direct(viewer, "person"), promised))
