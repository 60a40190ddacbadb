"""Time zones by their IANA name."""

import zoneinfo
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path

import tzdata
from django.utils.translation import gettext_lazy as _

from fairway.foundation.refusal import Refusal

NOT_PLACES = {"Factory", "localtime"}


class UnknownZone(Refusal):
    code = "unknown_zone"
    field = "time_zone"

    def __init__(self, name: str) -> None:
        self.name, self.near = name, near_names(name)
        if self.near:
            message = _("There is no time zone called “%(name)s”. Did you mean %(near)s?")
        else:
            message = _(
                "There is no time zone called “%(name)s”. Use a name such as Europe/Berlin or America/New_York."
            )
        super().__init__(message, name=name[:60], near=", ".join(self.near))


@lru_cache(maxsize=1)
def zone_names() -> frozenset[str]:
    return frozenset(zoneinfo.available_timezones() - NOT_PLACES)


def zone(name: str) -> zoneinfo.ZoneInfo:
    """The zone of this exact name, or an `UnknownZone` that suggests some."""
    if name not in zone_names():
        raise UnknownZone(name)
    return zoneinfo.ZoneInfo(name)


def near_names(name: str, most: int = 3) -> list[str]:
    """Zones somebody may have meant: other case, a city alone, a Windows name, a slip of the pen."""
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    said = _plain(name[:80])
    if not said:
        return []
    windows = {_plain(key): value for key, value in WINDOWS_TO_OLSON.items()}
    if said in windows and windows[said] in zone_names():
        return [windows[said]]
    same, cities = _spellings()
    if said in same:
        return [same[said]]
    if said in cities:
        return sorted(cities[said], key=_everyday)[:most]
    close = [same[key] for key in get_close_matches(said, same, n=most, cutoff=0.8)]
    for city in get_close_matches(said.rsplit("/", 1)[-1], cities, n=most, cutoff=0.75):
        close += sorted(cities[city], key=_everyday)
    return list(dict.fromkeys(close))[:most]


def zone_data_version() -> str:
    """Which release of the zone database is in use; schedules are computed anew when it changes."""
    for folder in zoneinfo.TZPATH:
        for name in ("tzdata.zi", "+VERSION"):
            path = Path(folder) / name
            if path.is_file():
                with path.open() as file:
                    return file.readline().removeprefix("# version ").strip()
    return tzdata.IANA_VERSION


@lru_cache(maxsize=1)
def _spellings() -> tuple[dict[str, str], dict[str, list[str]]]:
    same, cities = {}, dict[str, list[str]]()
    for name in sorted(zone_names()):
        same[_plain(name)] = name
        if "/" in name and not name.startswith("Etc/"):
            cities.setdefault(_plain(name).rsplit("/", 1)[-1], []).append(name)
    return same, cities


def _plain(name: str) -> str:
    return "_".join(name.replace("_", " ").split()).casefold()


def _everyday(name: str) -> tuple[bool, int, str]:
    """Well-known continents first, three-part names last."""
    continent = name.split("/", maxsplit=1)[0]
    return continent not in {"Europe", "America", "Asia", "Africa"}, name.count("/"), name
