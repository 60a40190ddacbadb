"""A model field whose text only its subject's key opens."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from django.db import models

from fairway.foundation.sealing import cipher
from fairway.foundation.sealing.errors import Erased
from fairway.foundation.sealing.subjects import data_key_for, data_keys_for

M = TypeVar("M", bound=models.Model)
KEYS = "_data_keys"


class SealedField(models.BinaryField):
    """A text that a model seals and reads by two methods, named beside the field:

        body = SealedField(subject="person")
        seal_body, read_body = body.sealing(), body.reading()

    `subject` names the foreign key to the person under whose key the text lies. What is sealed
    for one field of one row opens in no other.
    """

    def __init__(self, *, subject: str, **options: Any) -> None:
        self.subject = subject
        options.setdefault("null", True)
        options.setdefault("editable", False)
        super().__init__(**options)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "subject": self.subject, "null": self.null}

    def sealing(self) -> Callable[[models.Model, str | None], None]:
        """The method that keeps a text, sealed; save the row afterwards as usual."""

        def seal(row: models.Model, text: str | None) -> None:
            setattr(row, self.attname, None if text is None else _sealed(row, self, text))

        return seal

    def reading(self) -> Callable[[models.Model], str | None]:
        """The method that gives the text; an Erased when its subject's key was destroyed."""

        def read(row: models.Model) -> str | None:
            sealed = getattr(row, self.attname)
            return None if sealed is None else _unsealed(row, self, sealed)

        return read

    def subject_id(self, row: models.Model) -> int:
        return int(getattr(row, f"{self.subject}_id"))

    def context(self, row: models.Model) -> str:
        row_id = getattr(row, "public_id", "")
        return f"{row._meta.label_lower}.{self.attname}|{self.subject_id(row)}|{row_id}"


def with_keys(rows: Iterable[M], field: str) -> list[M]:
    """The rows of a list, with the keys to read them fetched in one query."""
    listed = list(rows)
    if not listed:
        return listed
    sealed = _field(listed[0], field)
    lend_keys(listed, data_keys_for(sealed.subject_id(row) for row in listed))
    return listed


def lend_keys(rows: Iterable[models.Model], keys: dict[int, bytes]) -> None:
    """Keys that are at hand already, so that no row asks for its own."""
    for row in rows:
        lent = row.__dict__.get(KEYS)
        row.__dict__[KEYS] = {**lent, **keys} if lent else keys


def _sealed(row: models.Model, field: SealedField, text: str) -> bytes:
    lent = row.__dict__.get(KEYS, {}).get(field.subject_id(row))
    key = lent or data_key_for(field.subject_id(row))
    return cipher.seal(key, text.encode(), field.context(row))


def _unsealed(row: models.Model, field: SealedField, sealed: bytes) -> str:
    keys = row.__dict__.get(KEYS)
    subject_id = field.subject_id(row)
    if keys is not None and subject_id not in keys:
        raise Erased
    key = keys[subject_id] if keys is not None else data_key_for(subject_id)
    return cipher.unseal(key, sealed, field.context(row)).decode()


def _field(row: models.Model, name: str) -> SealedField:
    field = row._meta.get_field(name)
    if not isinstance(field, SealedField):
        raise TypeError(f"{name} is not sealed")
    return field
