"""Which small groups follow from published sums?

CASES.json names cases: {"name": {"groups": [[people], …], "k": 5}}; groups may also have names of
their own: {"releases": {"Sales": [people], …}}. Every group of fewer than k people whose sum is a
combination of the published ones is found. --suppress says what to withhold, the cheapest first.

    fairway measure release cases.json --suppress
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fairway.config.cli.measuring.reading import read_text
from fairway.config.cli.measuring.report import Answer
from fairway.config.cli.refusal import Refused

if TYPE_CHECKING:
    from fairway.measurement.release import Audit

MOST_SHOWN = 20
MOST_LISTED = 10_000


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="CASES.json", help="a JSON file, gz or not")
    parser.add_argument("--k", type=int, default=5, help="where a case does not say it (default 5)")
    parser.add_argument(
        "--suppress", action="store_true", help="say which releases to withhold until it is safe"
    )


def run(options: argparse.Namespace) -> Answer:
    from fairway.measurement.release import audit_releases, suppress_releases

    data: dict[str, Any] = {}
    lines: list[str] = []
    for name, case in _cases(options.file).items():
        releases, k = _releases(name, case), _threshold(name, case, options.k)
        audit = audit_releases(releases, k)
        data[name] = _data(audit, case)
        lines += [f"{name}: {audit.in_words()}", *_formulas(audit)]
        if options.suppress and not audit.safe:
            chosen = suppress_releases(releases, k)
            data[name] |= {"withheld": list(chosen.withheld), "safe_then": chosen.safe}
            lines += [f"  {chosen.in_words()}", f"  Withhold: {', '.join(chosen.withheld)}"]
    return Answer(data, lines, as_is=True)


def _cases(path: Path) -> dict[str, dict[str, Any]]:
    try:
        found = json.loads(read_text(path))
    except json.JSONDecodeError as wrong:
        raise Refused(f"{path} is no JSON: {wrong}.") from None
    if isinstance(found, dict) and ("groups" in found or "releases" in found):
        found = {path.stem: found}
    if not isinstance(found, dict) or not all(isinstance(case, dict) for case in found.values()):
        raise Refused(
            f'{path} names no cases. It looks like {{"case": {{"groups": […], "k": 5}}}}.'
        )
    return found


def _releases(name: str, case: dict[str, Any]) -> Any:
    releases = case.get("releases", case.get("groups"))
    if isinstance(releases, dict):
        groups = list(releases.values())
    elif isinstance(releases, list):
        groups = releases
    else:
        raise Refused(f"{name}: there are neither groups nor releases.")
    if not all(isinstance(group, list) for group in groups):
        raise Refused(f"{name}: each group is a list of people.")
    return releases


def _threshold(name: str, case: dict[str, Any], otherwise: int) -> int:
    k = case.get("k", otherwise)
    if not isinstance(k, int) or isinstance(k, bool):
        raise Refused(f"{name}: k is a whole number.")
    return k


def _data(audit: Audit, case: dict[str, Any]) -> dict[str, Any]:
    disclosed, complete = _all_groups(audit)
    data = {
        "k": audit.k,
        "safe": audit.safe,
        "settled": audit.settled,
        "disclosed": disclosed,
        "disclosed_complete": complete,
        "minimal": [
            {"people": list(one.members), "formula": {name: str(n) for name, n in one.formula}}
            for one in audit.disclosures
        ],
        "n_people": audit.n_people,
        "n_releases": audit.n_releases,
        "n_atoms": audit.n_atoms,
        "cautions": [caution.in_words() for caution in audit.cautions],
    }
    if "disclosed" in case:
        data["as_expected"] = _as_sets(disclosed) == _as_sets(case["disclosed"])
    return data


def _all_groups(audit: Audit) -> tuple[list[list[Any]], bool]:
    """With those made of minimal ones, as long as they are not too many to write down."""
    from fairway.measurement import MeasurementError

    try:
        return [list(group) for group in audit.unions(MOST_LISTED)], True
    except MeasurementError:
        return [list(one.members) for one in audit.disclosures], False


def _as_sets(groups: Any) -> set[frozenset[Any]]:
    return {frozenset(group) for group in groups}


def _formulas(audit: Audit) -> list[str]:
    lines = [f"  {one.in_words()}" for one in audit.disclosures[:MOST_SHOWN]]
    if len(audit.disclosures) > MOST_SHOWN:
        lines.append(f"  … and {len(audit.disclosures) - MOST_SHOWN:,} more; --json lists all.")
    return lines
