"""A KPI with 200,000 values: its page with the chart, the latest of it and all of it.

`python -m bench.charting` works on the company that is there; it prints JSON.
"""

from __future__ import annotations

import argparse
import json
import logging
import random
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from statistics import median
from typing import Any

import django

VALUES, MOST = 200_000, 1.0  # seconds that a whole page may take
NAME = "Visitors, every day there ever was"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=10)
    rounds = parser.parse_args().rounds
    django.setup()
    logging.disable(logging.CRITICAL)
    from bench.pages import cast
    from bench.serving import Visitor
    from fairway.config.wsgi import application

    kpi = fill()
    bo = Visitor(application, cast().people["bo"].account)
    spans = {"the latest": kpi.get_absolute_url(), "all": f"{kpi.get_absolute_url()}?span=all"}
    found = {}
    for words, address in spans.items():
        answers = [bo.get(address) for _round in range(rounds + 2)][2:]
        found[words] = {
            "seconds": median(one.seconds for one in answers),
            "status": answers[-1].status,
            "kilobytes": answers[-1].bytes / 1024,
            "queries": bo.queries(address),
        }
    print(json.dumps({"values": kpi.observations.count(), "pages": found}))


def fill() -> Any:
    """The KPI, once; a value for each of 200,000 days up to yesterday."""
    from django.db import connection, transaction
    from django.utils import timezone

    from bench.pages import cast
    from fairway.foundation.bulk import insert_rows
    from fairway.kpis.actions.judging import judge_kpi
    from fairway.kpis.models import Kpi, Observation
    from fairway.people.days import organisation_day

    there = Kpi.objects.filter(name=NAME).first()
    if there is not None:
        return there
    names = ("public_id", "kpi", "starts_on", "value", "note", "source", "recorded_at")
    with transaction.atomic():
        owner = cast().people["bo"]
        words = {"meaning": "To measure with.", "measure": "number", "decimals": 0}
        kpi = Kpi.objects.create(name=NAME, owner=owner, cadence="daily", **words)
        rows = _rows(kpi.pk, organisation_day(), timezone.now())
        insert_rows(Observation, names, rows)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    judge_kpi(kpi)
    return kpi


def _rows(kpi: int, today: date, now: datetime) -> Iterator[tuple[Any, ...]]:
    from fairway.foundation.ids import new_public_id

    rng = random.Random(7)
    for ago in range(VALUES, 0, -1):
        value = round(rng.gauss(900, 40))
        yield new_public_id(), kpi, today - timedelta(days=ago), value, "", "upload", now


def others(found: dict[str, Any], database: str) -> list[dict[str, Any]]:
    """Rows of the table beside the pages; whatever is no page misses its bar."""
    from bench.report import other

    return [
        other(
            f"the page of a KPI with {found['values']:,} values, {words}",
            database,
            f"{page['seconds'] * 1000:.0f} ms, {page['queries']} queries, "
            f"{page['kilobytes']:.0f} KB"
            + ("" if page["status"] == 200 else f", answered {page['status']}"),
            f"≤ {MOST:.0f} s",
        )
        for words, page in found["pages"].items()
    ]


if __name__ == "__main__":
    main()
