"""Are people rated lower for being far away?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from fairway.measurement.errors import MeasurementError
from fairway.measurement.gaps.adjusted import AdjustedGap, among_people_of_one_rater, regressed
from fairway.measurement.gaps.columns import gather
from fairway.measurement.gaps.regression import Errors, clustered
from fairway.measurement.given import Numbers, as_numbers, as_share
from fairway.measurement.results import Say, plain

ON_SITE, HOURS = "on-site share", "time-zone hours"
REMOTE, HYBRID = "fully remote", "hybrid"


@dataclass(frozen=True, slots=True)
class WorkModeGaps:
    """Ratings by distance: along the share of days on site and the hours between clocks.

    `on_site` is the difference between all days and none; `hours` that of one hour from whoever
    rates. `remote` (no day on site) and `hybrid` (some) are held against fully on site, apart from
    each other.
    """

    on_site: AdjustedGap
    hours: AdjustedGap
    remote: AdjustedGap
    hybrid: AdjustedGap

    @property
    def n(self) -> int:
        return self.on_site.n

    def in_words(self, _: Say = plain) -> str:
        parts = (self.on_site, self.hours, self.remote, self.hybrid)
        return " ".join(part.in_words(_) for part in parts)


def work_mode_gaps(
    outcome: Any,
    *,
    on_site_share: Any,
    time_zone_hours: Any,
    raters: Any,
    categories: Mapping[str, Any] | None = None,
    amounts: Mapping[str, Any] | None = None,
    errors: Errors = clustered,
    level: float = 0.95,
) -> WorkModeGaps:
    """Regress ratings on distance, with the work held equal.

    Two models, each with the controls: on-site share and hours between time zones as numbers; and
    fully remote and hybrid against fully on site, beside the hours.

    Parameters
    ----------
    outcome
        A rating for each person.
    on_site_share
        Share of working days on site, 0–1.
    time_zone_hours
        Hours between the person's clock and that of whoever rates, in either direction.
    raters, categories, amounts, errors, level
        As in `adjusted_gap`.

    Raises
    ------
    MeasurementError
        For shares outside 0–1, hours beyond 26, and as `adjusted_gap`.
    """
    share, hours = as_numbers(on_site_share, ON_SITE, missing=True), _hours(time_zone_hours)
    with np.errstate(invalid="ignore"):
        if ((share < 0) | (share > 1)).any():
            raise MeasurementError(f"{ON_SITE}: shares must lie in 0–1; divide per cents by 100.")
    level = as_share(level, "level")
    held, lines = dict(categories or {}), dict(amounts or {})
    along = gather(outcome, {ON_SITE: share, HOURS: hours}, raters, held, lines)
    kinds = {
        REMOTE: _as_kind(share == 0, share),
        HYBRID: _as_kind((share > 0) & (share < 1), share),
    }
    apart = gather(outcome, kinds, raters, held, {**lines, HOURS: hours})
    on_site, between = regressed(along, errors, level)
    remote, hybrid = regressed(apart, errors, level, together=True)
    return WorkModeGaps(on_site, between, remote, hybrid)


def time_zone_gap(
    outcome: Any,
    *,
    time_zone_hours: Any,
    raters: Any,
    categories: Mapping[str, Any] | None = None,
    errors: Errors = clustered,
    level: float = 0.95,
) -> AdjustedGap:
    """How ratings differ with each hour between the clocks of a person and of whoever rates.

    As found, with the work held equal, and among people of one rater.

    Parameters
    ----------
    outcome, time_zone_hours
        As in `work_mode_gaps`.
    raters, categories, errors, level
        As in `adjusted_gap`. Hold where people work equal, or what working from home does is told of
        the hours.

    Notes
    -----
    Bell and McCaffrey (2002), Surv. Methodol. 28, 169–181.

    Raises
    ------
    MeasurementError
        For hours beyond 26, and as `adjusted_gap`.
    """
    level = as_share(level, "level")
    hours = {HOURS: _hours(time_zone_hours)}
    people = gather(outcome, hours, raters, dict(categories or {}), {})
    found = regressed(people, errors, level)
    return among_people_of_one_rater(found, people, errors, level)[0]


def _hours(given: Any) -> Numbers:
    hours: Numbers = np.abs(as_numbers(given, HOURS, missing=True))
    with np.errstate(invalid="ignore"):
        if (hours > 26).any():
            raise MeasurementError(f"{HOURS}: no two clocks differ by more than 26 hours.")
    return hours


def _as_kind(is_so: Any, share: Numbers) -> Numbers:
    kind: Numbers = np.where(np.isnan(share), np.nan, is_so.astype(np.float64))
    return kind
