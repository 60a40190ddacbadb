"""Values an event speaks of that may have to be erased: sealed beside it, a digest within it."""

from __future__ import annotations

import secrets
from typing import Any

from django.db import models

from fairway.foundation.events import record
from fairway.foundation.models import Event, EventValue
from fairway.foundation.sealing import cipher
from fairway.foundation.sealing.errors import Erased
from fairway.foundation.sealing.subjects import data_key_for


def record_values(
    kind: str,
    *,
    actor: Any,
    subject: models.Model,
    about: Any,
    values: dict[str, str],
    **data: Any,
) -> Event:
    """`record`, with values under the key of the person they are about.

    The event keeps a digest of each; its salt is sealed too, or short values could be guessed.
    """
    salts = {name: secrets.token_bytes(cipher.SALT_BYTES) for name in values}
    digests = {name: cipher.salted_digest(salts[name], value) for name, value in values.items()}
    event = record(kind, actor=actor, subject=subject, about=about, digests=digests, **data)
    key = data_key_for(about.pk)
    EventValue.objects.bulk_create(
        EventValue(
            event=event,
            name=name,
            about=about,
            sealed=cipher.seal(key, value.encode(), _context(event, name, "value")),
            salt=cipher.seal(key, salts[name], _context(event, name, "salt")),
        )
        for name, value in values.items()
    )
    return event


def read_values(event: Event) -> dict[str, str | None]:
    """The event's values by name, each checked against its digest; None where it was erased."""
    rows = list(event.values.all())
    return {row.name: _read(event, row) for row in rows}


def _read(event: Event, row: EventValue) -> str | None:
    if row.sealed is None or row.salt is None:
        return None
    try:
        key = data_key_for(row.about_id)
    except Erased:
        return None
    value = cipher.unseal(key, row.sealed, _context(event, row.name, "value")).decode()
    salt = cipher.unseal(key, row.salt, _context(event, row.name, "salt"))
    if cipher.salted_digest(salt, value) != event.data["digests"].get(row.name):
        raise cipher.WrongKey
    return value


def _context(event: Event, name: str, part: str) -> str:
    return f"foundation.eventvalue|{event.public_id}|{name}|{part}"
