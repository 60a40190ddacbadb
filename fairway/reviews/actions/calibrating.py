"""Call a session, say who takes part, open it, lock it.

Whoever moves a rating holds its row, and writes down a move of the session: so the session itself is
held by its `no_key`, or each would wait for the other.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from fairway.foundation.access import claim, lock
from fairway.foundation.bulk import update_rows
from fairway.foundation.events import record
from fairway.foundation.jobs.enqueuing import enqueue
from fairway.foundation.policy import get
from fairway.foundation.versions import Stale, next_version
from fairway.people.days import organisation_day
from fairway.people.models import Appointment, OrgUnit, Person, ReportingChain, UnitChain
from fairway.reviews.actions.calibrating_missing import refuse_what_is_open
from fairway.reviews.actions.calibrating_refused import (
    ChangedSince,
    CycleNotRunning,
    HasBegun,
    NobodyTakesPart,
    NobodyToCalibrate,
    NotAmongThose,
    NothingToCalibrate,
    SessionAlreadyThere,
)
from fairway.reviews.actions.settling import settle_comparing
from fairway.reviews.models import CalibrationSession, Calibrator, Placement, Review, ReviewCycle
from fairway.reviews.reading.calibrating_given import (
    MANAGER,
    overall_of,
    overall_question,
    reviews_in_part,
)
from fairway.reviews.tasks_calibrating import fit_ratings_of

State = CalibrationSession.State
Role = Appointment.Role
AT_ONCE = 1000


@transaction.atomic
def make_session(
    cycle: ReviewCycle, *, actor: Any, unit: OrgUnit, level: str = ""
) -> CalibrationSession:
    """With everybody of the unit and level whose manager's review has been submitted."""
    unit = claim(unit, actor=actor, verb="calibrate")
    cycle = lock(cycle)
    if not cycle.is_running:
        raise CycleNotRunning(cycle)
    question = overall_question(cycle)
    if question is None:
        raise NothingToCalibrate(cycle)
    running = CalibrationSession.objects.filter(cycle=cycle).going_on()
    known = running.filter(unit=unit, level=level).first()
    if known is not None:
        raise SessionAlreadyThere(known)
    session = CalibrationSession.objects.create(
        cycle=cycle,
        unit=unit,
        level=level,
        question=question,
        facilitator=actor,
        uses_growth=get("reviews.nine_fields"),
        labels=list(get("reviews.nine_labels")),
        made_at=timezone.now(),
    )
    if not _place(session):
        raise NobodyToCalibrate
    settle_comparing(cycle, [session.facilitator_id])
    record("reviews.calibration_made", actor=actor, subject=session)
    _reckon(session, "made")
    return session


@transaction.atomic
def take_in(session: CalibrationSession, *, actor: Any) -> int:
    """Reviews that were submitted since, or submitted anew: how many there were."""
    session = _claim(session, actor=actor, verb="manage")
    count = _place(session) + _renew(session)
    if count:
        session.version += 1
        session.save(update_fields=["version"])
        record("reviews.calibration_joined", actor=actor, subject=session, count=count)
        _reckon(session, f"joined-{session.version}")
    return count


@transaction.atomic
def add_calibrators(
    session: CalibrationSession, *, actor: Any, people: Iterable[Person]
) -> list[Calibrator]:
    session = _claim(session, actor=actor, verb="manage")
    named = list(people)
    keys = [one.pk for one in named]
    fitting = set(who_may_calibrate(session).filter(pk__in=keys).values_list("pk", flat=True))
    for person in named:
        if person.pk not in fitting:
            raise NotAmongThose(person)
    now = timezone.now()
    known = set(session.calibrators.values_list("person", flat=True))
    added = Calibrator.objects.bulk_create(
        Calibrator(session=session, person=person, added_at=now)
        for person in {one.pk: one for one in named}.values()
        if person.pk not in known
    )
    for one in added:
        record("reviews.calibrator_added", actor=actor, subject=session, about=one.person)
    settle_comparing(session.cycle, [one.person_id for one in added])
    return added


@transaction.atomic
def remove_calibrator(session: CalibrationSession, *, actor: Any, person: Person) -> None:
    """What they have voted and moved stays; they read nothing of it from now on."""
    session = _claim(session, actor=actor, verb="manage")
    gone, _kinds = session.calibrators.filter(person=person).delete()
    if gone:
        record("reviews.calibrator_removed", actor=actor, subject=session, about=person)


@transaction.atomic
def open_session(
    session: CalibrationSession, *, actor: Any, version: int | None = None
) -> CalibrationSession:
    """From now on the votes are read by everybody who takes part, and ratings can be moved."""
    session = _claim(session, actor=actor, verb="manage")
    next_version(session, version)
    if not session.is_pre_vote:
        raise Stale
    if not session.calibrators.exists():
        raise NobodyTakesPart
    session.state, session.opened_at = State.OPEN, timezone.now()
    session.save(update_fields=["state", "opened_at", "version"])
    record("reviews.calibration_opened", actor=actor, subject=session)
    return session


@transaction.atomic
def dissolve_session(session: CalibrationSession, *, actor: Any) -> None:
    """As long as nothing was moved: its people can then be looked at in another one."""
    session = _claim(session, actor=actor, verb="manage")
    _hold_rows(session)
    if session.moves.exists():
        raise HasBegun
    record("reviews.calibration_dissolved", actor=actor, subject=session)
    session.delete()


