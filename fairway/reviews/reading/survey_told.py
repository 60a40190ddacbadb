"""What people said of a cycle, as far as the reader may know of it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from fairway.foundation.sealing import Erased
from fairway.people.models import Person
from fairway.people.relations import PreparedForViewers
from fairway.reviews.models import (
    CycleSurvey,
    ReviewCycle,
    Statement,
    SurveyResult,
    SurveyWords,
)
from fairway.reviews.reading.cycle_report import Cell, Table


@dataclass(frozen=True)
class Said:
    """`table` has a column for all together and one for each part that may stand beside it."""

    survey: Any
    table: Table | None
    words: Sequence[str]


def said_of(cycle: ReviewCycle, viewer: Person) -> Said | None:
    """Three queries. None where nobody was asked, or nobody of the reader's units."""
    found = SURVEY.find(viewer, cycle.pk)
    if not found:
        return None
    [survey] = found
    return Said(survey, _table(TOLD.find(viewer, survey.pk)), _words(survey, viewer))


def _survey(viewer: Person, cycle: int) -> QuerySet[Any, Any]:
    return CycleSurvey.objects.allowed(viewer).filter(cycle=cycle)


def _told(viewer: Person, survey: int) -> QuerySet[Any, Any]:
    return SurveyResult.objects.allowed(viewer).filter(survey=survey).select_related("unit")


def _latest_words(viewer: Person, survey: int) -> QuerySet[Any, Any]:
    return SurveyWords.objects.allowed(viewer).filter(survey=survey).order_by("-number")[:1]


OF_THE_CYCLE, OF_THE_SURVEY = -61, -62
SURVEY = PreparedForViewers(_survey, OF_THE_CYCLE)
TOLD = PreparedForViewers(_told, OF_THE_SURVEY)
WORDS = PreparedForViewers(_latest_words, OF_THE_SURVEY)


def _table(told: Sequence[SurveyResult]) -> Table | None:
    whole = _figures(one for one in told if one.is_whole)  # the later ones over the earlier
    if not whole:
        return None
    parts = sorted(
        ((_name(one), _figures([one])) for one in told if not one.is_whole),
        key=lambda part: part[0],
    )
    columns = (_("Statement"), _("All together"), *(name for name, _told in parts))
    rows = [
        (
            str(Statement(key).label),
            [_cell(figures.get(key)) for figures in (whole, *(f for _n, f in parts))],
        )
        for key in Statement.values
    ]
    note = _(
        "Means from 1, not at all, to 5, fully, with a band of how many people stand behind each. "
        "Parts are told only where nobody can be worked out from them."
    )
    return Table("survey", _("What people said of the cycle"), columns, rows, note=note)


def _name(one: SurveyResult) -> str:
    return str(one.unit) if one.unit else _("Without a unit")


def _figures(told: Any) -> Mapping[str, Mapping[str, Any]]:
    return {one["statement"]: one for result in told for one in result.content}


def _cell(figure: Mapping[str, Any] | None) -> Cell:
    if figure is None:
        return Cell(None)
    ends = {
        "high": _("%(mean)s or more (n %(people)s)"),
        "low": _("%(mean)s or less (n %(people)s)"),
    }
    words = ends.get(figure["end"]) or _("%(mean)s (n %(people)s)")
    return Cell(words % {"mean": number_format(figure["mean"], 1), "people": figure["people"]})


def _words(survey: CycleSurvey, viewer: Person) -> Sequence[str]:
    kept = WORDS.find(viewer, survey.pk)
    try:
        return tuple(json.loads(kept[0].read_content() or "[]")) if kept else ()
    except Erased:
        return ()
