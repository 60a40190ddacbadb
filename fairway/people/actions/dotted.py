"""Dotted lines: a second manager, with narrower rights, between two dates."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fairway.foundation.access import claim
from fairway.foundation.events import record
from fairway.foundation.refusal import Refusal
from fairway.foundation.text import clean_name
from fairway.people.models import DottedLine, PastEdge, Person


class DottedToSelf(Refusal):
    code = "dotted_to_self"

    def __init__(self) -> None:
        super().__init__(_("A dotted line leads to somebody else."))


class AlreadyDotted(Refusal):
    code = "already_dotted"

    def __init__(self, person: Person, manager: Person) -> None:
        super().__init__(
            _("%(person)s already has a dotted line to %(manager)s then."),
            person=person.name,
            manager=manager.name,
        )


@transaction.atomic
def draw_dotted_line(
    person: Person,
    *,
    actor: Any,
    manager: Person,
    valid_from: date,
    valid_until: date | None = None,
    purpose: str = "",
) -> DottedLine:
    person = claim(person, actor=actor, verb="change_manager")
    if manager.pk == person.pk:
        raise DottedToSelf
    open_then = DottedLine.objects.filter(person=person, manager=manager).filter(
        Q(valid_until=None) | Q(valid_until__gt=valid_from)
    )
    if valid_until:
        open_then = open_then.filter(valid_from__lt=valid_until)
    if open_then.exists():
        raise AlreadyDotted(person, manager)
    line = DottedLine.objects.create(
        person=person,
        manager=manager,
        purpose=clean_name(purpose)[:200],
        valid_from=valid_from,
        valid_until=valid_until,
    )
    record("people.dotted_line_drawn", actor=actor, subject=person, manager=manager.pk)
    return line


@transaction.atomic
def end_dotted_line(line: DottedLine, *, actor: Any, valid_until: date) -> None:
    """The line ends that day; one that has not begun by then goes altogether."""
    person = claim(line.person, actor=actor, verb="change_manager")
    if valid_until <= line.valid_from:
        line.delete()
    else:
        line.valid_until = valid_until
        line.save(update_fields=["valid_until"])
        PastEdge.objects.create(
            actor=line.manager,
            target=person,
            kind=PastEdge.Kind.DOTTED,
            valid_from=line.valid_from,
            valid_until=valid_until,
            reads_until=valid_until,
        )
    record("people.dotted_line_ended", actor=actor, subject=person, manager=line.manager_id)
