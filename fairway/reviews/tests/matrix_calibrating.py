"""Comparing ratings in the access matrix: Ana's, by her manager, in a session that he takes part in."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from fairway.reviews.actions.calibrating import add_calibrators, make_session, open_session
from fairway.reviews.actions.calibrating_moves import move_rating, write_for_employee
from fairway.reviews.models import CalibrationSession, Move, Placement
from fairway.reviews.tests.calibrating.making import WHY, make_cycle, write_review
from tests.access.binding import Canary, Route
from tests.access.world import SPEAK_FOR

SESSION, READ, KEEP = "Calibration session", "Open to every person", "Kept by few"
ALL = frozenset(SPEAK_FOR)
HR = {"hr_partner", "people_lead"}
RUNS = "HR of the unit runs the session; her manager only takes part"


def session(world: Any) -> CalibrationSession:
    """Open, with Ana's manager in it; made anew where a test has locked or dissolved it."""
    known = world.things.get("calibration")
    if known is not None:
        found = CalibrationSession.objects.filter(pk=known.pk, state="open").first()
        if found is not None:
            return found
    runs, manager = world.people["hr_partner"], world.people["manager"]
    name = f"Cycle {CalibrationSession.objects.count()} {len(world.things)}"
    cycle = make_cycle(runs, name)
    write_review(cycle, world.subject, 4, by=manager)
    made = make_session(cycle, actor=runs, unit=world.organisation.support)
    add_calibrators(made, actor=runs, people=[manager])
    world.things["calibration"] = open_session(made, actor=runs)
    made = world.things["calibration"]
    assert isinstance(made, CalibrationSession)
    return made


def row(world: Any) -> Placement:
    return Placement.objects.get(session=session(world), person=world.subject)


def moved(world: Any) -> Move:
    """By her manager, and standing."""
    placement = row(world)
    found = placement.moves.standing().filter(by=world.people["manager"]).order_by("-pk").first()
    if found is not None and found == placement.moves.standing().order_by("-pk").first():
        return found
    rating = 5 if placement.rating != 5 else 3
    return move_rating(placement, actor=world.people["manager"], rating=rating, reason=WHY)


def of_session(name: str) -> Any:
    return lambda world: reverse(f"reviews:{name}", args=[session(world).public_id])


def of_row(name: str) -> Any:
    return lambda world: reverse(f"reviews:{name}", args=[row(world).public_id])


def undoing(world: Any) -> str:
    return reverse("reviews:undo_move", args=[moved(world).public_id])


def removal(world: Any) -> str:
    key = world.people["manager"].public_id
    return reverse("reviews:remove_calibrator", args=[session(world).public_id, key])


def taking_over(world: Any) -> str:
    """Whoever called it is HR no more."""
    found = session(world)
    CalibrationSession.objects.filter(pk=found.pk).update(facilitator=world.people["former"])
    return reverse("reviews:calibration_holder", args=[found.public_id])


def gaps(world: Any) -> str:
    return reverse("reviews:cycle_gaps", args=[session(world).cycle.public_id])


def read(name: str, url: Any, **more: Any) -> Route:
    return Route(f"reviews:{name}", SESSION, url=url, **more)


def before_it_opens(world: Any) -> str:
    found = session(world)
    CalibrationSession.objects.filter(pk=found.pk).update(state="pre_vote", opened_at=None)
    return reverse("reviews:pre_votes", args=[found.public_id])


def form(name: str, url: Any, data: Any) -> Route:
    """Whoever takes part sends it."""
    return read(name, url, verb="E", method="post", data=data, answer=frozenset({302}))


def a_move(world: Any) -> dict[str, Any]:
    placement = row(world)
    rating = 5 if placement.rating != 5 else 3
    return {"rating": rating, "growth": "2", "reason": WHY, "version": placement.version}


def words(world: Any) -> dict[str, Any]:
    return {"words": "You led the switch.", "version": row(world).version}


def votes(world: Any) -> dict[str, Any]:
    return {f"rating-{row(world).public_id}": "4"}


def lock_of(world: Any) -> dict[str, Any]:
    found = row(world)
    Placement.objects.filter(pk=found.pk).update(rating=found.proposed)
    return {"seen": session(world).moves.all().count_changes()}


def only(name: str, who: set[str], url: Any, reason: str, **more: Any) -> Route:
    return Route(
        f"reviews:{name}",
        SESSION,
        url=url,
        also=frozenset(who),
        never=ALL - who,
        reason=reason,
        **{"answer": frozenset({302}), "method": "post", **more},
    )


def fixed(name: str) -> Route:
    return Route(f"reviews:{name}", READ, url=lambda world: reverse(f"reviews:{name}"))


def kept(name: str, **more: Any) -> Route:
    return Route(
        f"reviews:{name}",
        KEEP,
        url=lambda world: reverse(f"reviews:{name}"),
        also=frozenset({"hr_partner", "other_hr_partner", "people_lead"}),
        reason="HR calls sessions, each for the units they are HR of",
        **more,
    )


ROUTES = [
    fixed("calibrations"),
    fixed("calibration_outcomes"),
    kept("new_calibration"),
    kept("new_calibration", method="post", answer=frozenset({422})),
    *(
        read(name, of_session(name))
        for name in (
            "calibration", "calibration_rows", "calibration_file", "pre_votes",
            "calibration_changes", "calibration_strictness", "calibration_gaps",
            "calibration_who", "calibrators",
        )
    ),
    read("move_rating", of_row("move_rating")),
    read("explain_rating", of_row("explain_rating")),
    form("move_rating", of_row("move_rating"), a_move),
    form("explain_rating", of_row("explain_rating"), words),
    form("pre_votes", before_it_opens, votes),
    only(
        "lock_calibration",
        HR,
        of_session("lock_calibration"),
        RUNS,
        method="get",
        answer=frozenset({200}),
    ),
    only("lock_calibration", HR, of_session("lock_calibration"), RUNS, data=lock_of),
    only("calibrators", HR, of_session("calibrators"), RUNS, data=lambda world: {"raters": "yes"}),
    only("undo_move", {"manager"}, undoing, "whoever made a move takes it back"),
    only("take_in_reviews", HR, of_session("take_in_reviews"), RUNS),
    only("open_calibration", HR, of_session("open_calibration"), RUNS),
    only("remove_calibrator", HR, removal, RUNS),
    only("calibration_holder", HR, taking_over, RUNS),
    only("dissolve_calibration", HR, of_session("dissolve_calibration"), RUNS),
    only(
        "cycle_gaps",
        {"fairness"},
        gaps,
        "fairness analysts of the whole organisation alone",
        method="get",
        answer=frozenset({200}),
    ),
    only("cycle_gaps", {"fairness"}, gaps, "fairness analysts of the whole organisation alone"),
]  # fmt: skip


def put_reason(world: Any, word: str) -> None:
    placement = row(world)
    rating = 5 if placement.rating != 5 else 3
    move_rating(placement, actor=world.people["hr_partner"], rating=rating, reason=word)


def put_words(world: Any, word: str) -> None:
    write_for_employee(row(world), actor=world.people["hr_partner"], words=word)


CANARIES = [
    Canary(SESSION, "reason", put_reason),
    Canary(SESSION, "employee_reason", put_words),
]
