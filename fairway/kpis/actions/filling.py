"""KPIs that Fairway itself fills: once for each stretch, from what rooms count of themselves."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db import DatabaseError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fairway.foundation import policy
from fairway.foundation.events import SYSTEM
from fairway.foundation.locks import hold
from fairway.foundation.ports import Share, figure_sources
from fairway.kpis.actions.observing import Value, record_values
from fairway.kpis.house import LEAST, Unit, percent, publishable, units_above
from fairway.kpis.models import Kpi, Observation, Segment, Source
from fairway.people.days import organisation_day

HOUSE = Observation.Source.HOUSE
# What may go wrong between figures and a database; anything else is a defect that a job reports.
COUNTING_FAULTS = (
    DatabaseError,
    ArithmeticError,
    AttributeError,
    LookupError,
    TypeError,
    ValueError,
)


def fill_all() -> int:
    """Each figure by itself: one that cannot be counted keeps no other from coming."""
    keys = _sources().order_by().values_list("figure", flat=True).distinct()
    return sum(fill(figure) for figure in sorted(keys))


@transaction.atomic
def fill(figure: str) -> int:
    """The KPIs of one figure, together: what may be shown of one unit hangs on what is shown of
    the others. A stretch that has its value is left alone. Gives how many were filled."""
    hold(f"kpis.house:{figure}")
    sources = list(_sources().filter(figure=figure))
    today = organisation_day()
    due = [one for one in sources if not _is_there(one.kpi, _last_stretch(one.kpi, today))]
    if not due:
        return 0
    if figure not in figure_sources:
        return _fail(due, _("Fairway does not count this any more."))
    wanted = {unit for one in sources for _part, unit in _asked(one.kpi)}
    try:
        with transaction.atomic():
            counted = figure_sources[figure].count(wanted, today)
    except COUNTING_FAULTS as fault:  # another room's; its class is all that is said of it
        return _fail(
            due, _("It could not be counted: %(fault)s.") % {"fault": type(fault).__name__}
        )
    people = {unit: counted[unit].people if unit in counted else 0 for unit in wanted}
    shown = publishable(people, units_above(wanted), _known(sources))
    return sum(_write(one, counted, shown, today) for one in due)


def _write(source: Source, counted: dict[Unit, Share], shown: set[Unit], today: date) -> int:
    kpi, stretch = source.kpi, _last_stretch(source.kpi, today)
    values, small = [], 0
    for part, unit in _asked(kpi):
        units = percent(counted[unit], kpi.decimals) if unit in shown else None
        small += units is None
        if units is not None:
            values.append(Value(stretch, units, part))
    source.last_run_at = timezone.now()
    source.failure = "" if values else _too_few()
    if values:
        record_values(kpi, values, actor=SYSTEM, source=HOUSE)
        source.last_good_at, source.said = source.last_run_at, _said(len(values), small)
    source.save(update_fields=["last_run_at", "last_good_at", "said", "failure"])
    return bool(values)


def _said(shown: int, small: int) -> str:
    said = ngettext("%(n)s value", "%(n)s values", shown) % {"n": shown}
    if not small:
        return said
    kept = ngettext("%(n)s kept back", "%(n)s kept back", small) % {"n": small}
    return f"{said}, {kept}"


def _too_few() -> str:
    words = _(
        "Fewer than %(least)s people stand behind it, or what is shown elsewhere would give them "
        "away. It is looked at again tomorrow."
    )
    return words % {"least": policy.get(LEAST)}


def _fail(sources: Iterable[Source], words: str) -> int:
    for source in sources:
        source.failure, source.last_run_at = words, timezone.now()
        source.save(update_fields=["failure", "last_run_at"])
    return 0


def _sources() -> Any:
    rows = Source.objects.filter(kind=Source.Kind.HOUSE, kpi__archived_at=None)
    return rows.select_related("kpi__unit").order_by("pk")


def _asked(kpi: Kpi) -> list[tuple[Segment | None, Unit]]:
    """The whole, and those of its parts that are units."""
    parts = kpi.segments.exclude(unit=None).order_by("pk")
    return [(None, kpi.unit_id), *((part, part.unit_id) for part in parts)]


def _last_stretch(kpi: Kpi, today: date) -> date:
    """The last one that is over."""
    return kpi.start_of(kpi.start_of(today) - timedelta(days=1))


def _is_there(kpi: Kpi, stretch: date) -> bool:
    rows = kpi.observations.filter(replaced_at=None, starts_on=stretch, source=HOUSE)
    return rows.exists()


def _known(sources: Iterable[Source]) -> set[Unit]:
    """The units something was shown of before: that cannot be unseen."""
    rows = Observation.objects.filter(kpi__in=[one.kpi_id for one in sources], source=HOUSE)
    pairs = rows.order_by().values_list("segment", "segment__unit", "kpi__unit").distinct()
    return {unit if segment else whole for segment, unit, whole in pairs}
