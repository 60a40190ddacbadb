"""Make the demo company, size it, clear it away."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction

from fairway.config.demo.history import Chronicler
from fairway.config.demo.plan import Plan
from fairway.config.demo.postings import write_postings
from fairway.config.demo.rows import Writer
from fairway.config.demo.story import write_story
from fairway.config.demo.structure import Grower
from fairway.foundation.audit.guarding import unguard
from fairway.foundation.demo import DemoCompany
from fairway.foundation.events import SYSTEM
from fairway.foundation.ids import ids_from
from fairway.foundation.models import PolicyValue
from fairway.foundation.policy import policy_called
from fairway.foundation.ports import demo_sources
from fairway.people.models import Person

PEOPLE = 240
POLICIES = {
    "organisation.name": "Saltmarsh",
    "organisation.time_zone": "Europe/London",
    "organisation.industry": "retail",
    "organisation.size": "enterprise",
    "organisation.further_languages": ["pt"],
    "rules.why": (
        "We work in shops, at desks and at home, over nine clocks. Talking in between keeps us "
        "together, and lets a review say only what everybody already knows."
    ),
}
DECIDED_DAYS_AGO = 720
Progress = Callable[[str, int], Any]


def is_there() -> bool:
    """Whether any company lives in this database."""
    return Person.objects.exists()


def make_demo(
    people: int = PEOPLE,
    *,
    today: date | None = None,
    dense: bool = False,
    progress: Progress | None = None,
) -> DemoCompany:
    """Make the company in an empty database, all or nothing.

    `people` is how many work there today; who has left comes on top. The same number and day give
    the same rows. `progress` hears what has been made, and how many rows it took.
    """
    tell = progress or (lambda part, rows: None)
    company = DemoCompany(today or date.today(), people, dense)  # noqa: DTZ011 the demo's own day
    plan = plan_company(people, company.today)
    with transaction.atomic():
        with ids_from(f"saltmarsh {people}"):
            tell("policies", choose_policies(company))
            writer = Writer(plan, company)
            for parts in (writer.write(), write_postings(writer), write_story(writer)):
                for part, rows in parts:
                    tell(part, rows)
        look_over()
        for source in sorted(demo_sources, key=lambda one: (one.order, one.key)):
            with ids_from(f"saltmarsh {people} {source.key}"):
                source.make(company)
            tell(source.key, 0)
            look_over()
        with ids_from(f"saltmarsh {people} past"):
            tell("events", company.write_past())
    return company


def look_over() -> None:
    """PostgreSQL plans by what it knows of tables, and of what is not committed it knows nothing
    by itself: it took them for empty, and minutes for what is done in a moment."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def choose_policies(company: DemoCompany) -> int:
    """What Saltmarsh decided long ago; everything else is as it comes."""
    for key, value in POLICIES.items():
        stored = policy_called(key).kind.clean(value)
        row = PolicyValue.objects.create(key=key, value=stored)
        company.remember(
            "foundation.policy_set",
            company.moment(DECIDED_DAYS_AGO),
            actor=SYSTEM,
            subject=row,
            key=key,
            scope="",
            version=row.version,
            wider=False,
        )
    return len(POLICIES)


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
    unguard()
    call_command("flush", interactive=False, verbosity=0)
