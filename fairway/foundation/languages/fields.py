"""A model's field that holds Texts."""

from __future__ import annotations

from typing import Any

from django.db import models

from fairway.foundation.languages.texts import Texts


class TextsAttribute:
    """Whatever is assigned becomes Texts at once."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __get__(self, instance: Any, owner: type) -> Any:
        if instance is None:
            return self
        if self.name not in instance.__dict__:
            instance.refresh_from_db(fields=[self.name])
        return instance.__dict__[self.name]

    def __set__(self, instance: Any, value: Any) -> None:
        instance.__dict__[self.name] = Texts.of(value)


class TextsField(models.JSONField):
    """One text per language, as {"en": "…"}; `max_length` holds for each of them."""

    descriptor_class = TextsAttribute

    def __init__(self, *args: Any, max_length: int = 4000, **kwargs: Any) -> None:
        kwargs.setdefault("default", Texts)
        super().__init__(*args, **kwargs)
        self.longest = max_length

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "max_length": self.longest}

    def contribute_to_class(self, cls: Any, name: str, private_only: bool = False) -> None:
        super().contribute_to_class(cls, name, private_only)
        setattr(cls, self.attname, TextsAttribute(self.attname))

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Texts:
        return Texts.of(super().from_db_value(value, expression, connection))
