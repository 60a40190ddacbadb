"""One column of a file on its way in."""

from __future__ import annotations

import dataclasses
from typing import ClassVar

from fairway.people.importing.fields import REFUSED

MAPPED, SKIPPED, REFUSED_STATE, LEFT_OUT = "mapped", "skipped", "refused", "sensitive"


@dataclasses.dataclass
class Column:
    """One column of the file: what it means here, or why it is not read."""

    index: int
    header: str
    field: str = ""
    state: str = SKIPPED
    reason: str = ""
    kind: str = ""
    looks: str = ""  # what sort of cells there are: contents.LOOKS
    samples: list[str] = dataclasses.field(default_factory=list)

    KEPT: ClassVar = ("index", "header", "field", "state", "reason", "kind", "looks")

    @property
    def is_read(self) -> bool:
        return self.state == MAPPED

    def read_as(self, key: str) -> None:
        self.field, self.state, self.reason = key, MAPPED, ""

    def leave(self, reason: str) -> None:
        self.field = ""
        self.reason = reason
        self.state = SKIPPED
        if reason in REFUSED:
            self.state = REFUSED_STATE
        elif reason == "sensitive" and self.kind:
            self.state = LEFT_OUT

    def as_json(self) -> dict[str, object]:
        """What may be kept of a column: never its cells."""
        return {name: getattr(self, name) for name in self.KEPT}
