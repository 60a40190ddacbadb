"""A messy HR export of an invented company, with the troubles that real ones have.

Managers only by name and in the other order; numbers beside them that belong to another system;
some managers absent, one "manager" a board; no e-mail addresses; leavers; trailing spaces, missing
spaces, initials; American dates; columns that must not be read.
"""

from __future__ import annotations

import csv
import io
import random
from dataclasses import dataclass

HEADER = [
    "Worker_Name", "WorkerID", "MarriedFlag", "GenderCode", "PayRate", "Termd", "Role_Title",
    "Region_State", "PostCode", "BirthDate", "Sex", "RaceDesc", "DateHired", "DateTerminated",
    "WhyLeft", "EmploymentStatus", "Department", "SupervisorName", "SupervisorID",
    "PerfRating", "EngagementScore", "KeystrokesPerDay", "HoursOnline", "DaysLateLast30", "Absences",
]  # fmt: skip
GIVEN = [
    "Aroha",
    "Bilal",
    "Chiara",
    "Dmitri",
    "Elif",
    "Farid",
    "Greta",
    "Hiro",
    "Ines",
    "Jaro",
    "Kwame",
    "Lior",
    "Mara",
    "Nils",
    "Oona",
    "Pavel",
    "Quim",
    "Rhea",
    "Sven",
    "Tala",
    "Uma",
    "Vito",
    "Wanda",
    "Xenia",
    "Yusuf",
    "Zora",
]
FAMILY = [
    "Abernethy",
    "Bergström",
    "Castellano",
    "Dragomir",
    "Eriksen",
    "Fontaine",
    "Gallagher",
    "Haddad",
    "Ivanova",
    "Jansen",
    "Kowalczyk",
    "Lindqvist",
    "Marchetti",
    "Nakagawa",
    "Okonkwo",
    "Pereira",
    "Quiroga",
    "Rasmussen",
    "Szymanski",
    "Tanaka",
    "Ueland",
    "Vasquez",
    "Whitfield",
    "Xydakis",
    "Yamada",
    "Zielinski",
]
UNITS = ("Assembly       ", "assembly", "Field Sales", "FIELD-SALES", "IT/Systems", "Front Office")
ABSENT = ("Tomas Absent", "Nele Gone", "Rui Elsewhere", "Ilse Nowhere")
CANARY = "CANARY-7f3a"


@dataclass(frozen=True)
class Export:
    """The file, and what a correct import makes of it."""

    content: bytes
    people: int
    active: int
    exactly: int
    ignoring_initial: int
    open_rows: int
    open_active: int


def make_export(people: int = 60, seed: int = 3) -> Export:
    chance = random.Random(seed)
    names = _names(chance, people)
    managers = names[:5]
    counts = dict.fromkeys(("active", "exactly", "ignoring_initial", "open_rows", "open_active"), 0)
    out = io.StringIO()
    sheet = csv.writer(out)
    sheet.writerow(HEADER)
    for at, (given, family) in enumerate(names):
        left = at >= 5 and chance.random() < 0.3
        manager, how = _manager(chance, at, managers)
        counts["active"] += not left
        if how == "open":
            counts["open_rows"] += 1
            counts["open_active"] += not left
        else:
            counts[how] += 1
        sheet.writerow(_row(chance, at, given, family, manager, left))
    return Export(content=out.getvalue().encode("utf-8-sig"), people=people, **counts)


def _names(chance: random.Random, people: int) -> list[tuple[str, str]]:
    """Nobody is called like anybody else; the third manager has an initial."""
    pairs = [(given, family) for given in GIVEN for family in FAMILY]
    names = chance.sample(pairs, people)
    given, family = names[2]
    names[2] = (f"{given}  R", family)
    return names


def _manager(chance: random.Random, at: int, managers: list[tuple[str, str]]) -> tuple[str, str]:
    if at == 0:
        return "Board of Directors", "open"
    if at < 5:
        return " ".join(managers[0]), "exactly"
    if chance.random() < 0.25:
        return chance.choice(ABSENT), "open"
    which = chance.randrange(5)
    given, family = managers[which]
    if which == 2:
        return f"{given.split()[0]} R. {family}", "ignoring_initial"
    return f"{given} {family}", "exactly"


def _row(
    chance: random.Random, at: int, given: str, family: str, manager: str, left: bool
) -> list[str]:
    spaces = chance.choice((",", ", ", ",  "))
    year = chance.randrange(2009, 2016)
    return [
        f"{family}{spaces}{given}{chance.choice(('', '  '))}",
        str(10_000 + at),
        chance.choice("01"),
        chance.choice("01"),
        f"{CANARY}-pay",
        "1" if left else "0",
        chance.choice(("Assembler I", "Assembler II", "Area Sales Manager", "Data Analyst")),
        chance.choice(("MA", "MA", "TX", "WA")),
        f"{CANARY}-post",
        f"{CANARY}-birth",
        f"{CANARY}-sex",
        f"{CANARY}-race",
        f"{chance.randrange(1, 13)}/{chance.randrange(1, 29)}/{year}",
        f"{chance.randrange(1, 13)}/{chance.randrange(13, 29)}/{year + 2}" if left else "",
        f"{CANARY}-why",
        chance.choice(("Voluntarily Terminated", "Terminated for Cause")) if left else "Active",
        chance.choice(UNITS),
        manager,
        str(chance.randrange(1, 40)) if chance.random() < 0.9 else "",
        f"{CANARY}-rating",
        f"{CANARY}-engaged",
        f"{CANARY}-keys",
        f"{CANARY}-online",
        f"{CANARY}-late",
        f"{CANARY}-absent",
    ]
