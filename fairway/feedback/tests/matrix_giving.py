"""Feedback and questions for it in the access matrix: to Ana, by a colleague, in each visibility."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils import timezone

from fairway.feedback.actions.asking import ask_for_feedback, outside_url
from fairway.feedback.actions.giving import give_feedback
from fairway.feedback.models import Feedback, FeedbackRequest, Visibility
from fairway.foundation.events import SYSTEM
from fairway.foundation.policy import set_policy
from tests.access.binding import Canary, Route

PRIVATE_ROW, SHARED_ROW, MANAGER_ROW = (
    "Feedback: private to recipient",
    "Feedback: shared",
    "Feedback: manager-only",
)
REQUEST, READ, PUBLIC = "Feedback request", "Open to every person", "Public"
AUTHOR = frozenset({"peer"})
ALL = frozenset(
    {
        "subject", "manager", "dotted", "skip", "hr_partner", "executive", "auditor", "peer",
        "former", "people_lead", "fairness", "other_hr_partner", "other_employer",
        "administrator", "leaver", "external",
    }
)  # fmt: skip
WHO_WROTE_IT = "a colleague of hers has written it"
BEFORE = "her former manager was it before this was given, and saw nothing of it"
WORDS = {"situation": "On Tuesday", "behaviour": "you listened", "impact": "it calmed them."}


def given(world: Any, visibility: str, *, opened: bool = False) -> Feedback:
    by, key = world.people["peer"], f"{visibility}-{opened}"
    if key not in world.things or not Feedback.objects.filter(pk=world.things[key].pk).exists():
        if visibility == Visibility.MANAGER:
            set_policy("feedback.manager_only", True, actor=SYSTEM)
        told = give_feedback(world.subject, actor=by, visibility=visibility, **WORDS)
        if opened:
            now = timezone.now()
            above = now if told.manager_id else None
            Feedback.objects.filter(pk=told.pk).update(read_at=now, manager_read_at=above)
        world.things[key] = told
    return world.things[key]


def at(name: str, visibility: str, *, opened: bool = True) -> Any:
    def url(world: Any) -> str:
        return reverse(f"feedback:{name}", args=[given(world, visibility, opened=opened).public_id])

    return url


def read(name: str, row: str, visibility: str) -> Route:
    """The table's R, with the colleague who wrote it."""
    never = frozenset({"former"}) if row == SHARED_ROW else frozenset()
    reason = f"{WHO_WROTE_IT}; {BEFORE}" if never else WHO_WROTE_IT
    return Route(
        f"feedback:{name}",
        row,
        url=at(name, visibility),
        also=AUTHOR,
        never=never,
        reason=reason,
    )


def only(name: str, row: str, who: set[str], url: Any, reason: str, **more: Any) -> Route:
    return Route(
        f"feedback:{name}",
        row,
        url=url,
        also=frozenset(who),
        never=ALL - who,
        reason=reason,
        **{"answer": frozenset({302}), "method": "post", **more},
    )


def fixed(name: str, **more: Any) -> Route:
    return Route(f"feedback:{name}", READ, url=lambda world: reverse(f"feedback:{name}"), **more)


def asked(world: Any) -> FeedbackRequest:
    found = FeedbackRequest.objects.waiting().filter(asked=world.people["peer"]).first()
    return found or ask_for_feedback(
        world.subject,
        actor=world.subject,
        asked=world.people["peer"],
        visibility=Visibility.PRIVATE,
        question="Was the handover clear?",
    )


def from_outside(world: Any) -> FeedbackRequest:
    found = FeedbackRequest.objects.waiting().filter(asked=None).first()
    return found or ask_for_feedback(
        world.subject,
        actor=world.subject,
        outside_name="Lou Client",
        visibility=Visibility.PRIVATE,
    )


def outside(world: Any) -> str:
    address = outside_url(from_outside(world))
    return address[address.index("/feedback/outside/") :]


def question(name: str) -> Any:
    return lambda world: reverse(f"feedback:{name}", args=[asked(world).public_id])


def to_subject(world: Any) -> str:
    return reverse("feedback:write", args=[world.subject.public_id, "private"])


def begun(world: Any) -> dict[str, Any]:
    return {"recipient": world.subject.email, "visibility": "private"}


def asking(world: Any) -> dict[str, Any]:
    """Each about themselves; of somebody who is asked by nobody else here."""
    return {"about": "nobody", "visibility": "private"}


def put(visibility: str, field: str) -> Any:
    def write(world: Any, word: str) -> None:
        told = given(world, visibility, opened=True)
        Feedback.objects.filter(pk=told.pk).update(**{field: word})

    return write


def put_reply(world: Any, word: str) -> None:
    told = given(world, Visibility.PRIVATE, opened=True)
    told.replies.create(by=world.subject, at=timezone.now(), body=word)


def put_question(world: Any, word: str) -> None:
    FeedbackRequest.objects.filter(pk=asked(world).pk).update(question=word)


