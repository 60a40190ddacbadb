"""What followed at Saltmarsh from the last reviews that are over, in Bo's team.

Each of his people reads what comes next. Ana is promoted and knows it; one promotion was declined
with a reason, and one waits for Mia. Pay followed for the team alone: Bo recommended, Mia agreed,
Ifeoma, who holds the right, approved, and each reads their own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from fairway.foundation.demo import DemoCompany
from fairway.people.models import JobProfile, Person
from fairway.reviews.models import (
    ApprovalStep,
    Participant,
    PayBand,
    PayBudget,
    PayLine,
    PayRound,
    PaySaid,
    PayStep,
    Recommendation,
    ReviewCycle,
    ReviewOutcome,
    SharedVersion,
)
from fairway.reviews.pay_reckoning import by_percent
from fairway.skills.models import Skill

State, Step, Kind = Recommendation.State, ApprovalStep.State, Recommendation.Kind
MOST, FEWEST = 8, 3
AFTER_CLOSE = 12  # days
NEXT = (
    (
        "Two hours a week without the queue, and Bo reads every draft within two days.",
        "The guide to returns is complete, and shops use it without asking.",
        "To write for somebody who has never seen the matter.",
        "Writing plainly",
    ),
    (
        "A colleague of the evening shift takes the second line on Thursdays.",
        "What is agreed with a customer is done on its day, or said the day before.",
        "To hear a customer out before looking for the answer.",
        "Listening",
    ),
    (
        "Sits in on the planning of the next season with Bo.",
        "New colleagues find in them somebody whom they can ask.",
        "To say early what will not work.",
        "",
    ),
)
PROMOTE = (
    "Leads the returns of five shops already, and two colleagues learned it there.",
    "Has taken over the evening shift for three months while the post was open.",
    "Built the guide that all shops use, and keeps it up to date with them.",
)
DECLINED = "The evening shift has a lead again from spring. Let us look at it when the next opens."
DEVELOP = "Sits in on two planning rounds of the shops, and tells the team what they need."
PAY_REASONS = ("More of the work of the next level.", "In line with the band.", "New tasks.")
PAY_NOW = (36_400, 33_900, 38_750, 35_200, 31_800, 37_100, 34_600, 32_900)  # for a year
RAISES = (620, 250, 300, 180, 400, 200, 250, 300)  # hundredths of a percent
BAND, BUDGET = (29_000, 36_000, 43_500), 12_000
MINOR = 100


@dataclass(frozen=True)
class Team:
    """Whom Bo wrote about in the cycle, and when things followed."""

    company: DemoCompany
    cycle: ReviewCycle
    people: Sequence[Participant]

    def at(self, days: int, hour: int = 9) -> datetime:
        """So many days after the cycle was closed, and never ahead of today."""
        closed = self.cycle.closed_at.date() if self.cycle.closed_at else self.company.today
        ago = (self.company.today - closed).days - AFTER_CLOSE - days
        return self.company.moment(max(ago, 1), hour)


def make_outcomes(company: DemoCompany) -> None:
    if not {"ana", "bo", "hana", "mia"} <= set(company.cast):
        return
    closed = ReviewCycle.objects.filter(state=ReviewCycle.State.CLOSED)
    cycle = closed.order_by("-period_from").first()
    mine = Participant.objects.in_it().filter(cycle=cycle, author=company.cast["bo"])
    rows = mine.filter(person__active=True).select_related("person__assignment__job_profile")
    people = sorted(
        rows.order_by("person__sort_name", "pk")[:MOST],
        key=lambda one: one.person_id != company.cast["ana"].pk,  # Ana first
    )
    if cycle is None or len(people) < FEWEST:
        return
    team = Team(company, cycle, people)
    _say_what_comes_next(team)
    _recommend(team)
    if "ifeoma" in company.cast:
        _settle_pay(team)


def _say_what_comes_next(team: Team) -> None:
    skills = {one.name: one for one in Skill.objects.filter(name__in=[row[3] for row in NEXT])}
    given = SharedVersion.objects.filter(participant__in=team.people, number=1)
    moments = dict(given.values_list("participant", "to_subject_at"))
    for number, one in enumerate(team.people):
        support, expectations, capability, skill = NEXT[number % len(NEXT)]
        made = ReviewOutcome(
            participant=one,
            person=one.person,
            skill=skills.get(skill),
            written_at=moments.get(one.pk) or team.at(0),
            given_at=moments.get(one.pk),
        )
        made.seal_support(support)
        made.seal_expectations(expectations)
        made.seal_capability(capability)
        made.save()


def _recommend(team: Team) -> None:
    cast = team.company.cast
    mia, hana = cast["mia"], cast["hana"]
    ways: tuple[tuple[str, tuple[Person | None, Person | None]], ...] = (
        (State.APPROVED, (mia, hana)),
        (State.DECLINED, (mia, None)),
        (State.PROPOSED, (None, None)),
    )
    for one, words, (state, deciders) in zip(team.people, PROMOTE, ways, strict=False):
        made = _recommendation(team, one, Kind.PROMOTION, words, state)
        _way(team, made, (("above", mia), ("hr", None)), deciders)
    made = _recommendation(team, team.people[1], Kind.DEVELOPMENT, DEVELOP, State.APPROVED)
    _way(team, made, (("above", mia),), (mia,))


def _recommendation(
    team: Team, one: Participant, kind: str, words: str, state: str
) -> Recommendation:
    company, bo = team.company, team.company.cast["bo"]
    decided = state in Recommendation.DECIDED
    waits = company.moment(4, 15)
    made = Recommendation(
        participant=one,
        person=one.person,
        kind=kind,
        profile=_next_role(one.person) if kind == Kind.PROMOTION else None,
        day=company.day(-45),
        state=state,
        written_by=bo,
        written_at=team.at(1) if decided else waits,
        proposed_by=bo,
        proposed_at=team.at(1) if decided else waits,
        decided_at=team.at(6) if decided else None,
        told_at=team.at(8) if decided else None,
    )
    made.seal_words(words)
    made.save()
    return made


def _way(
    team: Team,
    made: Recommendation,
    steps: Sequence[tuple[str, Person | None]],
    deciders: Sequence[Person | None],
) -> None:
    asked = Step.WAITING
    for rank, ((by, approver), decider) in enumerate(zip(steps, deciders, strict=True), start=1):
        state = asked if decider is None else Step.APPROVED
        if decider is not None and made.state == State.DECLINED:
            state = Step.DECLINED
        step = ApprovalStep(
            recommendation=made,
            person=made.person,
            rank=rank,
            by=by,
            approver=approver,
            state=state,
            decided_by=decider,
            decided_at=team.at(3 + rank, 14) if decider else None,
        )
        step.seal_reason(DECLINED if state == Step.DECLINED else None)
        step.save()
        asked = asked if state == Step.APPROVED else Step.LATER


def _next_role(person: Person) -> JobProfile:
    """One level further in the same family, or another role where there is none."""
    at = person.assignment.job_profile if person.assignment else None
    open_ones = JobProfile.objects.filter(closed_on=None).order_by("level", "title", "pk")
    if at is not None:
        further = open_ones.filter(family=at.family_id, level__gt=at.level).first()
        if further is not None:
            return further
        open_ones = open_ones.exclude(pk=at.pk)
    return open_ones[0]


def _settle_pay(team: Team) -> None:
    ReviewCycle.objects.filter(pk=team.cycle.pk).update(asks_pay=True)
    made = PayRound.objects.create(
        cycle=team.cycle,
        purpose=team.cycle.purpose,
        state=PayRound.State.PUBLISHED,
        holds_from=(team.at(12).date() + timedelta(days=31)).replace(day=1),
        begun_by=team.company.cast["ifeoma"],
        begun_at=team.at(2),
        opened_at=team.at(3),
        locked_at=team.at(10),
        published_at=team.at(12),
    )
    roles = {one.person.assignment.job_profile for one in team.people if one.person.assignment}
    for role in sorted(filter(None, roles), key=lambda one: one.pk):
        low, middle, high = (amount * MINOR for amount in BAND)
        PayBand.objects.create(
            round=made, profile=role, currency="EUR", low=low, middle=middle, high=high
        )
    at = team.company.cast["bo"].assignment
    if at is not None and at.unit is not None:
        PayBudget.objects.create(round=made, unit=at.unit, currency="EUR", amount=BUDGET * MINOR)
    for number, one in enumerate(team.people):
        _pay_of(team, made, one, number)


def _pay_of(team: Team, round_: PayRound, one: Participant, number: int) -> None:
    cast, at = team.company.cast, one.person.assignment
    now, hundredths = PAY_NOW[number] * MINOR, RAISES[number]
    line = PayLine(
        round=round_,
        participant=one,
        person=one.person,
        unit_id=at.unit_id if at else None,
        profile_id=at.job_profile_id if at else None,
        currency="EUR",
        state=PayLine.State.APPROVED,
        proposed_by=cast["bo"],
        agreed_by=cast["mia"],
        approved_by=cast["ifeoma"],
        version=4,
    )
    reason = PAY_REASONS[number % len(PAY_REASONS)]
    line.say(PaySaid(current=now, proposed=by_percent(now, hundredths), reason=reason))
    line.save()
    done = ((PayStep.Kind.PROPOSED, "bo"), (PayStep.Kind.AGREED, "mia"))
    for days, (kind, who) in enumerate((*done, (PayStep.Kind.APPROVED, "ifeoma")), start=4):
        PayStep.objects.create(
            line=line, person=one.person, kind=kind, by=cast[who], at=team.at(days, 11)
        )
