"""The API room's addresses in the access matrix."""

from typing import Any

from django.urls import reverse

from fairway.api.actions import make_token
from tests.access.binding import Route

OWN = "Own pages"


def revocation_of_own(world: Any) -> str:
    token, _spelled = make_token("Script", actor=world.subject, granted=[], days=30)
    return reverse("api_pages:revocation", args=[token.public_id])


ROUTES = [
    Route("api_pages:tokens", OWN, url=lambda world: reverse("api_pages:tokens")),
    Route(
        "api_pages:tokens",
        OWN,
        method="post",
        verb="C",
        url=lambda world: reverse("api_pages:tokens"),
        data=lambda world: {"name": "Script", "granted": ["people:read"], "days": "30"},
    ),
    Route(
        "api_pages:revocation",
        "API token / webhook",
        method="post",
        verb="D",
        url=revocation_of_own,
        never=frozenset({"manager", "skip", "hr_partner", "people_lead", "administrator"}),
        reason="the row's C and D are of one's own token; this one is the subject's",
    ),
    Route(
        "api_pages:reference",
        "Open to everybody signed in",
        url=lambda w: reverse("api_pages:reference"),
    ),
    Route("api:openapi-json", "Public", url=lambda world: reverse("api:openapi-json")),
    Route("api:api-root", "Public"),
]
