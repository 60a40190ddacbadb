"""Rows of the access matrix for what helps to write goals."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from fairway.goals.actions.importing import map_sections, stage_goals
from fairway.goals.actions.templates import add_template
from fairway.goals.importing.markdown import read_outline
from fairway.goals.models import GoalTemplate
from fairway.goals.models.importing import GoalImport
from fairway.strategy.tests.matrix import an_open_period
from tests.access.binding import Route

OPEN, OWN = "Open to every person", "One's own alone"
# Who may bring goals to somebody: the lines above, who leads a unit, HR.
BRING = ALONE = OWN
BRINGING = frozenset({"manager", "skip", "hr_partner", "other_hr_partner", "people_lead"})
NOT = frozenset({"subject"})
WHY = "whoever has people to bring goals to: the line above, who leads a unit, HR of it"
KEEPING = frozenset({"manager", "people_lead"})
NOT_KEEPING = frozenset({"subject"})
KEPT = "the template is the manager's; people leads keep all of them"
LIST = "- Customers are answered sooner\n  - Within four hours"


def a_list(world: Any) -> GoalImport:
    batch = stage_goals(read_outline(LIST), actor=world.subject, period=an_open_period())
    return map_sections(batch, actor=world.subject, whose={"": "me"}, period=batch.period)


def a_template(world: Any) -> GoalTemplate:
    """The manager's, for the unit of the subject."""
    manager, unit = world.people["manager"], world.organisation.support
    found = GoalTemplate.objects.in_use().filter(created_by=manager).first()
    return found or add_template(actor=manager, title="Settle returns", unit=unit)


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
    Route("goals:carrying", OPEN, url=at("carrying")),
    Route(
        "goals:carrying",
        OPEN,
        "R",
        at("carrying"),
        "post",
        lambda _world: {"begins": "last"},
        answer=frozenset({422}),
    ),
    *(
        Route(f"goals:{name}", BRING, "part", at(name), also=BRINGING, never=NOT, reason=WHY)
        for name in ("templates", "new_template")
    ),
    Route(
        "goals:new_template",
        BRING,
        "part",
        at("new_template"),
        "post",
        lambda _world: {"title": "Settle returns", "unit": "Support"},
        also=BRINGING,
        never=NOT,
        reason=WHY,
    ),
    *(
        Route(
            f"goals:{name}",
            ALONE,
            "part",
            at(name, a_template),
            also=KEEPING,
            never=NOT_KEEPING,
            reason=KEPT,
        )
        for name in ("template", "edit_template")
    ),
    Route(
        "goals:edit_template",
        ALONE,
        "part",
        at("edit_template", a_template),
        "post",
        lambda _world: {"title": "Settle returns", "unit": "Support", "version": 1},
        also=KEEPING,
        never=NOT_KEEPING,
        reason=KEPT,
        answer=frozenset({302, 409}),
    ),
    Route(
        "goals:template_assignment",
        ALONE,
        "part",
        at("template_assignment", a_template),
        "post",
        lambda _world: {"period": an_open_period().public_id},
        also=KEEPING,
        never=NOT_KEEPING,
        reason=KEPT,
        answer=frozenset({302, 422}),
    ),
    Route(
        "goals:template_archiving",
        ALONE,
        "part",
        at("template_archiving", a_template),
        "post",
        also=KEEPING,
        never=NOT_KEEPING,
        reason=KEPT,
    ),
]
