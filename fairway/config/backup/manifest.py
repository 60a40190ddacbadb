"""What a backup says about itself, so that it can be checked before and after it is used."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

from fairway.config.cli.refusal import Refused

NAME = "manifest.json"
FORMAT = 1
PIECE = 1024 * 1024


@dataclass(frozen=True)
class Member:
    """One file in the archive."""

    size: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    version: str
    made_at: str
    company: str
    database: str
    migrations: list[list[str]]
    rows: dict[str, int]
    chain: dict[str, str | int]
    keys: dict[str, str] = field(default_factory=dict)
    members: dict[str, Member] = field(default_factory=dict)

    @property
    def files(self) -> list[str]:
        """The uploaded files among the members."""
        return [name for name in self.members if name.startswith("files/")]

    def as_json(self) -> bytes:
        return json.dumps({"format": FORMAT, **asdict(self)}, indent=1, sort_keys=True).encode()

    @classmethod
    def from_json(cls, text: bytes) -> Manifest:
        try:
            said = json.loads(text)
            if said.pop("format") != FORMAT:
                raise Refused("This backup was made by a newer Fairway; use that version.")
            members = {name: Member(**one) for name, one in said.pop("members").items()}
            return cls(**said, members=members)
        except (ValueError, TypeError, KeyError, AttributeError) as wrong:
            raise Refused(
                "This is not a backup of Fairway: its manifest cannot be read."
            ) from wrong


def pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            yield piece


def describe(path: Path) -> Member:
    seen = hashlib.sha256()
    for piece in pieces(path):
        seen.update(piece)
    return Member(path.stat().st_size, seen.hexdigest())
