"""Rows of the access matrix for what helps to write goals."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from fairway.goals.actions.importing import map_sections, stage_goals
from fairway.goals.importing.markdown import read_outline
from fairway.goals.models.importing import GoalImport
from fairway.strategy.tests.matrix import an_open_period
from tests.access.binding import Route

OPEN, OWN = "Open to every person", "One's own alone"
LIST = "- Customers are answered sooner\n  - Within four hours"


def a_list(world: Any) -> GoalImport:
    batch = stage_goals(read_outline(LIST), actor=world.subject, period=an_open_period())
    return map_sections(batch, actor=world.subject, whose={"": "me"}, period=batch.period)


def at(name: str, batch: Any = None) -> Any:
    if batch is None:
        return lambda world: reverse(f"goals:{name}")
    return lambda world: reverse(f"goals:{name}", args=[batch(world).public_id])


def done(world: Any) -> GoalImport:
    batch = a_list(world)
    batch.state, batch.items = GoalImport.State.APPLIED, []
    batch.save()
    return batch


ROUTES = [
    Route("goals:smart_check", OPEN, url=at("smart_check")),
    Route("goals:imports", OPEN, url=at("imports")),
    Route(
        "goals:imports",
        OPEN,
        "R",
        at("imports"),
        "post",
        lambda _world: {"text": LIST},
    ),
    Route("goals:export_csv", OPEN, url=at("export_csv")),
    Route("goals:import", OWN, url=at("import", a_list)),
    Route("goals:import", OWN, "E", at("import", a_list), "post", answer=frozenset({302, 422})),
    Route(
        "goals:import_application",
        OWN,
        "E",
        at("import_application", a_list),
        "post",
        answer=frozenset({302, 422}),
    ),
    Route("goals:import_discarding", OWN, "E", at("import_discarding", a_list), "post"),
    Route("goals:import_undoing", OWN, "E", at("import_undoing", done), "post"),
]
