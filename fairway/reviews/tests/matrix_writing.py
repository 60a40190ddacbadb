"""Writing reviews in the access matrix: a running cycle about the subject, whose manager writes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.urls import reverse

from fairway.feedback.actions.giving import give_feedback
from fairway.feedback.actions.receiving import open_feedback
from fairway.feedback.models import Feedback, Visibility
from fairway.people.days import organisation_day
from fairway.reviews.actions.reopening import ask_to_write_again
from fairway.reviews.actions.submitting import submit
from fairway.reviews.actions.writing import keep_answers
from fairway.reviews.actions.writing_pointing import add_statement, cite
from fairway.reviews.models import (
    Answer,
    AnswerVersion,
    Citation,
    CriticalStatement,
    Review,
    Said,
    WritingRequest,
)
from fairway.reviews.tests.writing.running import Kind, Running, running_about
from tests.access.binding import Canary, Route

OWN, KEEP = "Own pages", "Kept by few"
SELF_DRAFT, SELF_SENT = "Self-review draft", "Self-review submitted"
DRAFT, SHARED, SIGNED = (
    "Manager review draft",
    "Manager review shared, unsigned",
    "Review signed",
)
RAW = "360 raw answers"
SUBJECT, MANAGER = frozenset({"subject"}), frozenset({"manager"})
SKIP, PEER = frozenset({"skip"}), frozenset({"peer"})
HR = frozenset({"hr_partner", "people_lead"})
ALL = frozenset(
    {
        "subject", "manager", "dotted", "skip", "hr_partner", "executive", "administrator",
        "auditor", "peer", "former", "external", "people_lead", "fairness", "other_hr_partner",
        "other_employer", "leaver",
    }
)  # fmt: skip
WRITER = "a draft is its writer's alone"
AUTHOR = "the author and HR, once it is sent; nobody else before it is shared"
READERS = "the person, the author, the manager above and HR, once it is shared"


def running(world: Any) -> Running:
    if "writing reviews" not in world.things:
        people = world.people
        world.things["writing reviews"] = running_about(
            world.subject, people["manager"], people["people_lead"]
        )
    found: Running = world.things["writing reviews"]
    return found


def _of(world: Any, kind: str, who: str, state: str) -> Review:
    """One of that kind in that state: by somebody of their own, as a kind has one writer once."""
    run, name = running(world), f"review {kind} {state}"
    found = Review.objects.filter(pk=world.things.get(name)).first()
    if found is None:
        found = _written(run, kind, world.people[who], state)
        world.things[name] = found.pk
    return found


def _written(run: Running, kind: str, writer: Any, state: str) -> Review:
    """A cycle of its own for each, so that one person may have written several."""
    other = running_about(run.participant.person, run.participant.author, run.cycle.facilitator)
    review = other.review(kind, writer)
    said = {
        other.asks["results"].pk: Said(3),
        other.asks["patterns"].pk: Said(None, "Ships on time"),
    }
    keep_answers(review, actor=writer, said=said)
    if state != "open":
        submit(review, actor=writer)
        Review.objects.filter(pk=review.pk).update(state=state)
    review.refresh_from_db()
    return review


def of_manager(world: Any, state: str = "open") -> Review:
    return _of(world, Kind.MANAGER, "manager", state)


def of_self(world: Any, state: str = "open") -> Review:
    return _of(world, Kind.SELF, "subject", state)


def of_peer(world: Any, state: str = "open") -> Review:
    return _of(world, Kind.PEER, "peer", state)


def beside_own_view(world: Any) -> Review:
    """One by the manager, of whose person the self-review was sent too."""
    review, subject = of_manager(world, "shared"), world.subject
    if not review.participant.reviews.filter(kind=Kind.SELF).exists():
        own = Running(review.cycle, review.participant).review(Kind.SELF, subject)
        said = {
            asked_in(review, "Results").pk: Said(3),
            asked_in(review, "Patterns").pk: Said(None, "Ships on time"),
        }
        submit(own, actor=subject, said=said)
    return review


def asked_in(review: Review, text: str) -> Any:
    answer = review.answers.select_related("question").get(question__text__en=text)
    return answer.question


def a_statement(world: Any) -> CriticalStatement:
    review = of_manager(world)
    found = CriticalStatement.objects.filter(review=review).first()
    question = asked_in(review, "Patterns")
    return found or add_statement(
        review, question, actor=world.people["manager"], text="Labels came late"
    )


def some_feedback(world: Any) -> Feedback:
    manager = world.people["manager"]
    found = Feedback.objects.filter(author=manager, recipient=world.subject).first()
    if found is None:
        found = give_feedback(
            world.subject, actor=manager, visibility=Visibility.PRIVATE, behaviour="kept the list"
        )
        open_feedback(found, actor=world.subject)
    return found


def a_citation(world: Any) -> Citation:
    review = of_manager(world)
    found = Citation.objects.filter(review=review).first()
    if found is None:
        given = some_feedback(world)
        earlier = given.given_at - timedelta(days=20)
        Feedback.objects.filter(pk=given.pk).update(given_at=earlier, read_at=earlier)
        question = asked_in(review, "Patterns")
        manager = world.people["manager"]
        found = cite(review, question, actor=manager, source="feedback", key=given.public_id)
    return found


def a_version(world: Any) -> AnswerVersion:
    answer = Answer.objects.get(
        review=of_manager(world), question=asked_in(of_manager(world), "Patterns")
    )
    found = answer.versions.filter(sent_in=None).first()
    return found or AnswerVersion.objects.create(
        answer=answer, subject=world.subject, text="Before", at=answer.at, kept_at=answer.at
    )


def a_request(world: Any) -> WritingRequest:
    review = of_manager(world, "submitted")
    found = WritingRequest.objects.filter(review=review).first()
    return found or ask_to_write_again(
        review, actor=world.people["manager"], reason="I mixed two projects up"
    )


def at(name: str, *make: Callable[[Any], Any]) -> Callable[[Any], str]:
    return lambda world: reverse(
        f"reviews:{name}",
        args=[
            one if isinstance(one, str) else one.public_id
            for one in (build(world) for build in make)
        ],
    )


def for_(
    name: str,
    who: frozenset[str],
    *make: Callable[[Any], Any],
    why: str,
    row: str = DRAFT,
    data: Any = None,
    post: bool = True,
) -> Route:
    return Route(
        f"reviews:{name}",
        row,
        url=at(name, *make),
        method="post" if post else "get",
        data=data,
        also=who,
        never=ALL - who,
        reason=why,
    )


def page(name: str) -> Route:
    return Route(f"reviews:{name}", OWN, url=lambda world: reverse(f"reviews:{name}"))


def in_state(make: Callable[..., Review], state: str) -> Callable[[Any], Review]:
    return lambda world: make(world, state)


def patterns(world: Any) -> Any:
    return asked_in(of_manager(world), "Patterns")


def typed(world: Any) -> dict[str, Any]:
    """As a page sends it that was drawn just now."""
    review, key = of_manager(world), patterns(world).public_id
    answer = Answer.objects.get(review=review, question__public_id=key)
    drawn = {"page": "", "number": review.number, f"v_{key}": answer.version}
    return {**drawn, f"q_{key}": "Ships on time"}


def a_piece(world: Any) -> dict[str, str]:
    citation = a_citation(world)
    return {
        "question": patterns(world).public_id,
        "piece": f"{citation.source}:{citation.key}",
    }


def something_critical(world: Any) -> dict[str, Any]:
    return {**typed(world), f"s_{patterns(world).public_id}": "Labels came late"}


def sending(world: Any) -> dict[str, Any]:
    CriticalStatement.objects.filter(review=of_manager(world)).delete()
    return {**typed(world), "sure": "1"}


def until(world: Any) -> dict[str, str]:
    return {"until": f"{organisation_day() + timedelta(days=5):%Y-%m-%d}", "answer": "Yes"}


ONCE_SHARED = SUBJECT | MANAGER | SKIP | HR
ROUTES = [
    page("write_next"),
    page("writing_requests"),
    for_("review", SUBJECT, of_self, why=WRITER, row=SELF_DRAFT, post=False),
    for_(
        "review", SUBJECT | MANAGER | HR, in_state(of_self, "submitted"), why=AUTHOR,
        row=SELF_SENT, post=False,
    ),
    for_("review", MANAGER, of_manager, why=WRITER, post=False),
    *(
        for_("review", MANAGER | HR, in_state(of_manager, state), why=AUTHOR, post=False)
        for state in ("submitted", "calibrated")
    ),
    *(
        for_("review", ONCE_SHARED, in_state(of_manager, state), why=READERS, row=row, post=False)
        for state, row in (("shared", SHARED), ("signed", SIGNED), ("disputed", SIGNED))
    ),
    for_("review", PEER, of_peer, why=WRITER, row=RAW, post=False),
    for_(
        "review", frozenset(), in_state(of_peer, "submitted"), why="sent, it is nobody's to read",
        row=RAW, post=False,
    ),
    for_("review_who", MANAGER, of_manager, why=WRITER, post=False),
    for_("review_evidence", MANAGER, of_manager, why=WRITER, post=False),
    for_("review_own_view", frozenset(), of_manager, why="there is none in it", post=False),
    for_(
        "review_own_view", SUBJECT | MANAGER | HR, beside_own_view, why=AUTHOR, row=SELF_SENT,
        post=False,
    ),
    for_("review_draft", MANAGER, of_manager, why=WRITER, data=typed),
    for_("review_submission", MANAGER, of_manager, why=WRITER, data=sending),
    for_("review_hints", MANAGER, of_manager, patterns, why=WRITER, data=typed),
    for_("answer_versions", MANAGER, of_manager, patterns, why=WRITER, post=False),
    for_(
        "answer_versions", frozenset(), in_state(of_peer, "submitted"),
        lambda world: asked_in(of_peer(world, "submitted"), "Patterns"),
        why="sent, it is nobody's to read", row=RAW, post=False,
    ),
    for_("bring_back", MANAGER, of_manager, a_version, why=WRITER),
    for_("cite", MANAGER, of_manager, why=WRITER, data=a_piece),
    for_("citation", MANAGER, of_manager, a_citation, why=WRITER, post=False),
    for_("uncite", MANAGER, of_manager, a_citation, why=WRITER, data=typed),
    for_(
        "critical_statements", MANAGER, of_manager, patterns, why=WRITER, data=something_critical
    ),
    for_("said_before", MANAGER, of_manager, a_statement, why=WRITER, post=False),
    for_("say_before", MANAGER, of_manager, a_statement, why=WRITER, data=a_piece),
    for_("say_new", MANAGER, of_manager, a_statement, why=WRITER, data=typed),
    for_("drop_statement", MANAGER, of_manager, a_statement, why=WRITER, data=typed),
    for_(
        "ask_about_review", MANAGER, in_state(of_manager, "calibrated"), lambda _world: "reopen",
        why=WRITER, row=KEEP, data=lambda _world: {"reason": "Two projects"},
    ),
    for_(
        "writing_request", MANAGER | HR, a_request, why="who asked, and HR of the unit", row=KEEP,
        post=False,
    ),
    for_("grant_writing", HR, a_request, why="HR of the unit decides", row=KEEP, data=until),
    for_(
        "refuse_writing", HR, a_request, why="HR of the unit decides", row=KEEP,
        data=lambda _world: {"no-answer": "In the talk"},
    ),
    for_("take_back_request", MANAGER, a_request, why="who asked", row=KEEP),
]  # fmt: skip


def _put(make: Callable[..., Review], state: str) -> Callable[[Any, str], None]:
    def put(world: Any, word: str) -> None:
        review = make(world, state)
        answer = Answer.objects.get(review=review, question=asked_in(review, "Patterns"))
        answer.hold(Said(None, word), confidential=answer.is_sealed)
        answer.save()

    return put


def put_statement(world: Any, word: str) -> None:
    CriticalStatement.objects.filter(pk=a_statement(world).pk).update(text=word)


def put_reason(world: Any, word: str) -> None:
    WritingRequest.objects.filter(pk=a_request(world).pk).update(reason=word)


CANARIES = [
    Canary(KEEP, "answer of a draft on oneself", _put(of_self, "open"), also=SUBJECT),
    Canary(KEEP, "answer on oneself", _put(of_self, "submitted"), also=SUBJECT | MANAGER | HR),
    Canary(KEEP, "answer of a draft on somebody", _put(of_manager, "open"), also=MANAGER),
    Canary(KEEP, "answer that was sent", _put(of_manager, "submitted"), also=MANAGER | HR),
    Canary(KEEP, "answer that was shared", _put(of_manager, "shared"), also=ONCE_SHARED),
    Canary(KEEP, "answer that was signed", _put(of_manager, "signed"), also=ONCE_SHARED),
    Canary(KEEP, "answer that is disputed", _put(of_manager, "disputed"), also=ONCE_SHARED),
    Canary(KEEP, "answer of a peer", _put(of_peer, "open"), also=PEER),
    Canary(KEEP, "critical statement of a draft", put_statement, also=MANAGER),
    Canary(KEEP, "reason of a request", put_reason, also=MANAGER | HR),
]
