"""One-time secrets: how they are made, written down and compared."""

from __future__ import annotations

import secrets
from hmac import compare_digest

from django.utils.crypto import salted_hmac

# Nothing that can be mistaken for another sign when read aloud or off paper.
SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
CODE_LENGTH = 8
SALT = "fairway.accounts"


def new_code() -> str:
    """Eight signs, 39 bits: enough for something short-lived that few tries are given for."""
    return "".join(secrets.choice(SIGNS) for _ in range(CODE_LENGTH))


def new_link_secret() -> str:
    return secrets.token_urlsafe(32)


def shown(code: str) -> str:
    """K7QF3MPD as K7QF-3MPD."""
    return f"{code[:4]}-{code[4:]}"


def typed(code: str) -> str:
    """What a person typed, as it was made: without dashes and spaces, in capitals."""
    return "".join(sign for sign in code.upper() if sign.isalnum())


def digest(secret: str) -> str:
    """Worthless without the signing key, which is not in the database."""
    return salted_hmac(SALT, secret, algorithm="sha256").hexdigest()


def matches(secret: str, known_digest: str) -> bool:
    """Takes as long with nothing to compare to."""
    return compare_digest(digest(secret), known_digest or "0" * 64) and bool(known_digest)
