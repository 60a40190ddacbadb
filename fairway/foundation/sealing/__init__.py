"""Sealed data: what only the right person's page may open, and erasure destroys for good.

Each person has a data key; it lies in the database wrapped by a key of the keyring, which lies
outside the database and its backup. `SealedField` keeps a text under the key of the row's subject.
"""

from fairway.foundation.sealing.errors import Erased, MissingKey, SealingError, WrongKey
from fairway.foundation.sealing.fields import SealedField, lend_keys, with_keys
from fairway.foundation.sealing.keyring import Keyring, keyring
from fairway.foundation.sealing.rotation import keys_in_use, missing_keys, rewrap_all, rotate_keys
from fairway.foundation.sealing.subjects import data_key_for, data_keys_for, destroy_key, make_keys
from fairway.foundation.sealing.values import read_values, record_values

__all__ = [
    "Erased",
    "Keyring",
    "MissingKey",
    "SealedField",
    "SealingError",
    "WrongKey",
    "data_key_for",
    "data_keys_for",
    "destroy_key",
    "keyring",
    "keys_in_use",
    "lend_keys",
    "make_keys",
    "missing_keys",
    "read_values",
    "record_values",
    "rewrap_all",
    "rotate_keys",
    "with_keys",
]
