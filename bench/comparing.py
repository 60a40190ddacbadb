"""What comes after writing: how strict raters are, a session of hundreds, and documents."""

from __future__ import annotations

import time
from typing import Any

IN_A_SESSION, DOCUMENTS = 500, 60
MOST_SEVERITY, MOST_DOCUMENTS = 5, 300  # seconds: of a cycle, and for a thousand documents


def compare(cycle: Any) -> dict[str, Any]:
    """Of a cycle that is written; the session is the newest there is, so its pages are measured."""
    return {"severity": severity(cycle), "session": session_of(cycle), "documents": documents()}


def severity(cycle: Any) -> dict[str, Any]:
    """Reading the ratings, fitting the model, and keeping what it says."""
    from fairway.reviews.actions.calibrating_severity import fit_ratings

    begun = time.perf_counter()
    kept = fit_ratings(cycle)
    took = time.perf_counter() - begun
    return {"seconds": took, "ratings": kept.ratings, "raters": kept.severities.count()}


def session_of(cycle: Any) -> int:
    """Over the whole organisation, cut to so many people, with everybody placed in the nine fields."""
    from django.db.models import F

    from bench.pages import cast
    from fairway.people.models import OrgUnit
    from fairway.reviews.actions.calibrating import make_session, open_session
    from fairway.reviews.models import Calibrator, Placement

    people = cast().people
    whole = OrgUnit.objects.get(parent=None)
    session = make_session(cycle, actor=people["farah"], unit=whole)
    rows = Placement.objects.filter(session=session)
    kept = list(rows.order_by("pk").values_list("pk", flat=True)[:IN_A_SESSION])
    rows.filter(pk__gt=kept[-1]).delete()
    rows.update(growth=1 + F("pk") % 3)
    Calibrator.objects.create(session=session, person=people["hana"], added_at=session.made_at)
    open_session(session, actor=people["farah"])
    return len(kept)


def documents() -> dict[str, float]:
    """Seconds for a thousand, from the first ones of the last cycle that was given out."""
    from django.db import transaction

    from bench.pages import cast
    from fairway.reviews.actions.packing import AT_ONCE, draw, keep, to_print
    from fairway.reviews.models import ReviewCycle

    farah = cast().people["farah"]
    closed = ReviewCycle.objects.filter(state="closed").order_by("-period_until")
    every = to_print(closed[0], farah).order_by("pk")
    draw(list(every[DOCUMENTS : DOCUMENTS + 1]))  # fonts are there from here on
    begun, made = time.perf_counter(), 0
    while some := list(every[made : min(made + AT_ONCE, DOCUMENTS)]):
        drawn = draw(some)
        with transaction.atomic():
            for one in drawn:
                keep(one, farah)
        made += len(some)
    return {"made": made, "seconds": 1000 * (time.perf_counter() - begun) / made}


def others(found: dict[str, Any], database: str, size: str) -> list[dict[str, Any]]:
    from bench.report import other

    severe, drawn = found["severity"], found["documents"]
    what = f"how strict {severe['raters']:,} raters are, of {severe['ratings']:,} ratings, {size}"
    took = f"{drawn['seconds']:.0f} s, of {drawn['made']} made"
    return [
        other(what, database, f"{severe['seconds']:.1f} s", f"≤ {MOST_SEVERITY} s"),
        other(f"1,000 documents of reviews, {size}", database, took, f"≤ {MOST_DOCUMENTS} s"),
    ]
