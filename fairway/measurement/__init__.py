"""Pure statistics: no Django, no input or output. Everything here advises, nothing decides.

What is offered is named in `__all__` and loaded when first asked for, so that the room opens in an
instant: `from fairway.measurement import fit_crossed`.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

# Name → the module that holds it, one module for one question.
_HOMES: dict[str, str] = {
    "AdjustedGap": "gaps.adjusted",
    "Caution": "results",
    "CodingAgreement": "wording.coding",
    "ControlChart": "kpi.xmr",
    "ControlCharts": "kpi.xmr_many",
    "CrossCorrelation": "kpi.lead_lag",
    "GrangerTest": "kpi.granger",
    "GroupGap": "gaps.review",
    "HabitSignal": "review_signals.signals",
    "Hint": "wording.reading",
    "Answer": "items",
    "Audit": "release",
    "Batch": "release",
    "Caution": "results",
    "Change": "effects",
    "Disclosure": "release",
    "FewUnitsEffect": "effects",
    "Interval": "results",
    "KeyFigure": "kpi.vanity",
    "LeadLag": "kpi.lead_lag",
    "Limits": "kpi.xmr",
    "MeanGap": "gaps.means",
    "ItemStatistics": "items",
    "Mastery": "items",
    "MeasurementError": "errors",
    "Memory": "items",
    "NotEstimable": "errors",
    "fit_crossed": "raters.crossed",
    "fit_facets": "raters.facets",
    "fit_reviews": "raters.reviews",
    "intraclass_correlations": "raters.agreement",
    "krippendorff_alpha": "raters.alpha",
    "table_of": "raters.agreement",
    "PaceForecast": "kpi.pace",
    "Pacing": "goal_progress.pacing",
    "Part": "goal_progress.rollup",
    "Place": "wording.reading",
    "Progress": "goal_progress.progress",
    "RateGap": "gaps.rates",
    "Reading": "wording.reading",
    "Recency": "review_signals.recency",
    "RollUp": "goal_progress.rollup",
    "Signal": "kpi.xmr",
    "Slope": "gaps.adjusted",
    "TermShare": "wording.terms",
    "VanityScreen": "kpi.vanity",
    "Watched": "kpi.watch",
    "WorkModeGaps": "gaps.work_mode",
    "adjusted_gap": "gaps.adjusted",
    "agreement_of_coders": "wording.coding",
    "benjamini_hochberg": "multiplicity",
    "check_lead": "kpi.lead_lag",
    "check_leads": "kpi.lead_lag",
    "clustered": "gaps.regression",
    "compare_means": "gaps.means",
    "compare_rates": "gaps.rates",
    "compare_summaries": "gaps.means",
    "cross_correlations": "kpi.lead_lag",
    "forecast_pace": "kpi.pace",
    "granger": "kpi.granger",
    "halo_signals": "review_signals.halo",
    "holm": "multiplicity",
    "pace_against_plan": "goal_progress.pacing",
    "progress_into_range": "goal_progress.progress",
    "progress_of_milestones": "goal_progress.progress",
    "progress_of_yes_no": "goal_progress.progress",
    "progress_towards": "goal_progress.progress",
    "random_raters": "gaps.regression",
    "read_wording": "wording.reading",
    "recency": "review_signals.recency",
    "review_gaps": "gaps.review",
    "review_rates": "gaps.review",
    "roll_up": "goal_progress.rollup",
    "screen_for_vanity": "kpi.vanity",
    "shares_of_terms": "wording.terms",
    "spread_signals": "review_signals.spread",
    "watch": "kpi.watch",
    "work_mode_gaps": "gaps.work_mode",
    "xmr": "kpi.xmr",
    "xmr_many": "kpi.xmr_many",
    "PublishedAnswers": "release",
    "PublishedComments": "release",
    "QuizStatistics": "items",
    "Rasch": "items",
    "RaschItem": "items",
    "ReturnToMean": "effects",
    "Stage": "items",
    "StaggeredEffect": "effects",
    "Suppression": "release",
    "audit_releases": "release",
    "estimate_effect": "effects",
    "hold_late": "release",
    "item_statistics": "items",
    "judge_mastery": "items",
    "publish_answers": "release",
    "publish_comments": "release",
    "rasch_cml": "items",
    "rasch_mml": "items",
    "recall_chance": "items",
    "remember": "items",
    "return_to_mean": "effects",
    "suppress_releases": "release",
}
__all__ = sorted(_HOMES)  # noqa: PLE0605 the table above is the list


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
