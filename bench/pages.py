"""Measure every offered page in one database: p50, p95, queries, and the yardstick beside it.

Runs in a process of its own, so that settings and caches are those of one server; prints JSON.
"""

from __future__ import annotations

import argparse
import json
import logging
import resource
import sys
from dataclasses import asdict, dataclass
from statistics import median, quantiles
from types import SimpleNamespace

import django

# PostgreSQL keeps a plan from the eighth time that a connection is asked the same; a pool has several.
WARM = 20
CAST = ("Ana Reyes", "Bo Almeida", "Hana Novák", "Farah Anwar", "Mia Lindqvist", "Cy Okafor")


@dataclass(frozen=True)
class Measured:
    """One page: milliseconds, and how often the yardstick fits into its median."""

    page: str
    p50: float
    p95: float
    queries: int
    yardstick: float
    times_yardstick: float
    kilobytes: float
    status: int


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=60)
    parser.add_argument("--people", type=int, default=0)
    parser.add_argument("--only", nargs="*", default=[""], help="pages whose key begins like this")
    given = parser.parse_args(arguments)
    django.setup()
    logging.disable(logging.CRITICAL)
    from django.conf import settings

    settings.ROOT_URLCONF = "bench.yardstick"
    pages = [asdict(one) for one in measure(given.rounds, only=tuple(given.only))]
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"pages": pages, "memory": memory}))


def measure(rounds: int, only: str | tuple[str, ...] = "") -> list[Measured]:
    """All pages, or those whose key begins like this."""
    from bench.serving import Visitor
    from fairway.config.serving import load_application
    from fairway.foundation.ports import bench_pages

    application, world = load_application(), cast()
    visitors = {key: Visitor(application, person.account) for key, person in world.people.items()}
    plain = visitors["ana"]
    measured = []
    for page in (one for one in bench_pages if one.key.startswith(only)):
        visitor, address = visitors[page.actor], page.url(world)
        for _warm in range(WARM):
            plain.get("/yardstick/")
            visitor.get(address, fragment=page.fragment)
        pairs = [
            (plain.get("/yardstick/"), visitor.get(address, fragment=page.fragment))
            for _round in range(rounds)
        ]
        times = [answer.seconds * 1000 for _yard, answer in pairs]
        yard = median(answer.seconds * 1000 for answer, _page in pairs)
        last = pairs[-1][1]
        measured.append(
            Measured(
                page=page.key,
                p50=median(times),
                p95=quantiles(times, n=20)[-1],
                queries=visitor.queries(address, fragment=page.fragment),
                yardstick=yard,
                times_yardstick=median(times) / yard,
                kilobytes=last.bytes / 1024,
                status=last.status,
            )
        )
    return measured


def cast() -> SimpleNamespace:
    """The people of the demo by the first word of their name, in lower case."""
    from fairway.people.models import Person

    found = Person.objects.filter(name__in=CAST, account__isnull=False)
    people = {
        p.name.split()[0].lower(): p for p in found.select_related("account", "assignment__unit")
    }
    return SimpleNamespace(people=people, unit=people["ana"].assignment.unit.public_id)


if __name__ == "__main__":
    main(sys.argv[1:])
