"""Public holidays by country and part of it, from the `holidays` library."""

from __future__ import annotations

from datetime import date
from functools import lru_cache


@lru_cache(maxsize=512)
def public_holidays(country: str, subdivision: str, year: int) -> frozenset[date]:
    """None where the library knows nothing of the place: then every day may be a working day."""
    import holidays  # takes a while to load, and most pages need none

    if not country:
        return frozenset()
    try:
        found = holidays.country_holidays(country, subdiv=subdivision or None, years=year)
    except NotImplementedError:
        if subdivision:
            return public_holidays(country, "", year)
        return frozenset()
    return frozenset(found)


def between(country: str, subdivision: str, start: date, until: date) -> list[date]:
    """Those from `start` until `until`, the latter excluded, in order."""
    years = range(start.year, until.year + 1)
    return sorted(
        day
        for year in years
        for day in public_holidays(country, subdivision, year)
        if start <= day < until
    )
