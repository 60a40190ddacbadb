"""Whom a session's events concern. Mail says that it waits, and names nobody who is rated there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from fairway.foundation.access import can
from fairway.foundation.ports import Notice
from fairway.people.models import Person
from fairway.reviews.models import CalibrationSession


def added(event: Any) -> Iterator[Notice]:
    session = _session(event)
    if session is not None and event.about is not None and event.about != session.facilitator:
        words = _("You are asked to take part in comparing ratings")
        yield Notice(event.about, words, session.get_absolute_url())


def opened(event: Any) -> Iterator[Notice]:
    yield from _everybody(event, _("A session of comparing ratings is open"))


def locked(event: Any) -> Iterator[Notice]:
    """Whoever took part, and whoever proposed a rating there without taking part."""
    yield from _everybody(event, _("Ratings that you compared are locked"))
    session = _session(event)
    if session is None:
        return
    raters = Person.objects.active().filter(pk__in=session.placements.values("rater"))
    for one in raters.exclude(pk__in=session.calibrators.values("person")).order_by("pk"):
        words = _("Ratings that you proposed are settled: read what became of them and why")
        yield Notice(one, words, reverse("reviews:calibration_outcomes"))


def held(event: Any) -> Iterator[Notice]:
    """Whoever called it, where they are still here; they may no longer open it."""
    session = _session(event)
    former = Person.objects.active().filter(pk=event.data.get("former")).first()
    if session is not None and former is not None:
        words = _("Somebody else runs a session of comparing ratings that you called")
        opens = can(former, "view", session)
        there = session.get_absolute_url() if opens else reverse("reviews:calibrations")
        yield Notice(former, words, there)


def _everybody(event: Any, words: Any) -> Iterator[Notice]:
    session = _session(event)
    if session is None:
        return
    for one in session.calibrators.select_related("person").order_by("pk"):
        if one.person.active and one.person_id != event.actor_id:
            yield Notice(one.person, words, session.get_absolute_url())


def _session(event: Any) -> CalibrationSession | None:
    return CalibrationSession.objects.filter(pk=event.subject_id).first()
