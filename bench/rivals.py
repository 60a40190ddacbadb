"""The same questions asked of lme4 and statsmodels: CPU seconds of the fit alone, and its numbers."""

from __future__ import annotations

import json
import shutil
import subprocess
import time
import warnings
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

SCRIPT = Path(__file__).with_name("lme4.R")


@cache
def without_lme4() -> str:
    """What is missing, in words; empty where R has lme4. Nothing is installed for a comparison."""
    program = shutil.which("Rscript")
    asked = [program or "", "-e", "quit(status = !requireNamespace('lme4', quietly = TRUE))"]
    if program is None:
        return "R is not present (Debian, Ubuntu: apt install r-base-core r-cran-lme4)"
    if subprocess.run(asked, capture_output=True, check=False).returncode:
        return "lme4 is not present (Debian, Ubuntu: apt install r-cran-lme4)"
    return ""


def lme4(ratings: Path) -> tuple[float, dict[str, Any]]:
    done = subprocess.run(
        ["Rscript", "--vanilla", str(SCRIPT), str(ratings)],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found["cpu"], found


def statsmodels() -> str:
    import statsmodels

    return f"statsmodels {statsmodels.__version__}"


def _timed(work: Callable[[], Any]) -> tuple[float, Any]:
    begun = time.process_time()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = work()
    return time.process_time() - begun, found


def mixed_crossed(y: Any, ratee: Any, rater: Any) -> tuple[float, list[float]]:
    import pandas as pd
    from statsmodels.formula.api import mixedlm

    rows = pd.DataFrame({"y": y, "ratee": ratee, "rater": rater, "whole": 1})
    parts = {"ratee": "0 + C(ratee)", "rater": "0 + C(rater)"}
    model = mixedlm("y ~ 1", rows, groups="whole", vc_formula=parts, re_formula="0")
    spent, fit = _timed(lambda: model.fit(reml=True))
    named = dict(zip(model.exog_vc.names, fit.vcomp, strict=True))
    return spent, [fit.llf, named["ratee"], named["rater"], fit.scale]


def mixed_raters(y: Any, design: Any, rater: Any) -> tuple[float, list[float]]:
    from statsmodels.regression.mixed_linear_model import MixedLM

    model = MixedLM(y, design, groups=rater)
    spent, fit = _timed(lambda: model.fit(reml=True))
    return spent, [*fit.fe_params, *fit.bse_fe]


def granger(lead: Any, lag: Any, most: int) -> tuple[float, list[float]]:
    import numpy as np
    from statsmodels.tsa.stattools import grangercausalitytests

    table = np.diff(np.column_stack([lag, lead]), axis=0)
    spent, found = _timed(lambda: grangercausalitytests(table, range(1, most + 1)))
    return spent, [found[order][0]["ssr_ftest"][0] for order in range(1, most + 1)]
