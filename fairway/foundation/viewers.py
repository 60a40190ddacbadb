"""Who a login stands for, at every door alike: pages, API, mail links."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from fairway.foundation.actors import Actor

View = TypeVar("View", bound=Callable[..., Any])


class Request(HttpRequest):
    """What a view is given: the request, and who is asking (None: a login without a person).

    `htmx` is true where a piece of the page asks, and knows which.
    """

    viewer: Any
    htmx: HtmxDetails


def viewer_of(account: Any) -> Any | None:
    """The person of the login, or nobody: it may belong to none, and a leaver is nobody."""
    if not account.is_authenticated or not account.is_active:
        return None
    person = getattr(account, "person", None)
    return person if person is not None and person.active else None


def actor_of(request: Any) -> Any | None:
    """Who acts here: the person, else the login itself, else nobody."""
    if request.viewer is not None:
        return request.viewer
    if not request.user.is_authenticated:
        return None
    return Actor("account", request.user.public_id)


def open_to_logins(view: View) -> View:
    """Also for a login that belongs to no person, such as an administrator's.

    Every other page is for people: whoever is none is shown what they can do instead.
    """
    view.for_logins = True  # type: ignore[attr-defined]
    return view
