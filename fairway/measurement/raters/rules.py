"""How much data a statement about a person or a rater needs. Defaults of ours, a policy."""

from __future__ import annotations

from fairway.measurement.results import Caution
from fairway.measurement.results import plain as _

RATEES_TO_ADJUST, RATERS_TO_ADJUST, FORMS_TO_ADJUST = 30, 10, 60
RATERS_OF_ONE_TO_ADJUST, RATERS_OF_ONE_TO_SHOW = 2, 3
RATEES_OF_ONE_FOR_SEVERITY = 5

_TOO_FEW = _(
    "There are %(ratees)s people, %(raters)s raters and %(forms)s forms; scores are adjusted from "
    "30, 10 and 60 on."
)
_ONE_EACH = _(
    "Each person was rated by one rater only: severity and performance cannot be told apart, so "
    "ratings cannot be calibrated and nothing was adjusted. Subtracting each rater's mean would "
    "remove true differences between teams along with severity."
)
_APART = _(
    "People and raters fall into %(sets)s sets that no common rater ties together: scores and "
    "severities of different sets are not comparable."
)
_NO_VARIANCE = _("The data show no differences between people beyond chance: nothing was adjusted.")
_ONE_RATER = _("One rater only: the score cannot be adjusted.")
_FEW_RATEES = _("Rated %(ratees)s people; severity is told from five on.")
_NO_SEVERITY = _("The data show no differences in severity beyond chance.")


def against_adjusting(
    ratees: int, raters: int, forms: int, most_raters_of_one: int, *, varies: bool
) -> Caution | None:
    """Why nobody's score is adjusted, or None."""
    if most_raters_of_one < RATERS_OF_ONE_TO_ADJUST:
        return Caution("one_rater_each", _ONE_EACH)
    if ratees < RATEES_TO_ADJUST or raters < RATERS_TO_ADJUST or forms < FORMS_TO_ADJUST:
        counted = (("ratees", ratees), ("raters", raters), ("forms", forms))
        return Caution("too_few", _TOO_FEW, counted)
    return None if varies else Caution("no_differences", _NO_VARIANCE)


def apart(sets: int) -> list[Caution]:
    return [Caution("disconnected", _APART, (("sets", sets),))] if sets > 1 else []


def against_adjusting_one(raters: int) -> Caution | None:
    return Caution("one_rater", _ONE_RATER) if raters < RATERS_OF_ONE_TO_ADJUST else None


def against_severity(ratees: int, *, varies: bool) -> Caution | None:
    if not varies:
        return Caution("no_severity", _NO_SEVERITY)
    if ratees < RATEES_OF_ONE_FOR_SEVERITY:
        return Caution("few_ratees", _FEW_RATEES, (("ratees", ratees),))
    return None
