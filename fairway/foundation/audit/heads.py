"""Heads of the chain, written to files once a day: what a rewritten database cannot undo.

Copy the folder to where the database's administrator cannot write, and a change of any event
that was sealed before the last copy is found.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from fairway.foundation.audit.sealing import head


@dataclass(frozen=True)
class Head:
    on: date
    seq: int
    hash: str


class UnreadableHead(Exception):
    """A file among the heads is not one."""


def folder() -> Path:
    return Path(settings.DATA_DIR) / "audit-heads" / settings.ENV.name


def export_head() -> Path | None:
    """Write today's head, once a day: the first of a day stays. None when nothing is sealed."""
    seq, last = head()
    if not seq:
        return None
    now = timezone.now()
    path = folder() / f"{now:%Y-%m-%d}.json"
    if path.exists():
        return path
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(f".{os.getpid()}")
    said = {"seq": seq, "hash": last, "on": f"{now:%Y-%m-%d}"}
    with draft.open("w") as file:
        json.dump(said, file)
        file.flush()
        os.fsync(file.fileno())
    draft.rename(path)
    return path


def exported_heads(where: Path | None = None) -> Iterator[Head]:
    for path in sorted((where or folder()).glob("*.json")):
        try:
            said = json.loads(path.read_text())
            yield Head(date.fromisoformat(said["on"]), int(said["seq"]), str(said["hash"]))
        except (ValueError, KeyError, TypeError) as error:
            raise UnreadableHead(f"{path} is not an exported head") from error
