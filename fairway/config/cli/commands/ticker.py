"""Start what recurs and seal the audit log: one of the processes that `run` starts.

One is enough; several do no harm.
"""

from __future__ import annotations

import argparse

PROCESS = "ticker"


def arguments(parser: argparse.ArgumentParser) -> None:
    """None."""


def run(options: argparse.Namespace) -> None:
    from fairway.foundation.jobs import ticker

    ticker.run()
