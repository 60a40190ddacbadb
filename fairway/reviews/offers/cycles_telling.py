"""Whom the events of a cycle concern, and in which words. Never what was written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from fairway.foundation.access import can
from fairway.foundation.ports import Notice
from fairway.people.models import Person
from fairway.reviews.models import Handover, Nomination, Participant, Phase, Review, ReviewCycle


def nominated(event: Any) -> Iterator[Notice]:
    """The author, where somebody else has named."""
    found = _nomination(event)
    author = found.participant.author if found else None
    if found is None or author is None or found.state != Nomination.State.PROPOSED:
        return
    words = format_lazy(
        _("{name} says whom to ask about their work"), name=found.participant.person.name
    )
    if found.proposed_by_id != author.pk:
        yield Notice(author, words, _list_of(found))


def declined(event: Any) -> Iterator[Notice]:
    """The person: they may name another. Who said no themselves stands in the list."""
    found = _nomination(event)
    if found is not None:
        words = _("Somebody on your list will not be asked. You can name another.")
        yield Notice(found.participant.person, words, _list_of(found))


def asked(event: Any) -> Iterator[Notice]:
    review = _review(event)
    if review is not None and review.reviewer is not None:
        words = format_lazy(
            _("You are asked for a review of {name}"), name=review.participant.person.name
        )
        yield Notice(review.reviewer, words, reverse("reviews:overview"))


def days_changed(event: Any) -> Iterator[Notice]:
    review = _review(event)
    if review is not None and review.reviewer is not None:
        words = format_lazy(
            _("You have more days for a review in {cycle}"), cycle=review.cycle.name
        )
        yield Notice(review.reviewer, words, reverse("reviews:overview"))


def step_extended(event: Any) -> Iterator[Notice]:
    """The person, and whoever gives them their review where it is the days for that."""
    rows = Participant.objects.select_related("person", "author", "cycle")
    found = rows.filter(pk=event.subject_id).first()
    if found is None:
        return
    step = event.data.get("step", "")
    words = _more_days(found.cycle, step)
    people = [found.person]
    if step == Phase.Kind.SHARE and found.author is not None:
        people.append(found.author)
    for one in people:
        yield Notice(one, words, found.get_absolute_url())


def manager_extended(event: Any) -> Iterator[Notice]:
    """Whose day it is; what waits for them stands on Home."""
    cycle = ReviewCycle.objects.filter(pk=event.subject_id).first()
    if cycle is not None and event.about is not None:
        yield Notice(event.about, _more_days(cycle, event.data.get("step", "")), "/")


def _more_days(cycle: ReviewCycle, step: str) -> Any:
    label = Phase.Kind(step).label if step in Phase.Kind.values else ""
    return format_lazy(_("More days in {cycle}: {step}"), cycle=cycle.name, step=label)


def held(event: Any) -> Iterator[Notice]:
    """Whoever held it, where they are still here; its page is theirs as long as they are HR."""
    cycle = ReviewCycle.objects.filter(pk=event.subject_id).first()
    former = Person.objects.active().filter(pk=event.data.get("former")).first()
    if cycle is None or former is None or event.actor is None:
        return
    words = format_lazy(_("{name} holds {cycle} now"), name=event.actor.name, cycle=cycle.name)
    opens = can(former, "view", cycle)
    yield Notice(former, words, cycle.get_absolute_url() if opens else reverse("reviews:overview"))


def not_needed(event: Any) -> Iterator[Notice]:
    review = _review(event)
    if review is not None and review.reviewer is not None and review.reviewer.active:
        words = format_lazy(
            _("A review in {cycle} is no longer asked of you"), cycle=review.cycle.name
        )
        yield Notice(review.reviewer, words, reverse("reviews:overview"))


def handed_over(event: Any) -> Iterator[Notice]:
    """Both managers and the person; HR finds it among what waits for them."""
    rows = Handover.objects.select_related("old", "new", "participant__person")
    found = rows.filter(pk=event.subject_id).first()
    if found is None:
        return
    words = format_lazy(
        _("Who writes the review of {name}: this has changed, or is being decided"),
        name=found.participant.person.name,
    )
    url = reverse("reviews:participant", args=[found.participant.public_id])
    for one in (found.old, found.new, found.participant.person):
        yield Notice(one, words, url)


def _nomination(event: Any) -> Nomination | None:
    rows = Nomination.objects.select_related("participant__person", "participant__author")
    return rows.filter(pk=event.subject_id).first()


def _review(event: Any) -> Review | None:
    rows = Review.objects.select_related("reviewer", "cycle", "participant__person")
    return rows.filter(pk=event.subject_id).first()


def _list_of(found: Nomination) -> str:
    return reverse("reviews:nominations", args=[found.participant.public_id])
