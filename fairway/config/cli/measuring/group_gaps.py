"""How gaps between groups are told: rates, ratings, and both with the work held equal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from fairway.config.cli.measuring.report import columns, limits, points, shown

if TYPE_CHECKING:
    from fairway.measurement import AdjustedGap, GroupGap, MeanGap, Slope

WHAT_LACKS = {
    "ratio": "not under four fifths",
    "chance": "chance may explain it",
    "shortfall": "fewer than two people short",
    "size": "too few people",
    "flips": "one decision would reverse it",
}
REVIEW = "worth a review"


def rates_data(gaps: Sequence[GroupGap]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for gap in gaps:
        rates = gap.rates
        found[str(gap.name)] = {
            "reference": gap.reference,
            "chosen": rates.focal[0],
            "n": rates.focal[1],
            "chosen_reference": rates.reference[0],
            "n_reference": rates.reference[1],
            "rate": rates.rates[0],
            "rate_reference": rates.rates[1],
            "impact_ratio": rates.estimate,
            **limits(rates.interval),
            "p": rates.p,
            "p_one_sided": rates.p_one_sided,
            "p_exact": rates.p_exact,
            "q": gap.q,
            "z": rates.z,
            "h": rates.effect,
            "shortfall": rates.shortfall,
            "flip_flop": rates.flips,
            "below_four_fifths": rates.below_four_fifths,
            "review": gap.review,
            "held_back": gap.held_back,
            "said": gap.in_words(),
            **({"means": mean_data(gap.means)} if gap.means else {}),
        }
    return found


def mean_data(gap: MeanGap) -> dict[str, Any]:
    return {
        "difference": gap.difference,
        "d": gap.estimate,
        **limits(gap.interval),
        "g": gap.unbiased,
        "t": gap.t,
        "p": gap.p,
        "n": gap.counts[0],
        "n_reference": gap.counts[1],
    }


def rates_lines(gaps: Sequence[GroupGap]) -> list[str]:
    """A group each, then what follows: never that there is a bias, only that a look is worth it."""
    reference = gaps[0].rates.reference
    lines = [
        f"Against {gaps[0].reference}: {reference[0]:,} of {reference[1]:,} chosen "
        f"({_percent(gaps[0].rates.rates[1])}).",
        "",
    ]
    lines += columns(
        ("group", "chosen", "of", "rate", "impact ratio", "low", "high", "p", "q", "short", ""),
        [
            (
                gap.name,
                *gap.rates.focal,
                _percent(gap.rates.rates[0]),
                points(gap.rates.estimate),
                *(points(end) for end in limits(gap.rates.interval).values()),
                shown(gap.rates.p, 3),
                shown(gap.q, 3),
                f"{gap.rates.shortfall:.1f}",
                REVIEW if gap.review else _lacking(gap.held_back),
            )
            for gap in gaps
        ],
    )
    compared = {str(gap.name): gap.means for gap in gaps if gap.means}
    if compared:
        lines += ["", *means_lines(compared, str(gaps[0].reference))]
    return lines


def _lacking(held_back: Sequence[str]) -> str:
    """Where groups are too small that is the whole answer."""
    first = "size" if "size" in held_back else held_back[0]
    return f"cannot be said: {WHAT_LACKS[first]}" if first == "size" else WHAT_LACKS[first]


def means_data(gaps: Mapping[str, MeanGap | str], reference: str) -> dict[str, Any]:
    return {
        name: {"refused": gap}
        if isinstance(gap, str)
        else {"reference": reference, "means": mean_data(gap)}
        for name, gap in gaps.items()
    }


def means_lines(gaps: Mapping[str, MeanGap | str], reference: str) -> list[str]:
    lines = [f"Ratings against {reference}, d in standard deviations:"]
    rows: list[tuple[object, ...]] = []
    for name, gap in gaps.items():
        if isinstance(gap, str):
            rows.append((name, None, None, None, None, None, None, gap))
            continue
        ends = (points(end) for end in limits(gap.interval).values())
        told = (points(gap.difference), points(gap.estimate), *ends, shown(gap.p, 3))
        rows.append((name, gap.counts[0], *told, ""))
    return lines + columns(("group", "people", "difference", "d", "low", "high", "p", ""), rows)


def adjusted_data(gaps: Mapping[str, AdjustedGap | str]) -> dict[str, Any]:
    return {
        name: {"refused": gap}
        if isinstance(gap, str)
        else {
            "unadjusted": _slope(gap.unadjusted),
            "adjusted": _slope(gap.adjusted),
            "explained": gap.explained,
            "n": gap.n,
            "raters": gap.raters,
            "cautions": [caution.in_words() for caution in gap.cautions],
        }
        for name, gap in gaps.items()
    }


def _slope(slope: Slope | None) -> dict[str, Any] | None:
    if slope is None:
        return None
    return {
        "estimate": slope.estimate,
        "se": slope.error,
        **limits(slope.interval),
        "df": slope.freedom,
        "p": slope.p,
    }


def adjusted_lines(
    gaps: Mapping[str, AdjustedGap | str], held: Sequence[str], outcome: str
) -> list[str]:
    lines = [f"Difference in {outcome}, as found and with {', '.join(held)} held equal:"]
    notes: list[str] = []
    rows: list[tuple[object, ...]] = []
    for name, gap in gaps.items():
        if isinstance(gap, str):
            notes.append(f"{name}: {gap}")
            continue
        for what, slope in (("as found", gap.unadjusted), ("held equal", gap.adjusted)):
            if slope is None:
                rows.append((f"{name}, {what}", gap.n, None, None, None, None, "cannot be said"))
                continue
            ends = limits(slope.interval).values()
            told = (slope.estimate, slope.error, *ends)
            rows.append((f"{name}, {what}", gap.n, *(shown(one, 3) for one in told), ""))
        notes += [f"{name}: {caution.in_words()}" for caution in gap.cautions]
    if rows:
        lines += columns(("group", "people", "difference", "se", "low", "high", ""), rows)
    return [*lines, *notes]


def _percent(share: float) -> str:
    return f"{100 * share:.1f} %"
