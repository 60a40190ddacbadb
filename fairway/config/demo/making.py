"""Make the demo company, size it, clear it away."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import transaction

from fairway.config.demo.history import Chronicler
from fairway.config.demo.plan import Plan
from fairway.config.demo.rows import Writer
from fairway.config.demo.story import write_story
from fairway.config.demo.structure import Grower
from fairway.foundation.demo import DemoCompany
from fairway.foundation.ids import ids_from
from fairway.foundation.ports import demo_sources
from fairway.people.models import Person

PEOPLE = 240
Progress = Callable[[str, int], Any]


def is_there() -> bool:
    """Whether any company lives in this database."""
    return Person.objects.exists()


def make_demo(
    people: int = PEOPLE, *, today: date | None = None, progress: Progress | None = None
) -> DemoCompany:
    """Make the company in an empty database, all or nothing.

    `people` is how many work there today; who has left comes on top. The same number and day give
    the same rows. `progress` hears what has been made, and how many rows it took.
    """
    tell = progress or (lambda part, rows: None)
    company = DemoCompany(today or date.today(), people)  # noqa: DTZ011 the demo's own day
    plan = plan_company(people, company.today)
    with transaction.atomic():
        with ids_from(f"saltmarsh {people}"):
            writer = Writer(plan, company)
            for part, rows in writer.write():
                tell(part, rows)
            for part, rows in write_story(writer):
                tell(part, rows)
        for source in sorted(demo_sources, key=lambda one: (one.order, one.key)):
            with ids_from(f"saltmarsh {people} {source.key}"):
                source.make(company)
            tell(source.key, 0)
        with ids_from(f"saltmarsh {people} past"):
            tell("events", company.write_past())
    return company


def plan_company(people: int, today: date) -> Plan:
    """Who is to be there, before anything is written."""
    plan = Plan(today, random.Random(f"saltmarsh {people}"))  # noqa: S311 invented data
    grower = Grower(plan)
    grower.grow(people)
    Chronicler(plan, grower.names).tell()
    return plan


def clear() -> None:
    """Empty the demo database. It is invented, so nothing is lost that cannot be made again."""
    if not settings.DEMO:
        raise RuntimeError("only the demo database is ever emptied")
    call_command("flush", interactive=False, verbosity=0)
