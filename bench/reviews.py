"""Reviews of a company that launches two cycles about everybody; then their pages are opened.

`python -m bench.reviews --people N` works on the company that is there; it prints JSON.
"""

from __future__ import annotations

import argparse
import json
import logging
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from random import Random
from statistics import median, quantiles
from typing import Any

import django

# At 10,000 people about 40,000 reviews by the lines that there are, and 50,000 with four peers
# chosen for each, so that nobody is asked too often.
KINDS = (("self", "manager", "upward", "skip"), ("self", "peer"))
NAME = "Everybody, {}"
PEERS = 4
MOST_PEOPLE = 10_000
MOST_SECONDS, MOST_WAIT = 20, 500  # of the work, and milliseconds for who keeps an answer meanwhile
AT_ONCE = 5_000  # reviews
PAUSE = 0.05  # seconds between two who ask for something beside the work
# What reads reviews: their own pages, and what shows them among other things.
PAGES = ("home", "review", "cycle", "calibration", "timeline of a report")
QUEUES = ("slow", "default")  # of the launch, and of its letters
TEXT = "Results came on time, and where one would not, it was said early enough to change the plan."


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--people", type=int, default=0)
    parser.add_argument("--work", action="store_true", help="do what waits, as a worker")
    given = parser.parse_args(arguments)
    django.setup()
    logging.disable(logging.CRITICAL)
    if given.work:
        work()
        return
    from django.conf import settings

    from bench.comparing import compare
    from fairway.foundation.jobs.worker import run_due

    settings.ROOT_URLCONF = "bench.yardstick"
    run_due(*QUEUES)  # what the making of the company left to do is not counted here
    launched = [launch(kinds) for kinds in KINDS]
    took = fill()
    compared = compare(launched_first())
    found = {"pages": served(given.rounds), "launched": launched, "there": there(), "filled": took}
    print(json.dumps({**found, "compared": compared}))


def work() -> None:
    """In a process of its own, beside one that serves pages; says when it begins."""
    from fairway.foundation.jobs.worker import run_due

    print("now", flush=True)
    took = {}
    for queue in QUEUES:
        begun = time.perf_counter()
        run_due(queue)
        took[queue] = time.perf_counter() - begun
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({**took, "memory": memory}))


def served(rounds: int) -> list[dict[str, Any]]:
    """In a process of its own: a server has neither launched nor compared anything."""
    asked = ["-m", "bench.pages", "--rounds", str(rounds), "--only", *PAGES]
    done = subprocess.run([sys.executable, *asked], stdout=subprocess.PIPE, text=True, check=True)
    pages: list[dict[str, Any]] = json.loads(done.stdout.splitlines()[-1])["pages"]
    return pages


def launch(kinds: tuple[str, ...]) -> dict[str, Any]:
    """From the button until everybody is in it and has a letter owed, with pages asked for beside
    it and answers kept."""
    from fairway.foundation.models import MailOut
    from fairway.reviews.actions.launching import LETTER, launch_cycle
    from fairway.reviews.models import CycleKind, Review

    cycle, letters = draft(kinds), MailOut.objects.filter(template=LETTER).count()
    begun = time.perf_counter()
    launch_cycle(cycle, actor=cycle.facilitator)
    pressed = (time.perf_counter() - begun) * 1000
    worker = subprocess.Popen(
        [sys.executable, "-m", "bench.reviews", "--work"], stdout=subprocess.PIPE, text=True
    )
    assert worker.stdout is not None
    worker.stdout.readline()  # it begins
    pages, answers = beside(worker)
    took = json.loads(worker.stdout.read().splitlines()[-1])
    return {
        "kinds": ", ".join(str(CycleKind.Kind(kind).label).lower() for kind in kinds),
        "reviews": Review.objects.filter(cycle=cycle).count(),
        "letters": MailOut.objects.filter(template=LETTER).count() - letters,
        "pressed": pressed,
        "launch": took["slow"],
        "writing": took["default"],
        "memory": took["memory"],
        "pages": pages,
        "answers": answers,
    }


