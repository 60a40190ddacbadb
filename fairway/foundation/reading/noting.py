"""Note a read; say who read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import structlog
from django.apps import apps
from django.db import DatabaseError
from django.http import HttpRequest
from django.utils import timezone

from fairway.foundation.models import ReadEntry
from fairway.foundation.ports import Port

log = structlog.get_logger(__name__)
MOST = 200


@dataclass(frozen=True)
class Page:
    """What a page that is noted is called, to the person it is about."""

    key: str
    label: Any


@dataclass(frozen=True)
class Read:
    at: datetime
    reader: Any
    page: Any


pages: Port[Page] = Port(lambda one: one.key)


def note(request: HttpRequest, subject: Any, page: str) -> None:
    """This answer shows something personal of `subject`. One row a page: the first note counts."""
    if page not in pages:
        raise LookupError(f"{page} is no page that is noted: offer it in provides.py")
    reader = getattr(request, "viewer", None)
    if reader is None or reader.pk == subject.pk or hasattr(request, "read_to_note"):
        return
    request.read_to_note = ReadEntry(  # type: ignore[attr-defined]
        at=timezone.now(), reader_id=reader.pk, subject_id=subject.pk, page=page
    )


def write(entry: ReadEntry) -> None:
    """Never slows or breaks the page that was read: what cannot be noted is logged."""
    try:
        entry.save(force_insert=True)
    except DatabaseError as trouble:
        log.error("read not noted", page=entry.page, error=type(trouble).__qualname__)


def of(subject: Any, most: int = MOST) -> list[Read]:
    """Who looked at this person's record, the latest first."""
    entries = list(ReadEntry.objects.filter(subject_id=subject.pk).order_by("-at", "-pk")[:most])
    readers = _people(entry.reader_id for entry in entries)
    return list(_told(entries, readers))


def _told(entries: list[ReadEntry], readers: dict[int, Any]) -> Iterator[Read]:
    for entry in entries:
        label = pages[entry.page].label if entry.page in pages else entry.page
        yield Read(entry.at, readers.get(entry.reader_id), label)


def _people(ids: Iterable[int]) -> dict[int, Any]:
    return apps.get_model("people", "Person")._default_manager.in_bulk(set(ids))
