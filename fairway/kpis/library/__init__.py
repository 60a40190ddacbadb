"""Measures to start from, by function, each with a response: pick one and make it yours."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from fairway.kpis.library import (
    finance,
    health,
    operations,
    people,
    sales,
    service,
    shops,
    social,
    technology,
)
from fairway.kpis.library.sample import Sample

SHELVES = (
    ("service", _("Customer service"), service.SAMPLES),
    ("sales", _("Sales"), sales.SAMPLES),
    ("shops", _("Shops"), shops.SAMPLES),
    ("operations", _("Operations and manufacturing"), operations.SAMPLES),
    ("technology", _("Technology"), technology.SAMPLES),
    ("people", _("People"), people.SAMPLES),
    ("finance", _("Finance"), finance.SAMPLES),
    ("health", _("Health and care"), health.SAMPLES),
    ("social", _("Associations and public service"), social.SAMPLES),
)


def sample_called(key: str) -> Sample | None:
    return next((one for _key, _label, shelf in SHELVES for one in shelf if one.key == key), None)


__all__ = ["SHELVES", "Sample", "sample_called"]