def launched_first() -> Any:
    """The cycle in which managers write, and those above them about the same people."""
    from fairway.reviews.models import ReviewCycle

    return ReviewCycle.objects.get(name=NAME.format(", ".join(KINDS[0])))


def draft(kinds: tuple[str, ...]) -> Any:
    """About everybody, held by the people lead, and newer than what the company has."""
    from fairway.people.days import organisation_day
    from fairway.people.models import Person
    from fairway.reviews.actions import cycles
    from fairway.reviews.models import TemplateVersion
    from fairway.reviews.population import Population

    lead = Person.objects.get(name="Farah Anwar", account__isnull=False)
    versions = TemplateVersion.objects.published().order_by("pk")
    half_year = versions.filter(template__kind_of_use="half_year")[0]
    upward = versions.filter(template__kind_of_use="upward")[0]
    today = organisation_day()
    cycle = cycles.begin_cycle(
        actor=lead,
        name=NAME.format(", ".join(kinds)),
        purpose="half_year",
        period_from=today - timedelta(days=180),
        period_until=today + timedelta(days=1),
    )
    chosen = [
        cycles.Chosen(kind, upward if kind == "upward" else half_year, anonymous=True)
        for kind in kinds
    ]
    cycle = cycles.set_kinds(cycle, actor=lead, chosen=chosen)
    peers = {"peers_least": PEERS, "peers_most": PEERS} if "peer" in kinds else {}
    cycle = cycles.set_peers(
        cycle,
        actor=lead,
        people_nominate=False,
        most_for_one=2 * PEERS,
        **{"peers_least": 0, "peers_most": 0, **peers},
    )
    cycle = cycles.set_population(cycle, actor=lead, population=Population())
    write = cycles.Stretch(today, today + timedelta(days=21))
    return cycles.set_phases(cycle, actor=lead, stretches={"write": write})


def beside(worker: subprocess.Popen[str]) -> tuple[dict[str, float], dict[str, float]]:
    """Milliseconds of a page and of keeping an answer, in turn, for as long as the worker works."""
    from django.urls import reverse

    from bench.pages import cast
    from bench.serving import Visitor
    from fairway.config.serving import load_application
    from fairway.reviews.actions.writing import keep_answers
    from fairway.reviews.models import Said

    bo = cast().people["bo"]
    visitor, address = Visitor(load_application(), bo.account), reverse("reviews:overview")
    review, question = being_written(bo)
    pages: list[float] = []
    answers: list[float] = []
    while not answers or worker.poll() is None:
        pages.append(visitor.get(address).seconds * 1000)
        begun = time.perf_counter()
        keep_answers(review, actor=bo, said={question: Said(None, f"{TEXT} {len(answers)}")})
        answers.append((time.perf_counter() - begun) * 1000)
        time.sleep(PAUSE)
    return spread(pages), spread(answers)


def being_written(bo: Any) -> tuple[Any, int]:
    """A review that Bo writes, and one of its questions that asks for words."""
    from fairway.reviews.models import Review
    from fairway.reviews.models.writing import asked_in

    owed = Review.objects.to_write().filter(reviewer=bo, kind=Review.Kind.MANAGER)
    review = owed.select_related("cycle").order_by("due_on", "pk")[0]
    return review, next(one.pk for one in asked_in(review) if one.kind not in one.WITH_SCALE)


def spread(times: list[float]) -> dict[str, float]:
    several = [*times, *times]  # quantiles are of two and more
    return {
        "count": len(times),
        "p50": median(times),
        "p95": quantiles(several, n=20)[-1],
        "longest": max(times),
    }


def fill() -> float:
    """Half of all that is owed is sent, and all that managers and theirs write, but for those known
    by name; in seconds. Nothing that is sealed is made up: nobody reads it."""
    from django.db import connection, transaction
    from django.db.models import F, Q
    from django.utils import timezone

    from bench.pages import cast
    from fairway.reviews.models import Review
    from fairway.reviews.models.writing import SPOKEN_OF

    begun = time.perf_counter()
    known = [one.pk for one in cast().people.values()]
    rows = Review.objects.to_write().exclude(reviewer__in=known).annotate(turn=F("pk") % 2)
    rows = rows.filter(Q(turn=0) | Q(kind__in=SPOKEN_OF))
    keys = list(rows.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(keys), AT_ONCE):
        with transaction.atomic():
            some = Review.objects.filter(pk__in=keys[start : start + AT_ONCE])
            _more_answers(some)
            some.update(state=Review.State.SUBMITTED, submitted_at=timezone.now())
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return time.perf_counter() - begun


