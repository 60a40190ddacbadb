"""The access policy as data: which relation may do what with which object."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

RELATIONS = (
    "subject",
    "author",
    "manager",
    "dotted",
    "skip",
    "hr_partner",
    "executive",
    "administrator",
    "auditor",
    "peer",
    "former",
    "external",
)
PARTIAL = re.compile(r"\b(meta|agg|free/busy|directory fields|that it exists)\b")


@dataclass(frozen=True)
class Cell:
    """What one relation may do with one object, as the policy writes it."""

    text: str

    def grants(self, verb: str) -> bool:
        """`verb` is one of R C E D S A X, or "part" for at least something of it.

        A verb with a star needs a grant of its own, which no standing relation brings.
        """
        if verb == "part":
            return bool(PARTIAL.search(self.text)) or self.grants("R")
        return bool(re.search(rf"(?:^|[\s,(]){verb}(?![\w*'])", self.text))


@dataclass(frozen=True)
class Row:
    object: str
    cells: dict[str, Cell]

    def who_may(self, verb: str) -> frozenset[str]:
        return frozenset(who for who, cell in self.cells.items() if cell.grants(verb))


@cache
def rows() -> dict[str, Row]:
    found: dict[str, Row] = {}
    for name in ("permissions.yaml", "house.yaml"):
        for entry in yaml.safe_load((Path(__file__).parent / name).read_text(encoding="utf-8")):
            if entry["object"] in found:
                raise ValueError(f"{entry['object']} stands twice in the access policy")
            found[entry["object"]] = Row(
                entry["object"], {who: Cell(str(text)) for who, text in entry["cells"].items()}
            )
    return found
