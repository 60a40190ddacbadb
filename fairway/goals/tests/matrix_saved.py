"""Saved views in the access matrix: one that is kept, one for the unit, one for everybody."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.urls import reverse

from fairway.goals.actions.saving import save_view
from fairway.goals.models import GoalView
from tests.access.binding import Canary, Route

READ, OWN = "Open to every person", "One's own alone"
# Beside the subject, only their manager works in the unit. Whoever works for a franchisee and
# whoever has left are no colleagues of the subject's.
UNIT = frozenset({"manager"})
COLLEAGUES = frozenset(
    {
        "manager", "dotted", "skip", "hr_partner", "executive", "auditor", "peer", "former",
        "people_lead", "fairness", "other_hr_partner",
    }
)  # fmt: skip
FROM = "?from=/goals/board/%3Fwhose%3Dcompany"


def a_view(world: Any, audience: str = "owner") -> GoalView:
    found = GoalView.objects.filter(owner=world.subject, audience=audience).first()
    return found or save_view(
        actor=world.subject, name=f"To {audience}", at="list", question="q=x", audience=audience
    )


def of(name: str) -> Callable[[Any], str]:
    """Also of one that everybody is offered: to be offered it is not to change it."""
    return lambda world: reverse(f"goals:{name}", args=[a_view(world, "all").public_id])


def put(audience: str, field: str) -> Callable[[Any, str], None]:
    def write(world: Any, word: str) -> None:
        said = {"name": word} if field == "name" else {"question": f"q={word}"}
        GoalView.objects.filter(pk=a_view(world, audience).pk).update(**said)

    return write


def named(world: Any) -> dict[str, Any]:
    return {"name": "All of us", "audience": "all"}


ROUTES = [
    Route("goals:views", READ, url=lambda world: reverse("goals:views")),
    Route("goals:new_view", READ, url=lambda world: reverse("goals:new_view") + FROM),
    Route(
        "goals:new_view",
        READ,
        url=lambda world: reverse("goals:new_view") + FROM,
        method="post",
        data=named,
        answer=frozenset({302}),
    ),
    Route("goals:edit_view", OWN, url=of("edit_view")),
    Route("goals:edit_view", OWN, url=of("edit_view"), method="post", data=named),
    Route("goals:remove_view", OWN, url=of("remove_view")),
    Route("goals:remove_view", OWN, url=of("remove_view"), method="post"),
]
CANARIES = [
    Canary(OWN, f"{field} of a view for {audience}", put(audience, field), also=also)
    for audience, also in (
        ("owner", frozenset[str]()),
        ("unit", UNIT),
        ("all", COLLEAGUES),
    )
    for field in ("name", "question")
]
