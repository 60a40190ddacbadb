"""Pictures of many goals in the access matrix: open to all, each with what its reader may see."""

from __future__ import annotations

from django.urls import reverse

from fairway.goals.tests.matrix_daily import (
    ALL,
    AS_COLLEAGUES,
    GOAL,
    ITS_OWN,
    OPEN_TO,
    READ,
    WORKERS,
    agreed,
    fixed,
    only,
    open_to,
    private,
)
from tests.access.binding import Route

NEVER = "private goals are on no map, so nobody opens one there"

ROUTES = [
    fixed("map"),
    fixed("map_beside"),
    fixed("map_drawing"),
    fixed("map_table"),
    fixed("map_column", "loose"),
    fixed("map_column", "elsewhere"),
    fixed("lane", "on_track"),
    *(
        Route(
            f"goals:{name}",
            READ,
            url=lambda world, name=name: f"{reverse(f'goals:{name}')}?whose=company&period=all",
        )
        for name in ("board", "timeline", "timeline_drawing", "timeline_table")
    ),
    only("move", WORKERS, ITS_OWN, agreed, lambda world: {"status": "off_track"}),
    Route(
        "goals:map_below",
        GOAL,
        url=lambda world: reverse("goals:map_below", args=[agreed(world).public_id]),
        also=OPEN_TO,
        never=ALL - OPEN_TO,
        reason=AS_COLLEAGUES,
    ),
    open_to("map_results", agreed),
    *(
        Route(
            f"goals:{name}",
            READ,
            url=lambda world, name=name: reverse(f"goals:{name}", args=[private(world).public_id]),
            never=ALL,
            reason=NEVER,
        )
        for name in ("map_below", "map_results")
    ),
]
