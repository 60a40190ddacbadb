"""What the larger components are given, typed, so that a view and a template agree."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class Crumb:
    label: Any
    href: str = ""


@dataclass(frozen=True)
class Tab:
    label: Any
    href: str
    current: bool = False
    count: int | None = None


@dataclass(frozen=True)
class Step:
    """One step of a wizard or phase of a cycle."""

    label: Any
    detail: Any = ""
    href: str = ""
    state: str = "later"  # done | now | later


@dataclass(frozen=True)
class Seer:
    """Somebody who can see a thing, and as what."""

    name: str
    role: Any
    public_id: str = ""


@dataclass(frozen=True)
class Change:
    """A value before and after; either may be empty."""

    label: Any
    before: Any = ""
    after: Any = ""


@dataclass(frozen=True)
class Progress:
    """Long work: how far it is, and the address that answers with this again."""

    label: Any
    state: str  # waiting | running | done | failed
    done: int = 0
    total: int = 0
    url: str = ""
    message: Any = ""
    errors: int = 0


@dataclass(frozen=True)
class Moment:
    """One line of a timeline."""

    title: Any
    at: datetime | None = None
    icon: str = "history"
    text: Any = ""
    audience: str = ""  # me | pair | team | open | sealed
    audience_label: Any = ""
    href: str = ""


@dataclass(frozen=True)
class HeatCell:
    """An aggregate in a heatmap: shown, hidden because too few answered, or never asked."""

    value: Any = None
    step: int = 3  # 1 far below … 5 far above
    difference: Any = ""
    n: int | None = None
    hidden: bool = False
    href: str = ""


@dataclass(frozen=True)
class Shift:
    """One person's working hours on a 24-hour band, in hours of the reader's day."""

    name: str
    place: str
    spans: tuple[tuple[float, float], ...]
    words: Any = ""


@dataclass(frozen=True)
class Talk:
    """When two people can talk: both bands, what they share, and now."""

    shifts: tuple[Shift, ...]
    shared: tuple[tuple[float, float], ...]
    words: Any
    now: float | None = None
    now_words: Any = ""
