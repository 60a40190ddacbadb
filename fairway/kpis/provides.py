"""What KPIs offer the rest of the house."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from fairway.foundation.policy import Number, Policy, policies
from fairway.foundation.policy.house import FLOORS
from fairway.foundation.ports import (
    ApiRouter,
    BenchPage,
    DemoSource,
    EventKind,
    HomeCard,
    NavItem,
    PaletteAction,
    SearchHit,
    SearchSource,
    Todo,
    TodoSource,
    api_routers,
    bench_pages,
    demo_sources,
    event_kinds,
    home_cards,
    nav_items,
    palette_actions,
    search_sources,
    todo_sources,
)
from fairway.kpis import evidence  # noqa: F401 offers what they tell of a period
from fairway.kpis.demo import make_kpis
from fairway.kpis.demo_figures import count_figures
from fairway.kpis.house import LEAST
from fairway.kpis.models import Kpi, Signal
from fairway.kpis.rules import may_add
from fairway.people.relations import MANAGER, standing_of

KINDS = (
    ("added", _("Added a KPI"), "chart-line"),
    ("edited", _("Edited a KPI"), "chart-line"),
    ("archived", _("Archived a KPI"), "archive"),
    ("restored", _("Brought a KPI back"), "chart-line"),
    ("baseline_held", _("Set what is usual for a KPI"), "lock"),
    ("observed", _("Recorded a value"), "plus"),
    ("corrected", _("Corrected a value"), "pencil"),
    ("values_added", _("Recorded many values"), "plus"),
    ("target_set", _("Set a target"), "target-arrow"),
    ("target_removed", _("Took a target away"), "target-arrow"),
    ("annotated", _("Noted what happened"), "note"),
    ("annotation_removed", _("Took a note away"), "note"),
    ("signal_found", _("Found a signal"), "wave-sine"),
    ("signal_seen", _("Looks into a signal"), "eye"),
    ("signal_acted_on", _("Acted on a signal"), "check"),
    ("signal_explained", _("Explained a signal"), "check"),
    ("stack_started", _("Began a stack of KPIs"), "stack-2"),
    ("stack_changed", _("Changed a stack of KPIs"), "stack-2"),
    ("board_started", _("Made a dashboard"), "gauge"),
    ("board_changed", _("Changed a dashboard"), "gauge"),
    ("screened", _("Asked whether a KPI earns its place"), "checklist"),
    ("sheet_written", _("Wrote questions to score by"), "checklist"),
    ("source_added", _("Let values come by themselves"), "plug-connected"),
    ("source_removed", _("Took a source of values away"), "x"),
    ("source_secret_renewed", _("Renewed the secret of a source"), "key"),
    ("segment_added", _("Measured a part of it too"), "plus"),
)
event_kinds.offer(
    *(
        EventKind(f"kpis.{key}", label, "manager_line", icon=icon, group=_("KPIs"))
        for key, label, icon in KINDS
    )
)
policies.offer(
    Policy(
        LEAST,
        Number(least=5, most=100),
        5,
        _("Fewest people that a KPI counted by Fairway speaks of"),
        _("Smaller groups are not shown at all. Five is the floor and cannot be lowered."),
        FLOORS,
    )
)
nav_items.offer(NavItem("kpis", _("KPIs"), "chart-line", "kpis:listing", order=20))
palette_actions.offer(
    PaletteAction("kpi_boards", _("Dashboards"), "gauge", "kpis:boards"),
    PaletteAction("kpi_stacks", _("Stacks of KPIs"), "stack-2", "kpis:stacks"),
    PaletteAction("new_kpi", _("New KPI"), "plus", "kpis:new", may_add, keywords=_("measure")),
)


def first_kpi(world: Any) -> str:
    kpi = Kpi.objects.in_use().filter(standing__n__gt=0).order_by("pk").first()
    return kpi.get_absolute_url() if kpi else "/kpis/"


api_routers.offer(
    ApiRouter(
        "kpis",
        _("KPIs"),
        "fairway.kpis.api.router",
        scopes=(
            ("kpis:read", _("Read KPIs and their values")),
            ("kpis:write", _("Record values of KPIs")),
        ),
    )
)
bench_pages.offer(
    BenchPage("kpis", "bo", lambda world: "/kpis/"),
    BenchPage("kpi", "bo", first_kpi),
)
demo_sources.offer(DemoSource("kpis", 30, make_kpis), DemoSource("kpi_figures", 60, count_figures))
MOST_TODOS = 10


def signals_to_answer(viewer: Any) -> Iterable[Todo]:
    """Each with the response that was agreed on."""
    rows = Signal.objects.waiting().filter(kpi__owner=viewer, kpi__archived_at=None)
    for signal in rows.select_related("kpi", "segment")[:MOST_TODOS]:
        name = f"{signal.kpi}, {signal.segment}" if signal.segment else signal.kpi.name
        went = _now("went up") if signal.side == Signal.Side.UP else _now("went down")
        yield Todo(
            title=_now("%(kpi)s %(went)s: this is not noise") % {"kpi": name, "went": went},
            url=reverse("kpis:answer", args=[signal.kpi.public_id, signal.public_id]),
            action=_now("Answer"),
            detail=signal.kpi.response.partition("\n")[0] or _now("No response was agreed on."),
            minutes=5,
            key=f"signal:{signal.public_id}",
        )


todo_sources.offer(TodoSource("kpis", _("KPIs"), "chart-line", 40, signals_to_answer))


def my_kpis(viewer: Any) -> dict[str, Any] | None:
    """For those who manage; what is in it comes after the page, which stays quick."""
    return {} if MANAGER.key in standing_of(viewer) else None


home_cards.offer(HomeCard("kpis", "kpis/_home.html", my_kpis, order=40))


def find_hits(viewer: Any, words: str, most: int) -> Iterable[SearchHit]:
    rows = Kpi.objects.allowed(viewer).in_use().select_related("unit")
    for word in words.split():
        rows = rows.filter(name__icontains=word)
    for kpi in rows[:most]:
        yield SearchHit(kpi.name, kpi.get_absolute_url(), str(kpi.unit or ""), "chart-line")


search_sources.offer(SearchSource("kpis", _("KPIs"), 50, find_hits))
