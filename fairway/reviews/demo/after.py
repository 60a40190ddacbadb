"""What Saltmarsh said of its last half-year review, and what that cycle shows.

Most have answered: they knew what was expected, and would have liked to spend less time on it. Of
what managers saw critically most had been said before.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from random import Random
from typing import Any

from fairway.foundation.bulk import insert_objects
from fairway.foundation.demo import DemoCompany
from fairway.reviews.actions.reporting_cycles import (
    keep_second_looks,
    looks_are_over,
    write_past_report,
)
from fairway.reviews.actions.surveying import begin_survey, fill, put_down, who_took_part
from fairway.reviews.actions.surveying_results import keep_results
from fairway.reviews.models import (
    Answer,
    Citation,
    CriticalStatement,
    CycleSurvey,
    Review,
    ReviewCycle,
    Statement,
    SurveyInvitation,
    SurveyPot,
)
from fairway.reviews.models.surveys import FEWEST
from fairway.reviews.survey_results import Given, results

TOLD_BEFORE, ANSWERED, WROTE = 0.8, 0.78, 0.16
LOW = 2  # a rating that is critical
LIKED = {
    Statement.EXPECTED: 4.1,
    Statement.UNSURPRISING: 3.9,
    Statement.FAIR: 3.7,
    Statement.NEXT: 3.6,
    Statement.WORTH: 3.2,
}
WORDS = (
    "The evidence beside the form saved me an evening.",
    "Three weeks over the summer holidays are too short. Begin in June.",
    "I would like the talk to come before the text, not after it.",
    "My manager had read my own review first. It showed.",
    "Fewer questions. Two of them asked the same.",
    "I was asked for seven colleagues, which is too many to do well.",
    "Nothing in it was new to me. That is how it should be.",
    "Why a rating moved was said in one sentence. I would have liked two.",
    "On the shop floor there is no quiet place to write. An hour off the rota would help.",
    "What comes next is clear this time, with a day for each step.",
    "The examples were all from the last weeks.",
    "Good that it was short and that we talked about it at once.",
    "People who work from home hear less in between. It would help to talk about that.",
    "Please leave the reminders at three. They came at the right time.",
)


def look_back_on_the_last(company: DemoCompany) -> None:
    over = ReviewCycle.objects.filter(state=ReviewCycle.State.CLOSED)
    cycle = over.order_by("-period_until").first()
    if cycle is None or cycle.closed_at is None:
        return
    dice = company.random("after the cycle")
    _mark_what_was_critical(cycle, dice)
    report = write_past_report(cycle, cycle.closed_at + timedelta(hours=1))
    if looks_are_over(cycle):
        keep_second_looks(report, company.moment(2, 4))
    people = who_took_part(cycle)
    if len(people) >= FEWEST:
        survey = begin_survey(cycle, people, cycle.closed_at.date())
        _answer(company, survey, dice)


def _mark_what_was_critical(cycle: ReviewCycle, dice: Random) -> None:
    """In reviews that point to anything: each low rating was told before, or is new."""
    cited: dict[int, Any] = {}
    for one in Citation.objects.filter(review__cycle=cycle).order_by("-pk"):
        cited[one.review_id] = one
    rows = Answer.objects.filter(
        review__in=list(cited), review__kind=Review.Kind.MANAGER, value__lte=LOW, question__of=None
    )
    insert_objects([_statement(one, cited[one.review_id], dice) for one in rows.order_by("pk")])


def _statement(answer: Answer, citation: Citation, dice: Random) -> CriticalStatement:
    told = dice.random() < TOLD_BEFORE
    return CriticalStatement(
        review_id=answer.review_id,
        question_id=answer.question_id,
        said_before=citation if told else None,
        is_new=not told,
    )


def _answer(company: DemoCompany, survey: CycleSurvey, dice: Random) -> None:
    given, asked = [], list(survey.invitations.order_by("person__public_id"))
    words = dice.sample(WORDS, len(WORDS))
    for one in asked:
        if dice.random() < ANSWERED:
            one.answered = True
            wrote = words.pop() if words and dice.random() < WROTE else ""
            given.append(_given(one, wrote, dice))
    SurveyInvitation.objects.bulk_update(asked, ["answered"], batch_size=500)
    _tell(company, survey, given, dice)


def _given(asked: SurveyInvitation, words: str, dice: Random) -> Given:
    mood = dice.gauss(0, 0.7)
    values = {
        str(key): min(max(round(mean + mood + dice.gauss(0, 0.6)), 1), 5)
        for key, mean in LIKED.items()
    }
    return Given(str(asked.place_id or ""), values, words)


def _tell(company: DemoCompany, survey: CycleSurvey, given: Sequence[Given], dice: Random) -> None:
    """As far as its days have gone by: told, and in the end without the answers."""
    today = company.today
    pot = SurveyPot.objects.get(survey=survey)
    if survey.closes_on + timedelta(days=1) >= today:
        fill(pot, given)
        return
    seed = dice.randrange(2**32)
    keep_results(survey, results(given, survey.threshold, seed), 1)
    survey.told_on = survey.closes_on + timedelta(days=2)
    if survey.late_until + timedelta(days=1) < today:
        survey.over_on = survey.late_until + timedelta(days=2)
        pot.delete()
    else:
        put_down(survey, given)
    survey.save(update_fields=["told_on", "over_on"])
