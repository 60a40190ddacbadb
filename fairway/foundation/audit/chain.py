"""What is hashed: H(previous, row), over everything an event says."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from typing import Any

BEGINNING = "0" * 64
FORMAT = 1
COLUMNS = (
    "public_id",
    "kind",
    "at",
    "actor_kind",
    "actor_id",
    "actor_ref",
    "subject_type",
    "subject_id",
    "about_id",
    "data",
)


def digest(previous: str, seq: int, row: dict[str, Any]) -> str:
    """The hash of an event as number `seq`, after the event whose hash is `previous`."""
    return hashlib.sha256(f"{previous}\n{canonical(seq, row)}".encode()).hexdigest()


def canonical(seq: int, row: dict[str, Any]) -> str:
    """One spelling for one meaning: keys in order, no spaces, instants in UTC to the microsecond."""
    said = {name: _plain(row[name]) for name in COLUMNS}
    return json.dumps(
        {"format": FORMAT, "seq": seq, **said},
        sort_keys=True,
        separators=(",", ":"),
        ensure_ascii=True,
    )


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    return value
