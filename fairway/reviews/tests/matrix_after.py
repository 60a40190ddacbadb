"""What comes after a cycle in the access matrix: the survey that asks Ana, what is told of it, and
figures of Support, where she works."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone

from fairway.reviews.models import (
    CycleReport,
    CycleSurvey,
    ReportPart,
    ReviewCycle,
    Statement,
    SurveyInvitation,
    SurveyPot,
    SurveyResult,
    SurveyUnit,
    SurveyWords,
    UnitPattern,
)
from tests.access.binding import Canary, Route
from tests.access.world import SPEAK_FOR

RESPONSE, PATTERNS = "Pulse/survey response", "Calibration patterns by unit"
READ, FEW = "Open to every person", "Kept by few"
ALL = frozenset(SPEAK_FOR)
HR = frozenset({"hr_partner", "people_lead"})
HOLDERS = HR | {"other_hr_partner"}
LEADERS = HR | {"executive"}


def cycle(world: Any) -> ReviewCycle:
    if "after" not in world.things:
        world.things["after"] = _make(world)
    found: ReviewCycle = world.things["after"]
    return found


def _make(world: Any) -> ReviewCycle:
    """As it stands once everything was told."""
    unit, keeper = world.organisation.support, world.people["people_lead"]
    made = ReviewCycle.objects.create(
        name="Over",
        purpose="annual",
        state="closed",
        launched_at=timezone.now(),
        closed_at=timezone.now(),
        period_from=date(2025, 1, 1),
        period_until=date(2025, 7, 1),
        facilitator=keeper,
    )
    today = date.today()  # noqa: DTZ011 around today
    survey = CycleSurvey.objects.create(
        cycle=made,
        unit=unit,
        keeper=keeper,
        asked=9,
        opened_on=today,
        closes_on=today + timedelta(days=9),
        told_on=today,
    )
    SurveyPot.objects.create(survey=survey, keeper=keeper)
    SurveyUnit.objects.create(survey=survey, unit=unit)
    SurveyInvitation.objects.create(survey=survey, person=world.subject, place=unit)
    told = [{"statement": key, "mean": 4.0, "end": "", "people": "5–9"} for key in Statement.values]
    SurveyResult.objects.create(survey=survey, unit=unit, is_whole=True, content=told)
    report = CycleReport.objects.create(cycle=made, made_at=timezone.now(), people=9)
    for model in (ReportPart, UnitPattern):
        model.objects.create(report=report, unit=unit, is_whole=True, people=9, content={})
    return made


def survey(world: Any) -> CycleSurvey:
    return CycleSurvey.objects.get(cycle=cycle(world))


def asked_anew(world: Any) -> str:
    """As before she has answered."""
    SurveyInvitation.objects.filter(survey=survey(world)).update(answered=False)
    return survey(world).get_absolute_url()


def at(name: str) -> Any:
    return lambda world: reverse(f"reviews:{name}", args=[cycle(world).public_id])


def only(name: str, row: str, who: frozenset[str], url: Any, reason: str, **more: Any) -> Route:
    return Route(f"reviews:{name}", row, url=url, also=who, never=ALL - who, reason=reason, **more)


def an_answer(_world: Any) -> dict[str, Any]:
    return {**dict.fromkeys(Statement.values, "4"), "words": ""}


SUBJECT = frozenset({"subject"})
ASKED = "whoever is asked, of themselves"
UNITS = "HR opens it; each finds figures of the units that they look after and of no others"
ROUTES = [
    only("cycle_survey", RESPONSE, SUBJECT, asked_anew, ASKED),
    only(
        "cycle_survey",
        RESPONSE,
        SUBJECT,
        asked_anew,
        ASKED,
        method="post",
        data=an_answer,
        answer=frozenset({302}),
    ),
    only("cycle_report", FEW, HOLDERS, at("cycle_report"), UNITS),
    only("report_file", FEW, HOLDERS, at("report_file"), UNITS),
    only(
        "report_making",
        FEW,
        frozenset({"people_lead"}),
        at("report_making"),
        "who holds the cycle asks for its report",
        method="post",
        answer=frozenset({302}),
    ),
    Route("reviews:patterns", READ, url=lambda world: reverse("reviews:patterns")),
    Route(
        "reviews:patterns_of",
        PATTERNS,
        url=at("patterns_of"),
        never=frozenset({"skip"}),
        reason="her manager’s manager leads no unit here",
    ),
]


def put_words(world: Any, word: str) -> None:
    words = SurveyWords(survey=survey(world), keeper=world.people["people_lead"])
    words.seal_content(json.dumps([word]))
    words.save()


def put_skill(model: Any) -> Any:
    def put(world: Any, word: str) -> None:
        skill = {"skill": "x", "name": word, "all": 9, "below": 6, "above": 0}
        rows = model.objects.filter(report__cycle=cycle(world))
        rows.update(content={"skills": [skill]})

    return put


CANARIES = [
    Canary(FEW, "words", put_words, also=HR),
    Canary(FEW, "figures", put_skill(ReportPart), also=HR),
    Canary(FEW, "patterns", put_skill(UnitPattern), also=LEADERS),
]
