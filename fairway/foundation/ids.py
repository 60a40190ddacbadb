"""Ids that leave the house: random, so that they tell neither order nor time."""

import random
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.core.validators import RegexValidator
from django.db import models

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
LENGTH = 22


_chance = secrets.SystemRandom()
_dice: ContextVar[random.Random] = ContextVar("dice", default=_chance)


def new_public_id() -> str:
    """128 random bits in base 62, always 22 characters."""
    number, digits = _dice.get().getrandbits(128), []
    for _ in range(LENGTH):
        number, digit = divmod(number, 62)
        digits.append(ALPHABET[digit])
    return "".join(digits)


@contextmanager
def ids_from(seed: str) -> Iterator[None]:
    """Ids that a seed foretells, so that the demo company keeps its addresses. Never elsewhere."""
    token = _dice.set(random.Random(seed))  # noqa: S311 foretold on purpose
    try:
        yield
    finally:
        _dice.reset(token)


class PublicIdField(models.CharField):
    """The only id that a URL, the API or an export may show."""

    def __init__(self, **kwargs):
        kwargs.setdefault("max_length", LENGTH)
        kwargs.setdefault("unique", True)
        kwargs.setdefault("editable", False)
        kwargs.setdefault("default", new_public_id)
        kwargs.setdefault("validators", [RegexValidator(rf"^[0-9A-Za-z]{{{LENGTH}}}$")])
        super().__init__(**kwargs)

    def get_prep_value(self, value):
        """What a caller gives as an id may be anything. PostgreSQL fails on a NUL instead of
        finding nothing."""
        value = super().get_prep_value(value)
        return "" if value and "\0" in value else value


class PublicIdConverter:
    """`<public_id:id>` in a URL pattern."""

    regex = rf"[0-9A-Za-z]{{{LENGTH}}}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value
