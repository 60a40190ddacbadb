"""The parts of Saltmarsh: which units there are, and how each grows with the company."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from fairway.config.demo import places
from fairway.config.demo.places import Place

TOP_UNITS = (
    # key, name, parent, leader
    ("saltmarsh", "Saltmarsh", None, "ingrid"),
    ("customer", "Customer operations", "saltmarsh", "mia"),
    ("support", "Support", "customer", "bo"),
    ("support/manila", "Support, Manila", "support", "lee"),
    ("support/lisbon", "Support, Lisbon", "support", "joao"),
    ("north", "Shops north", "customer", "cy"),
    ("south", "Shops south", "customer", "dee"),
    ("west", "Shops west", "customer", "sam"),
    ("aegean", "Shops Aegean", "south", "okan"),
    ("stock", "Stock and logistics", "customer", "noor"),
    ("people", "People", "saltmarsh", "farah"),
    ("finance", "Finance", "saltmarsh", "oskar"),
    ("technology", "Technology", "saltmarsh", "aroha"),
    ("brand", "Brand", "saltmarsh", "giulia"),
    ("range", "Range and buying", "saltmarsh", "devika"),
)


@dataclass(frozen=True, slots=True)
class Branch:
    """How one part of the tree grows: its share of the people, its teams, its jobs."""

    unit: str
    share: float
    team_size: float
    team: Callable[[int], tuple[str, Place]]
    lead: str
    jobs: dict[str, int]
    hours: dict[str, int]
    mode: str
    middle: tuple[str, str] = ("", "")  # job and unit name of the layers between, once needed
    mailed: float = 1.0
    always_teams: bool = False


def _shops(towns: list[Place]) -> Callable[[int], tuple[str, Place]]:
    def shop(number: int) -> tuple[str, Place]:
        place = towns[number % len(towns)].numbered(number // len(towns) + 1)
        return f"{place.name} shop", place

    return shop


def _desks(place: Place, *names: str) -> Callable[[int], tuple[str, Place]]:
    def desk(number: int) -> tuple[str, Place]:
        turn, which = divmod(number, len(names))
        return (names[which] if not turn else f"{names[which]} {turn + 1}"), place

    return desk


def _remote(*names: str) -> Callable[[int], tuple[str, Place]]:
    def desk(number: int) -> tuple[str, Place]:
        name, _place = _desks(places.LONDON, *names)(number)
        return name, places.REMOTE[number % len(places.REMOTE)]

    return desk


SHOP: dict[str, Any] = {
    "team_size": 9.5,
    "lead": "Shop manager L3",
    "jobs": {"Shop assistant L1": 7, "Shift lead L2": 2},
    "hours": {"shop": 3, "shop_part": 2, "weekend": 1},
    "mode": "on_site",
    "mailed": 0.4,
    "always_teams": True,
}
SUPPORT: dict[str, Any] = {
    "team_size": 9.0,
    "lead": "Support team lead L4",
    "jobs": {
        "Support specialist L1": 4,
        "Support specialist L2": 4,
        "Support specialist L3": 2,
    },
    "mode": "hybrid",
    "middle": ("Support site manager L5", "{name}, floor {number}"),
}
DESK: dict[str, Any] = {
    "team_size": 8.0,
    "hours": {"office": 5, "early": 2, "four_days": 1},
    "mode": "remote",
}
AREA = ("Area manager L4", "{name}, area {number}")
BRANCHES = (
    Branch("north", 0.21, team=_shops(places.NORTH), middle=AREA, **SHOP),
    Branch("south", 0.18, team=_shops(places.SOUTH), middle=AREA, **SHOP),
    Branch("west", 0.09, team=_shops(places.WEST), middle=AREA, **SHOP),
    Branch("aegean", 0.09, team=_shops(places.AEGEAN), middle=AREA, **SHOP),
    Branch(
        "support/manila",
        0.10,
        team=_desks(places.MANILA, "Manila, orders", "Manila, nights", "Manila, returns"),
        hours={"turns": 3, "nights": 1},
        **SUPPORT,
    ),
    Branch(
        "support/lisbon",
        0.09,
        team=_desks(places.LISBON, "Lisbon, orders", "Lisbon, payments", "Lisbon, shop line"),
        hours={"early": 2, "turns": 2},
        **SUPPORT,
    ),
    Branch(
        "stock",
        0.09,
        team_size=9.0,
        team=_shops([places.LEEDS, places.MILAN, places.STOCKHOLM, places.LISBON]),
        lead="Stock team lead L3",
        jobs={"Warehouse operative L1": 5, "Stock controller L2": 3},
        hours={"turns": 2, "early": 1},
        mode="on_site",
        middle=("Stock manager L4", "{name}, group {number}"),
        mailed=0.5,
    ),
    Branch(
        "people",
        0.025,
        team=_remote("People services", "Learning", "Hiring", "Pay"),
        lead="People team lead L5",
        jobs={"Rota planner L2": 1, "People coordinator L2": 2, "People analyst L4": 1},
        middle=("People team lead L5", "{name}, part {number}"),
        **DESK,
    ),
    Branch(
        "finance",
        0.03,
        team=_remote("Accounts", "Payroll", "Planning", "Treasury"),
        lead="Finance team lead L5",
        jobs={"Management accountant L4": 2, "Payroll specialist L3": 2},
        middle=("Finance team lead L5", "{name}, part {number}"),
        **DESK,
    ),
    Branch(
        "technology",
        0.05,
        team=_remote("Shop systems", "Ordering", "Service desk", "Data", "Security"),
        lead="Engineering lead L6",
        jobs={
            "Software engineer L3": 2,
            "Software engineer L4": 3,
            "Software engineer L5": 1,
            "Service desk analyst L2": 1,
        },
        middle=("Engineering lead L6", "{name}, group {number}"),
        **DESK,
    ),
    Branch(
        "brand",
        0.025,
        team=_remote("Studio", "Words", "Campaigns"),
        lead="Brand team lead L5",
        jobs={"Designer L4": 1, "Copywriter L3": 1},
        middle=("Brand team lead L5", "{name}, part {number}"),
        **DESK,
    ),
    Branch(
        "range",
        0.02,
        team=_remote("Homeware", "Outdoors", "Food", "Suppliers"),
        lead="Buying team lead L5",
        jobs={"Buyer L4": 1, "Merchandiser L3": 2},
        middle=("Buying team lead L5", "{name}, part {number}"),
        **DESK,
    ),
)
