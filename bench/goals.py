"""Goals of a company in which everybody has three: filled up in bulk, then opened and updated.

`python -m bench.goals --people N` works on the company that is there; it prints JSON.
"""

from __future__ import annotations

import argparse
import json
import logging
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from statistics import median, quantiles
from typing import Any

import django

# For each person; at 10,000 people: 30,000 goals, 90,000 key results, 1,000,000 updates.
GOALS, RESULTS, UPDATES = 3, 9, 100
MOST_PEOPLE = 10_000
OPENS, EXPANDS = 1_000, 200  # milliseconds that the map may take
ROUNDS = 30


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--people", type=int, required=True)
    given = parser.parse_args(arguments)
    django.setup()
    logging.disable(logging.CRITICAL)
    from django.conf import settings

    from bench.pages import measure

    settings.ROOT_URLCONF = "bench.yardstick"
    took = fill(given.people)
    pages = [vars(one) for one in measure(given.rounds, only="goal")]
    told = {depth: update(depth) for depth in (0, 2)}
    print(json.dumps({"pages": pages, "there": there(), "filled": took, "told": told}))


def fill(people: int) -> float:
    """As many rows as are missing, in seconds. Copies of what is there: nobody reads them."""
    from django.db import connection, transaction

    begun = time.perf_counter()
    missing = {name: people * each - there()[name] for name, each in _wanted()}
    with transaction.atomic():
        _more_goals(max(0, missing["goals"]))
        _more_results(max(0, missing["key results"]))
        _more_updates(max(0, missing["updates"]))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return time.perf_counter() - begun


def _wanted() -> list[tuple[str, int]]:
    return [("goals", GOALS), ("key results", RESULTS), ("updates", UPDATES)]


def there() -> dict[str, int]:
    from fairway.goals.models import Goal, KeyResult, ProgressUpdate

    models = {"goals": Goal, "key results": KeyResult, "updates": ProgressUpdate}
    return {name: model.objects.count() for name, model in models.items()}


def _more_goals(count: int) -> None:
    from fairway.foundation.bulk import insert_objects
    from fairway.foundation.ids import new_public_id
    from fairway.goals.models import Goal

    copies = list(Goal.objects.filter(scope="person").order_by("pk")[:count])
    for goal in copies:
        goal.pk, goal.public_id = None, new_public_id()
    insert_objects(copies)


def _more_results(count: int) -> None:
    from fairway.foundation.bulk import insert_objects
    from fairway.foundation.ids import new_public_id
    from fairway.goals.models import KeyResult

    copies = list(KeyResult.objects.filter(source="manual").order_by("pk")[:count])
    for result in copies:
        result.pk, result.public_id = None, new_public_id()
        result.rank, result.weight = result.rank + 10, 0  # progress stays what it is
    insert_objects(copies)


def _more_updates(count: int) -> None:
    from fairway.foundation.bulk import insert_rows
    from fairway.foundation.ids import new_public_id
    from fairway.goals.models import ProgressUpdate

    names = ("goal", "result", "at", "by", "via", "value", "progress", "status", "confidence")
    rest = ("note", "evidence_url", "corrects", "corrected_at")
    read = list(ProgressUpdate.objects.order_by("pk").values_list(*names)[:count])

    def copies() -> Iterator[tuple[Any, ...]]:
        for turn in range(count):
            goal, result, at, *said = read[turn % len(read)]
            at -= timedelta(days=1 + turn // len(read), minutes=turn % 600)
            yield (new_public_id(), goal, result, at, *said, "", "", None, None)

    if read:
        insert_rows(ProgressUpdate, ("public_id", *names, *rest), copies())


def update(depth: int) -> dict[str, Any]:
    """Telling of a goal with so many above it, each of which is computed anew: queries and ms."""
    from django.db import connection, transaction
    from django.test.utils import CaptureQueriesContext

    from fairway.foundation.events import SYSTEM
    from fairway.goals.actions.updating import Told, tell_progress

    result = _result_below(depth)
    times, queries = [], 0
    for turn in range(ROUNDS):
        value = (result.target or 0) - turn % 7
        with transaction.atomic():
            with CaptureQueriesContext(connection) as sent:
                begun = time.perf_counter()
                tell_progress(
                    result.goal, actor=SYSTEM, results={result: Told(value=value)}, status="at_risk"
                )
                times.append((time.perf_counter() - begun) * 1000)
            queries = max(queries, len(sent))
            transaction.set_rollback(True)
    return {"queries": queries, "p50": median(times), "p95": quantiles(times, n=20)[-1]}


def _result_below(depth: int) -> Any:
    """A measured key result of an open goal with exactly so many goals above it that count it."""
    from fairway.goals.models import KeyResult

    rows = KeyResult.objects.filter(
        source="manual", kind="metric", weight__gt=0, removed_at=None, goal__closed_at=None
    )
    rows = rows.exclude(goal__agreed_at=None)
    step = "goal"
    for _level in range(depth):
        step += "__parent"
        rows = rows.filter(**{f"{step}__isnull": False}).exclude(**{f"{step}__roll_up": "own"})
    return rows.filter(**{f"{step}__parent": None}).select_related("goal").order_by("pk")[0]


def others(found: dict[str, Any], database: str, people: int) -> list[dict[str, Any]]:
    """Rows of the table beside the pages."""
    from bench.report import other

    size = f"{people:,} people"
    rows = [", ".join(f"{count:,} {name}" for name, count in found["there"].items())]
    filled = other(f"filling up to {rows[0]}", database, f"{found['filled']:.0f} s")
    by_key = {page["page"]: page for page in found["pages"]}
    bars = (("goals, map", "opens", OPENS), ("goals, map, one branch", "expands", EXPANDS))
    timed = [
        other(
            f"the alignment map {does}, p95, {size}",
            database,
            f"{by_key[key]['p95']:.0f} ms, {by_key[key]['queries']} queries",
            f"≤ {most} ms",
        )
        for key, does, most in bars
    ]
    told = [
        other(
            f"an update, with {depth} goals above that follow from it, {size}",
            database,
            f"{told['queries']} queries, {told['p50']:.1f} ms (p95 {told['p95']:.1f})",
            "the same at every size",
        )
        for depth, told in found["told"].items()
    ]
    return [filled, *timed, *told]


if __name__ == "__main__":
    main(sys.argv[1:])
