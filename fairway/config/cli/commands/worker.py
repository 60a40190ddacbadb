"""Do background work: one of the processes that `run` starts and looks after.

Finishes what it has in hand when it is told to stop. Several may run at once.
"""

from __future__ import annotations

import argparse

from fairway.config.supervisor.lifeline import end_with_supervisor

PROCESS = "worker"


def arguments(parser: argparse.ArgumentParser) -> None:
    from fairway.foundation.jobs.backend import QUEUES

    parser.add_argument(
        "--queue",
        dest="queues",
        action="append",
        choices=QUEUES,
        help="only this queue; may be given several times (default: all)",
    )


def run(options: argparse.Namespace) -> None:
    from fairway.foundation.jobs import worker
    from fairway.foundation.jobs.backend import QUEUES

    end_with_supervisor()
    worker.run(options.queues or QUEUES)
