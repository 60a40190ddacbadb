from __future__ import annotations

from fairway.foundation.addresses import address_of
from fairway.foundation.languages import TextsField
from fairway.strategy.models.ranked import Ranked, RankedQuerySet


class ValueQuerySet(RankedQuerySet["Value"]):
    pass


class Value(Ranked):
    """How people here want to work: a name that is easy to say, and what it looks like."""

    name = TextsField(max_length=60)
    looks_like = TextsField(max_length=2000, blank=True)

    objects = ValueQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.name)

    def get_absolute_url(self) -> str:
        return address_of("strategy:value", self.public_id)

    def beside(self) -> ValueQuerySet:
        return Value.objects.all()
