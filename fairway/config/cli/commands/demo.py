"""Make the demo company Saltmarsh, in a database of its own.

The same number of people and the same day make the same company, down to its addresses.
"""

from __future__ import annotations

import argparse
import time
from datetime import date

from fairway.config.cli.refusal import Refused
from fairway.config.cli.terminal import say

DATABASE = "demo"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--people", type=int, default=240, metavar="N", help="how many work there (default: 240)"
    )
    parser.add_argument(
        "--as-of",
        type=date.fromisoformat,
        metavar="YYYY-MM-DD",
        help="the day it is there (default: today)",
    )
    parser.add_argument(
        "--dense",
        action="store_true",
        help="with everything told of every week, to measure with (takes longer)",
    )
    parser.add_argument(
        "--anew", action="store_true", help="empty the demo database first, if it has a company"
    )


def run(options: argparse.Namespace) -> None:
    from fairway.config.demo import making as demo
    from fairway.config.demo.structure import FEWEST, MOST
    from fairway.config.supervisor.preparation import migrate

    if not FEWEST <= options.people <= MOST:
        raise Refused(f"The demo company can have from {FEWEST:,} to {MOST:,} people.")
    migrate()
    if demo.is_there():
        if not options.anew:
            raise Refused(
                "The demo database already has a company. To make another in its place, and lose "
                "what was changed in it, say --anew."
            )
        demo.clear()
    begun = time.monotonic()
    company = demo.make_demo(
        options.people, today=options.as_of, dense=options.dense, progress=_tell
    )
    say(
        f"Saltmarsh is there, with {options.people:,} people, as of {company.today}. "
        f"It took {time.monotonic() - begun:.1f} s."
    )


def _tell(part: str, rows: int) -> None:
    say(f"  {part}: {rows:,}" if rows else f"  {part}")
