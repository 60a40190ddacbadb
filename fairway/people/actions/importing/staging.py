"""The cells of mapped columns, sealed, until an import is done: what else the file held is gone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from fairway.foundation.access import claim
from fairway.foundation.bulk import insert_rows
from fairway.foundation.refusal import Refusal
from fairway.foundation.sealing import cipher, data_key_for
from fairway.foundation.versions import next_version
from fairway.people.importing.column import MAPPED, Column
from fairway.people.importing.isolated import Cells, Table
from fairway.people.importing.lines import Lines, pack, unpack
from fairway.people.models import ImportBatch, ImportChunk, Person
from fairway.people.rules import claim_lead

State = ImportBatch.State


class NotNow(Refusal):
    """The import is at another step: somebody was quicker, or it is done."""

    code = "import_elsewhere"

    def __init__(self) -> None:
        super().__init__(_("This import has moved on meanwhile. Look at where it is now."))


class AnotherFile(Refusal):
    """The columns differ from those of the file that this import began with."""

    code = "another_file"

    def __init__(self) -> None:
        super().__init__(
            _("The columns of this file are not those of the first. Begin a new import for it.")
        )


@dataclass
class Staged:
    """The lines of a batch with the cells of the columns that are read now."""

    batch: ImportBatch

    def __iter__(self) -> Iterator[list[Cells]]:
        wanted = [one["index"] for one in self.batch.columns if one["state"] == MAPPED]
        places = [self.batch.reading["staged"].index(one) for one in wanted]
        for lines in opened(self.batch):
            yield [[line, width, *(cells[at] for at in places)] for line, width, *cells in lines]


def opened(batch: ImportBatch) -> Iterator[list[Cells]]:
    key = _key_of(batch)
    chunks = ImportChunk.objects.filter(batch=batch).values_list("number", "packed")
    for number, sealed in chunks.iterator(chunk_size=20):
        yield unpack(cipher.unseal(key, bytes(sealed), _context(batch, number)))


@transaction.atomic
def stage_import(
    table: Table, columns: list[Column], lines: Lines, *, actor: Person
) -> ImportBatch:
    """Keep the mapped cells until the import is done, discarded, or forgotten for a week."""
    claim_lead(actor)
    batch = ImportBatch.objects.create(created_by=actor, state=State.MAPPING)
    batch.reading = {
        "kind": table.kind,
        "encoding": table.encoding,
        "sheet": table.sheet,
        "header_line": table.header_line,
        "width": len(table.headers),
    }
    _keep(batch, columns, lines.packed, lines.count)
    return batch


@transaction.atomic
def stage_again(
    batch: ImportBatch,
    table: Table,
    columns: list[Column],
    lines: Lines,
    *,
    actor: Person,
    first: str = "",
    said: dict[str, str] | None = None,
    version: int | None = None,
) -> ImportBatch:
    """The same file once more, because other columns of it are wanted. Raises AnotherFile."""
    batch = claimed(batch, actor, State.MAPPING, State.REVIEW)
    next_version(batch, version)
    if [one["header"] for one in batch.columns] != table.headers:
        raise AnotherFile
    _say(batch, first, said)
    _keep(batch, columns, lines.packed, lines.count)
    return batch


@transaction.atomic
def set_columns(
    batch: ImportBatch,
    columns: list[Column],
    *,
    actor: Person,
    first: str = "",
    said: dict[str, str] | None = None,
    version: int | None = None,
) -> ImportBatch:
    """Read other columns among those that were kept; what is no longer read goes at once."""
    batch = claimed(batch, actor, State.MAPPING, State.REVIEW)
    next_version(batch, version)
    _say(batch, first, said)
    before = batch.reading["staged"]
    kept = [one.index for one in columns if one.is_read]
    if kept == before:
        batch.columns = [one.as_json() for one in columns]
        batch.save()
        return batch
    places = [before.index(one) for one in kept]
    fewer = [
        pack([[line, width, *(cells[at] for at in places)] for line, width, *cells in lines])
        for lines in opened(batch)
    ]
    _keep(batch, columns, fewer, batch.rows)
    return batch


def claimed(batch: ImportBatch, actor: Any, *states: str) -> ImportBatch:
    """The batch locked, at one of these steps. Raises NotNow."""
    locked = claim(batch, actor=actor, verb="edit")
    if locked.state not in states:
        raise NotNow
    return locked


def _say(batch: ImportBatch, first: str, said: dict[str, str] | None) -> None:
    batch.reading["first"] = first
    batch.choices["remember"] = batch.choices.get("remember", {}) | (said or {})


def _keep(batch: ImportBatch, columns: list[Column], packed: Iterable[bytes], rows: int) -> None:
    batch.columns = [one.as_json() for one in columns]
    batch.reading["staged"] = [one.index for one in columns if one.is_read]
    batch.rows = rows
    batch.save()
    batch.chunks.all().delete()
    key = _key_of(batch)
    sealed = (
        (batch.pk, number, cipher.seal(key, some, _context(batch, number)))
        for number, some in enumerate(packed)
    )
    insert_rows(ImportChunk, ("batch", "number", "packed"), sealed)


def _key_of(batch: ImportBatch) -> bytes:
    """Whoever imports lends their key: erased with them, and no use to whoever has a backup."""
    return data_key_for(int(batch.created_by_id or 0))


def _context(batch: ImportBatch, number: int) -> str:
    return f"people.importchunk|{batch.public_id}|{number}"
