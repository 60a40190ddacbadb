"""Ids that leave the house: random, so that they tell neither order nor time."""

import secrets

from django.core.validators import RegexValidator
from django.db import models

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
LENGTH = 22


def new_public_id() -> str:
    """128 random bits in base 62, always 22 characters."""
    number, digits = secrets.randbits(128), []
    for _ in range(LENGTH):
        number, digit = divmod(number, 62)
        digits.append(ALPHABET[digit])
    return "".join(digits)


class PublicIdField(models.CharField):
    """The only id that a URL, the API or an export may show."""

    def __init__(self, **kwargs):
        kwargs.setdefault("max_length", LENGTH)
        kwargs.setdefault("unique", True)
        kwargs.setdefault("editable", False)
        kwargs.setdefault("default", new_public_id)
        kwargs.setdefault("validators", [RegexValidator(rf"^[0-9A-Za-z]{{{LENGTH}}}$")])
        super().__init__(**kwargs)


class PublicIdConverter:
    """`<public_id:id>` in a URL pattern."""

    regex = rf"[0-9A-Za-z]{{{LENGTH}}}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value
