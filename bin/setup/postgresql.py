"""A PostgreSQL server of our own for as long as a command runs: made, used, thrown away."""

from __future__ import annotations

import contextlib
import ctypes
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from setup.console import Stop
from setup.system import postgresql_folder

# Nothing here outlives the command, so nothing has to survive a crash.
SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "200",
    "shared_buffers": "256MB",
    "autovacuum_naptime": "5s",
    "log_min_messages": "warning",
}
INITDB = ("--auth=trust", "--no-sync", "--encoding=UTF8", "--locale=C")
PR_SET_PDEATHSIG = 1


@contextlib.contextmanager
def throwaway_postgresql() -> Iterator[str]:
    """Yields a DATABASE_URL. The server listens on a socket in a private folder and nowhere else."""
    programs = postgresql_folder()
    if programs is None:
        raise Stop(
            "no PostgreSQL server on this machine; on Debian and Ubuntu: apt install postgresql"
        )
    # A socket's path may have 107 characters at most, which rules out folders inside the checkout.
    home = Path(tempfile.mkdtemp(prefix="fairway-pg-", dir="/tmp"))
    owner = _owner()
    if owner:
        os.chown(home, *owner)
    try:
        server = _start(programs, home, owner)
        try:
            _wait(programs, home, server)
            yield f"postgresql://fairway@/postgres?host={quote(str(home), safe='')}"
        finally:
            _stop(server)
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _owner() -> tuple[int, int] | None:
    """PostgreSQL refuses to run as root: then it runs as a user who owns nothing else here."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            user = pwd.getpwnam(name)
            return user.pw_uid, user.pw_gid
    raise Stop("PostgreSQL will not run as root, and there is neither a user postgres nor nobody")


def _as(owner: tuple[int, int] | None) -> dict:
    if owner is None:
        return {}
    return {"user": owner[0], "group": owner[1], "extra_groups": []}


def _start(programs: Path, home: Path, owner: tuple[int, int] | None) -> subprocess.Popen:
    made = subprocess.run(
        [programs / "initdb", "-D", home / "data", "-U", "fairway", *INITDB],
        capture_output=True,
        text=True,
        check=False,
        cwd=home,
        **_as(owner),
    )
    if made.returncode:
        raise Stop(f"initdb failed:\n{made.stdout}{made.stderr}")
    settings = [part for name, value in SETTINGS.items() for part in ("-c", f"{name}={value}")]
    with (home / "log").open("w") as log:
        return subprocess.Popen(
            [programs / "postgres", "-D", home / "data", "-k", home, *settings],
            stdout=log,
            stderr=log,
            cwd=home,
            # Not in our group, or Ctrl-C would stop it beneath the tests that are ending.
            start_new_session=True,
            preexec_fn=_die_with_parent,  # noqa: PLW1509 - no threads run yet
            **_as(owner),
        )


def _die_with_parent() -> None:
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGQUIT)


def _wait(programs: Path, home: Path, server: subprocess.Popen) -> None:
    until = time.monotonic() + 60
    ready = [programs / "pg_isready", "-q", "-h", home, "-U", "fairway", "-d", "postgres"]
    while time.monotonic() < until and server.poll() is None:
        if subprocess.run(ready, check=False).returncode == 0:
            return
        time.sleep(0.05)
    raise Stop(f"PostgreSQL did not start:\n{(home / 'log').read_text()}")


def _stop(server: subprocess.Popen) -> None:
    server.send_signal(signal.SIGQUIT)
    try:
        server.wait(10)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()
