"""AES-GCM with a version byte, so that a later cipher can live beside this one."""

import hashlib
import hmac
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from fairway.foundation.sealing.errors import WrongKey

VERSION = b"\x01"
NONCE = 12
KEY_BYTES = SALT_BYTES = 32


def new_key() -> bytes:
    return secrets.token_bytes(KEY_BYTES)


def seal(key: bytes, plain: bytes, context: str) -> bytes:
    """`context` says what and whose this is: it opens nowhere else."""
    nonce = secrets.token_bytes(NONCE)
    return VERSION + nonce + AESGCM(key).encrypt(nonce, plain, context.encode())


def unseal(key: bytes, sealed: bytes | memoryview, context: str) -> bytes:
    sealed = bytes(sealed)  # PostgreSQL's driver gives a view
    if sealed[:1] != VERSION or len(sealed) < 1 + NONCE + 16:
        raise WrongKey
    try:
        return AESGCM(key).decrypt(sealed[1 : 1 + NONCE], sealed[1 + NONCE :], context.encode())
    except InvalidTag:
        raise WrongKey from None


def salted_digest(salt: bytes, value: str) -> str:
    """Tells later whether a value is the one meant, and nothing once the salt is gone."""
    return hmac.new(salt, value.encode(), hashlib.sha256).hexdigest()
