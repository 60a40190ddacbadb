"""Countries by their two letters (ISO 3166), as the zone database lists them."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

from django.utils.translation import gettext


@lru_cache(maxsize=1)
def countries() -> dict[str, str]:
    table = (files("tzdata") / "zoneinfo" / "iso3166.tab").read_text(encoding="utf-8")
    lines = (line.split("\t") for line in table.splitlines() if line and not line.startswith("#"))
    return {line[0]: line[1] for line in lines}


def country_name(code: str) -> str:
    """In the reader's language where a catalogue has it, else in English."""
    name = countries().get(code, code)
    return gettext(name) if name else ""
