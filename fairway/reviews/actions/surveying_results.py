"""Tell what a survey of a cycle says, remind once, and destroy the answers in the end."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import timedelta
from typing import Any

from django.db import transaction

from fairway.foundation.access import lock
from fairway.foundation.actors import SYSTEM
from fairway.foundation.events import record
from fairway.foundation.mail.sending import post_each
from fairway.foundation.notifications.preferring import who_takes_mail
from fairway.foundation.sealing import Erased, with_keys
from fairway.people.days import organisation_day
from fairway.reviews.actions.surveying import CHANCE, ONE, fill, poured, put_down
from fairway.reviews.models import (
    CycleSurvey,
    SurveyAnswer,
    SurveyInvitation,
    SurveyPot,
    SurveyResult,
    SurveyWords,
)
from fairway.reviews.report_360 import ALL
from fairway.reviews.survey_results import Given, Results, results, with_late

REMINDER = "reviews.survey"
OPENED = "reviews.survey_opened"  # the kind by which people choose how they hear of it
AHEAD = timedelta(days=3)  # of the last day
AT_ONCE = 500
SEEDS = 2**32


def settle_surveys() -> int:
    """Nightly: what is over everywhere is told; two weeks later the answers go for good."""
    yesterday = organisation_day() - ONE
    to_tell = CycleSurvey.objects.filter(told_on=None, closes_on__lt=yesterday)
    told = [tell_survey(one) for one in to_tell.order_by("pk")]
    standing = CycleSurvey.objects.filter(told_on__isnull=False, over_on=None)
    ended = [end_survey(one) for one in standing.order_by("pk") if one.late_until < yesterday]
    return len(told) + len(ended)


@transaction.atomic
def tell_survey(survey: CycleSurvey, *, seed: int | None = None) -> CycleSurvey:
    """Of what came until its last day: told once, and never told otherwise."""
    survey = lock(survey)
    if survey.told_on is not None:
        return survey
    pot = lock(SurveyPot.objects.get(survey=survey))
    put_down(survey, poured(pot))
    fill(pot, ())
    found = results(_given(survey), survey.threshold, _seed(seed))
    keep_results(survey, found, 1)
    survey.told_on = organisation_day()
    survey.save(update_fields=["told_on"])
    record("reviews.survey_told", actor=SYSTEM, subject=survey, says_anything=bool(found.whole))
    return survey


@transaction.atomic
def end_survey(survey: CycleSurvey, *, seed: int | None = None) -> CycleSurvey:
    """Late answers are told with the others where they are enough; then all of them are destroyed."""
    survey = lock(survey)
    if survey.told_on is None or survey.over_on is not None:
        return survey
    pot = lock(SurveyPot.objects.get(survey=survey))
    late, first = poured(pot), _given(survey)
    if len(late) >= survey.threshold:
        chance = _seed(seed)
        before = results(first, survey.threshold, chance)
        keep_results(survey, with_late(first, late, before, survey.threshold, chance), 2)
    pot.delete()
    SurveyAnswer.objects.filter(survey=survey).delete()
    survey.over_on = organisation_day()
    survey.save(update_fields=["over_on"])
    record("reviews.survey_ended", actor=SYSTEM, subject=survey)
    return survey


@transaction.atomic
def remind_of_surveys() -> int:
    """Once, three days ahead of the last day, whoever has not answered and takes such mail."""
    today = organisation_day()
    ending = CycleSurvey.objects.filter(closes_on__lte=today + AHEAD, closes_on__gte=today)
    waiting = SurveyInvitation.objects.filter(
        survey__in=ending, answered=False, reminded=False, person__active=True
    )
    reminded, asked = 0, list(waiting.select_for_update(of=("self",)).order_by("pk")[:AT_ONCE])
    takers = set(who_takes_mail([one.person_id for one in asked], OPENED))
    for one in asked:
        one.reminded = True
        one.save(update_fields=["reminded"])
        if one.person_id not in takers:  # Home shows it to them all the same
            continue
        post_each(REMINDER, people=[one.person_id], survey=one.survey_id)
        reminded += 1
    return reminded


def _given(survey: CycleSurvey) -> list[Given]:
    found = []
    for row in with_keys(SurveyAnswer.objects.filter(survey=survey), "content"):
        try:
            found.append(Given(**json.loads(row.read_content() or "{}")))
        except Erased:
            return []
    return found


def keep_results(survey: CycleSurvey, found: Results, number: int) -> None:
    """Of all together, and of each part that may stand beside it."""
    for place, figures in sorted(found.figures.items()):
        content = [{"statement": key, **_shown(one)} for key, one in figures.items()]
        unit = survey.unit_id if place == ALL else int(place) if place else None
        SurveyResult.objects.create(
            survey=survey, number=number, unit_id=unit, is_whole=place == ALL, content=content
        )
    if found.words:
        words = SurveyWords(survey=survey, number=number, keeper_id=survey.keeper_id)
        words.seal_content(json.dumps(found.words))
        words.save()


def _shown(group: Any) -> dict[str, Any]:
    told = asdict(group)
    return {name: told[name] for name in ("mean", "end", "people")}


def _seed(given: int | None) -> int:
    return CHANCE.randrange(SEEDS) if given is None else given
