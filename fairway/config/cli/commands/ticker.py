"""Start what recurs and seal the audit log: one of the processes that `run` starts.

One is enough; several do no harm.
"""

from __future__ import annotations

import argparse

from fairway.config.supervisor.lifeline import end_with_supervisor

PROCESS = "ticker"


def arguments(parser: argparse.ArgumentParser) -> None:
    """None."""


def run(options: argparse.Namespace) -> None:
    from fairway.foundation.jobs import ticker

    end_with_supervisor()
    ticker.run()
