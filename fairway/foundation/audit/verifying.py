"""Does the chain still say what it said? Walks all of it and compares it with exported heads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from fairway.foundation.audit.chain import BEGINNING, COLUMNS, digest
from fairway.foundation.audit.heads import Head, exported_heads
from fairway.foundation.models import Event

AT_ONCE = 5000


@dataclass(frozen=True)
class Verdict:
    """What a walk along the chain found; `broken` says the first thing wrong, in words."""

    sealed: int
    unsealed: int
    heads: int
    broken: str = ""

    @property
    def sound(self) -> bool:
        return not self.broken

    def in_words(self) -> str:
        tail = f"{self.unsealed:,} not sealed yet" if self.unsealed else "none waiting"
        if self.broken:
            return f"The audit chain is broken. {self.broken}"
        heads = f"{self.heads:,} exported head{'' if self.heads == 1 else 's'}"
        return f"{self.sealed:,} events sealed, {tail}; the chain holds and agrees with {heads}."


class Broken(Exception):
    """The first break, in words."""


def verify_chain(heads: Iterable[Head] | None = None) -> Verdict:
    """Walk the whole chain; `heads` are by default those in the data folder."""
    known = sorted(exported_heads() if heads is None else heads, key=lambda head: head.seq)
    broken = ""
    try:
        _reaches(known, _walk(known))
    except Broken as found:
        broken = str(found)
    return Verdict(
        sealed=Event.objects.filter(seq__isnull=False).count(),
        unsealed=Event.objects.filter(seq=None).count(),
        heads=len(known),
        broken=broken,
    )


def _walk(heads: list[Head]) -> int:
    """From the beginning to the end, whose number it gives."""
    exported = {head.seq: head for head in heads}
    seq, previous = 0, BEGINNING
    for expected, row in enumerate(_sealed(), start=1):
        seq = row["seq"]
        if seq != expected:
            raise Broken(_missing(expected, seq))
        if digest(previous, seq, row) != row["hash"]:
            raise Broken(f"Event {seq:,} ({row['kind']}) is not what was sealed.")
        if seq in exported and exported[seq].hash != row["hash"]:
            raise Broken(
                f"Event {seq:,} or one before it is not what was exported on "
                f"{exported[seq].on:%Y-%m-%d}: the chain was rewritten."
            )
        previous = row["hash"]
    return seq


def _sealed() -> Iterator[dict[str, Any]]:
    events = Event.objects.filter(seq__isnull=False).order_by("seq")
    last = None
    while True:
        rows = events if last is None else events.filter(seq__gt=last)
        some = list(rows.values("seq", "hash", *COLUMNS)[:AT_ONCE])
        if not some:
            return
        yield from some
        last = some[-1]["seq"]


def _missing(first: int, found: int) -> str:
    if found < first:
        return f"An event bears the number {found:,}, which the chain never gives."
    if found - first == 1:
        return f"Event {first:,} is missing."
    return f"Events {first:,} to {found - 1:,} are missing."


def _reaches(heads: list[Head], last: int) -> None:
    if heads and heads[-1].seq > last:
        raise Broken(
            f"The chain ends at event {last:,}, but {heads[-1].seq:,} were there when its head was "
            f"exported on {heads[-1].on:%Y-%m-%d}: the end is missing."
        )
