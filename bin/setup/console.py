"""How the commands in bin/ speak and stop."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent.parent
SETUP = ROOT / ".setup"
VENV = ROOT / ".venv"


class Stop(Exception):
    """The command cannot go on; the text says why and what to do."""


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def in_ci() -> bool:
    return os.environ.get("CI", "").lower() not in {"", "0", "false"}


def finish(main) -> NoReturn:
    """Runs a command's main and leaves with its exit code, without tracebacks for what users can mend."""
    try:
        code = main(sys.argv[1:])
    except Stop as stop:
        say(f"error: {stop}")
        code = 1
    except KeyboardInterrupt:
        say("stopped")
        code = 130
    sys.exit(code)
