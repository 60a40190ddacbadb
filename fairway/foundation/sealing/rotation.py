"""A new wrapping key, and every data key wrapped anew; may be stopped and begun again."""

from collections.abc import Callable

from django.db import transaction

from fairway.foundation.events import SYSTEM, record
from fairway.foundation.models import SubjectKey
from fairway.foundation.sealing.errors import MissingKey
from fairway.foundation.sealing.keyring import keyring
from fairway.foundation.sealing.subjects import open_key, wrap

CHUNK = 500


def rotate_keys(progress: Callable[[int], None] = lambda done: None) -> tuple[str, int]:
    """The id of the new wrapping key, and how many data keys it now wraps.

    Old wrapping keys stay in the ring: backups made before still need them.
    """
    _need_every_key()
    key_id = keyring().add()
    with transaction.atomic():
        record("foundation.sealing_key_changed", actor=SYSTEM, subject=SubjectKey(pk=0), key=key_id)
    return key_id, rewrap_all(progress)


def rewrap_all(progress: Callable[[int], None] = lambda done: None) -> int:
    """Bring every data key under the current wrapping key; what is already there is left alone."""
    _need_every_key()
    done = 0
    while count := _rewrap_some():
        done += count
        progress(done)
    return done


def keys_in_use() -> set[str]:
    """The ids of the wrapping keys that this database needs."""
    living = SubjectKey.objects.filter(destroyed_at=None)
    return set(living.values_list("wrapping_key", flat=True).distinct())


def missing_keys() -> set[str]:
    """Those of them that the keyring lacks: sealed data would stay closed."""
    return keys_in_use() - keyring().ids()


def _need_every_key() -> None:
    """Before a new key is made: in the wrong ring it would look like the right one."""
    if missing := missing_keys():
        raise MissingKey(min(missing), keyring().folder)


@transaction.atomic
def _rewrap_some() -> int:
    ring = keyring()
    current, _key = ring.current()
    behind = SubjectKey.objects.filter(destroyed_at=None).exclude(wrapping_key=current)
    rows = list(behind.select_for_update().order_by("pk")[:CHUNK])
    for row in rows:
        anew = wrap(row.subject_id, open_key(row, ring), ring)
        # Erased meanwhile (where rows are not locked): leave it destroyed.
        SubjectKey.objects.filter(pk=row.pk, destroyed_at=None).update(**anew)
    return len(rows)
