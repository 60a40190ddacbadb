"""What base.html draws around a page: who is here and where they can go.

The shell fills one Frame per request from `foundation.ports.nav_items`; without one the page
stands alone.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class NavLink:
    """One line of the sidebar, already resolved for this viewer."""

    label: Any
    icon: str
    href: str
    badge: int = 0
    current: bool = False
    in_tabbar: bool = False


@dataclass(frozen=True)
class Me:
    """The viewer as the top bar shows them."""

    name: str
    public_id: str
    href: str
    time_zone: str = "UTC"
    place: str = ""


@dataclass(frozen=True)
class Banner:
    """A line across the top: whom one acts for, that this is the demo."""

    text: Any
    tone: str = ""  # "" | sea | watch | stop
    href: str = ""
    action: Any = ""
    signs_out: bool = False  # `href` takes a POST that ends the session


@dataclass(frozen=True)
class Frame:
    sections: tuple[tuple[NavLink, ...], ...] = ()
    me: Me | None = None
    organisation: str = ""
    home_url: str = "/"
    search_url: str = ""
    palette_url: str = ""
    notices_url: str = ""
    unread: int = 0
    menu: tuple[NavLink, ...] = ()  # behind the profile
    shared_device: bool = False  # nothing that is typed may stay on it
    idle_seconds: int = 0  # a shared device signs out when left alone for so long
    banners: tuple[Banner, ...] = field(default_factory=tuple)

    @property
    def tabbar(self) -> list[NavLink]:
        """At most four for the thumb; the fifth place opens the whole menu."""
        return [link for section in self.sections for link in section if link.in_tabbar][:4]