def _more_answers(reviews: Any) -> None:
    """Three in words each, and every rating: by whom it is about, who rates, and chance."""
    from django.utils import timezone

    from fairway.foundation.bulk import insert_rows
    from fairway.foundation.ids import new_public_id
    from fairway.reviews.models import Answer
    from fairway.reviews.models.writing import CONFIDENTIAL

    now, asked = timezone.now(), {}
    listed = list(reviews.exclude(kind__in=CONFIDENTIAL).select_related("cycle", "participant"))
    for one in listed:
        if (one.cycle_id, one.kind) not in asked:
            asked[one.cycle_id, one.kind] = _answered(one)

    def rows() -> Iterator[tuple[Any, ...]]:
        for one in listed:
            about = one.participant.person_id
            dice = Random(f"{about} {one.reviewer_id}")
            seen = _drawn("seen", about, 0.6) + _drawn("strict", one.reviewer_id, 0.4)
            for question, points in asked[one.cycle_id, one.kind]:
                value = _nearest(points, seen + dice.gauss(0, 0.6)) if points else None
                text = "" if points else TEXT
                yield (new_public_id(), one.pk, question, about, now, "", 1, value, text, None)

    names = ("public_id", "review", "question", "subject", "at", "page", "version")
    insert_rows(Answer, (*names, "value", "text", "sealed"), rows())


def _answered(review: Any) -> list[tuple[int, list[int]]]:
    """Questions, each with the points of its scale."""
    from fairway.reviews.models.writing import asked_in

    asked = asked_in(review)
    texts = [one.pk for one in asked if one.kind not in one.WITH_SCALE][:3]
    rated = [(one.pk, sorted(one.values)) for one in asked if one.kind in one.WITH_POINTS]
    return [*((one, []) for one in texts), *(one for one in rated if one[1])]


def _drawn(what: str, person: int, spread: float) -> float:
    return Random(f"{what} {person}").gauss(0, spread)


def _nearest(points: list[int], seen: float) -> int:
    middle = (points[0] + points[-1]) / 2
    return min(points, key=lambda one: abs(one - middle - seen))


def there() -> dict[str, int]:
    from fairway.reviews.models import Answer, Review

    return {"reviews": Review.objects.count(), "answers": Answer.objects.count()}


def others(found: dict[str, Any], database: str, people: int) -> list[dict[str, Any]]:
    """Rows of the table beside the pages."""
    from bench import comparing
    from bench.report import other

    size, rows = f"{people:,} people", []
    for one in found["launched"]:
        what = f"{one['reviews']:,} reviews ({one['kinds']}), {size}"
        letters = f"{one['letters']:,} letters in {one['writing']:.1f} s of it"
        work = f"{one['launch'] + one['writing']:.1f} s, {letters}, {one['memory']:.0f} MB"
        rows += [
            other(f"launching {what}", database, work, f"≤ {MOST_SECONDS} s"),
            other(f"the button that launches {what}", database, f"{one['pressed']:.0f} ms"),
            other(
                f"one’s reviews, asked for beside launching {what}", database, said(one["pages"])
            ),
            other(
                f"an answer kept beside launching {what}",
                database,
                said(one["answers"]),
                f"≤ {MOST_WAIT} ms",
            ),
        ]
    what = ", ".join(f"{count:,} {name}" for name, count in found["there"].items())
    filled = other(f"filling up to {what}, {size}", database, f"{found['filled']:.0f} s")
    return [*rows, filled, *comparing.others(found["compared"], database, size)]


def said(times: dict[str, float]) -> str:
    return (
        f"p50 {times['p50']:.0f}, p95 {times['p95']:.0f}, longest {times['longest']:.0f} ms "
        f"of {times['count']}"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
