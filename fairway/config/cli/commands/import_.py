"""Bring people in from another system's list (CSV or XLSX).

The columns are recognised by their names and content; --map says what one means where that fails.
Nothing is changed when a line has an error, or with --dry-run. Importing the same file again
changes nothing. The file is read, never kept: only the columns that are used survive.
"""

from __future__ import annotations

import argparse
import codecs
from pathlib import Path
from typing import Any

GOALS = (
    "Bring goals in from an outline (Markdown) or a table (CSV). Sections nobody is named for are "
    "left out; what is for others is proposed to them. All of it is written, or nothing."
)


def arguments(parser: argparse.ArgumentParser) -> None:
    kinds = parser.add_subparsers(dest="what", metavar="WHAT", required=True)
    people = kinds.add_parser(
        "people",
        help="people with their units, places, jobs and managers",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    people.add_argument("file", type=Path, metavar="FILE", help="a CSV or XLSX file")
    people.add_argument(
        "--map",
        action="append",
        default=[],
        type=_pair,
        metavar="'COLUMN=FIELD'",
        help="what a column means; an empty field leaves it out (repeatable)",
    )
    people.add_argument(
        "--opt-in",
        action="append",
        default=[],
        metavar="FIELD",
        help="keep a sensitive attribute, sealed, for fairness audits (repeatable)",
    )
    _ways(people)
    _goals(kinds)
    for name, value in (("--demo", True), ("--own", False)):
        people.add_argument(
            name,
            dest="demo",
            action="store_const",
            const=value,
            default=argparse.SUPPRESS,
            help=argparse.SUPPRESS,
        )


def _ways(people: argparse.ArgumentParser) -> None:
    people.add_argument(
        "--dates",
        choices=("day-first", "month-first"),
        help="how to read dates such as 03/04/2024, where the file does not show it",
    )
    people.add_argument("--encoding", type=_encoding, help="the file's, if misread")
    people.add_argument(
        "--skip-errors", action="store_true", help="leave lines with errors out, import the rest"
    )
    people.add_argument(
        "--dry-run", action="store_true", help="say what would change, change nothing"
    )
    people.add_argument("--json", action="store_true", help="answer in JSON; never asks")


def _goals(kinds: Any) -> None:
    goals = kinds.add_parser("goals", help="goals with key results", description=GOALS)
    goals.add_argument("file", type=Path, metavar="FILE", help="Markdown or CSV")
    goals.add_argument(
        "--by",
        required=True,
        metavar="PERSON",
        help="whose proposals they are: a mail address or an employee number",
    )
    goals.add_argument("--period", metavar="NAME", help="the period they are for")
    goals.add_argument(
        "--map",
        action="append",
        default=[],
        type=_section,
        metavar="'SECTION=WHOSE'",
        help="a unit, its code, a person, “me” or “all”; without a section: of all (repeatable)",
    )
    goals.add_argument(
        "--headings", choices=("goals", "sections"), help="what headings are, if misread"
    )
    goals.add_argument(
        "--skip-errors", action="store_true", help="leave goals with errors out, import the rest"
    )
    goals.add_argument("--dry-run", action="store_true", help="say what would come of it")
    goals.add_argument("--json", action="store_true", help="answer in JSON")


def run(options: argparse.Namespace) -> int:
    if options.what == "goals":
        from fairway.config.cli import importing_goals

        return importing_goals.import_file(options)
    from fairway.config.cli import importing

    return importing.import_file(options)


def _pair(text: str) -> tuple[str, str]:
    column, sign, field = text.rpartition("=")
    if not sign or not column.strip():
        raise argparse.ArgumentTypeError("write it as 'Column in the file=field'")
    return column.strip(), field.strip()


def _section(text: str) -> tuple[str, str]:
    section, _sign, whose = text.rpartition("=")
    return section.strip(), whose.strip()


def _encoding(text: str) -> str:
    try:
        return codecs.lookup(text).name
    except LookupError:
        raise argparse.ArgumentTypeError(f"{text} is no known encoding") from None
