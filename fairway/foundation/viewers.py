"""Who a login stands for, at every door alike: pages, API, mail links."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.http import HttpRequest

from fairway.foundation.actors import Actor


class Request(HttpRequest):
    """What a view is given: the request, and who is asking (None: a login without a person)."""

    viewer: Any


def viewer_of(account: Any) -> Any | None:
    """The person of the login, with what every page shows of them; a leaver is nobody."""
    if not account.is_authenticated or not account.is_active:
        return None
    people = apps.get_model("people", "Person")._default_manager
    return (
        people.filter(account=account, active=True)
        .select_related("assignment__unit", "assignment__location")
        .first()
    )


def actor_of(request: Any) -> Any | None:
    """Who acts here: the person, else the login itself, else nobody."""
    if request.viewer is not None:
        return request.viewer
    if not request.user.is_authenticated:
        return None
    return Actor("account", request.user.public_id)
