"""Save the database and the uploaded files into one file, while Fairway runs.

The keys of sealed data and the secret key are not in it: keep a copy of them in another place.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from fairway.config.cli.terminal import say


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file",
        nargs="?",
        type=Path,
        metavar="FILE",
        help="where to (default: backups/ in the data folder, named by the time)",
    )
    parser.add_argument(
        "--keep",
        type=_at_least_one,
        metavar="N",
        help="afterwards delete all but the newest N backups in the data folder",
    )


def _at_least_one(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("at least 1")
    return number


def run(options: argparse.Namespace) -> None:
    from fairway.config.backup import making

    path = options.file or making.default_path()
    manifest = making.make_backup(path)
    rows, files = sum(manifest.rows.values()), len(manifest.files)
    say(f"{path}: {rows:,} rows, {files:,} files, {path.stat().st_size / 1024**2:.1f} MB.")
    if options.keep:
        for gone in making.delete_all_but(options.keep):
            say(f"{gone.name} is deleted.")
    say("Keep a copy of the keys too, in another place: the backup does not hold them.")
