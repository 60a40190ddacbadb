"""How each person wants to hear of what."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from fairway.foundation.models import NotificationPreference
from fairway.foundation.ports import EventKind, event_kinds
from fairway.foundation.refusal import Refusal

Channel = NotificationPreference.Channel
DIGEST = "digest"  # the mail that gathers what is new, as a whole, chosen like a kind
RHYTHMS = (Channel.DIGEST, Channel.WEEKLY, Channel.OFF)
OF_A_KIND = tuple(one for one in Channel.values if one != Channel.WEEKLY)


class FixedChannel(Refusal):
    code = "fixed_channel"

    def __init__(self) -> None:
        super().__init__(_("This one cannot be switched off: it is about your own safety."))


class NotAChannel(Refusal):
    code = "not_a_channel"

    def __init__(self) -> None:
        super().__init__(_("Choose one of the given answers."))


@dataclass(frozen=True)
class Preference:
    """A line of the page of preferences; `chosen` is None while the default holds, which `channel`
    then says."""

    key: str
    label: Any
    group: Any
    channel: str
    chosen: str | None
    fixed: bool


def told_kinds() -> list[EventKind]:
    return [kind for kind in event_kinds if kind.notify or kind.told]


def default_channel(kind: EventKind, urgent: bool = False) -> str:
    at_once = urgent or kind.at_any_hour or kind.by_letter
    return Channel.NOW if at_once else Channel.DIGEST


def channel_of(person: Any, kind: EventKind, urgent: bool = False) -> str:
    """What they chose, unless it is about their safety; else as the kind goes by itself."""
    if kind.at_any_hour:
        return Channel.NOW
    return _chosen(person).get(kind.key) or default_channel(kind, urgent)


def chosen_of(people: Iterable[int], kind: str) -> dict[int, str]:
    """What those of several people chose for a kind who chose anything; by their keys."""
    rows = NotificationPreference.objects.filter(person__in=list(people), kind=kind)
    return dict(rows.values_list("person", "channel"))


def who_takes_mail(people: Iterable[int], kind: str) -> list[int]:
    """Without those who have said that they want none of that kind."""
    listed = list(people)
    unwanted = chosen_of(listed, kind)
    return [one for one in listed if unwanted.get(one) not in (Channel.IN_APP, Channel.OFF)]


def rhythm_of(person: Any) -> str:
    """How often what is new is gathered into one mail: "digest" (a day), "weekly" or "off"."""
    return _chosen(person).get(DIGEST, Channel.DIGEST)


def wants_digest(person: Any) -> bool:
    return rhythm_of(person) != Channel.OFF


def preferences(person: Any) -> list[Preference]:
    """One line for the digest, then one for each kind that is told, by group."""
    chosen = _chosen(person)
    digest = Preference(
        DIGEST,
        _("One mail with what is new"),
        "",
        chosen.get(DIGEST, Channel.DIGEST),
        chosen.get(DIGEST),
        False,
    )
    kinds = [
        Preference(
            kind.key,
            kind.label,
            kind.group,
            Channel.NOW if kind.at_any_hour else chosen.get(kind.key, default_channel(kind)),
            chosen.get(kind.key),
            kind.at_any_hour,
        )
        for kind in told_kinds()
    ]
    return [digest, *sorted(kinds, key=lambda one: (str(one.group), str(one.label)))]


@transaction.atomic
def set_preference(key: str, channel: str, *, actor: Any) -> None:
    """A person's own choice for a kind, or for the digest as a whole: one of RHYTHMS."""
    if key != DIGEST:
        kind = next((one for one in told_kinds() if one.key == key), None)
        if kind is None:
            raise NotAChannel
        if kind.at_any_hour:
            raise FixedChannel
    if channel not in (RHYTHMS if key == DIGEST else OF_A_KIND):
        raise NotAChannel
    NotificationPreference.objects.update_or_create(
        person=actor, kind=key, defaults={"channel": channel}
    )


def _chosen(person: Any) -> dict[str, str]:
    return dict(NotificationPreference.objects.filter(person=person).values_list("kind", "channel"))
