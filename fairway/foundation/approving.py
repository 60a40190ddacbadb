"""Approvals to the rest of the house: who is told, and what waits on Home."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from fairway.foundation import approvals
from fairway.foundation.models import Approval, Event
from fairway.foundation.ports import (
    EventKind,
    Notice,
    Todo,
    TodoSource,
    event_kinds,
    todo_sources,
)

WAITS = _("{name} asks for your yes or no: {what}")
APPROVED, DECLINED = _("{name} approved: {what}"), _("{name} declined: {what}")


def tell_whom_it_waits_for(event: Event) -> Iterable[Notice]:
    approval = _approval(event)
    if approval is not None and approval.state == Approval.State.ASKED:
        yield _notice(approval, approval.approver, WAITS, approval.asked_by)


def tell_who_asked(words: Any) -> Callable[[Event], Iterable[Notice]]:
    def tell(event: Event) -> Iterable[Notice]:
        approval = _approval(event)
        if approval is not None:
            yield _notice(approval, approval.asked_by, words, approval.decided_by)

    return tell


def _approval(event: Event) -> Approval | None:
    rows = Approval.objects.select_related("approver", "asked_by", "decided_by")
    found = rows.filter(pk=event.subject_id).first()
    return found if found is not None and found.kind in approvals.kinds else None


def _notice(approval: Approval, person: Any, words: Any, other: Any) -> Notice:
    kind = approvals.kinds[approval.kind]
    return Notice(
        person,
        format_lazy(words, name=other.name, what=kind.label),
        kind.url(approval),
        data_class=kind.data_class,
    )


def owed(viewer: Any) -> Iterable[Todo]:
    for approval in approvals.owed_by(viewer):
        if approval.kind in approvals.kinds:
            kind = approvals.kinds[approval.kind]
            yield Todo(
                title=str(kind.label),
                url=kind.url(approval),
                action=str(_("Decide")),
                detail=approval.asked_by.name,
                due_at=approval.due_at,
                minutes=2,
                key=f"approval:{approval.public_id}",
            )


GROUP = _("Approvals")
event_kinds.offer(
    EventKind(
        "foundation.approval_asked",
        _("Asked for approval"),
        "subject",
        icon="help-circle",
        notify=tell_whom_it_waits_for,
        group=GROUP,
    ),
    EventKind(
        "foundation.approval_approved",
        _("Approved"),
        "subject",
        icon="circle-check",
        notify=tell_who_asked(APPROVED),
        group=GROUP,
    ),
    EventKind(
        "foundation.approval_declined",
        _("Declined"),
        "subject",
        icon="circle-x",
        notify=tell_who_asked(DECLINED),
        group=GROUP,
    ),
    EventKind("foundation.approval_withdrawn", _("Taken back"), "subject", icon="arrow-back-up"),
)
todo_sources.offer(TodoSource("approvals", GROUP, "circle-check", 20, owed))
