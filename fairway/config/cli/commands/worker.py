"""Do background work: one of the processes that `run` starts and looks after.

Finishes what it has in hand when it is told to stop. Several may run at once.
"""

from __future__ import annotations

import argparse

from fairway.config.cli.refusal import Refused

PROCESS = "worker"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--queue",
        dest="queues",
        metavar="NAME",
        action="append",
        help="only this queue; may be given several times (default: all)",
    )


def run(options: argparse.Namespace) -> None:
    from fairway.foundation.jobs import worker
    from fairway.foundation.jobs.backend import QUEUES

    unknown = set(options.queues or ()) - set(QUEUES)
    if unknown:
        raise Refused(f"There is no queue {min(unknown)}; there are {', '.join(QUEUES)}.")
    worker.run(options.queues or QUEUES)
