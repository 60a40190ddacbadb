"""The wanted cells of a file, kept small, to be gone through more than once."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator

from fairway.people.importing.isolated import Cells


class Lines:
    """Batches of cells, packed, in memory alone."""

    def __init__(self, batches: Iterable[list[Cells]] = ()) -> None:
        self.packed: list[bytes] = []
        self.count = 0
        for batch in batches:
            self.add(batch)

    def add(self, batch: list[Cells]) -> None:
        self.packed.append(pack(batch))
        self.count += len(batch)

    def __iter__(self) -> Iterator[list[Cells]]:
        return map(unpack, self.packed)


def pack(batch: list[Cells]) -> bytes:
    return zlib.compress(json.dumps(batch, separators=(",", ":")).encode(), 1)


def unpack(packed: bytes) -> list[Cells]:
    found: list[Cells] = json.loads(zlib.decompress(packed))
    return found
