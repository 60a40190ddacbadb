"""A session is read by its calibrators and by HR of its unit, and by nobody else: whoever
administers, leads or audits included.

None of them reads their own row, nor that of anybody above them. What somebody thought before is
theirs alone until the session opens. Calibrators read on for some days after the cycle was closed,
and no longer. After the lock whoever proposed a rating reads what became of
it and why, and the employee the final rating with the reason that was written for them, once their
review is shared.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from django.db.models import Exists, OuterRef, Q

from fairway.foundation.access import rule
from fairway.foundation.lookups import among
from fairway.people.models import OrgUnit, Person
from fairway.people.relations import (
    AUTHOR,
    FAIRNESS,
    HR_PARTNER,
    PEOPLE_LEAD,
    SELF,
    Clause,
    Role,
    anybody,
    appointments,
    by_role,
    excluded,
    grants,
    own,
    units_in_scope,
)
from fairway.reviews.models import (
    CalibrationSession,
    GapRelease,
    Move,
    Participant,
    Placement,
    PreVote,
    RaterSeverity,
    Review,
    ReviewCycle,
)
from fairway.reviews.models.holding import still_hr
from fairway.reviews.rules.compared import CALIBRATOR, sessions_of
from fairway.reviews.rules.participants import only
from fairway.reviews.rules.reviews import SHARED

State = CalibrationSession.State
PRE_VOTE, OPEN, LOCKED = (Q(session__state=state) for state in State)
HEARD = ~PRE_VOTE
STILL_IN_IT = Q(participant__state=Participant.State.OPEN)


def _calibrators(viewer: Person, to: str = "session", person: str = "") -> Clause:
    """Of the session; `person` is the way to whom the row is about, where it is about one."""
    never = excluded(viewer, person) if person else None
    return Clause(CALIBRATOR, among(to, sessions_of(viewer), "session"), never)


def _hr(viewer: Person, unit: str, person: str = "") -> tuple[Clause, Clause]:
    """By the unit of the session: who has moved elsewhere meanwhile stays in it."""
    never = partial(excluded, viewer, person) if person else None

    def reach() -> Q:
        return among(unit, units_in_scope(viewer, Role.HR_PARTNER), "below")

    return (
        by_role(viewer, Role.HR_PARTNER, HR_PARTNER, reach, never),
        by_role(viewer, Role.PEOPLE_LEAD, PEOPLE_LEAD, anybody, never),
    )


def _of_rows(viewer: Person) -> tuple[Clause, ...]:
    """Whoever takes part, of rows about a person."""
    return (
        _calibrators(viewer, person="person"),
        *_hr(viewer, "session__unit", person="person"),
    )


def _shared_with_them() -> Q:
    """Their manager's review, which the rating belongs to."""
    given_out = Review.objects.filter(SHARED, kind=Review.Kind.MANAGER)
    return among("participant", given_out, "participant")


@rule(OrgUnit, "calibrate")
def hr_of_a_unit_calls_its_sessions(viewer: Person) -> Q:
    return grants(*_hr(viewer, "pk"))


@rule(CalibrationSession, "view")
def a_session_is_read_by_whoever_takes_part(viewer: Person) -> Q:
    return grants(_calibrators(viewer, "pk"), *_hr(viewer, "unit"))


@rule(CalibrationSession, "vote")
def its_calibrators_say_first_how_they_see_it(viewer: Person) -> Q:
    return grants(_calibrators(viewer, "pk"), given=Q(state=State.PRE_VOTE))


@rule(CalibrationSession, "manage")
def hr_of_its_unit_runs_it(viewer: Person) -> Q:
    return grants(*_hr(viewer, "unit"), given=~Q(state=State.LOCKED))


@rule(CalibrationSession, "hold")
def hr_of_its_unit_takes_it_over_from_whoever_is_gone(viewer: Person) -> Q:
    left_alone = ~Q(state=State.LOCKED) & ~still_hr("facilitator", "unit")
    return grants(*_hr(viewer, "unit"), given=left_alone)


@rule(CalibrationSession, "lock")
def hr_of_its_unit_locks_it(viewer: Person) -> Q:
    return grants(*_hr(viewer, "unit"), given=Q(state=State.OPEN))


@rule(Placement, "view")
def a_rating_in_a_session_is_read_by_whoever_takes_part(viewer: Person) -> Q:
    return grants(*_of_rows(viewer))


@rule(Placement, "vote")
def a_calibrator_says_how_they_see_somebody(viewer: Person) -> Q:
    return grants(_calibrators(viewer, person="person"), given=PRE_VOTE)


@rule(Placement, "move")
@rule(Placement, "explain")
def whoever_takes_part_moves_a_rating_and_says_why(viewer: Person) -> Q:
    return grants(*_of_rows(viewer), given=OPEN & STILL_IN_IT)


@rule(Placement, "hear")
def whoever_proposed_a_rating_hears_what_became_of_it(viewer: Person) -> Q:
    """Before, after and why; never of themselves."""
    proposed = Clause(AUTHOR, Q(rater=viewer.pk), excluded(viewer, "person"))
    return grants(proposed, given=LOCKED)


@rule(Placement, "hear_final")
def the_employee_hears_the_final_rating(viewer: Person) -> Q:
    return grants(own(viewer, "person", SELF), given=LOCKED & _shared_with_them())


@rule(PreVote, "view")
def what_one_thought_before_is_ones_own_until_the_session_opens(viewer: Person) -> Q:
    mine = Clause(AUTHOR, Q(by=viewer.pk), excluded(viewer, "person"))
    return grants(mine, *(only(clause, HEARD) for clause in _of_rows(viewer)))


@rule(Move, "view")
def a_move_is_read_with_its_row(viewer: Person) -> Q:
    return grants(*_of_rows(viewer))


@rule(Move, "undo")
def whoever_made_a_move_takes_it_back(viewer: Person) -> Q:
    mine = OPEN & Q(by=viewer.pk, undone_at=None)
    return grants(*_of_rows(viewer), given=mine)


@rule(RaterSeverity, "view")
def how_strict_somebody_is_is_read_where_their_ratings_are_calibrated(viewer: Person) -> Q:
    """In that cycle. One reads one's own, and never that of those above."""
    never = partial(excluded, viewer, "rater")
    mine = sessions_of(viewer).values("session")
    units = units_in_scope(viewer, Role.HR_PARTNER)

    def in_my_units() -> Q:
        return _rated_in(session__unit__in=units)

    return grants(
        own(viewer, "rater", SELF),
        Clause(CALIBRATOR, _rated_in(session__in=mine), never()),
        by_role(viewer, Role.HR_PARTNER, HR_PARTNER, in_my_units, never),
        by_role(viewer, Role.PEOPLE_LEAD, PEOPLE_LEAD, anybody, never),
    )


def _rated_in(**sessions: Any) -> Q:
    rated = Placement.objects.filter(
        rater=OuterRef("rater"), session__cycle=OuterRef("fit__cycle"), **sessions
    )
    return Q(Exists(rated.order_by()))


@rule(GapRelease, "view")
@rule(ReviewCycle, "reckon_gaps")
def gaps_by_protected_attributes_are_for_fairness_analysts(viewer: Person) -> Q:
    """Of the whole organisation: of a part of it a figure could be held against that of the whole."""

    def anywhere() -> Q:
        return Q(Exists(appointments(viewer, Role.FAIRNESS).filter(unit=None)))

    return grants(by_role(viewer, Role.FAIRNESS, FAIRNESS, anywhere))
