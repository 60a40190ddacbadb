"""The data key of each person: made when first needed, destroyed by erasure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone

from fairway.foundation.events import record
from fairway.foundation.models import EventValue, SubjectKey
from fairway.foundation.sealing import cipher
from fairway.foundation.sealing.errors import Erased, MissingKey
from fairway.foundation.sealing.keyring import Keyring, keyring


def data_key_for(subject_id: int) -> bytes:
    """The person's data key, made now if there is none; an Erased once it was destroyed."""
    row = SubjectKey.objects.filter(subject_id=subject_id).first() or _make(subject_id)
    return open_key(row, keyring())


def data_keys_for(subject_ids: Iterable[int]) -> dict[int, bytes]:
    """The keys there are of these people, in one query; none for the erased."""
    ring = keyring()
    rows = SubjectKey.objects.filter(subject_id__in=set(subject_ids), destroyed_at=None)
    return {row.subject_id: open_key(row, ring) for row in rows}


def open_key(row: SubjectKey, ring: Keyring) -> bytes:
    if row.wrapped is None:
        raise Erased
    context = wrapping_context(row.subject_id, row.wrapping_key)
    return cipher.unseal(ring.key(row.wrapping_key), row.wrapped, context)


def wrap(subject_id: int, data_key: bytes, ring: Keyring) -> dict[str, Any]:
    """What a SubjectKey row keeps of a data key, under the current wrapping key."""
    key_id, key = ring.current()
    sealed = cipher.seal(key, data_key, wrapping_context(subject_id, key_id))
    return {"wrapped": sealed, "wrapping_key": key_id}


def wrapping_context(subject_id: int, key_id: str) -> str:
    return f"fairway.subject-key|{subject_id}|{key_id}"


@transaction.atomic
def destroy_key(person: Any, *, actor: Any) -> int:
    """What is sealed of this person can never be read again; says how many event values went.

    The events stay and the chain still verifies: they hold digests whose salt is gone.
    """
    row, _made = SubjectKey.objects.select_for_update().get_or_create(
        subject=person, defaults={"destroyed_at": timezone.now()}
    )
    if row.destroyed_at is None:
        row.wrapped, row.wrapping_key, row.destroyed_at = None, "", timezone.now()
        row.save(update_fields=["wrapped", "wrapping_key", "destroyed_at"])
    gone = EventValue.objects.filter(about=person).exclude(sealed=None, salt=None)
    count = gone.update(sealed=None, salt=None)
    record("foundation.sealed_data_destroyed", actor=actor, subject=person, values=count)
    transaction.on_commit(lambda: keyring().note_erased(person.public_id))
    return count


def make_keys(subject_ids: Iterable[int]) -> dict[int, bytes]:
    """The keys of all these people, made at once where there are none; none for the erased."""
    wanted = set(subject_ids)
    known = SubjectKey.objects.filter(subject_id__in=wanted).values_list("subject_id", flat=True)
    missing = wanted.difference(known)
    if missing:
        ring = _ring_for_new_keys()
        SubjectKey.objects.bulk_create(
            (SubjectKey(subject_id=one, **wrap(one, cipher.new_key(), ring)) for one in missing),
            batch_size=2000,
            ignore_conflicts=True,
        )
    return data_keys_for(wanted)


def _make(subject_id: int) -> SubjectKey:
    ring = _ring_for_new_keys()
    row, _made = SubjectKey.objects.get_or_create(
        subject_id=subject_id, defaults=wrap(subject_id, cipher.new_key(), ring)
    )
    return row


def _ring_for_new_keys() -> Keyring:
    ring = keyring()
    if not ring.ids():
        # An empty ring beside a database that has keys was not brought along: make no new one.
        other = SubjectKey.objects.filter(destroyed_at=None).first()
        if other:
            raise MissingKey(other.wrapping_key, ring.folder)
    return ring
