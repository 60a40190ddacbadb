"""Praise in the access matrix: of Ana, by a colleague; once open, once among those it names."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from fairway.feedback.actions.recognising import recognise
from fairway.feedback.models import Celebration, Recognition
from fairway.feedback.tests.matrix_giving import ALL, fixed, only
from fairway.people.days import organisation_day
from tests.access.binding import Canary, Route

ROW, KEPT = "Recognition", "Kept by few"
ANOTHER = frozenset({"other_employer"})
NAMED = frozenset({"subject", "manager", "peer"})
WORDS = "Stayed until the lamp worked."


def praise(world: Any, *, is_open: bool = True) -> Recognition:
    found = Recognition.objects.filter(
        author=world.people["peer"], is_open=is_open, removed_at=None
    ).first()
    if found is None:
        found = recognise([world.subject], actor=world.people["peer"], words=WORDS)
        Recognition.objects.filter(pk=found.pk).update(is_open=is_open)
    return found


def day(world: Any) -> Celebration:
    found, _new = Celebration.objects.get_or_create(
        kind="years", person=world.subject, years=3, defaults={"on_day": organisation_day()}
    )
    return found


def at(name: str, *, is_open: bool = True) -> Any:
    return lambda world: reverse(
        f"feedback:{name}", args=[praise(world, is_open=is_open).public_id]
    )


def put_closed(world: Any, word: str) -> None:
    Recognition.objects.filter(pk=praise(world, is_open=False).pk).update(words=word)


def put_open(world: Any, word: str) -> None:
    Recognition.objects.filter(pk=praise(world).pk).update(words=word)


EVERYBODY = "praise is read by everybody of the same employer"
THOSE_IT_NAMES = "where praise is not open: who is named, their manager, who wrote it"
HAVE_PEOPLE = "whoever has people of their own; each sees those alone"
ITS_AUTHOR, PRAISED = "who wrote it", "who is named in it"
ROUTES = [
    fixed("recognitions"),
    fixed("new_recognition"),
    fixed("latest"),
    Route(
        "feedback:month",
        "Open to every person",
        url=lambda world: reverse("feedback:month", args=[f"{organisation_day():%Y-%m}"]),
    ),
    Route(
        "feedback:new_recognition",
        "Open to every person",
        url=lambda world: reverse("feedback:new_recognition"),
        method="post",
        data=lambda world: {"person": "", "words": ""},
        answer=frozenset({422}),
    ),
    Route("feedback:recognition", ROW, url=at("recognition"), never=ANOTHER, reason=EVERYBODY),
    Route(
        "feedback:recognition",
        ROW,
        url=at("recognition", is_open=False),
        also=NAMED,
        never=ALL - NAMED,
        reason=THOSE_IT_NAMES,
    ),
    Route(
        "feedback:react",
        ROW,
        url=at("react"),
        method="post",
        data=lambda world: {"sign": "clap"},
        never=ANOTHER | {"peer"},
        answer=frozenset({302}),
        reason="everybody who reads it but who wrote it",
    ),
    only(
        "edit_recognition",
        ROW,
        {"peer"},
        at("edit_recognition"),
        ITS_AUTHOR,
        method="get",
        answer=frozenset({200}),
    ),
    only(
        "edit_recognition",
        ROW,
        {"peer"},
        at("edit_recognition"),
        ITS_AUTHOR,
        data=lambda world: {"words": "It works."},
    ),
    only("remove", ROW, {"peer", "people_lead"}, at("remove"), "who wrote it, and people leads"),
    only("profile", ROW, {"subject"}, at("profile"), PRAISED, data=lambda world: {"away": "yes"}),
    only(
        "celebration",
        ROW,
        {"subject"},
        lambda world: reverse("feedback:celebration", args=[day(world).public_id]),
        "whose day it is",
        data=lambda world: {"away": "yes"},
    ),
    only(
        "attention",
        KEPT,
        {"manager", "skip"},
        lambda world: reverse("feedback:attention"),
        HAVE_PEOPLE,
        method="get",
        answer=frozenset({200}),
    ),
]
CANARIES = [
    Canary(KEPT, "closed praise", put_closed, also=NAMED),
    Canary(ROW, "open praise", put_open),
]
