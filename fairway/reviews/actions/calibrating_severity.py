"""How strict raters are, and what ratings would be once that is allowed for: advice, kept beside.

All of it is `fairway.measurement`; here stands only what may be said of whom. A rater whose people
nobody else rated cannot be told from them, so nothing is said. Where colleagues' confidential
answers are part of a figure, there are as many of them in it as the cycle promised, or it is not
shown.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from fairway.foundation.bulk import insert_objects, update_rows
from fairway.foundation.events import SYSTEM, record
from fairway.foundation.locks import hold
from fairway.measurement.errors import MeasurementError
from fairway.measurement.results import Caution
from fairway.measurement.results import plain as _
from fairway.people.models import Assignment
from fairway.reviews.calibrating_comparing import as_json
from fairway.reviews.models import Placement, RaterSeverity, RatingFit, ReviewCycle
from fairway.reviews.models.writing import CONFIDENTIAL
from fairway.reviews.reading.calibrating_given import (
    MANAGER,
    NONE_GIVEN,
    Form,
    Given,
    overall_question,
    ratings_given,
    work_modes,
)

ALONE = Caution("alone", _("Cannot be said: nobody else rated the same people."))
FEW = Caution("few_colleagues", _("Cannot be said: too few colleagues rated the same people."))
CANNOT = Caution("cannot", _("The ratings of this cycle cannot tell how strict anybody is."))
ADJUSTED = ("adjusted", "adjusted_low", "adjusted_high", "adjusted_raters")
USUAL = ("", Assignment.WorkMode.ON_SITE)
FEWEST_OF_BOTH = 5  # managers, before what they rate people of one work mode is a source of its own


@dataclass(frozen=True)
class Reckoned:
    """The ratings of a cycle, and what the model says of them; nothing where they do not say it."""

    given: Given
    fit: Any


def fit_ratings(cycle: ReviewCycle) -> RatingFit:
    """Reckon first, then write in one short transaction."""
    reckoned = reckon(cycle)
    with transaction.atomic():
        hold(f"ratings of {cycle.pk}")
        kept = keep(cycle, reckoned, at=timezone.now())
        record("reviews.ratings_reckoned", actor=SYSTEM, subject=kept)
    return kept


def reckon(cycle: ReviewCycle) -> Reckoned:
    question = overall_question(cycle)
    given = ratings_given(cycle, question) if question is not None else NONE_GIVEN
    return Reckoned(given, _fitted(given, work_modes(cycle) if given else {}))


def _fitted(given: Given, modes: Mapping[int, str]) -> Any:
    """None where the data do not say it: too few, or all alike."""
    from fairway.measurement import fit_reviews  # opens numpy, which few processes need

    if not given:
        return None
    try:
        return fit_reviews(
            given.ratee,
            given.rater,
            given.criterion,
            given.value,
            source=_sources(given, modes),
            same_people=True,
        )
    except MeasurementError:
        return None


def _sources(given: Given, modes: Mapping[int, str]) -> list[str]:
    """One for each rating, the same on all of a form: who is asked in two ways of one person counts as the first.

    What managers rate people who work in one way is a source of its own: a gap that all of them make
    would otherwise be taken for the habit of those who lead such teams.
    """
    apart = _modes_apart(given.forms, modes)
    first: dict[tuple[Any, Any], str] = {}
    for one in given.forms:
        first.setdefault((one.ratee, one.rater), _source(one, modes, apart))
    return [first[both] for both in zip(given.ratee, given.rater, strict=True)]


def _source(one: Form, modes: Mapping[int, str], apart: Collection[str]) -> str:
    mode = modes.get(one.ratee, "")
    return f"{one.source} of {mode}" if one.source == MANAGER and mode in apart else one.source


def _modes_apart(forms: Iterable[Form], modes: Mapping[int, str]) -> set[str]:
    """Ways to work that enough managers know beside others: of fewer, how strict they are would
    itself be taken for what is usual of such people."""
    led: dict[Any, set[str]] = defaultdict(set)
    for one in forms:
        if one.source == MANAGER:
            led[one.rater].add(modes.get(one.ratee, ""))
    known = Counter(mode for there in led.values() if len(there) > 1 for mode in there)
    return {mode for mode, count in known.items() if mode not in USUAL and count >= FEWEST_OF_BOTH}


def keep(cycle: ReviewCycle, reckoned: Reckoned, *, at: datetime) -> RatingFit:
    given, fit = reckoned.given, reckoned.fit
    cautions = fit.cautions if fit is not None else (CANNOT,)
    kept, _made = RatingFit.objects.update_or_create(
        cycle=cycle,
        defaults={
            "fitted_at": at,
            "ratings": len(given),
            "forms": fit.forms if fit is not None else 0,
            "cautions": [as_json(one) for one in cautions],
        },
    )
    kept.severities.all().delete()
    severities = fit.severities if fit is not None else ()
    insert_objects([*_severities(kept, severities, given.forms, cycle.threshold)])
    _keep_adjusted(cycle, given.forms, fit.scores if fit is not None else ())
    return kept


def _severities(
    kept: RatingFit, severities: Sequence[Any], forms: Sequence[Form], threshold: int
) -> Iterator[RaterSeverity]:
    """Of managers alone: nobody learns how strict a colleague was who answered in confidence."""
    rated: dict[Any, set[int]] = defaultdict(set)
    raters: dict[int, set[Any]] = defaultdict(set)
    for one in forms:
        raters[one.ratee].add(one.rater)
        if one.source == MANAGER:
            rated[one.rater].add(one.ratee)
    found = {one.rater: one for one in severities}
    hidden = _in_confidence(forms)
    for rater, ratees in rated.items():
        others = set[Any]().union(*(raters[ratee] for ratee in ratees)) - {rater}
        heard = set[Any]().union(*(hidden[ratee] for ratee in ratees)) - {rater}
        why = None if others else ALONE
        if why is None and not _enough(heard, threshold):
            why = FEW
        yield _severity(kept, rater, len(ratees), found.get(rater), why)


def _severity(
    kept: RatingFit, rater: Any, ratees: int, found: Any, why: Caution | None
) -> RaterSeverity:
    row = RaterSeverity(fit=kept, rater_id=rater, ratees=ratees)
    why = why or (found.why if found is not None else None)
    if why is None and found is not None and found.shift is not None:
        row.shift, row.low, row.high = found.shift, found.interval.low, found.interval.high
        row.stands_out = found.stands_out
    else:
        row.why = as_json(why or CANNOT)
    return row


def _keep_adjusted(cycle: ReviewCycle, forms: Sequence[Form], scores: Sequence[Any]) -> None:
    """Only its own columns: whoever moves a rating meanwhile overwrites nothing and loses nothing."""
    others = _in_confidence(forms)
    shown = {
        one.ratee: one
        for one in scores
        if one.shown
        and one.adjusted is not None
        and _enough(others.get(one.ratee, ()), cycle.threshold)
    }
    rows = Placement.objects.filter(session__cycle=cycle, final=None).order_by("pk")
    held = rows.select_for_update(of=("self",), no_key=True).values_list("pk", "person")
    update_rows(Placement, ADJUSTED, ((*_adjusted(shown.get(who)), row) for row, who in held))


def _adjusted(score: Any) -> tuple[float | int | None, ...]:
    """As `ADJUSTED`."""
    if score is None:
        return (None,) * len(ADJUSTED)
    return score.adjusted, score.interval.low, score.interval.high, score.raters


def _in_confidence(forms: Iterable[Form]) -> dict[int, set[Any]]:
    """Who rated each person without their name being known."""
    found: dict[int, set[Any]] = defaultdict(set)
    for one in forms:
        if one.source in CONFIDENTIAL:
            found[one.ratee].add(one.rater)
    return found


def _enough(raters: Collection[Any], threshold: int) -> bool:
    """None, or as many as were promised: beside named ratings that others read, what one or two
    added in confidence could be worked out."""
    return not raters or len(raters) >= threshold
