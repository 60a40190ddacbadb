"""Where Saltmarsh is: sites and remote places, nine hours of the day apart, and who employs there."""

from __future__ import annotations

from typing import NamedTuple

MOSTLY = 20
BRITAIN = {
    "british": MOSTLY,
    "south_asian_british": 5,
    "nigerian": 3,
    "polish": 3,
    "own_letters": 1,
}


class Place(NamedTuple):
    name: str
    country: str
    time_zone: str
    cultures: dict[str, int]
    subdivision: str = ""
    remote: bool = False

    def numbered(self, number: int) -> Place:
        """The town's first shop bears its name; the others are counted."""
        return self if number == 1 else self._replace(name=f"{self.name} {number}")


def _britain(name: str, part: str = "ENG") -> Place:
    return Place(name, "GB", "Europe/London", BRITAIN, part)


def _portugal(name: str) -> Place:
    return Place(name, "PT", "Europe/Lisbon", {"portuguese": MOSTLY, "brazilian": 4, "indian": 1})


def _italy(name: str) -> Place:
    mix = {"italian": MOSTLY, "own_letters": 1, "filipino": 1}
    return Place(name, "IT", "Europe/Rome", mix)


def _turkey(name: str) -> Place:
    return Place(name, "TR", "Europe/Istanbul", {"turkish": MOSTLY, "own_letters": 1})


def _sweden(name: str) -> Place:
    mix = {"nordic": MOSTLY, "turkish": 2, "polish": 2, "own_letters": 1}
    return Place(name, "SE", "Europe/Stockholm", mix)


LEEDS, BRISTOL, MILAN = _britain("Leeds"), _britain("Bristol"), _italy("Milan")
LISBON, STOCKHOLM, IZMIR = _portugal("Lisbon"), _sweden("Stockholm"), _turkey("Izmir")
LONDON = _britain("London")._replace(remote=True)
MANILA = Place("Manila", "PH", "Asia/Manila", {"filipino": 1})
PUNE = Place("Pune", "IN", "Asia/Kolkata", {"indian": 1}, "MH")
PRAGUE = Place(
    "Prague", "CZ", "Europe/Prague", {"czech_women": 10, "czech_men": 10, "polish": 2}, remote=True
)
OSLO = Place("Oslo", "NO", "Europe/Oslo", {"nordic": 1}, remote=True)
TORONTO = Place(
    "Toronto", "CA", "America/Toronto", {"canadian": 8, "indian": 2, "nigerian": 1}, "ON", True
)
VANCOUVER = Place("Vancouver", "CA", "America/Vancouver", {"canadian": 1}, "BC", True)
SAO_PAULO = Place("São Paulo", "BR", "America/Sao_Paulo", {"brazilian": 1}, "SP", True)
AUCKLAND = Place(
    "Auckland", "NZ", "Pacific/Auckland", {"new_zealand": 2, "british": 1}, "AUK", True
)

NORTH = [
    LEEDS,
    _britain("York"),
    _britain("Newcastle"),
    STOCKHOLM,
    _britain("Sheffield"),
    _britain("Glasgow", "SCT"),
    _britain("Hull"),
    _sweden("Malmö"),
    _britain("Durham"),
    _britain("Edinburgh", "SCT"),
]
SOUTH = [
    MILAN,
    _italy("Turin"),
    LISBON,
    _portugal("Porto"),
    _italy("Bologna"),
    _italy("Genoa"),
    _portugal("Faro"),
    _italy("Verona"),
]
WEST = [BRISTOL, _britain("Cardiff", "WLS"), _britain("Bath"), _britain("Exeter")]
AEGEAN = [IZMIR, _turkey("Bodrum"), _turkey("Çeşme"), _turkey("Antalya")]
REMOTE = [LONDON, PRAGUE, OSLO, TORONTO, VANCOUVER, SAO_PAULO, AUCKLAND, LISBON, STOCKHOLM, PUNE]


class Firm(NamedTuple):
    name: str
    country: str
    franchisee: bool = False


# Where no firm of our own is, the British one employs.
FIRMS = {
    firm.country: firm
    for firm in (
        Firm("Saltmarsh Trading Ltd", "GB"),
        Firm("Saltmarsh Portugal, Lda", "PT"),
        Firm("Saltmarsh Italia S.r.l.", "IT"),
        Firm("Saltmarsh Norden AB", "SE"),
        Firm("Saltmarsh Support Philippines Inc.", "PH"),
        Firm("Saltmarsh Canada Inc.", "CA"),
        Firm("Körfez Mağazacılık A.Ş.", "TR", franchisee=True),
    )
}
FIRM_OF = {"NO": "SE"}


def firm_in(country: str) -> Firm:
    return FIRMS.get(FIRM_OF.get(country, country), FIRMS["GB"])
