"""What each phase of a cycle asks of people beside writing, and in which rows it waits for them.

Home shows those of one person; reminders go to all of them. A step that somebody does about another
is due by the later of their two days: neither can do it without the other.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce, Greatest

from fairway.reviews.models import (
    CalibrationSession,
    Calibrator,
    CycleKind,
    Nomination,
    Participant,
    Phase,
    PreVote,
    ReviewCycle,
    SharedVersion,
    Signature,
    day_of_phase,
)

LAUNCHED = ReviewCycle.State.LAUNCHED


@dataclass(frozen=True)
class Step:
    """`who` leads from a row to whoever is to do it, `about` to whom they do it about."""

    key: str
    phase: str
    rows: Callable[[], QuerySet[Any, Any]]
    cycle: str = "participant__cycle"
    who: str = "participant__author"
    about: str = "participant__person"

    def day(self) -> Any:
        """A column: the last day for it; none where the cycle has no such phase."""
        own = day_of_phase(self.phase, cycle=self.cycle, person=self.who)
        if self.about == self.who:
            return own
        return Greatest(own, day_of_phase(self.phase, cycle=self.cycle, person=self.about))

    def waiting(self) -> QuerySet[Any, Any]:
        """In cycles that run, of whoever is still here, each with its day as `until`."""
        still: dict[str, Any] = {f"{self.cycle}__state": LAUNCHED, f"{self.who}__active": True}
        if self.about != self.who:
            still["participant__state"] = Participant.State.OPEN
        return self.rows().filter(**still).order_by().annotate(until=self.day())


def _short_lists() -> QuerySet[Participant]:
    """Who has named fewer than the cycle asks for at least."""
    there = Nomination.objects.filter(participant=OuterRef("pk"), kind=CycleKind.Kind.PEER)
    standing = there.exclude(state=Nomination.State.DECLINED).order_by()
    enough = standing.values("participant").annotate(n=Count("pk")).values("n")
    rows = Participant.objects.in_it().filter(
        cycle__people_nominate=True, cycle__kinds__kind=CycleKind.Kind.PEER
    )
    named = rows.annotate(named=Coalesce(Subquery(enough[:1]), 0))
    return named.filter(named__lt=F("cycle__peers_least"))


def _proposed() -> QuerySet[Nomination]:
    return Nomination.objects.filter(
        state=Nomination.State.PROPOSED, participant__state=Participant.State.OPEN
    )


def _without_vote() -> QuerySet[Calibrator]:
    """Who has not said yet how they see it, while everybody says so first."""
    voted = PreVote.objects.filter(session=OuterRef("session"), by=OuterRef("person"))
    rows = Calibrator.objects.filter(session__state=CalibrationSession.State.PRE_VOTE)
    return rows.filter(~Exists(voted))


def _not_locked() -> QuerySet[CalibrationSession]:
    """With whoever called it, as long as they are HR of its unit and so can lock it."""
    return CalibrationSession.objects.going_on().held()


def _not_given() -> QuerySet[SharedVersion]:
    return SharedVersion.objects.filter(to_subject_at=None).newest()


def _not_received() -> QuerySet[SharedVersion]:
    return SharedVersion.objects.filter(acknowledgement=None).latest_given()


def _not_signed() -> QuerySet[SharedVersion]:
    named = Signature.objects.filter(version=OuterRef("pk"), signed_as=Signature.As.AUTHOR)
    return SharedVersion.objects.latest_given().filter(~Exists(named))


NAME = Step("name", Phase.Kind.NOMINATE, _short_lists, "cycle", "person", "person")
APPROVE = Step("approve", Phase.Kind.NOMINATE, _proposed)
VOTE = Step("vote", Phase.Kind.CALIBRATE, _without_vote, "session__cycle", "person", "person")
COMPARE = Step("compare", Phase.Kind.CALIBRATE, _not_locked, "cycle", "facilitator", "facilitator")
GIVE = Step("give", Phase.Kind.SHARE, _not_given)
RECEIVE = Step("receive", Phase.Kind.SIGN, _not_received, who="person", about="person")
SIGN = Step("sign", Phase.Kind.SIGN, _not_signed)
STEPS = (NAME, APPROVE, VOTE, COMPARE, GIVE, RECEIVE, SIGN)
