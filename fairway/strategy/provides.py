"""What strategy offers the rest of the house."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import F, JSONField
from django.db.models import Value as Constant
from django.db.models.functions import ExtractDay, ExtractMonth, ExtractYear
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from fairway.foundation.policy import Choice, Policy, policies
from fairway.foundation.ports import (
    ApiRouter,
    BenchPage,
    DemoSource,
    EventKind,
    HomeCard,
    NavItem,
    PaletteAction,
    PersonalData,
    PolicyText,
    SearchHit,
    SearchSource,
    api_routers,
    bench_pages,
    demo_sources,
    event_kinds,
    home_cards,
    nav_items,
    palette_actions,
    personal_data,
    policy_texts,
    search_sources,
)
from fairway.foundation.text import fold
from fairway.people.days import organisation_day
from fairway.strategy.demo import make_strategy
from fairway.strategy.models import Mission, Period, StrategicPriority, Value
from fairway.strategy.rules import may_add_periods, may_add_strategy

KINDS = (
    ("mission_set", _("Set a new mission"), "flag"),
    ("mission_edited", _("Edited the mission"), "flag"),
    ("priority_added", _("Added a priority"), "compass"),
    ("priority_edited", _("Edited a priority"), "compass"),
    ("priority_moved", _("Moved a priority up or down"), "compass"),
    ("priority_archived", _("Archived a priority"), "archive"),
    ("priority_restored", _("Brought a priority back"), "compass"),
    ("period_added", _("Added a period"), "calendar"),
    ("period_edited", _("Edited a period"), "calendar"),
    ("period_opened", _("Opened a period"), "lock-open"),
    ("period_closed", _("Closed a period"), "lock"),
    ("period_archived", _("Archived a period"), "archive"),
    ("period_restored", _("Brought a period back"), "calendar"),
    ("value_added", _("Added a value"), "heart-handshake"),
    ("value_edited", _("Edited a value"), "heart-handshake"),
    ("value_moved", _("Moved a value up or down"), "heart-handshake"),
    ("value_archived", _("Archived a value"), "archive"),
    ("value_restored", _("Brought a value back"), "heart-handshake"),
)
event_kinds.offer(
    *(
        EventKind(
            f"strategy.{key}", label, "everyone", icon=icon, data_class="C1", group=_("Strategy")
        )
        for key, label, icon in KINDS
    )
)
policies.offer(
    Policy(
        "strategy.year_of",
        Choice({"months": _("Calendar months"), "weeks": _("Whole weeks (4-4-5)")}),
        "months",
        _("The fiscal year is made of"),
        _(
            "Years of months begin on the first of the month. Years of weeks begin on the Monday "
            "nearest to it and have 52 or 53 weeks. Periods that exist already stay as they are."
        ),
        _("Organisation"),
    )
)
nav_items.offer(NavItem("strategy", _("Strategy"), "compass", "strategy:overview", order=5))
palette_actions.offer(
    PaletteAction(
        "new_priority", _("New priority"), "plus", "strategy:new_priority", may_add_strategy
    ),
    PaletteAction("new_period", _("New period"), "plus", "strategy:new_period", may_add_periods),
    PaletteAction(
        "values", _("Our values"), "heart-handshake", "strategy:values", keywords=_("how we work")
    ),
)
bench_pages.offer(BenchPage("strategy", "ana", lambda world: "/strategy/"))
demo_sources.offer(DemoSource("strategy", 10, make_strategy))
api_routers.offer(
    ApiRouter(
        "strategy",
        _("Strategy"),
        "fairway.strategy.api.router",
        scopes=(
            ("strategy:read", _("Read the mission, priorities, periods and values")),
            ("strategy:write", _("Add and change priorities")),
        ),
    )
)


MOST_PERIODS = 100
NO_WORDS = Constant({}, output_field=JSONField())


def find_hits(viewer: Any, words: str, most: int) -> Iterable[SearchHit]:
    """A few dozen rows, so they are compared here: any language, with or without accents."""
    wanted = fold(words).split()
    found = (row for row in _written(viewer) if all(w in fold(_words_of(row)) for w in wanted))
    return [_hit(row) for row, _number in zip(found, range(most), strict=False)]


def _written(viewer: Any) -> list[Any]:
    """Priorities, then values, then the latest periods, in one query."""
    priorities = StrategicPriority.objects.allowed(viewer).in_use().order_by()
    values = Value.objects.allowed(viewer).in_use().order_by()
    latest = Period.objects.allowed(viewer).in_use().order_by("-starts_on", "-until_on", "pk")
    periods = Period.objects.filter(pk__in=latest.values("pk")[:MOST_PERIODS]).order_by()
    none = Constant("")
    parts = (
        _alike(priorities, F("rank"), F("title"), F("period__name"), none),
        _alike(values, F("rank"), F("name"), none, none),
        _alike(periods, -_day_number("starts_on"), NO_WORDS, F("name"), F("kind")),
    )
    first, *others = parts
    found = [_row(*said) for said in first.union(*others, all=True)]
    order = (StrategicPriority, Value, Period)
    return [one for _place, one in sorted(found, key=lambda r: (order.index(type(r[1])), r[0]))]


def _alike(rows: Any, place: Any, words: Any, period: Any, kind: Any) -> Any:
    key = F("public_id")
    said = rows.annotate(place=place, key=key, words=words, of_period=period, of_kind=kind)
    return said.values_list("place", "key", "words", "of_period", "of_kind")


def _day_number(field: str) -> Any:
    return ExtractYear(field) * 10000 + ExtractMonth(field) * 100 + ExtractDay(field)


def _row(place: int, key: str, words: Any, period: str, kind: str) -> tuple[int, Any]:
    if kind:
        return place, Period(public_id=key, name=period, kind=kind)
    if period:
        return place, StrategicPriority(public_id=key, title=words, period=Period(name=period))
    return place, Value(public_id=key, name=words)


def _words_of(row: Any) -> str:
    if isinstance(row, StrategicPriority):
        return row.title.all_words
    return row.name.all_words if isinstance(row, Value) else row.name


def _hit(row: Any) -> SearchHit:
    url = row.get_absolute_url()
    if isinstance(row, StrategicPriority):
        return SearchHit(str(row), url, row.period.name, "compass")
    if isinstance(row, Value):
        return SearchHit(str(row), url, _now("Value"), "heart-handshake")
    return SearchHit(str(row), url, str(row.get_kind_display()), "calendar")


search_sources.offer(SearchSource("strategy", _("Strategy"), 60, find_hits))


MOST_PRIORITIES = 7


def course(viewer: Any) -> dict[str, Any] | None:
    """The vision and this year's priorities, on everybody's Home: in one query."""
    mission = Mission.objects.allowed(viewer).current().annotate(place=Constant(-1))
    priorities = _running(StrategicPriority.objects.allowed(viewer)).annotate(
        place=F("rank"), again=F("title")
    )
    rows = list(
        mission.order_by()
        .values_list("place", "public_id", "vision", "statement")
        .union(priorities.order_by().values_list("place", "public_id", "title", "again"), all=True)
        .order_by("place")[: 1 + MOST_PRIORITIES]
    )
    if not rows:
        return None
    said = [vision or statement for place, _id, vision, statement in rows if place < 0]
    named = [StrategicPriority(public_id=key, title=title) for n, key, title, _t in rows if n >= 0]
    return {"mission": said[0] if said else "", "priorities": named}


def _priorities_today(rows: Any) -> list[StrategicPriority]:
    return list(_running(rows)[:MOST_PRIORITIES])


def _running(rows: Any) -> Any:
    return rows.in_use().filter(period__in=Period.objects.around(organisation_day()))


home_cards.offer(
    HomeCard("strategy", "strategy/_course.html", course, order=90, column="side", later=True)
)


def say_where_we_go() -> str:
    """Where we are going, as everybody may read it."""
    mission = Mission.objects.current().first()
    priorities = _priorities_today(StrategicPriority.objects.all())
    lines = [str(mission.vision or mission.statement)] if mission else []
    if priorities:
        named = "; ".join(str(priority) for priority in priorities)
        lines.append(_now("What matters most now: %(priorities)s.") % {"priorities": named})
    return "\n\n".join(lines)


policy_texts.offer(PolicyText("strategy", _("Where we are going"), -1, say_where_we_go))


def owned_by(person: Any) -> Iterable[dict[str, Any]]:
    for priority in StrategicPriority.objects.filter(owner=person).for_display():
        yield {"priority": str(priority), "period": priority.period.name}


def nothing_to_erase(person: Any) -> int:
    """A priority is the organisation's; its owner's name goes when the person's record does."""
    return 0


personal_data.offer(PersonalData("strategy", _("Priorities you own"), owned_by, nothing_to_erase))
