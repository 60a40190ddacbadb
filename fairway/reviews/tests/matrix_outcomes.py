"""What follows from reviews in the access matrix: Bo's of Ana, in each state that it can be in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone

from fairway.reviews.models import ApprovalStep, Participant, Recommendation, Review, ReviewOutcome
from fairway.reviews.tests.matrix_sharing import HR, READ, at, only, participant
from tests.access.binding import Canary, Route

NEXT, RECOMMENDED = "What comes next", "Recommendation after a review"
AUTHOR, THEIRS = "who wrote it, and nobody else", "told to her, she reads it, too"
MANAGER, SKIP, SUBJECT = {"manager"}, {"skip"}, {"subject"}
FOLLOW = MANAGER | SKIP | HR
STATES = ("draft", "proposed", "agreed", "approved", "declined", "told")


def outcome(world: Any, name: str = "Next given", given: bool = True) -> ReviewOutcome:
    about = participant(world, name)
    found = ReviewOutcome.objects.filter(participant=about).first()
    if found is None:
        found = ReviewOutcome(participant=about, person=world.subject, written_at=timezone.now())
        found.seal_support("Time")
        found.given_at = timezone.now() if given else None
        found.save()
    return found


def kept_back(world: Any) -> ReviewOutcome:
    return outcome(world, "Next not given", given=False)


def concluded(world: Any) -> Participant:
    return kept_back(world).participant


def recommendation(state: str) -> Callable[[Any], Recommendation]:
    def find(world: Any) -> Recommendation:
        known = world.things.get(f"recommended {state}")
        if known is None:
            known = world.things[f"recommended {state}"] = _make(world, state)
        return Recommendation.objects.get(pk=known.pk)

    return find


def _make(world: Any, state: str) -> Recommendation:
    about, now = participant(world, f"Recommended {state}"), timezone.now()
    Review.objects.create(
        cycle=about.cycle,
        participant=about,
        kind="manager",
        reviewer=about.author,
        state="submitted",
        submitted_at=now,
        due_on=date(2026, 7, 1),
    )
    stored = {"agreed": "proposed", "told": "approved"}.get(state, state)
    made = Recommendation(
        participant=about,
        person=world.subject,
        kind="promotion",
        profile=world.organisation.profile,
        day=now.date() + timedelta(days=90),
        state=stored,
        written_by=about.author,
        written_at=now,
        proposed_by=None if state == "draft" else about.author,
        proposed_at=None if state == "draft" else now,
        decided_at=now if stored in Recommendation.DECIDED else None,
        told_at=now if state == "told" else None,
    )
    made.seal_words("Why")
    made.save()
    if state != "draft":
        _way(world, made, state)
    return made


def _way(world: Any, made: Recommendation, state: str) -> None:
    first = {"proposed": "waiting", "declined": "declined"}.get(state, "approved")
    second = {"agreed": "waiting", "approved": "approved", "told": "approved"}.get(state, "later")
    deciders = {"above": world.people["skip"], "hr": world.people["hr_partner"]}
    for rank, (by, stands) in enumerate((("above", first), ("hr", second)), start=1):
        is_decided = stands in {"approved", "declined"}
        step = ApprovalStep(
            recommendation=made,
            person=world.subject,
            rank=rank,
            by=by,
            approver=deciders[by] if by == "above" else None,
            state=stands,
            decided_by=deciders[by] if is_decided else None,
            decided_at=timezone.now() if is_decided else None,
        )
        step.seal_reason("Because" if is_decided else None)
        step.save()


def readers(state: str) -> set[str]:
    return MANAGER if state == "draft" else set(FOLLOW) | (SUBJECT if state == "told" else set())


def decision(state: str) -> Callable[[Any], dict[str, Any]]:
    return lambda world: {
        "decision": "approve",
        "reason": "",
        "version": recommendation(state)(world).version,
    }


def new(kind: str) -> Callable[[Any], str]:
    return lambda world: reverse(
        "reviews:new_recommendation", args=[concluded(world).public_id, kind]
    )


GET: dict[str, Any] = {"method": "get", "answer": frozenset({200})}
WORDS = {"support": "Time", "expectations": "", "capability": "", "version": 1}
ROUTES = [
    Route("reviews:outcomes", READ, url=lambda world: reverse("reviews:outcomes")),
    Route("reviews:approvals", READ, url=lambda world: reverse("reviews:approvals")),
    Route("reviews:outcome", NEXT, url=at("outcome", outcome)),
    only("outcome", NEXT, MANAGER, at("outcome", kept_back), AUTHOR, **GET),
    only("conclude", NEXT, MANAGER, at("conclude", concluded), AUTHOR, **GET),
    only("conclude", NEXT, MANAGER, at("conclude", concluded), AUTHOR, data=lambda _w: WORDS),
    only("give_outcome", NEXT, MANAGER, at("give_outcome", kept_back), AUTHOR),
    only("new_recommendation", RECOMMENDED, MANAGER, new("promotion"), AUTHOR, **GET),
    only("new_recommendation", RECOMMENDED, MANAGER, new("development"), AUTHOR, **GET),
    *(
        only(name, RECOMMENDED, readers(state), at(name, recommendation(state)), THEIRS, **GET)
        for state in STATES
        for name in ("recommendation", "recommendation_who")
    ),
    *(
        only(name, RECOMMENDED, MANAGER, at(name, recommendation("draft")), AUTHOR, **how)
        for name, how in (
            ("edit_recommendation", GET),
            ("propose", {}),
            ("discard_recommendation", {}),
        )
    ),
    only(
        "decide_recommendation",
        RECOMMENDED,
        SKIP,
        at("decide_recommendation", recommendation("proposed")),
        "whose turn it is",
        data=decision("proposed"),
    ),
    only(
        "decide_recommendation",
        RECOMMENDED,
        HR,
        at("decide_recommendation", recommendation("agreed")),
        "whose turn it is",
        data=decision("agreed"),
    ),
    only(
        "tell_recommendation",
        RECOMMENDED,
        MANAGER | HR,
        at("tell_recommendation", recommendation("approved")),
        "who wrote it, and HR",
    ),
]


def put_outcome(field: str, find: Callable[[Any], ReviewOutcome]) -> Callable[[Any, str], None]:
    def put(world: Any, word: str) -> None:
        one = find(world)
        getattr(one, f"seal_{field}")(word)
        one.save()

    return put


def put_words(state: str) -> Callable[[Any, str], None]:
    def put(world: Any, word: str) -> None:
        one = recommendation(state)(world)
        one.seal_words(word)
        one.save()

    return put


def put_reason(state: str) -> Callable[[Any, str], None]:
    def put(world: Any, word: str) -> None:
        step = recommendation(state)(world).steps.exclude(decided_at=None).first()
        if step is not None:
            step.seal_reason(word)
            step.save()

    return put


CANARIES = [
    *(Canary(NEXT, name, put_outcome(name, outcome)) for name in ("expectations", "capability")),
    Canary(NEXT, "not given", put_outcome("support", kept_back)),
    *(
        Canary(
            RECOMMENDED,
            f"words {state}",
            put_words(state),
            also=frozenset(SUBJECT if state == "told" else set()),
        )
        for state in STATES
    ),
    *(Canary(RECOMMENDED, f"reason {state}", put_reason(state)) for state in STATES[2:]),
]
