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
    "Answer": "items",
    "Audit": "release",
    "Batch": "release",
    "Caution": "results",
    "Change": "effects",
    "CodingAgreement": "wording.coding",
    "ControlChart": "kpi.xmr",
    "ControlCharts": "kpi.xmr_many",
    "CrossCorrelation": "kpi.lead_lag",
    "Disclosure": "release",
    "FewUnitsEffect": "effects",
    "GrangerTest": "kpi.granger",
    "GroupGap": "gaps.review",
    "HabitSignal": "review_signals.signals",
    "Hint": "wording.reading",
    "Interval": "results",
    "ItemStatistics": "items",
    "KeyFigure": "kpi.vanity",
    "LeadLag": "kpi.lead_lag",
    "Limits": "kpi.xmr",
    "Mastery": "items",
    "MeanGap": "gaps.means",
    "MeasurementError": "errors",
    "Memory": "items",
    "NotEstimable": "errors",
    "PaceForecast": "kpi.pace",
    "Pacing": "goal_progress.pacing",
    "Part": "goal_progress.rollup",
    "Place": "wording.reading",
    "Progress": "goal_progress.progress",
    "PublishedAnswers": "release",
    "PublishedComments": "release",
    "QuizStatistics": "items",
    "Rasch": "items",
    "RaschItem": "items",
    "RateGap": "gaps.rates",
    "Reading": "wording.reading",
    "Recency": "review_signals.recency",
    "ReturnToMean": "effects",
    "RollUp": "goal_progress.rollup",
    "SelfGap": "gaps.self_others",
    "Signal": "kpi.xmr",
    "Slope": "gaps.adjusted",
    "Stage": "items",
    "StaggeredEffect": "effects",
    "Suppression": "release",
    "TermShare": "wording.terms",
    "VanityScreen": "kpi.vanity",
    "Watched": "kpi.watch",
    "WorkModeGaps": "gaps.work_mode",
    "adjusted_gap": "gaps.adjusted",
    "agreement_of_coders": "wording.coding",
    "audit_releases": "release",
    "benjamini_hochberg": "multiplicity",
    "check_lead": "kpi.lead_lag",
    "check_leads": "kpi.lead_lag",
    "clustered": "gaps.regression",
    "compare_means": "gaps.means",
    "compare_rates": "gaps.rates",
    "compare_summaries": "gaps.means",
    "cross_correlations": "kpi.lead_lag",
    "estimate_effect": "effects",
    "fit_crossed": "raters.crossed",
    "fit_facets": "raters.facets",
    "fit_reviews": "raters.reviews",
    "forecast_pace": "kpi.pace",
    "granger": "kpi.granger",
    "halo_signals": "review_signals.halo",
    "hold_late": "release",
    "holm": "multiplicity",
    "intraclass_correlations": "raters.agreement",
    "item_statistics": "items",
    "judge_mastery": "items",
    "krippendorff_alpha": "raters.alpha",
    "pace_against_plan": "goal_progress.pacing",
    "progress_into_range": "goal_progress.progress",
    "progress_of_milestones": "goal_progress.progress",
    "progress_of_yes_no": "goal_progress.progress",
    "progress_towards": "goal_progress.progress",
    "publish_answers": "release",
    "publish_comments": "release",
    "random_raters": "gaps.regression",
    "rasch_cml": "items",
    "rasch_mml": "items",
    "read_wording": "wording.reading",
    "recall_chance": "items",
    "recency": "review_signals.recency",
    "remember": "items",
    "return_to_mean": "effects",
    "review_gaps": "gaps.review",
    "review_rates": "gaps.review",
    "roll_up": "goal_progress.rollup",
    "screen_for_vanity": "kpi.vanity",
    "self_gap": "gaps.self_others",
    "shares_of_terms": "wording.terms",
    "spread_signals": "review_signals.spread",
    "suppress_releases": "release",
    "table_of": "raters.agreement",
    "watch": "kpi.watch",
    "work_mode_gaps": "gaps.work_mode",
    "xmr": "kpi.xmr",
    "xmr_many": "kpi.xmr_many",
}
__all__ = sorted(_HOMES)  # noqa: PLE0605 the table above is the list


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
