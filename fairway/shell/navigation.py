"""The frame of every page: where one can go, what waits, whose clock it is."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from fairway.foundation.ports import NavItem, banner_sources, nav_items
from fairway.foundation.times.reading import place
from fairway.ui.frame import Frame, Me, NavLink

SECTIONS = ("main", "team", "admin")


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context processor; the frame is made only when a page draws it, not for a fragment."""
    viewer = getattr(request, "viewer", None)
    if viewer is None:
        return {"viewer": None}
    return {"viewer": viewer, "frame": SimpleLazyObject(lambda: frame_for(request, viewer))}


def frame_for(request: HttpRequest, viewer: Any) -> Frame:
    banners = sorted(banner_sources, key=lambda source: source.order)
    return Frame(
        sections=tuple(links(viewer, request.path, section) for section in SECTIONS),
        me=Me(
            name=viewer.name,
            public_id=viewer.public_id,
            href=reverse("shell:me"),
            time_zone=viewer.zone,
            place=place(viewer.zone),
        ),
        home_url=reverse("shell:home"),
        search_url=reverse("shell:search"),
        palette_url=reverse("shell:palette"),
        menu=links(viewer, request.path, "me"),
        banners=tuple(banner for source in banners if (banner := source.find(request)) is not None),
    )


def links(viewer: Any, path: str, section: str) -> tuple[NavLink, ...]:
    items = sorted(nav_items, key=lambda item: (item.order, item.key))
    return tuple(
        _link(item, viewer, path)
        for item in items
        if item.section == section and item.visible(viewer)
    )


def _link(item: NavItem, viewer: Any, path: str) -> NavLink:
    url = reverse(item.url_name)
    return NavLink(
        label=item.label,
        icon=item.icon,
        href=url,
        badge=item.badge(viewer) if item.badge else 0,
        current=path == url if url == "/" else path.startswith(url),
        in_tabbar=item.in_tabbar,
    )
