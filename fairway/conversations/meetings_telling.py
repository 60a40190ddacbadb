"""Who hears of what happens in 1:1s: the other one of the two, and never what was said."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from fairway.conversations.models import ActionItem, OneOnOne, OneOnOneSeries
from fairway.foundation.access import can
from fairway.foundation.ports import Notice


def started(event: Any) -> Iterator[Notice]:
    series = _series(event)
    if series is not None and event.actor:
        yield from _to(
            series.other(event.actor), _("{name} set up 1:1s with you"), event.actor, series
        )


def changed(event: Any) -> Iterator[Notice]:
    series = _series(event)
    if series is not None and event.actor and event.data.get("moved"):
        words = _("{name} changed when your 1:1s are")
        yield from _to(series.other(event.actor), words, event.actor, series)


def ended(event: Any) -> Iterator[Notice]:
    series = _series(event)
    if series is not None and event.actor:
        words = _("{name} ended your 1:1s")
        yield from _to(series.other(event.actor), words, event.actor, series)


def handed_over(event: Any) -> Iterator[Notice]:
    """Both: the hour may suit the new one less."""
    series = _series(event)
    if series is not None:
        words = _("Your 1:1s go on with {name}. Look whether the hour suits you")
        yield from _to(series.employee, words, series.manager, series)
        yield from _to(series.manager, words, series.employee, series)


def called_off(event: Any) -> Iterator[Notice]:
    """Of leave nobody is told again: it stands in the calendar."""
    yield from _to_the_other(event, _("{name} called off your next 1:1"))


def closed(event: Any) -> Iterator[Notice]:
    yield from _to_the_other(event, _("{name} wrote what came of your 1:1"))


def time_proposed(event: Any) -> Iterator[Notice]:
    yield from _to_the_other(event, _("{name} proposes another time for your 1:1"))


def time_agreed(event: Any) -> Iterator[Notice]:
    yield from _to_the_other(event, _("{name} agreed to the other time for your 1:1"))


def time_declined(event: Any) -> Iterator[Notice]:
    yield from _to_the_other(event, _("{name} would rather keep the time of your 1:1"))


def action_added(event: Any) -> Iterator[Notice]:
    rows = ActionItem.objects.select_related("owner")
    action = rows.filter(pk=event.subject_id).first()
    if action is not None and event.actor and action.owner_id != event.actor.pk:
        words = _("{name} wrote down an action for you")
        yield from _to(action.owner, words, event.actor, action)


def _to_the_other(event: Any, words: Any) -> Iterator[Notice]:
    rows = OneOnOne.objects.for_display()
    meeting = rows.filter(pk=event.subject_id).first()
    if meeting is not None and event.actor:
        yield from _to(meeting.other(event.actor), words, event.actor, meeting)


def _to(person: Any, words: Any, about: Any, obj: Any) -> Iterator[Notice]:
    """Asked anew: who may no longer read it is told nothing of it."""
    if can(person, "view", obj):
        yield Notice(person, format_lazy(words, name=about.name), obj.get_absolute_url())


def _series(event: Any) -> OneOnOneSeries | None:
    return OneOnOneSeries.objects.for_display().filter(pk=event.subject_id).first()


TOLD = {
    "series_started": started,
    "series_changed": changed,
    "series_ended": ended,
    "series_handed_over": handed_over,
    "one_on_one_called_off": called_off,
    "one_on_one_closed": closed,
    "time_proposed": time_proposed,
    "time_agreed": time_agreed,
    "time_declined": time_declined,
    "action_added": action_added,
}
