"""Recommend a promotion or an action, send it on its way, decide step by step, tell the person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from fairway.foundation import policy
from fairway.foundation.access import claim, lock
from fairway.foundation.events import record
from fairway.foundation.versions import next_version
from fairway.people.days import organisation_day
from fairway.people.models import JobProfile, Person, ReportingChain
from fairway.reviews.actions.outcomes_refused import (
    DayGone,
    DecidedAlready,
    NoProfile,
    PromotedAlready,
    ReasonMissing,
    ReviewFirst,
)
from fairway.reviews.actions.words import cleaned, worded
from fairway.reviews.models import ApprovalStep, CycleKind, Participant, Recommendation, Review
from fairway.reviews.models.outcomes import LONGEST_WORDS

State, Step, Kind = Recommendation.State, ApprovalStep.State, Recommendation.Kind
By = ApprovalStep.By
ABOVE, HR, BOTH = "above", "hr", "both"
CHAINS = {ABOVE: (By.ABOVE,), HR: (By.HR,), BOTH: (By.ABOVE, By.HR)}


@dataclass(frozen=True)
class Said:
    """What is recommended: why a promotion and to what, or which action; from or by which day."""

    words: str
    day: date
    profile: JobProfile | None = None


@transaction.atomic
def begin_recommendation(
    participant: Participant, *, actor: Person, kind: str, said: Said
) -> Recommendation:
    """A draft, which nobody but its author reads. The same one pressed twice is one."""
    participant = claim(participant, actor=actor, verb="conclude")
    kind = Kind(kind).value
    same = _same(participant, kind, said)
    if same is not None:
        return same
    if kind == Kind.PROMOTION:
        _must_be_the_only_one(participant)
    made = Recommendation(
        participant=participant,
        person=participant.person,
        kind=kind,
        written_by=actor,
        written_at=timezone.now(),
    )
    _fill(made, said)
    made.save(force_insert=True)
    record("reviews.recommendation_begun", actor=actor, subject=made, about=actor)
    return made


@transaction.atomic
def write_recommendation(
    recommendation: Recommendation, *, actor: Person, said: Said, version: int | None = None
) -> Recommendation:
    recommendation = claim(recommendation, actor=actor, verb="edit")
    next_version(recommendation, version)
    _fill(recommendation, said)
    recommendation.save()
    record("reviews.recommendation_written", actor=actor, subject=recommendation, about=actor)
    return recommendation


@transaction.atomic
def discard_recommendation(recommendation: Recommendation, *, actor: Person) -> None:
    recommendation = claim(recommendation, actor=actor, verb="discard")
    record("reviews.recommendation_discarded", actor=actor, subject=recommendation, about=actor)
    recommendation.delete()


@transaction.atomic
def propose(
    recommendation: Recommendation, *, actor: Person, version: int | None = None
) -> Recommendation:
    """From now on it stands as it is, and waits for the first yes."""
    if lock(recommendation).state == State.PROPOSED:
        return lock(recommendation)  # pressed twice
    recommendation = claim(recommendation, actor=actor, verb="propose")
    next_version(recommendation, version)
    _must_be_reviewed(recommendation)
    if recommendation.day < organisation_day():
        raise DayGone
    recommendation.state, recommendation.proposed_at = State.PROPOSED, timezone.now()
    recommendation.proposed_by = actor
    recommendation.save()
    for rank, (by, approver) in enumerate(chain_of(recommendation, actor), start=1):
        ApprovalStep.objects.create(
            recommendation=recommendation,
            person=recommendation.person,
            rank=rank,
            by=by,
            approver=approver,
            state=Step.WAITING if rank == 1 else Step.LATER,
        )
    record("reviews.recommended", actor=actor, subject=recommendation, about=actor)
    return recommendation


@transaction.atomic
def decide_step(
    recommendation: Recommendation,
    *,
    actor: Person,
    approve: bool,
    reason: str = "",
    version: int | None = None,
) -> Recommendation:
    """The step whose turn it is. `version` is that of the recommendation that was read."""
    recommendation = lock(recommendation)
    next_version(recommendation, version)
    step = recommendation.steps.filter(state=Step.WAITING).first()
    if step is None:
        raise DecidedAlready
    step = claim(step, actor=actor, verb="decide")
    why = cleaned(reason, "reason", LONGEST_WORDS)
    if not approve and not any(sign.isalnum() for sign in why):
        raise ReasonMissing
    step.seal_reason(why or None)
    step.state = Step.APPROVED if approve else Step.DECLINED
    step.decided_by, step.decided_at = actor, timezone.now()
    step.save()
    _go_on(recommendation, approve)
    kind = "reviews.recommendation_approved" if approve else "reviews.recommendation_declined"
    record(kind, actor=actor, subject=recommendation, about=recommendation.proposed_by)
    return recommendation


@transaction.atomic
def tell_person(recommendation: Recommendation, *, actor: Any) -> Recommendation:
    """Once it is decided, and talked about. From now on they read it."""
    if lock(recommendation).told_at is not None:
        return lock(recommendation)  # pressed twice
    recommendation = claim(recommendation, actor=actor, verb="tell")
    recommendation.told_at = timezone.now()
    recommendation.version += 1
    recommendation.save(update_fields=["told_at", "version"])
    record(
        "reviews.recommendation_told",
        actor=actor,
        subject=recommendation,
        about=recommendation.person,
    )
    return recommendation


def chain_of(recommendation: Recommendation, proposer: Person) -> list[tuple[str, Person | None]]:
    """Whose yes it needs, in order. Where nobody stands above who proposes, HR decides alone."""
    found: list[tuple[str, Person | None]] = []
    for by in CHAINS[policy.get(f"reviews.{recommendation.kind}_chain")]:
        above = manager_of(proposer, recommendation.person) if by == By.ABOVE else None
        if by == By.HR or above is not None:
            found.append((by, above))
    return found or [(By.HR, None)]


def manager_of(proposer: Person, person: Person) -> Person | None:
    """The manager of whoever proposes; never the person, nor somebody whom the person leads."""
    rows = ReportingChain.objects.filter(below=proposer, depth=1, above__active=True)
    led = ReportingChain.objects.filter(above=person).values("below")
    found = rows.exclude(above__in=led).select_related("above").first()
    return found.above if found else None


def _same(participant: Participant, kind: str, said: Said) -> Recommendation | None:
    drafts = Recommendation.objects.filter(participant=participant, kind=kind, state=State.DRAFT)
    words = cleaned(said.words, "words", LONGEST_WORDS)
    rows = drafts.filter(profile=said.profile, day=said.day).select_related("person")
    return next((one for one in rows if one.read_words() == words), None)


def _must_be_the_only_one(participant: Participant) -> None:
    known = Recommendation.objects.filter(participant=participant, kind=Kind.PROMOTION)
    if known.exclude(state=State.DECLINED).exists():
        raise PromotedAlready


def _must_be_reviewed(recommendation: Recommendation) -> None:
    written = Review.objects.filter(
        participant=recommendation.participant_id,
        kind=CycleKind.Kind.MANAGER,
        submitted_at__isnull=False,
    )
    if not written.exclude(state=Review.State.CLOSED).exists():
        raise ReviewFirst(recommendation.person.name)


def _fill(recommendation: Recommendation, said: Said) -> None:
    if recommendation.kind == Kind.PROMOTION and said.profile is None:
        raise NoProfile
    if said.day < organisation_day():
        raise DayGone
    words = worded(said.words, "words", LONGEST_WORDS)
    recommendation.seal_words(words)
    recommendation.day = said.day
    recommendation.profile = said.profile if recommendation.kind == Kind.PROMOTION else None


def _go_on(recommendation: Recommendation, approved: bool) -> None:
    """To the next step, or to the end of the way."""
    later = recommendation.steps.filter(state=Step.LATER).order_by("rank").first()
    if approved and later is not None:
        later.state = Step.WAITING
        later.save(update_fields=["state"])
    else:
        recommendation.state = State.APPROVED if approved else State.DECLINED
        recommendation.decided_at = timezone.now()
    recommendation.save()
