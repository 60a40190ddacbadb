"""Ana's review in the middle of the quarter, half-written with Bo; and that of Support's goals."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from fairway.foundation.demo import DemoCompany
from fairway.foundation.events import SYSTEM
from fairway.goals.demo.nodes import at
from fairway.goals.models import GoalReview, GoalReviewLine, Verdict
from fairway.strategy.models import Period

OPENED_AGO, DUE_IN = 5, 9
FIRST, TWICE = (
    "Answer returns questions on the first contact",
    "Fewer customers write twice about one return",
)
ANA = {
    FIRST: (Verdict.KEEP, "Chapter three is out and the number follows. I would not touch it."),
    TWICE: (
        Verdict.CHANGE,
        "Half of those who write twice ask where their parcel is, and no answer of ours changes "
        "that. 12 a day would be honest until labels arrive in time.",
    ),
}
LABELS = "Labels that arrive before the parcel"
ANA_ON_SUPPORT = {
    LABELS: (
        Verdict.CHANGE,
        "Lisbon scans every label by now and Manila none. I would make it a goal of Manila alone.",
    )
}
BO = {FIRST: (Verdict.KEEP, "Agreed. The guide is what the team in Lisbon asks for most.")}


def review_anas_goals(company: DemoCompany) -> None:
    """Two of her goals are still without a word of hers, and all but one without one of Bo's."""
    ana, bo = company.cast["ana"], company.cast["bo"]
    around = Period.objects.around(company.today).filter(kind=Period.Kind.QUARTER)
    quarter = around.filter(opened_at__isnull=False).first()
    if quarter is None:
        return
    opened = max(company.moment(OPENED_AGO, 6), at(quarter.starts_on, 0))
    hers, lately = max(company.moment(2, 3, 10), opened), max(company.moment(1, 16, 30), opened)
    review = _open(company, quarter, opened, version=3, person=ana)
    _write(company, review, ana, ANA, hers)
    _write(company, review, bo, BO, lately)
    if ana.assignment is not None:
        of_unit = _open(company, quarter, opened, version=2, unit=ana.assignment.unit)
        _write(company, of_unit, ana, ANA_ON_SUPPORT, hers)


def _open(
    company: DemoCompany, quarter: Period, opened: datetime, version: int, **whose: Any
) -> GoalReview:
    review = GoalReview.objects.create(
        period=quarter,
        point=GoalReview.Point.MIDDLE,
        opened_at=opened,
        due_on=company.day(-DUE_IN),
        version=version,
        **whose,
    )
    about = review.person
    company.remember("goals.review_opened", opened, actor=SYSTEM, subject=review, about=about)
    return review


def _write(
    company: DemoCompany,
    review: GoalReview,
    by: Any,
    said: dict[str, tuple[Verdict, str]],
    when: datetime,
) -> None:
    for goal in review.goals().filter(title__in=said):
        verdict, words = said[goal.title]
        GoalReviewLine.objects.create(
            review=review, goal=goal, by=by, verdict=verdict, words=words, at=when
        )
    company.remember(
        "goals.review_written",
        when,
        actor=by,
        subject=review,
        about=review.person,
        goals=len(said),
    )
