"""Notes, wins and the timeline in the access matrix: what Bo notes of Ana, and what Ana achieved."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.urls import reverse

from fairway.conversations.actions.notes import write_note
from fairway.conversations.actions.wins import write_win
from fairway.conversations.models import CoachingNote, Win
from tests.access.binding import Canary, Route

NOTE, WIN, TIMELINE, OWN, ALONE, FEW = (
    "Coaching note",
    "Win",
    "Evidence timeline",
    "Own pages",
    "One's own alone",
    "Kept by few",
)
AUTHOR = frozenset({"manager"})
PAIR = frozenset({"subject", "manager"})
HR = frozenset({"hr_partner", "people_lead"})
WHY = "the manager is the author; HR reads a note once a review cites it, and none does yet"
Made = Callable[[Any], Any]


def coaching(world: Any) -> CoachingNote:
    return _note(world, "coaching", share=False)


def to_share(world: Any) -> CoachingNote:
    return _note(world, "person", share=False)


def shared(world: Any) -> CoachingNote:
    return _note(world, "person", share=True)


def _note(world: Any, audience: str, *, share: bool) -> CoachingNote:
    rows = CoachingNote.objects.filter(person=world.subject, audience=audience)
    found = rows.filter(shared_on__isnull=not share).first()
    return found or write_note(
        world.subject,
        actor=world.people["manager"],
        audience=audience,
        body="Asked first.",
        share=share,
    )


def private_win(world: Any) -> Win:
    found = Win.objects.filter(person=world.subject, shared_on=None).first()
    return found or write_win(actor=world.subject, body="The calls went well.")


def shared_win(world: Any) -> Win:
    found = Win.objects.filter(person=world.subject).shared().first()
    return found or write_win(actor=world.subject, body="The launch went well.", share=True)


def at(name: str, make: Made) -> Callable[[Any], str]:
    return lambda world: reverse(f"conversations:{name}", args=[make(world).public_id])


def of_ana(name: str) -> Callable[[Any], str]:
    return lambda world: reverse(f"conversations:{name}", args=[world.subject.public_id])


def of_both(name: str, url: Callable[[Any], str]) -> Route:
    return Route(f"conversations:{name}", NOTE, url=url, also=AUTHOR, never=HR, reason=WHY)


def by_author(name: str, url: Callable[[Any], str], *, post: bool = False) -> Route:
    method = "post" if post else "get"
    return Route(f"conversations:{name}", FEW, url=url, method=method, also=AUTHOR, reason=WHY)


def by_ana(name: str, make: Made, *, post: bool = False) -> Route:
    method = "post" if post else "get"
    return Route(f"conversations:{name}", ALONE, url=at(name, make), method=method)


def page(name: str) -> Route:
    return Route(f"conversations:{name}", OWN, url=lambda world: reverse(f"conversations:{name}"))


ROUTES = [
    of_both("notes", of_ana("notes")),
    of_both("note", at("note", shared)),
    of_both("who_note", at("who_note", shared)),
    by_author("note", at("note", coaching)),
    by_author("note", at("note", to_share)),
    by_author("who_note", at("who_note", coaching)),
    by_author("new_note", of_ana("new_note")),
    by_author("edit_note", at("edit_note", shared)),
    by_author("share_note", at("share_note", to_share), post=True),
    by_author("remove_note", at("remove_note", shared)),
    page("my_notes"),
    page("wins"),
    page("new_win"),
    Route("conversations:win", WIN, url=at("win", shared_win)),
    Route("conversations:who_win", WIN, url=at("who_win", shared_win)),
    by_ana("win", private_win),
    by_ana("edit_win", shared_win),
    by_ana("share_win", private_win, post=True),
    by_ana("keep_win", shared_win, post=True),
    by_ana("remove_win", shared_win),
    Route("conversations:timeline", TIMELINE, url=of_ana("timeline")),
]


def _put(model: Any, make: Made) -> Callable[[Any, str], None]:
    return lambda world, word: model.objects.filter(pk=make(world).pk).update(body=word)


CANARIES = [
    Canary(FEW, "coaching", _put(CoachingNote, coaching), also=AUTHOR),
    Canary(FEW, "to_share", _put(CoachingNote, to_share), also=AUTHOR),
    Canary(FEW, "shared", _put(CoachingNote, shared), also=PAIR),
    Canary(ALONE, "win", _put(Win, private_win)),
    Canary(WIN, "shared_win", _put(Win, shared_win)),
]
