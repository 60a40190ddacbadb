"""The database the environment names, with the settings that keep each kind safe and quick."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlparse

# WAL lets readers go on while one writes; IMMEDIATE takes the write lock at BEGIN, so that a
# transaction waits its turn at the start instead of failing at its first write. The file is not
# mapped into memory, and a connection, of which each thread has one, keeps 16 MB of it: more made
# pages no faster at 100,000 people, for the system keeps what was read, and each process larger.
SQLITE_OPTIONS = {
    "timeout": 20,
    "transaction_mode": "IMMEDIATE",
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
        "PRAGMA cache_size=-16000; PRAGMA temp_store=MEMORY"
    ),
}


# Pages ask many small questions with long conditions. Compiling those takes far longer than to
# answer them, and on the disks of today a row found by an index costs little more than the next.
POSTGRESQL_SESSION = "-c jit=off -c random_page_cost=1.1"

# A lost line of who read what is bearable, a page that waits for it is not.
READS_OPTIONS = {
    **SQLITE_OPTIONS,
    "timeout": 0.25,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL",
}


def reads(path: Path) -> dict[str, Any]:
    """The file beside the database in which it is noted who looked at whose record."""
    return {
        **sqlite(path),
        "OPTIONS": dict(READS_OPTIONS),
        # One table: made from its model, not through the history of all.
        "TEST": {"NAME": str(path.with_name(f"test-{path.name}")), "MIGRATE": False},
    }


def sqlite(path: Path) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "OPTIONS": dict(SQLITE_OPTIONS),
        "ATOMIC_REQUESTS": False,
        # Opening the file and saying the PRAGMAs again would cost more than many a page.
        "CONN_MAX_AGE": None,
        "TEST": {"NAME": str(path.with_name(f"test-{path.name}"))},
    }


def postgresql(url: str, *, demo: bool, threads: int, pooled: bool) -> dict[str, Any]:
    parts = urlparse(url)
    query = dict(parse_qsl(parts.query))
    host = query.pop("host", None) or unquote(parts.hostname or "")
    return {
        "ENGINE": "django.db.backends.postgresql",
        # The demo never shares a database with the organisation's own data.
        "NAME": unquote(parts.path.lstrip("/")) + ("_demo" if demo else ""),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or query.pop("port", "")),
        "ATOMIC_REQUESTS": False,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            "options": POSTGRESQL_SESSION,
            **query,
            **(_pool(threads) if pooled else {"connect_timeout": 10}),
        },
    }


def _pool(threads: int) -> dict[str, Any]:
    """A pool smaller than the threads waits 30 s when all are busy."""
    return {"pool": {"min_size": 1, "max_size": threads + 1, "timeout": 10}}
