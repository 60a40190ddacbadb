"""Ratings that Saltmarsh compared: locked in the cycles that are over, going on where one runs.

In each the managers said first how they saw it, and a few ratings were moved with a reason. In the
last cycle that is over, their own managers wrote about the same people: there it can be told who
rates strictly, and in the others it cannot.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from random import Random

from fairway.foundation.demo import DemoCompany
from fairway.foundation.sealing import lend_keys, make_keys
from fairway.people.models import OrgUnit, Person, ReportingChain
from fairway.reviews.actions.calibrating_severity import keep, reckon
from fairway.reviews.demo.linking import write_second_looks
from fairway.reviews.models import (
    CalibrationSession,
    Calibrator,
    Move,
    Placement,
    PreVote,
    Question,
    Review,
    ReviewCycle,
)
from fairway.reviews.reading.calibrating_given import (
    WRITTEN,
    overall_of,
    overall_question,
    reviews_in_part,
)

State = CalibrationSession.State
UNITS = ("support", "north", "south")  # whose HR partner Hana is
# Of the cycle that runs: one part compares, one says first how it sees it, one is yet to be called.
RUNNING = {"support": State.OPEN, "north": State.PRE_VOTE}
MADE, VOTED, LOOKED = 7, 4, 2  # days ago
ONE_IN = 9  # of so many ratings one was moved
MOST, MOST_HEARD = 500, 6  # people in one session, and who of them says first
UP = (
    (
        "Led the switch of the returns system alone while two were away.",
        "You led the switch of the returns system while two colleagues were away.",
    ),
    (
        "The same results as two others who stand one higher.",
        "Your results stand beside those of colleagues with this rating.",
    ),
)
DOWN = (
    (
        "Strong, but the stock gap was known in May and stayed open.",
        "Your service is strong. The stock gap that was known in May stayed open until autumn.",
    ),
    (
        "Most of what is cited is from the last weeks.",
        "The last weeks were strong; over the whole period it was what we agreed on.",
    ),
)


@dataclass(frozen=True)
class Times:
    """When a session was called, when its people spoke first, and when it was open."""

    made: datetime
    voted: datetime
    opened: datetime


def make_calibration(company: DemoCompany) -> None:
    hana = company.cast.get("hana")
    if hana is None:
        return
    cycles = ReviewCycle.objects.filter(overall_rating=True).exclude(state=ReviewCycle.State.DRAFT)
    over = cycles.filter(state=ReviewCycle.State.CLOSED).order_by("-period_until").first()
    if over is not None:
        write_second_looks(company, over)
    for cycle in cycles.order_by("period_from", "pk"):
        _compare(company, cycle, hana)


def _compare(company: DemoCompany, cycle: ReviewCycle, hana: Person) -> None:
    question = overall_question(cycle)
    if question is None:
        return
    since = 0 if cycle.is_running else max((company.today - cycle.period_until).days - 40, 1)
    times = Times(*(company.moment(since + ago, 10) for ago in (MADE, VOTED, LOOKED)))
    made: list[CalibrationSession] = []
    for key in UNITS:
        state = RUNNING.get(key) if cycle.is_running else State.LOCKED
        if state is not None and key in company.units:
            made += _session(company, cycle, company.units[key], question, hana, times, state)
    # Before the final ratings are written, as what the model says of them is no longer changed then.
    keep(cycle, reckon(cycle), at=times.opened)
    for session in made:
        if session.is_locked:
            _settle(company, session, hana)


def _session(
    company: DemoCompany,
    cycle: ReviewCycle,
    unit: OrgUnit,
    question: Question,
    hana: Person,
    times: Times,
    state: str,
) -> list[CalibrationSession]:
    """None where nobody of the unit has been written about."""
    rows = reviews_in_part(cycle, unit, "").filter(state__in=WRITTEN, participant__placement=None)
    ordered = rows.select_related("participant").order_by("participant__person__sort_name", "pk")
    reviews = list(ordered[:MOST])
    if not reviews:
        return []
    is_locked, is_open = state == State.LOCKED, state != State.PRE_VOTE
    session = CalibrationSession.objects.create(
        cycle=cycle,
        unit=unit,
        question=question,
        facilitator=hana,
        state=state,
        made_at=times.made,
        opened_at=times.opened if is_open else None,
        locked_at=times.opened.replace(hour=15) if is_locked else None,
        locked_by=hana if is_locked else None,
    )
    company.remember("reviews.calibration_made", times.made, actor=hana, subject=session)
    placed = _placed(company, session, reviews, question)
    raters = list(Person.objects.filter(pk__in={one.rater_id for one in placed}).order_by("pk"))
    Calibrator.objects.bulk_create(
        Calibrator(session=session, person=one, added_at=session.made_at) for one in raters
    )
    _say_first(company, session, placed, raters[:MOST_HEARD], times.voted)
    if is_open:
        company.remember("reviews.calibration_opened", times.opened, actor=hana, subject=session)
        _move(company, session, placed, hana, times.opened)
    return [session]


def _dice(company: DemoCompany, what: str, session: CalibrationSession) -> Random:
    return company.random(f"{what} {session.cycle} {session.name}")


def _placed(
    company: DemoCompany, session: CalibrationSession, reviews: Sequence[Review], question: Question
) -> list[Placement]:
    dice = _dice(company, "calibration", session)
    ratings = overall_of([one.pk for one in reviews], question)
    Placement.objects.bulk_create(
        Placement(
            session=session,
            participant_id=one.participant_id,
            person_id=one.participant.person_id,
            rater_id=one.reviewer_id or 0,
            proposed=ratings[one.pk],
            rating=ratings[one.pk],
            growth=None if session.is_pre_vote else dice.choice((1, 2, 2, 2, 3)),
        )
        for one in reviews
        if one.pk in ratings
    )
    return list(session.placements.select_related("person").order_by("pk"))


def _say_first(
    company: DemoCompany,
    session: CalibrationSession,
    placed: Sequence[Placement],
    raters: Sequence[Person],
    at: datetime,
) -> None:
    """Each of those whom they work with: their own people, and two in five of the others'; never
    of themselves, nor of those above them."""
    dice, values = _dice(company, "votes", session), session.values
    lines = ReportingChain.objects.filter(below__in=raters).values_list("below", "above")
    barred = {*lines, *((one.pk, one.pk) for one in raters)}
    spoken = raters[: len(raters) // 2] if session.is_pre_vote else raters
    votes = []
    for one in placed:
        for rater in spoken:
            if (rater.pk, one.person_id) in barred:
                continue
            if rater.pk != one.rater_id and dice.random() > 0.4:
                continue
            rating = (one.proposed or values[0]) + dice.choice((-1, 0, 0, 0, 1))
            rating = min(max(rating, values[0]), values[-1])
            votes.append(_vote(session, one, rater, rating, at))
    PreVote.objects.bulk_create(votes, batch_size=1000)


def _vote(
    session: CalibrationSession, one: Placement, rater: Person, rating: int, at: datetime
) -> PreVote:
    return PreVote(
        session=session, placement=one, person_id=one.person_id, by=rater, rating=rating, at=at
    )


def _move(
    company: DemoCompany,
    session: CalibrationSession,
    placed: Sequence[Placement],
    hana: Person,
    opened: datetime,
) -> None:
    dice, values = _dice(company, "moves", session), session.values
    some = placed[::ONE_IN]
    keys = make_keys(one.person_id for one in some)
    moves, changed = [], []
    for number, one in enumerate(some):
        up = dice.random() < 0.5
        after = (one.proposed or values[0]) + (1 if up else -1)
        if after not in values or one.person_id == hana.pk:
            continue
        why, words = dice.choice(UP if up else DOWN)
        at = opened.replace(minute=min(number, 59))
        moves.append(_moved(session, one, hana, after, at, why, keys))
        one.rating, one.has_employee_reason = after, True
        lend_keys([one], keys)
        one.seal_employee_reason(words)
        changed.append(one)
    Move.objects.bulk_create(moves)
    columns = ["rating", "employee_reason", "has_employee_reason"]
    Placement.objects.bulk_update(changed, columns, batch_size=500)


def _moved(
    session: CalibrationSession,
    one: Placement,
    by: Person,
    after: int,
    at: datetime,
    why: str,
    keys: Mapping[int, bytes],
) -> Move:
    move = Move(
        session=session,
        placement=one,
        person_id=one.person_id,
        by=by,
        at=at,
        before=one.rating,
        after=after,
        growth_before=one.growth,
        growth_after=one.growth,
    )
    lend_keys([move], dict(keys))
    move.seal_reason(why)
    return move


def _settle(company: DemoCompany, session: CalibrationSession, hana: Person) -> None:
    placed = list(session.placements.order_by("pk"))
    for one in placed:
        one.final = one.rating
    Placement.objects.bulk_update(placed, ["final"], batch_size=500)
    at = session.locked_at or session.made_at
    count = len(placed)
    company.remember("reviews.calibration_locked", at, actor=hana, subject=session, count=count)
