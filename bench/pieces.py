"""One measured piece of statistics: `python -m bench.pieces NAME` does it and prints a JSON row."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np

from bench import rivals

DATA = Path(__file__).resolve().parent.parent / "fairway" / "measurement" / "tests" / "data"


def main(arguments: list[str]) -> None:
    if arguments[0] == "make":
        make_a_large_company(Path(arguments[1]))
        return
    print(json.dumps(PIECES[arguments[0]]()))


def timed(work: Callable[[], Any]) -> tuple[Any, float, float]:
    """What it gives, CPU seconds of all threads, and seconds by the clock."""
    cpu, wall = time.process_time(), time.perf_counter()
    result = work()
    return result, time.process_time() - cpu, time.perf_counter() - wall


def alone(work: Callable[[], Any], repeats: int, *, warm: bool = True) -> dict[str, Any]:
    if warm:
        work()
    spent = [timed(work)[1:] for _ in range(repeats)]
    return {"cpu": [cpu for cpu, _ in spent], "wall": [wall for _, wall in spent], "mb": peak()}


def in_turn(
    ours: Callable[[], Any], theirs: Callable[[], tuple[float, Any]], repeats: int
) -> tuple[dict[str, Any], Any, Any]:
    """Ours and theirs one after the other, so that both meet the same machine."""
    mine = ours()
    row: dict[str, Any] = {"cpu": [], "wall": [], "their_cpu": []}
    for _ in range(repeats):
        mine, cpu, wall = timed(ours)
        seconds, other = theirs()
        row["cpu"].append(cpu)
        row["wall"].append(wall)
        row["their_cpu"].append(seconds)
    return row, mine, other


def peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def apart(one: Any, other: Any) -> float:
    """The largest difference, as a share of the numbers."""
    first, second = np.asarray(one, dtype=float), np.asarray(other, dtype=float)
    return float(np.max(np.abs(first - second) / np.abs(second)))


def insteval() -> dict[str, Any]:
    from fairway.measurement import fit_crossed

    rows = np.genfromtxt(DATA / "insteval.csv.gz", delimiter=",", names=True, dtype=np.int64)
    groups = {"s": rows["s"], "d": rows["d"]}

    def ours() -> Any:
        return fit_crossed(rows["y"], None, groups)

    row: dict[str, Any] = {
        "what": "two crossed effects by REML, beside lme4",
        "data": f"InstEval, {len(rows):,} ratings of {len(set(rows['d'])):,} lecturers by "
        f"{len(set(rows['s'])):,} students",
        "most_seconds": 1.0,
        "least_times": 10,
    }
    if missing := rivals.without_lme4():
        return row | alone(ours, 5) | {"not_present": missing}
    with tempfile.TemporaryDirectory(prefix="fairway-bench-") as folder:
        path = Path(folder) / "ratings.csv"
        table = np.column_stack([rows["y"], rows["s"], rows["d"]])
        np.savetxt(path, table, fmt="%d", delimiter=",", header="y,s,d", comments="")
        spent, fit, known = in_turn(ours, lambda: rivals.lme4(path), 3)
    mine = [fit.loglik, *(variance.estimate for variance in fit.variances)]
    off = apart(mine, [known[name] for name in ("loglik", "s", "d", "rest")])
    return row | spent | {"off": off, "most_off": 1e-3, "versions": known["versions"], "mb": peak()}


def crossed_beside_statsmodels() -> dict[str, Any]:
    from fairway.measurement import fit_crossed

    random = np.random.default_rng(1)
    n, ratees, raters = 1_500, 120, 80
    ratee, rater = random.integers(0, ratees, n), random.integers(0, raters, n)
    y = 3 + random.normal(0, 0.7, ratees)[ratee] + random.normal(0, 0.6, raters)[rater]
    y = y + random.normal(0, 1, n)
    spent, fit, known = in_turn(
        lambda: fit_crossed(y, None, {"ratee": ratee, "rater": rater}),
        lambda: rivals.mixed_crossed(y, ratee, rater),
        3,
    )
    mine = [fit.loglik, *(variance.estimate for variance in fit.variances)]
    data = f"{n:,} ratings of {ratees} by {raters}, made from a seed"
    return _beside("two crossed effects", data, spent, apart(mine, known), 1e-3)


def rater_means_beside_statsmodels() -> dict[str, Any]:
    from fairway.measurement import random_raters

    random = np.random.default_rng(2)
    n, raters = 20_000, 1_000
    rater, x = random.integers(0, raters, n), random.normal(size=n)
    design = np.column_stack([x, np.ones(n)])
    y = 0.2 * x + random.normal(0, 0.5, raters)[rater] + random.normal(size=n)
    spent, fit, known = in_turn(
        lambda: random_raters(y, design, rater),
        lambda: rivals.mixed_raters(y, design, rater),
        5,
    )
    mine = [*fit.coefficients, *np.sqrt(np.diag(fit.covariance))]
    data = f"{n:,} ratings by {raters:,}, made from a seed"
    return _beside("regression with raters", data, spent, apart(mine, known), 1e-3)


def granger_beside_statsmodels() -> dict[str, Any]:
    from fairway.measurement import granger

    series = np.genfromtxt(DATA / "bjsales.csv", delimiter=",", names=True)
    lead, sales = series["lead"], series["sales"]
    spent, found, known = in_turn(
        lambda: granger(lead, sales, orders=range(1, 7)),
        lambda: rivals.granger(lead, sales, 6),
        20,
    )
    off = apart([test.f for test in found], known)
    return _beside("Granger's tests, orders 1–6", "series M, 150 points", spent, off, 1e-6)


def _beside(
    what: str, data: str, spent: dict[str, Any], off: float, most_off: float
) -> dict[str, Any]:
    named = {"what": f"{what}, beside statsmodels", "data": data, "versions": rivals.statsmodels()}
    return named | spent | {"off": off, "most_off": most_off, "least_times": 1}


def six_components() -> dict[str, Any]:
    from fairway.measurement import fit_reviews

    rows = np.genfromtxt(DATA / "sim_reviews_400.csv", delimiter=",", names=True)
    ids = [rows[name].astype(int) for name in ("ratee", "rater", "criterion")]
    known = json.loads((DATA / "sim_reviews_400_exact.json").read_text())
    fit = fit_reviews(*ids, rows["y"])
    mine = [fit.loglik, *(variance.estimate for variance in fit.variances)]
    theirs = [known["logLik_REML"], *(known[variance.name] for variance in fit.variances)]
    return {
        "what": "six components of reviews",
        "data": f"{len(rows):,} ratings, made from a seed; known optimum",
        "most_seconds": 1.0,
        "off": apart(mine, theirs),
        "most_off": 1e-3,
        **alone(lambda: fit_reviews(*ids, rows["y"]), 5),
    }


def forms_with_answers_left_out() -> dict[str, Any]:
    return _with_gaps("six questions, a tenth of the answers left out", templates=1)


def forms_of_three_templates() -> dict[str, Any]:
    return _with_gaps("three templates of four of six questions, a tenth left out", templates=3)


def _with_gaps(how: str, templates: int) -> dict[str, Any]:
    """What a cycle's severities are asked of, in turn with the same forms without a gap."""
    from fairway.measurement import fit_reviews
    from fairway.measurement.tests.companies import TRUE, reviews_of_a_company, with_gaps

    people = 10_000
    whole, _truth = reviews_of_a_company(people=people, criteria=6)
    rows = with_gaps(whole, templates)
    spent, fit, _none = in_turn(
        lambda: fit_reviews(*rows), lambda: (timed(lambda: fit_reviews(*whole))[1], None), 3
    )
    complete = median(spent.pop("their_cpu"))
    off = max(abs(one.estimate - TRUE[one.name]) / one.error for one in fit.variances)
    if off > 4 or not fit.converged:
        raise RuntimeError(f"the variances lie {off:.1f} standard errors from the truth")
    return {
        "what": "six components of reviews, incomplete forms",
        "data": f"{fit.forms:,} forms on {people:,} people, {len(rows[3]):,} ratings: {how}; "
        f"the same forms without gaps {complete:.2f} s; truth within {off:.1f} standard errors",
        "most_seconds": 5,
        "mb": peak(),
        **spent,
    }


