"""Statistics over a file (CSV or JSON, gz too), without a database.

Each kind answers one question with an interval, the number it rests on and what the data warn of;
it refuses, with the reason, where the data cannot answer. --json gives the same to programs.
"""

from __future__ import annotations

import argparse
import importlib
import pkgutil
import time
from collections.abc import Iterator
from typing import Any, Protocol, cast

from fairway.config.cli import measuring
from fairway.config.cli.measuring.report import Answer, tell, tell_refusal
from fairway.config.cli.refusal import Refused, in_words

NEEDS_DJANGO = False
# No database at all, so that none is to choose.
DATABASE = "none"


class Measure(Protocol):
    """What a module in `measuring.kinds` offers; its docstring is its help."""

    __doc__: str | None

    def arguments(self, parser: argparse.ArgumentParser) -> None: ...

    def run(self, options: argparse.Namespace) -> Answer: ...


def arguments(parser: argparse.ArgumentParser) -> None:
    kinds = parser.add_subparsers(dest="what", metavar="WHAT", required=True)
    for name, measure in _kinds():
        text = measure.__doc__ or ""
        subparser = kinds.add_parser(
            name,
            help=text.splitlines()[0],
            description=text,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        subparser.set_defaults(measure=measure)
        measure.arguments(subparser)
        subparser.add_argument("--json", action="store_true", help="answer in JSON")


def run(options: argparse.Namespace) -> None:
    from fairway.measurement import MeasurementError

    started = time.perf_counter()
    measure: Measure = options.measure
    try:
        with in_words():
            answer = measure.run(options)
    except MeasurementError as refusal:
        _refuse(options, str(refusal))
    except Refused as refusal:
        _refuse(options, *refusal.reasons)
    else:
        tell(answer, seconds=time.perf_counter() - started, as_json=options.json)


def _refuse(options: argparse.Namespace, *reasons: str) -> None:
    if options.json:
        tell_refusal(reasons)
    raise Refused(*reasons)


def _kinds() -> Iterator[tuple[str, Measure]]:
    from fairway.config.cli.measuring import kinds

    for found in pkgutil.iter_modules(kinds.__path__):
        module: Any = importlib.import_module(f"{measuring.__name__}.kinds.{found.name}")
        yield found.name.rstrip("_"), cast(Measure, module)
