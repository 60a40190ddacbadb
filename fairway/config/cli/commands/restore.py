"""Put a backup back: checks all of it first, and changes nothing when something is wrong.

Fairway must not be running. Everybody has to sign in again afterwards.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from fairway.config.cli.terminal import say


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="what `fairway backup` made")
    parser.add_argument(
        "--replace", action="store_true", help="lose the data that is here and take the backup's"
    )


def run(options: argparse.Namespace) -> None:
    from fairway.config.backup import restore_backup
    from fairway.config.supervisor.occupancy import alone

    with alone():
        restored = restore_backup(options.file, replace=options.replace)
    say(
        f"Restored what was saved on {restored.manifest.made_at}: {restored.rows:,} rows and "
        f"{restored.files:,} files. Counts, hashes, keys and the audit chain are right."
    )
    if restored.erased_again:
        say(f"{restored.erased_again:,} people who were erased since then stay erased.")