def make_a_large_company(folder: Path) -> None:
    from fairway.measurement.tests.companies import reviews_of_a_company

    rows, _truth = reviews_of_a_company(people=144_500)
    for name, column in zip(("ratee", "rater", "criterion", "y"), rows, strict=True):
        np.save(folder / f"{name}.npy", column)


def millions_of_ratings() -> dict[str, Any]:
    from fairway.measurement import fit_reviews
    from fairway.measurement.tests.companies import TRUE

    with tempfile.TemporaryDirectory(prefix="fairway-bench-") as folder:
        # Making them takes memory that is not the fit's.
        subprocess.run([sys.executable, "-m", "bench.pieces", "make", folder], check=True)
        names = ("ratee", "rater", "criterion", "y")
        rows = [np.load(Path(folder) / f"{name}.npy") for name in names]
    fit, cpu, wall = timed(lambda: fit_reviews(*rows))
    off = max(abs(one.estimate - TRUE[one.name]) / one.error for one in fit.variances)
    if off > 4 or not fit.converged:
        raise RuntimeError(f"the variances lie {off:.1f} standard errors from the truth")
    return {
        "what": "six components of reviews",
        "data": f"{len(rows[3]):,} ratings, made from a seed; truth within {off:.1f} standard errors",
        "cpu": [cpu],
        "wall": [wall],
        "mb": peak(),
        "most_seconds": 60,
        "most_mb": 3_000,
    }


def release_audit() -> dict[str, Any]:
    from fairway.measurement import audit_releases
    from fairway.measurement.tests.companies import reports_in_a_tree

    releases = reports_in_a_tree(10_000, 852, 4)
    audit = audit_releases(releases, 5)
    if not audit.settled:
        raise RuntimeError("the audit left something open")
    return {
        "what": "audit of releases",
        "data": f"{len(releases):,} reports of 852 managers on 10,000 people in four waves",
        "most_seconds": 5,
        **alone(lambda: audit_releases(releases, 5), 3),
    }


def charts() -> dict[str, Any]:
    from fairway.measurement import xmr_many

    values = np.random.default_rng(0).normal(size=(100_000, 24))
    return {
        "what": "XmR charts",
        "data": "100,000 series of 24 points",
        "most_seconds": 2,
        **alone(lambda: xmr_many(values), 5),
    }


PIECES: dict[str, Callable[[], dict[str, Any]]] = {
    work.__name__: work
    for work in (
        insteval,
        crossed_beside_statsmodels,
        rater_means_beside_statsmodels,
        granger_beside_statsmodels,
        six_components,
        forms_with_answers_left_out,
        forms_of_three_templates,
        millions_of_ratings,
        release_audit,
        charts,
    )
}

if __name__ == "__main__":
    main(sys.argv[1:])
