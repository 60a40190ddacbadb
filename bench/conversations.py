"""Check-ins and feedback of a company that has talked for two years: filled up, then opened.

`python -m bench.conversations --people N` works on the company that is there; it prints JSON.
"""

from __future__ import annotations

import argparse
import json
import logging
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import django

# For each person; at 10,000 people: 1,000,000 check-ins and 500,000 feedback items.
CHECK_INS, FEEDBACK = 100, 50
MOST_PEOPLE = 10_000
AT_ONCE = 1_000  # people
# What reads check-ins, feedback, or both.
PAGES = ("home", "check-in", "1:1", "a 1:1", "timeline", "feedback", "who hears", "recognition")
WEEK = timedelta(days=7)


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
    pages = [vars(one) for one in measure(given.rounds, only=PAGES)]
    print(json.dumps({"pages": pages, "there": there(), "filled": took}))


def fill(people: int) -> float:
    """As many rows as are missing, in seconds."""
    from django.db import connection, transaction

    from fairway.people.models import Person

    begun, found = time.perf_counter(), there()
    missing = {"check-ins": people * CHECK_INS, "feedback items": people * FEEDBACK}
    missing = {name: max(0, most - found[name]) for name, most in missing.items()}
    known = Person.objects.filter(active=True, assignment__manager__active=True).order_by("pk")
    pairs = list(known.values_list("pk", "assignment__manager"))
    for start in range(0, len(pairs), AT_ONCE):
        part, share = pairs[start : start + AT_ONCE], 1 / len(pairs)
        with transaction.atomic():
            _more_check_ins(part, round(missing["check-ins"] * share))
            _more_feedback(part, round(missing["feedback items"] * share), pairs)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return time.perf_counter() - begun


def there() -> dict[str, int]:
    from fairway.conversations.models import CheckIn
    from fairway.feedback.models import Feedback

    return {"check-ins": CheckIn.objects.count(), "feedback items": Feedback.objects.count()}


def _more_check_ins(people: list[tuple[int, int]], each: int) -> None:
    """So many for each, in the weeks before the first that is there, with two answers each."""
    from django.db.models import Min

    from fairway.conversations.models import CheckIn, CheckInAnswer, CheckInQuestion
    from fairway.foundation.bulk import insert_rows, reserve_ids
    from fairway.foundation.ids import new_public_id

    ids = iter(reserve_ids(CheckIn, each * len(people)))
    mine = CheckIn.objects.filter(person__in=[person for person, _manager in people])
    first = dict(mine.order_by().values_list("person").annotate(first=Min("week_on")))
    last = min(first.values())
    some = CheckIn.objects.exclude(sent_at=None).order_by("pk").first()
    texts = CheckInQuestion.objects.filter(template=some.template, kind__in=["support", "text"])
    questions = list(texts.values_list("pk", flat=True)[:2])
    check_ins, answers = [], []
    for person, manager in people:
        for number in range(each):
            key, back = next(ids), (number + 1) * WEEK
            week_on = first.get(person, last) - back
            shift = week_on - some.week_on
            at = [some.opened_at + shift, some.due_at + shift, some.sent_at + shift]
            at += [some.sent_at + shift, some.sent_at + shift + timedelta(hours=5)]
            check_ins.append(
                (key, new_public_id(), person, some.template_id, week_on, *at, manager)
            )
            answers += [(key, question, _words(key + question)) for question in questions]
    names = ("id", "public_id", "person", "template", "week_on")
    names += ("opened_at", "due_at", "begun_at", "sent_at", "read_at", "sent_to")
    rows = ((*row, False, 1) for row in check_ins)
    insert_rows(CheckIn, (*names, "asks_monthly", "version"), rows)
    names = ("check_in", "question", "words", "number", "chosen")
    insert_rows(CheckInAnswer, names, ((*row, None, []) for row in answers))


def _more_feedback(
    people: list[tuple[int, int]], each: int, everybody: list[tuple[int, int]]
) -> None:
    """So many to each, by as many others, half of it shared with the manager; all of it read."""
    from django.utils import timezone

    from fairway.feedback.models import Feedback
    from fairway.foundation.bulk import insert_rows
    from fairway.foundation.ids import new_public_id

    now = timezone.now()
    place = {person: number for number, (person, _manager) in enumerate(everybody)}

    def rows() -> Iterator[tuple[Any, ...]]:
        for person, manager in people:
            for number in range(each):
                author = everybody[(place[person] + 7 * (number + 1)) % len(everybody)][0]
                if author == person:
                    continue
                at = now - timedelta(days=3 + number * 700 // each, minutes=person % 600)
                shared = number % 2 and author != manager
                told = ("shared", manager, at + timedelta(days=2))
                seen = told if shared else ("private", None, None)
                words = (_words(person + number), _words(number), _words(author))
                yield (new_public_id(), person, author, *seen, *words, at, at + timedelta(days=1))

    names = ("public_id", "recipient", "author", "visibility", "manager", "manager_read_at")
    names += ("situation", "behaviour", "impact", "given_at", "read_at")
    rest = {"author_name": "", "suggestion": "", "sent_as": "", "version": 1}
    full = ((*row, *rest.values()) for row in rows())
    insert_rows(Feedback, (*names, *rest), full)


def _words(number: int) -> str:
    said = (
        "Two colleagues of the early shift waited for the list, and nobody knew who writes it.",
        "The answer to the customer went out on the same day, with the photograph asked for.",
        "I could have asked on Monday already; next week I do.",
    )
    return said[number % len(said)]


def others(found: dict[str, Any], database: str, people: int) -> list[dict[str, Any]]:
    """Rows of the table beside the pages."""
    from bench.report import other

    what = ", ".join(f"{count:,} {name}" for name, count in found["there"].items())
    filled = f"filling up to {what}, {people:,} people"
    return [other(filled, database, f"{found['filled']:.0f} s")]


if __name__ == "__main__":
    main(sys.argv[1:])
