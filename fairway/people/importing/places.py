"""Locations from whatever a file has of them: site, city, state, country."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from fairway.people.countries import countries
from fairway.people.importing import geography
from fairway.people.importing.spelling import fold, squash


@dataclass(frozen=True, slots=True)
class Place:
    """A location as it would be made: its name, and what follows from it."""

    name: str
    country: str = ""
    subdivision: str = ""
    time_zone: str = ""
    is_remote: bool = False


def country_behind(states: Iterable[str]) -> str:
    """The country all these states are in, when only states are given; several fit: the first."""
    seen = {squash(state) for state in states if state}
    if not seen:
        return ""
    for country in ("US", "CA", "AU", "BR"):
        if seen <= geography.states(country).keys():
            return country
    return ""


@lru_cache(maxsize=20_000)
def read_place(site: str, city: str, state: str, country: str, fallback: str = "") -> Place:
    """The place these cells mean; `fallback` is the country where none is written."""
    code = geography.country_of(country) if country else ""
    if site and not (city or state or country):
        city, state, code = _parts_of(site)
    code = code or fallback
    if not code and state:
        code = country_behind([state])
    entry = geography.states(code).get(squash(state)) if state else None
    subdivision, state = (entry[0], entry[1]) if entry else ("", state)
    remote = "remote" in fold(site).split() or squash(site) in {"homeoffice", "home", "telework"}
    nation = countries().get(code, country)
    name = site or ", ".join(part for part in (city, state) if part)
    if not name or (remote and name == site and country):
        name = ", ".join(part for part in (site, nation) if part)
    elif not site and country and not (city and state):
        name = f"{name}, {nation}"
    zone = geography.zone_of(code, state, city or site)
    if not zone and not code:
        zone = geography.zone_of_city(city or site)
    return Place(name[:200], code, subdivision, zone, remote)


def _parts_of(site: str) -> tuple[str, str, str]:
    """City, state and country of "Boston, MA", "Berlin (DE)" or "Lisbon, Portugal"."""
    parts = [part.strip() for part in site.replace("(", ",").replace(")", "").split(",")]
    parts = [part for part in parts if part]
    if len(parts) < 2:
        return (
            (site, "", "")
            if not geography.country_of(site)
            else ("", "", geography.country_of(site))
        )
    last = parts[-1]
    code = geography.country_of(last)
    if code and geography.zone_of_city(parts[0], code):  # Berlin, DE is not in Delaware
        return parts[0], "", code
    for country in ("US", "CA", "AU"):
        if squash(last) in geography.states(country) and not (len(last) == 2 and last.islower()):
            return parts[0], last, country
    return parts[0], parts[1] if len(parts) > 2 else "", code
