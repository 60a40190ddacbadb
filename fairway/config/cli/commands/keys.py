"""The keys that wrap sealed data: which there are, and a new one.

`fairway keys` lists them and says which this database needs. `fairway keys rotate` makes a new one
and wraps every person's data key with it; stopped half-way, it goes on where it was with
`fairway keys rewrap`. Keep the old files: backups made before still need them.
"""

from __future__ import annotations

import argparse

from fairway.config.cli.refusal import Refused
from fairway.config.cli.terminal import say, warn


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", nargs="?", choices=["list", "rotate", "rewrap"], default="list")


def run(options: argparse.Namespace) -> None:
    from fairway.foundation.sealing import SealingError, missing_keys, rewrap_all, rotate_keys

    try:
        if options.what == "list":
            _list()
        elif options.what == "rotate":
            key_id, count = rotate_keys(_progress)
            say(f"The new key is {key_id}; {count:,} data keys are wrapped with it.")
        else:
            say(f"{rewrap_all(_progress):,} data keys were wrapped with the current key.")
    except SealingError as trouble:
        raise Refused(str(trouble)) from trouble
    if missing := missing_keys():
        raise Refused(f"Missing: {', '.join(sorted(missing))}. What they sealed stays closed.")


def _list() -> None:
    from fairway.foundation.sealing import keyring, keys_in_use

    ring, needed = keyring(), keys_in_use()
    for key_id in sorted(ring.ids() | needed):
        there = "" if key_id in ring.ids() else ", missing"
        say(f"{key_id}  {'needed' if key_id in needed else 'not needed'} by this database{there}")
    say(f"In {ring.folder}.")


def _progress(done: int) -> None:
    warn(f"{done:,} data keys wrapped")
