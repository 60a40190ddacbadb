"""The frame of every page: where one can go, what waits, whose clock it is."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from fairway.foundation import notifications, policy
from fairway.foundation.addresses import address_of
from fairway.foundation.ports import NavItem, banner_sources, nav_items
from fairway.foundation.rooms import in_use
from fairway.foundation.times.reading import place
from fairway.foundation.viewers import actor_of
from fairway.ui.frame import Banner, Frame, Me, NavLink

SECTIONS = ("main", "team", "admin")


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context processor; the frame is made only when a page draws it, not for a fragment."""
    viewer = getattr(request, "viewer", None)
    if viewer is not None:
        return {"viewer": viewer, "frame": SimpleLazyObject(lambda: frame_for(request, viewer))}
    user = getattr(request, "user", None)
    if user is not None and user.is_authenticated and user.is_administrator:
        return {"viewer": None, "frame": SimpleLazyObject(lambda: frame_of_a_login(request))}
    return {"viewer": None}


def frame_for(request: HttpRequest, viewer: Any) -> Frame:
    here = _here(request.path)
    return Frame(
        sections=tuple(links(viewer, here, section) for section in SECTIONS),
        me=Me(
            name=viewer.name,
            public_id=viewer.public_id,
            href=address_of("shell:me"),
            time_zone=viewer.zone,
            place=place(viewer.zone),
        ),
        organisation=policy.get("organisation.name"),
        home_url=address_of("shell:home"),
        search_url=address_of("shell:search"),
        palette_url=address_of("shell:palette"),
        notices_url=address_of("shell:notices"),
        unread=notifications.unread_count(viewer),
        menu=links(viewer, here, "me"),
        shared_device=bool(request.session.get("shared")),
        idle_seconds=request.session.get("shared", 0),
        banners=banners(request),
    )


def frame_of_a_login(request: HttpRequest) -> Frame:
    """An administrator who is no person: what there is to set up, and nothing about people."""
    actor = actor_of(request)
    items = [item for item in in_order() if item.for_administrators and item.visible(actor)]
    here = _here(request.path)
    return Frame(
        sections=(tuple(_link(item, actor, here) for item in items),),
        organisation=policy.get("organisation.name"),
        home_url=address_of("shell:home"),
        banners=banners(request),
    )


def banners(request: HttpRequest) -> tuple[Banner, ...]:
    sources = sorted(banner_sources, key=lambda source: source.order)
    return tuple(banner for source in sources if (banner := source.find(request)) is not None)


def links(viewer: Any, here: str, section: str) -> tuple[NavLink, ...]:
    return tuple(
        _link(item, viewer, here)
        for item in in_order()
        if item.section == section and item.visible(viewer)
    )


def in_order() -> list[NavItem]:
    items = sorted(nav_items, key=lambda item: (item.order, item.key))
    return [item for item in items if in_use(item.room)]


def _here(path: str) -> str:
    """The line that a page belongs to: the nearest above it, not all of them."""
    above = {
        address: item.key
        for item in nav_items
        for address in map(address_of, (item.url_name, *item.covers))
        if path == address or (path.startswith(address) and address != "/")
    }
    return above[max(above, key=len)] if above else ""


def _link(item: NavItem, viewer: Any, here: str) -> NavLink:
    return NavLink(
        label=item.label,
        icon=item.icon,
        href=address_of(item.url_name),
        badge=item.badge(viewer) if item.badge else 0,
        current=item.key == here,
        in_tabbar=item.in_tabbar,
    )
