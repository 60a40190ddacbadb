"""The addresses of KPIs in the access matrix."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.urls import reverse

from fairway.foundation.events import SYSTEM
from fairway.kpis.actions import around, defining, observing, stacking
from fairway.kpis.models import Kpi, KpiStack, Signal
from fairway.kpis.tests import matrix_boards, matrix_roles, matrix_scoring, matrix_sources
from fairway.kpis.tests.things import a_hidden_kpi, a_kpi
from fairway.people.days import organisation_day
from tests.access.binding import Canary, Route

READ, OWN, ROW, HIDDEN = "Open to every person", "Own pages", "KPI value", "KPI of a unit"
KEEP = "Kept by few"
# Bo, the manager, owns it; Mia is above him; Eva and Pia decide over his unit.
KEEPERS = frozenset({"manager", "skip", "executive", "people_lead"})
ADDERS = frozenset({"manager", "skip", "executive", "people_lead"})
WHY = "owner, their manager, executives of the unit and people leads keep it"
# Of a unit: Bo manages in it, Eva decides over it, Pia leads the people.
STACKERS = frozenset({"manager", "executive", "people_lead"})
NOBODYS = frozenset({"administrator"})
NO_PERSON = "a login that belongs to no person finds no records"
FRANCHISE = frozenset({"other_employer"})
FRANCHISE_WHY = "a franchisee's people and the others do not see each other's"
LEAVER_WHY = "who has left is signed out"


def an_archived_kpi(world: Any) -> Kpi:
    return defining.archive_kpi(a_kpi(world), actor=SYSTEM)


def of(name: str, make: Callable[[Any], Kpi] = a_kpi) -> Callable[[Any], str]:
    return lambda world: reverse(f"kpis:{name}", args=[make(world).public_id])


def a_note(world: Any) -> list[str]:
    kpi = a_kpi(world)
    note = around.annotate(kpi, actor=SYSTEM, on=organisation_day(), text="Moved")
    return [kpi.public_id, note.public_id]


def a_target(world: Any) -> list[str]:
    from fairway.strategy.tests.matrix import a_period

    kpi = a_kpi(world)
    target = around.set_target(kpi, actor=SYSTEM, period=a_period(), value=900)
    return [kpi.public_id, target.public_id]


def a_signal(world: Any) -> list[str]:
    kpi, today = a_kpi(world), organisation_day()
    days = {"since": today, "fired_on": today}
    signal, _made = Signal.objects.get_or_create(
        kpi=kpi, rule="beyond_limits", side="up", **days, defaults={"found_at": kpi.added_at}
    )
    return [kpi.public_id, signal.public_id]


def read(name: str, make: Callable[[Any], Kpi] = a_kpi) -> Route:
    return Route(f"kpis:{name}", ROW, url=of(name, make), never=FRANCHISE, reason=FRANCHISE_WHY)


def kept(name: str, url: Callable[[Any], str] | None = None, *, post: bool = False) -> Route:
    return Route(
        f"kpis:{name}",
        KEEP,
        url=url or of(name),
        method="post" if post else "get",
        also=KEEPERS,
        reason=WHY,
    )


def below(name: str, make: Callable[[Any], list[str]], *, post: bool = True) -> Route:
    return kept(name, lambda world: reverse(f"kpis:{name}", args=make(world)), post=post)


def a_stack(world: Any) -> KpiStack:
    from fairway.strategy.tests.matrix import a_priority

    unit = world.organisation.support
    return stacking.start_stack(actor=SYSTEM, priority=a_priority(), unit=unit)


def a_stacked_kpi(world: Any) -> list[str]:
    stack, kpi = a_stack(world), a_kpi(world)
    stacking.put_on_stack(stack, actor=SYSTEM, kpi=kpi)
    return [stack.public_id, kpi.public_id]


def stack_page(world: Any) -> str:
    return reverse("kpis:stack", args=[a_stack(world).public_id])


def putting(world: Any) -> str:
    return reverse("kpis:put", args=[a_stack(world).public_id])


ROUTES = [
    *matrix_boards.ROUTES,
    *matrix_roles.ROUTES,
    *matrix_scoring.ROUTES,
    *matrix_sources.ROUTES,
    Route("kpis:library", KEEP, url=lambda world: reverse("kpis:library"), also=ADDERS, reason=WHY),
    Route("kpis:stacks", READ, url=lambda world: reverse("kpis:stacks")),
    Route(
        "kpis:new_stack", KEEP, url=lambda world: reverse("kpis:new_stack"), also=ADDERS, reason=WHY
    ),
    Route("kpis:stack", READ, url=stack_page, never=NOBODYS, reason=NO_PERSON),
    Route(
        "kpis:put",
        KEEP,
        url=putting,
        method="post",
        data=lambda world: {"kpi": a_kpi(world).public_id},
        also=STACKERS,
        reason=WHY,
    ),
    Route(
        "kpis:take_off",
        KEEP,
        url=lambda world: reverse("kpis:take_off", args=a_stacked_kpi(world)),
        method="post",
        also=STACKERS,
        reason=WHY,
    ),
    # The API answers tokens, not sessions: test_kpis_in_the_api.py asks it.
    *(Route(f"api:kpis_{name}", READ) for name in ("list", "kpi", "observations", "record")),
    Route("kpis:listing", READ, url=lambda world: reverse("kpis:listing")),
    Route("kpis:mine", READ, url=lambda world: reverse("kpis:mine")),
    Route("kpis:new", KEEP, url=lambda world: reverse("kpis:new"), also=ADDERS, reason=WHY),
    *(read(name) for name in ("kpi", "beside", "ahead", "who", "values", "values_csv")),
    Route("kpis:kpi", HIDDEN, url=of("kpi", a_hidden_kpi)),
    *(
        kept(name)
        for name in (
            "edit",
            "new_value",
            "many_values",
            "new_target",
            "new_note",
            "new_part",
            "usual",
        )
    ),
    kept("archive", post=True),
    kept("restore", of("restore", an_archived_kpi), post=True),
    below("remove_target", a_target),
    below("remove_note", a_note),
    below("keep_note", a_note),
    below("answer", a_signal, post=False),
]


def put(field: str) -> Callable[[Any, str], None]:
    def write(world: Any, word: str) -> None:
        kpi = a_hidden_kpi(world, **{"name": f"{word} name", field: word})
        Kpi.objects.filter(pk=kpi.pk).update(**{field: word})
        observing.record_value(kpi, actor=SYSTEM, day=organisation_day(), units=500, note=word)

    return write


CANARIES = [Canary(HIDDEN, field, put(field)) for field in ("name", "meaning", "response")]
