"""What colleagues and customers said of Ana together, in a 360 for development that is over.

Eight were asked in confidence. What each of them answered was destroyed when the cycle was over, as
it always is, so it is made up here and never written down; only the report of it is kept. Two
customers are too few to stand alone: they are told together with the colleagues.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, cast

from fairway.foundation.bulk import insert_objects
from fairway.foundation.demo import DemoCompany
from fairway.foundation.ids import new_public_id
from fairway.people.models import Person
from fairway.reviews.actions.reporting_360 import kept_as
from fairway.reviews.demo.cycles import THRESHOLD
from fairway.reviews.models import (
    Answer,
    CycleKind,
    Participant,
    Phase,
    Question,
    ReportOf360,
    Review,
    ReviewCycle,
    TemplateVersion,
    minutes_for,
)
from fairway.reviews.models import Said as Own
from fairway.reviews.report_360 import Asked, Rated, Said, compose

Kind = CycleKind.Kind
WIDEST = 1 << 62
PEERS, CUSTOMERS = 6, 2
EARLIER = 40  # days that it was over before the half-year it lies in
WRITING, CLOSING, GIVING = 21, 26, 27  # days from its launch
# Ana's own answer, and what the eight answer, to one question after the other.
RATED = (
    (3, (3, 4, 3, 3, 4, 3, 4, 3)),
    (2, (3, 4, 3, 2, 3, 4, 3, 3)),
    (4, (2, 2, 3, 2, 2, 3, 2, 1)),
)
WROTE = (
    (
        "When a date would not hold, we heard of it in time.",
        "She asks the warehouse before she promises a day.",
        "In the weeks before the sale answers were short.",
        "She keeps her calm when three queues are full.",
        "Her notes are the ones that others can work with.",
        "We always knew whom to ask.",
        "The hand-over to the night was complete.",
        "She explains the same thing a third time without a sigh.",
    ),
    (
        "Go on telling us early when a date moves.",
        "Keep the notes as short as they are.",
        "Your questions to the warehouse, before anything is promised.",
        "Taking the calls that nobody wants.",
        "Showing newcomers how to read the queue.",
        "Staying calm in the week of the sale.",
        "The summary on Fridays: it saves us an hour.",
        "Asking what the customer needs it for.",
    ),
    (
        "Say in the round what you say to one of us afterwards.",
        "Ask who sees it differently, and wait a moment.",
        "Let others present the numbers now and then.",
        "Put open questions on the list for all to see.",
        "Bring the warehouse into the planning from the start.",
        "A short call when something changes would help.",
        "When we disagree, hear us to the end first.",
        "Take the project in spring. We would be glad of it.",
    ),
)


def give_a_report(company: DemoCompany) -> None:
    version = TemplateVersion.objects.whole().filter(template__kind_of_use="development").first()
    closed = ReviewCycle.objects.filter(state=ReviewCycle.State.CLOSED)
    last = closed.order_by("-period_until").first()
    raters = _raters(company)
    if version is None or last is None or len(raters) < PEERS:
        return
    about = _cycle(company, last, version)
    _reviews(company, about, raters)
    own = _own_answers(about)
    made = kept_as(about, _report(company, version, own), at=_at(company, about, GIVING))
    made.answers_gone_at = _at(company, about, GIVING + 20)
    made.save(force_insert=True)
    _remember(company, about, made)


def _raters(company: DemoCompany) -> list[Person]:
    """Those who work beside her, then others whom everybody knows."""
    if not {"ana", "bo", "hana"} <= set(company.cast):
        return []
    bo = company.cast["bo"]
    near = Person.objects.active().filter(assignment__manager=bo).exclude(pk=company.cast["ana"].pk)
    known = [company.cast[key] for key in ("cy", "tomas", "dee") if key in company.cast]
    others = Person.objects.active().exclude(pk__in=[company.cast["ana"].pk, bo.pk])
    found = [*near.order_by("pk"), *known, *others.order_by("pk")[: 2 * PEERS]]
    return list(dict.fromkeys(found))[:PEERS]


def _cycle(company: DemoCompany, last: ReviewCycle, version: TemplateVersion) -> Participant:
    until = last.period_until - timedelta(days=EARLIER)
    launched = company.moment((company.today - until).days)
    cycle = ReviewCycle.objects.create(
        name=f"360° for development {until.year}",
        purpose="development",
        period_from=last.period_from,
        period_until=until,
        overall_rating=False,
        threshold=THRESHOLD,
        manager_reads_report=True,
        facilitator=company.cast["hana"],
        state=ReviewCycle.State.CLOSED,
        launched_at=launched,
        ready_at=launched,
        closed_at=launched + timedelta(days=CLOSING),
    )
    for kind in (Kind.SELF, Kind.PEER, Kind.EXTERNAL):
        CycleKind.objects.create(
            cycle=cycle,
            kind=kind,
            template_version=version,
            anonymous=kind != Kind.SELF,
            minutes=minutes_for(version.questions_for(kind)),
        )
    due_on = until + timedelta(days=WRITING)
    Phase.objects.create(cycle=cycle, kind="write", opens_on=until, due_on=due_on)
    return Participant.objects.create(
        cycle=cycle, person=company.cast["ana"], author=company.cast["bo"]
    )


def _reviews(company: DemoCompany, about: Participant, raters: list[Person]) -> None:
    due_on = about.cycle.period_until + timedelta(days=WRITING)
    whose: list[dict[str, Any]] = [
        {"kind": Kind.SELF, "reviewer": about.person},
        *({"kind": Kind.PEER, "reviewer": one} for one in raters),
        *({"kind": Kind.EXTERNAL, "external_key": new_public_id()} for _ in range(CUSTOMERS)),
    ]
    insert_objects(
        [
            Review(
                cycle=about.cycle,
                participant=about,
                state=Review.State.SUBMITTED,
                opened_at=about.cycle.launched_at,
                submitted_at=_at(company, about, 4 + number),
                due_on=due_on,
                **said,
            )
            for number, said in enumerate(whose)
        ]
    )


def _own_answers(about: Participant) -> dict[str, int]:
    review = Review.objects.get(participant=about, kind=Kind.SELF)
    asked = _rated(about.cycle.kinds.get(kind=Kind.SELF).template_version)
    own = {one.public_id: value for one, (value, _others) in zip(asked, RATED, strict=False)}
    answers = []
    for one in asked[: len(RATED)]:
        sent = cast(datetime, review.submitted_at)
        made = Answer(review=review, question=one, subject=about.person, at=sent)
        made.hold(Own(own[one.public_id]), confidential=False)
        answers.append(made)
    insert_objects(answers)
    return own


def _report(company: DemoCompany, version: TemplateVersion, own: dict[str, int]) -> Any:
    """As for anybody, but that the order of what was written can be foretold: it is invented."""
    dice = company.random("what colleagues say together")
    buckets = [Kind.PEER] * PEERS + [Kind.EXTERNAL] * CUSTOMERS
    rated = _rated(version)[: len(RATED)]
    asked_all = version.questions_for(Kind.PEER)
    worded = [one for one in asked_all if not one.has_points][: len(WROTE)]
    return compose(
        [
            Asked(
                one.public_id, dict(one.text), tuple(sorted(one.values)) if one.has_points else ()
            )
            for one in (*rated, *worded)
        ],
        [
            Rated(one.public_id, bucket, rater, value)
            for one, (_own, values) in zip(rated, RATED, strict=False)
            for rater, (bucket, value) in enumerate(zip(buckets, values, strict=True))
        ],
        [
            Said(one.public_id, bucket, rater, text)
            for one, texts in zip(worded, WROTE, strict=False)
            for rater, (bucket, text) in enumerate(zip(buckets, texts, strict=True))
        ],
        own,
        k=THRESHOLD,
        seed=lambda: dice.randrange(WIDEST),
    )


def _rated(version: TemplateVersion) -> list[Question]:
    return [one for one in version.questions_for(Kind.PEER) if one.has_points]


def _at(company: DemoCompany, about: Participant, days: int) -> Any:
    ago = (company.today - about.cycle.period_until).days - days
    return company.moment(max(ago, 1), 9, 15)


def _remember(company: DemoCompany, about: Participant, made: ReportOf360) -> None:
    hana, cycle = company.cast["hana"], about.cycle
    launched, closed = cast(datetime, cycle.launched_at), cast(datetime, cycle.closed_at)
    company.remember("reviews.cycle_launched", launched, actor=hana, subject=cycle)
    company.remember("reviews.cycle_closed", closed, actor=hana, subject=cycle)
    company.remember(
        "reviews.report_released",
        made.released_at,
        actor=hana,
        subject=made,
        about=about.person,
        says_anything=True,
    )
