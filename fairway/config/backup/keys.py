"""Proof that the keys at hand are those of a backup, without any key being in it."""

from __future__ import annotations

from django.db.models import Exists, OuterRef

from fairway.config.cli.refusal import Refused
from fairway.foundation.events import SYSTEM
from fairway.foundation.models import SubjectKey
from fairway.foundation.sealing import (
    MissingKey,
    WrongKey,
    cipher,
    destroy_key,
    keyring,
    keys_in_use,
)
from fairway.people.models import Person

KNOWN = b"fairway"


def proofs() -> dict[str, str]:
    """For each wrapping key that the database needs, something only this key opens."""
    ring = keyring()
    return {
        key_id: cipher.seal(ring.key(key_id), KNOWN, _context(key_id)).hex()
        for key_id in sorted(keys_in_use())
    }


def refuse_unfitting(proofs: dict[str, str]) -> None:
    ring = keyring()
    for key_id, proof in proofs.items():
        try:
            cipher.unseal(ring.key(key_id), bytes.fromhex(proof), _context(key_id))
        except MissingKey as missing:
            raise Refused(
                f"The sealing key {key_id} is not in {ring.folder}. Without it nothing that is "
                "sealed in this backup could be read. Put the copy of your keys there first."
            ) from missing
        except WrongKey as wrong:
            raise Refused(
                f"The sealing key {key_id} in {ring.folder} is not the one this backup was made "
                "with. Put the right copy of your keys there first."
            ) from wrong


def erase_again() -> int:
    """Whoever was erased after the backup was made stays so: their keys are destroyed once more."""
    people = Person.objects.filter(public_id__in=keyring().erased())
    living = people.filter(
        Exists(SubjectKey.objects.filter(subject=OuterRef("pk"), destroyed_at=None))
    )
    for person in living:
        destroy_key(person, actor=SYSTEM)
    return len(living)


def _context(key_id: str) -> str:
    return f"fairway.backup|{key_id}"
