"""Which column is which: as said with an option, or else by a name that many files use."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from fairway.config.cli.refusal import Refused

USUAL = {
    "ratee": (
        "ratee", "person", "subject", "target", "candidate", "employee", "examinee", "student",
        "idstud", "pid", "id",
    ),
    "rater": ("rater", "judge", "reviewer", "grader", "coder", "observer", "manager"),
    "criterion": ("criterion", "item", "competency", "skill", "question", "dimension", "task", "trait"),
    "rating": ("rating", "score", "y", "value", "mark", "grade", "rate"),
    "unit": ("unit", "ratee", "person", "subject", "target", "case", "document", "item", "id"),
}  # fmt: skip


def add_role(
    parser: argparse.ArgumentParser, role: str, meaning: str, *, also: str | None = None
) -> None:
    """--rater COLUMN; the help says under which names it is found without."""
    names = [f"--{role}"] if also is None else [f"--{role}", f"--{also}"]
    parser.add_argument(*names, dest=role, metavar="COLUMN", help=meaning)


def chosen(header: Sequence[str], given: str | None, role: str, *, option: str = "") -> str:
    found = likely(header, given, role)
    if found is None:
        raise Refused(
            f"Which column is the {option or role}? Say it with --{option or role}. "
            f"There are: {', '.join(filter(None, header))}."
        )
    return found


def likely(header: Sequence[str], given: str | None, role: str) -> str | None:
    """What was given; or the first usual name that the header has, in any letters."""
    if given is not None:
        return given
    small: dict[str, str] = {}
    for name in header:
        small.setdefault(name.lower(), name)
    return next((small[name] for name in USUAL[role] if name in small), None)


def in_order(label: object) -> tuple[float, str]:
    """Numbers by size, other names behind them by letters."""
    said = str(label)
    try:
        return float(said), said
    except ValueError:
        return float("inf"), said
