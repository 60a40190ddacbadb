"""Praise somebody openly for what they did; react to it, take it off one's profile, take it down."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from fairway.feedback.actions.refusals import (
    HasLeft,
    NobodyRecognised,
    TooLateToEdit,
    TooManyRecognised,
    ToOneself,
)
from fairway.feedback.actions.words import worded
from fairway.feedback.models import Reaction, Recognised, Recognition
from fairway.foundation.access import can, claim, lock
from fairway.foundation.events import record
from fairway.foundation.policy import get
from fairway.foundation.versions import next_version
from fairway.people.models import Person

MOST_PEOPLE, LONGEST = 10, 1000


@transaction.atomic
def recognise(
    people: Sequence[Person],
    *,
    actor: Person,
    words: str,
    value: Any = None,
    sent_as: str = "",
) -> Recognition:
    """Sent ten times from one form, it is there once: the author's own row is locked meanwhile."""
    actor, words = lock(actor), worded(words, "words", LONGEST)
    if sent_as and (found := Recognition.objects.filter(author=actor, sent_as=sent_as).first()):
        if found.words == words:
            return found
        sent_as = ""  # sent again with other words
    named = _to_name(people, actor)
    recognition = Recognition.objects.create(
        author=actor,
        value=value,
        words=words,
        is_open=get("feedback.recognition_is_public"),
        shown=len(named),
        given_at=timezone.now(),
        sent_as=sent_as,
    )
    Recognised.objects.bulk_create(
        Recognised(recognition=recognition, person=person, given_at=recognition.given_at)
        for person in named
    )
    record("feedback.recognised", actor=actor, subject=recognition, about=named[0])
    return recognition


def _to_name(people: Sequence[Person], actor: Person) -> list[Person]:
    """Each once, in the order in which they were named."""
    named = list(dict.fromkeys(people))
    if not named:
        raise NobodyRecognised
    if len(named) > MOST_PEOPLE:
        raise TooManyRecognised(MOST_PEOPLE)
    for person in named:
        if person == actor:
            raise ToOneself
        if not person.active:
            raise HasLeft(person)
        if not can(actor, "recognise", person):
            raise PermissionDenied
    return named


@transaction.atomic
def edit_recognition(
    recognition: Recognition,
    *,
    actor: Person,
    words: str,
    value: Any = None,
    version: int | None = None,
) -> Recognition:
    recognition = claim(recognition, actor=actor, verb="edit")
    next_version(recognition, version)
    hours = get("feedback.edit_hours")
    now = timezone.now()
    if (now - recognition.given_at).total_seconds() >= hours * 3600:
        raise TooLateToEdit(hours)
    recognition.words, recognition.value = worded(words, "words", LONGEST), value
    recognition.edited_at = now
    recognition.save(update_fields=["words", "value", "edited_at", "version"])
    record("feedback.recognition_edited", actor=actor, subject=recognition)
    return recognition


@transaction.atomic
def take_down(recognition: Recognition, *, actor: Person) -> Recognition:
    """Its words and what was said under it go; that there was something stays on record."""
    recognition = claim(recognition, actor=actor, verb="remove")
    recognition.words, recognition.removed_at = "", timezone.now()
    recognition.version += 1
    recognition.save(update_fields=["words", "removed_at", "version"])
    recognition.reactions.all().delete()
    record("feedback.recognition_removed", actor=actor, subject=recognition)
    return recognition


@transaction.atomic
def take_off_profile(recognition: Recognition, *, actor: Person, away: bool = True) -> Recognition:
    """They are named in it no more, anywhere; where nobody else is, it leaves the feed."""
    recognition = claim(recognition, actor=actor, verb="take_off")
    mine = recognition.recognised.get(person=actor)
    if (mine.hidden_at is not None) == away:
        return recognition
    mine.hidden_at = timezone.now() if away else None
    mine.save(update_fields=["hidden_at"])
    recognition.shown = recognition.recognised.filter(hidden_at=None).count()
    recognition.save(update_fields=["shown"])
    record(
        "feedback.recognition_taken_off", actor=actor, subject=recognition, about=actor, away=away
    )
    return recognition


@transaction.atomic
def react(recognition: Recognition, *, actor: Person, sign: str, wanted: bool) -> bool:
    """Whether it stands afterwards. It says which of the two is meant, so that a double click is
    one: no event, for a sign is no news."""
    recognition = claim(recognition, actor=actor, verb="react")
    mine = Reaction.objects.filter(recognition=recognition, by=actor, sign=Reaction.Sign(sign))
    if not wanted:
        mine.delete()
    elif not mine.exists():
        Reaction.objects.create(recognition=recognition, by=actor, sign=sign, at=timezone.now())
    return wanted