@transaction.atomic
def close_session(
    session: CalibrationSession, *, actor: Any, seen: int | None = None
) -> CalibrationSession:
    """Write the final ratings. `seen` is how many changes the page restated, of rows that whoever
    locks sees: more since, and they look once more.

    The session is marked first and its rows are locked after: whoever moves one at the same moment
    holds it until their move is written, and is counted; whoever comes later finds it locked.
    """
    session = _claim(session, actor=actor, verb="lock")
    session.state, session.locked_at = State.LOCKED, timezone.now()
    session.locked_by = actor if isinstance(actor, Person) else None
    session.version += 1
    session.save(update_fields=["state", "locked_at", "locked_by", "version"])
    _hold_rows(session)
    if seen is not None and session.moves.allowed(actor).count_changes() != seen:
        raise ChangedSince
    rows = session.placements.standing()
    refuse_what_is_open(session, actor=actor)
    participants = list(rows.values_list("participant", flat=True))
    rows.update(final=F("rating"), version=F("version") + 1)
    for start in range(0, len(participants), AT_ONCE):
        some = participants[start : start + AT_ONCE]
        sent = _reviews(session, some).filter(state=Review.State.SUBMITTED)
        sent.update(state=Review.State.CALIBRATED)
    record("reviews.calibration_locked", actor=actor, subject=session, count=len(participants))
    return session


def _claim(session: CalibrationSession, *, actor: Any, verb: str) -> CalibrationSession:
    return claim(session, actor=actor, verb=verb, no_key=True)


def who_may_calibrate(session: CalibrationSession) -> QuerySet[Person]:
    """Whoever proposed a rating there, whoever stands above somebody who did, HR and executives
    over the unit: nobody else has anything to do with these ratings."""
    raters = session.placements.values("rater")
    above = ReportingChain.objects.filter(below__in=raters).values("above")
    over = UnitChain.objects.filter(below=session.unit_id).values("above")
    named = Appointment.objects.on(organisation_day()).filter(
        Q(role=Role.PEOPLE_LEAD) | Q(role__in=(Role.HR_PARTNER, Role.EXECUTIVE), unit__in=over)
    )
    return Person.objects.active().filter(Q(pk__in=above) | Q(pk__in=named.values("person")))


def waiting_outside(session: CalibrationSession) -> int:
    """How many of its part have no submitted review yet."""
    rows = reviews_in_part(session.cycle, session.unit, session.level)
    return rows.filter(participant__placement=None).exclude(state=Review.State.SUBMITTED).count()


def to_take_in(session: CalibrationSession) -> int:
    return _not_placed(session).count()


def _not_placed(session: CalibrationSession) -> QuerySet[Review]:
    rows = reviews_in_part(session.cycle, session.unit, session.level)
    return rows.filter(state=Review.State.SUBMITTED, participant__placement=None)


def _place(session: CalibrationSession) -> int:
    found = list(
        _not_placed(session)
        .order_by("participant__person__sort_name", "pk")
        .values_list("pk", "participant", "participant__person", "reviewer")
    )
    ratings = overall_of((review for review, *_who in found), session.question)
    # Two sessions that overlap may reach for the same person: one of them has them.
    Placement.objects.bulk_create(
        (
            Placement(
                session=session,
                participant_id=participant,
                person_id=person,
                rater_id=rater,
                proposed=ratings.get(review),
                rating=ratings.get(review),
            )
            for review, participant, person, rater in found
        ),
        batch_size=AT_ONCE,
        ignore_conflicts=True,
    )
    return len(found)


def _hold_rows(session: CalibrationSession) -> list[Placement]:
    """Always in the same order, so that nobody waits for somebody who waits for them."""
    return list(session.placements.select_for_update(no_key=True).order_by("pk"))


def _renew(session: CalibrationSession) -> int:
    """A review that was submitted anew, or by another manager since, may propose another rating;
    what was moved stays moved."""
    rows = {one.participant_id: one for one in _hold_rows(session)}
    reviews = _reviews(session, list(rows)).filter(state=Review.State.SUBMITTED)
    found = list(reviews.values_list("pk", "participant", "reviewer"))
    ratings = overall_of((review for review, *_who in found), session.question)
    changed = []
    for review, participant, rater in found:
        one, value = rows[participant], ratings.get(review)
        if (one.proposed, one.rater_id) == (value, rater):
            continue
        if one.rating == one.proposed:
            one.rating = value
        one.proposed, one.rater_id, one.version = value, rater, one.version + 1
        changed.append(one)
    columns = ("proposed", "rating", "rater", "version")
    values = ((one.proposed, one.rating, one.rater_id, one.version, one.pk) for one in changed)
    update_rows(Placement, columns, values)
    return len(changed)


def _reviews(session: CalibrationSession, participants: list[int]) -> QuerySet[Review]:
    return Review.objects.filter(
        cycle=session.cycle_id,
        kind=MANAGER,
        participant__in=participants,
        reviewer=F("participant__author"),
    )


def _reckon(session: CalibrationSession, because: str) -> None:
    """How strict raters are takes seconds to say, so it is said in the background."""
    key = f"ratings:{session.public_id}:{because}"
    enqueue(fit_ratings_of, key=key, cycle=session.cycle_id)
