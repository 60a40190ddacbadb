"""What a list opens with: its first page, and in a sentence how all of its goals stand.

Both queries are put together once for all who stand alike, but for those that search for words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fairway.foundation.lookups import in_few
from fairway.foundation.paging import COUNT_UP_TO, Page, page_from, page_of
from fairway.goals.models import Goal
from fairway.goals.models.progressing import Status
from fairway.goals.reading.grouping import with_groups
from fairway.goals.reading.listing import Asked, listed, of_state_and_days, order_of
from fairway.people.models import Person
from fairway.people.relations import PreparedForViewers

AT_ONCE = 30
PERIOD = -54  # what stands in a query for the key of a period


def page_of_list(asked: Asked, *, after: str = "", before: str = "") -> Page[Goal]:
    if after or before or not is_plain(asked):
        rows = with_groups(listed(asked).for_rows(), asked.viewer, asked.by)
        return page_of(rows, order=asked.order, after=after, before=before, size=AT_ONCE)
    found = FIRST.find(asked.viewer, period_key(asked), given=(*given_by(asked), asked.by))
    return page_from(found, size=AT_ONCE)


def _first(viewer: Person, period: int, tab: str, state: str, in_period: bool, by: str) -> Any:
    rows = of_state_and_days(viewer, tab, state, period if in_period else 0).for_rows()
    return with_groups(rows, viewer, by).order_by(*order_of(state))[: AT_ONCE + 1]


FIRST = PreparedForViewers(_first, PERIOD)


def is_plain(asked: Asked) -> bool:
    return not asked.words and asked.unit is None


def given_by(asked: Asked) -> tuple[str, str, bool]:
    return asked.tab, asked.state, asked.period is not None


def period_key(asked: Asked) -> int:
    return asked.period.pk if asked.period else 0


@dataclass(frozen=True)
class Summary:
    all: int
    more: bool
    words: str


def summary_of(asked: Asked) -> Summary:
    """ "47 goals in Q4. 31 on track, 9 at risk, 4 off track, 3 not started." In one query."""
    found = dict(_counts(asked))
    all_of_them = sum(found.values())
    more, count = all_of_them > COUNT_UP_TO, min(all_of_them, COUNT_UP_TO)
    return Summary(count, more, _in_words(asked, found, count, more))


def _counts(asked: Asked) -> Sequence[tuple[Any, ...]]:
    if is_plain(asked):
        return COUNTS.ask(asked.viewer, period_key(asked), given=given_by(asked))
    return list(_by_status(listed(asked)))


def _by_status(rows: QuerySet[Goal]) -> QuerySet[Any, Any]:
    """No more than are counted."""
    some = rows.order_by().values("pk")[: COUNT_UP_TO + 1]
    of_each = Goal.objects.filter(in_few("pk", some)).order_by().values("status")
    return of_each.annotate(n=Count("pk")).values_list("status", "n")


def _counted(viewer: Person, period: int, tab: str, state: str, in_period: bool) -> Any:
    return _by_status(of_state_and_days(viewer, tab, state, period if in_period else 0))


COUNTS = PreparedForViewers(_counted, PERIOD)


def _in_words(asked: Asked, found: dict[str, int], count: int, more: bool) -> str:
    if more:
        said = _("%(n)s+ goals") % {"n": f"{count:,}"}
    else:
        said = ngettext("%(n)s goal", "%(n)s goals", count) % {"n": count}
    if asked.period is not None:
        said = _("%(goals)s in %(period)s") % {"goals": said, "period": asked.period.name}
    if more or asked.closed or not count:
        return f"{said}."
    silent = count - sum(found.get(state, 0) for state in Status.values)
    parts = [
        (found.get(Status.ON_TRACK), _("%(n)s on track")),
        (found.get(Status.AT_RISK), _("%(n)s at risk")),
        (found.get(Status.OFF_TRACK), _("%(n)s off track")),
        (silent, _("%(n)s not started")),
    ]
    rest = ", ".join(words % {"n": number} for number, words in parts if number)
    return f"{said}. {rest}."
