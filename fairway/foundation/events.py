"""Record what happened; let other rooms listen, in a job that runs after commit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Any

from django.db import connection, models
from django.utils import timezone

from fairway.foundation.actors import SYSTEM, Actor
from fairway.foundation.bulk import insert_rows
from fairway.foundation.ids import new_public_id
from fairway.foundation.models import Event, Job
from fairway.foundation.ready_rows import Making, Ready
from fairway.foundation.remembering import forget

__all__ = [
    "SYSTEM",
    "Actor",
    "NotInTransaction",
    "event_of",
    "on",
    "ready_to_record",
    "record",
    "record_each",
    "record_many",
]

_ALIKE = ("kind", "at", "actor_kind", "actor", "actor_ref")
_EACH = (*_ALIKE, "public_id", "subject_type", "subject_id", "about", "data", "hash")
Listener = Callable[[Event], None]
_listeners: dict[str, list[Listener]] = defaultdict(list)


class NotInTransaction(RuntimeError):
    """An event outside the action's transaction could be true of something that never happened."""


def on(kind: str) -> Callable[[Listener], Listener]:
    """Call the listener with the event, once, after its transaction has been committed."""

    def register(listener: Listener) -> Listener:
        _listeners[kind].append(listener)
        return listener

    return register


def listener_name(listener: Listener) -> str:
    return f"{listener.__module__}.{listener.__qualname__}"


def listener_named(kind: str, name: str) -> Listener:
    for listener in _listeners[kind]:
        if listener_name(listener) == name:
            return listener
    raise LookupError(f"{kind} has no listener {name}")


def record(
    kind: str, *, actor: Any, subject: models.Model, about: Any = None, **data: Any
) -> Event:
    """Append one event, and the job rows of its listeners, in the action's own transaction.

    `actor` is a Person or an Actor; `about` the person concerned, where the subject is not one.
    """
    if not connection.in_atomic_block:
        raise NotInTransaction(kind)
    forget()  # something changed: what was remembered of before may no longer hold
    event = event_of(kind, at=timezone.now(), actor=actor, subject=subject, about=about, **data)
    event.save(force_insert=True)
    Job.objects.bulk_create(
        Job(
            key=f"event:{event.public_id}:{listener_name(listener)}",
            task="fairway.foundation.jobs.listening.hear",
            args={"event": event.pk, "listener": listener_name(listener)},
            run_at=event.at,
        )
        for listener in _listeners[kind]
    )
    return event


def event_of(
    kind: str,
    *,
    at: datetime,
    actor: Any,
    subject: models.Model,
    about: Any = None,
    **data: Any,
) -> Event:
    """An event not yet written, for `record_many`."""
    return Event(
        kind=kind,
        at=at,
        subject_type=subject._meta.label_lower,
        subject_id=subject.pk,
        about=about or _person(subject),
        data=data,
        **_acting(actor),
    )


def record_many(events: list[Event]) -> None:
    """Append events in bulk, as an import does; for kinds that nobody listens to one by one."""
    if not connection.in_atomic_block:
        raise NotInTransaction("bulk")
    for event in events:
        if _listeners[event.kind]:
            raise ValueError(f"{event.kind} has listeners: record it singly")
    Event.objects.bulk_create(events, batch_size=2000)


def record_each(kind: str, *, actor: Any, people: Iterable[tuple[int, dict[str, Any]]]) -> None:
    """An event of this kind about each of many people: (their key, data) pairs."""
    if not connection.in_atomic_block:
        raise NotInTransaction(kind)
    if _listeners[kind]:
        person = _people()
        for pk, data in people:
            record(kind, actor=actor, subject=person(pk=pk), **data)
        return
    insert_rows(Event, _EACH, _rows_of_each(kind, actor, people))


def ready_to_record(
    kind: str, *, actor: Any, people: Iterable[tuple[int, dict[str, Any]]], making: Making
) -> Ready:
    """The same, made ready before the transaction; for kinds that nobody listens to."""
    if _listeners[kind]:
        raise ValueError(f"{kind} has listeners: record it singly")
    return making.keep(Event, _EACH, _rows_of_each(kind, actor, people))


def _rows_of_each(
    kind: str, actor: Any, people: Iterable[tuple[int, dict[str, Any]]]
) -> Iterator[tuple[Any, ...]]:
    acting, at = _acting(actor), timezone.now()
    who = acting["actor"].pk if acting["actor"] else None
    alike = (kind, at, acting["actor_kind"], who, acting.get("actor_ref", ""))
    subject = _people()._meta.label_lower
    return ((*alike, new_public_id(), subject, pk, pk, data, "") for pk, data in people)


def _people() -> Any:
    return Event._meta.get_field("about").related_model


def _acting(actor: Any) -> dict[str, Any]:
    if isinstance(actor, Actor):
        return {"actor_kind": actor.kind, "actor": None, "actor_ref": actor.ref}
    return {"actor_kind": Event.ActorKind.PERSON, "actor": actor}


def _person(subject: models.Model) -> Any:
    return subject if subject._meta.label_lower == "people.person" else None