NOT_TO_ONESELF = "anybody of the same employer gives feedback, and nobody to themselves"
COLLEAGUES = "the page of a colleague; a franchisee is another company"
THEIRS = "whom it is for, and nobody else"
ITS_AUTHOR = "who wrote it, and nobody else"
WHO_IS_ASKED = "who is asked, and nobody else"
WHO_ASKED = "who asked, and nobody else"
SUBJECT, MANAGER = {"subject"}, {"manager"}
ROUTES = [
    fixed("received"),
    fixed("given"),
    fixed("team"),
    fixed("requests"),
    fixed("new"),
    fixed("new_request"),
    fixed("hints"),
    fixed("hints", method="post", data=lambda world: WORDS),
    read("feedback", PRIVATE_ROW, Visibility.PRIVATE),
    read("feedback", SHARED_ROW, Visibility.SHARED),
    read("feedback", MANAGER_ROW, Visibility.MANAGER),
    read("who", PRIVATE_ROW, Visibility.PRIVATE),
    read("who", SHARED_ROW, Visibility.SHARED),
    read("who", MANAGER_ROW, Visibility.MANAGER),
    Route(
        "feedback:of_person",
        READ,
        url=lambda world: reverse("feedback:of_person", args=[world.subject.public_id]),
        never=frozenset({"other_employer"}),
        reason=COLLEAGUES,
    ),
    Route(
        "feedback:write",
        READ,
        url=to_subject,
        never=frozenset({"subject", "other_employer"}),
        reason=NOT_TO_ONESELF,
    ),
    Route(
        "feedback:write",
        READ,
        url=to_subject,
        method="post",
        data=lambda world: WORDS,
        never=frozenset({"subject", "other_employer"}),
        answer=frozenset({302}),
        reason=NOT_TO_ONESELF,
    ),
    Route(
        "feedback:new",
        READ,
        url=lambda world: reverse("feedback:new"),
        method="post",
        data=begun,
        answer=frozenset({302, 422}),
    ),
    Route(
        "feedback:new_request",
        READ,
        url=lambda world: reverse("feedback:new_request"),
        method="post",
        data=asking,
        answer=frozenset({422}),
    ),
    only("open", PRIVATE_ROW, SUBJECT, at("open", Visibility.PRIVATE, opened=False), THEIRS),
    only("open", MANAGER_ROW, MANAGER, at("open", Visibility.MANAGER, opened=False), THEIRS),
    only("thank", PRIVATE_ROW, SUBJECT, at("thank", Visibility.PRIVATE), THEIRS),
    only("hide", SHARED_ROW, SUBJECT, at("hide", Visibility.SHARED), THEIRS),
    only(
        "reply",
        SHARED_ROW,
        SUBJECT | AUTHOR,
        at("reply", Visibility.SHARED),
        "the two who talk about it",
        data=lambda world: {"body": "Thank you."},
    ),
    only(
        "edit",
        PRIVATE_ROW,
        set(AUTHOR),
        at("edit", Visibility.PRIVATE),
        ITS_AUTHOR,
        method="get",
        answer=frozenset({200}),
    ),
    only(
        "edit",
        PRIVATE_ROW,
        set(AUTHOR),
        at("edit", Visibility.PRIVATE),
        ITS_AUTHOR,
        data=lambda world: WORDS,
    ),
    Route(
        "feedback:request",
        REQUEST,
        url=question("request"),
        also=AUTHOR,
        reason="the colleague who is asked",
    ),
    Route(
        "feedback:answer",
        REQUEST,
        url=question("answer"),
        also=AUTHOR,
        reason="the colleague who is asked; the asker is sent to the question",
    ),
    Route(
        "feedback:decline",
        REQUEST,
        url=question("decline"),
        also=AUTHOR,
        reason="the colleague who is asked; the asker is sent to the question",
    ),
    only("decline", REQUEST, set(AUTHOR), question("decline"), WHO_IS_ASKED, data=lambda world: {}),
    Route("feedback:outside", PUBLIC, url=outside),
    Route(
        "feedback:outside",
        PUBLIC,
        url=outside,
        method="post",
        data=lambda world: WORDS,
        answer=frozenset({200}),
    ),
    only(
        "withdraw",
        PRIVATE_ROW,
        {"peer"},
        at("withdraw", Visibility.PRIVATE, opened=False),
        ITS_AUTHOR,
    ),
    only("answer", REQUEST, {"peer"}, question("answer"), WHO_IS_ASKED, data=lambda world: WORDS),
    only("withdraw_request", REQUEST, SUBJECT, question("withdraw_request"), WHO_ASKED),
]
FIELDS = ("situation", "behaviour", "impact", "suggestion")
CANARIES = [
    *(Canary(PRIVATE_ROW, f, put(Visibility.PRIVATE, f), also=AUTHOR) for f in FIELDS),
    *(Canary(SHARED_ROW, f, put(Visibility.SHARED, f), also=AUTHOR) for f in FIELDS),
    *(Canary(MANAGER_ROW, f, put(Visibility.MANAGER, f), also=AUTHOR) for f in FIELDS),
    Canary(PRIVATE_ROW, "reply", put_reply, also=AUTHOR),
    Canary(REQUEST, "question", put_question, also=AUTHOR),
]
