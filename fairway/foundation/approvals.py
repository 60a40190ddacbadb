"""A yes or no that somebody owes somebody: asked once, decided once, by them or who stands in.

A room declares what is approved and what follows::

    approvals.kinds.offer(ApprovalKind("goals.change", _("Change of a goal"), verb="goals.approve",
                                       approved=apply_change, declined=drop_change, url=page_of))

What follows happens in the same transaction as the decision, or neither does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fairway.foundation.access import claim, lock
from fairway.foundation.events import record
from fairway.foundation.models import Approval
from fairway.foundation.ports import Port
from fairway.foundation.refusal import Refusal

State = Approval.State
Follows = Callable[..., None]  # (approval, *, actor)


class AlreadyDecided(Refusal):
    code = "already_decided"

    def __init__(self) -> None:
        super().__init__(_("Somebody has decided this already, or it was taken back."))


class OwnApproval(Refusal):
    code = "own_approval"

    def __init__(self) -> None:
        super().__init__(_("Nobody approves what they asked for themselves."))


class ReasonMissing(Refusal):
    code = "reason_missing"

    def __init__(self) -> None:
        super().__init__(_("Say why, in a sentence: the person will read it."))


def nothing(approval: Approval, *, actor: Any) -> None:
    """Nothing follows."""


def no_page(approval: Approval) -> str:
    return ""


@dataclass(frozen=True)
class ApprovalKind:
    """What is approved. `verb` is what a deputy is given to decide it; empty: nobody stands in."""

    key: str
    label: Any
    approved: Follows = nothing
    declined: Follows = nothing
    verb: str = ""
    data_class: str = "C2"
    url: Callable[[Approval], str] = no_page


kinds: Port[ApprovalKind] = Port(lambda one: one.key)


@transaction.atomic
def ask(
    kind: str,
    subject: models.Model,
    *,
    actor: Any,
    approver: Any,
    due_at: datetime | None = None,
    **data: Any,
) -> Approval:
    """Ask this person for their yes. The same question, still open, is not asked twice."""
    if kind not in kinds:
        raise LookupError(f"{kind} is no kind of approval: offer it in provides.py")
    if approver == actor:
        raise OwnApproval
    same = {
        "kind": kind,
        "subject_type": subject._meta.label_lower,
        "subject_id": subject.pk,
        "state": State.ASKED,
    }
    open_one = Approval.objects.filter(**same, approver=approver).first()
    if open_one is not None:
        return open_one
    approval = Approval.objects.create(
        **same, asked_by=actor, approver=approver, due_at=due_at, data=data
    )
    _record("foundation.approval_asked", approval, actor)
    return approval


@transaction.atomic
def approve(approval: Approval, *, actor: Any, reason: str = "") -> Approval:
    return _decide(approval, actor, State.APPROVED, reason)


@transaction.atomic
def decline(approval: Approval, *, actor: Any, reason: str) -> Approval:
    if not reason.strip():
        raise ReasonMissing
    return _decide(approval, actor, State.DECLINED, reason)


@transaction.atomic
def withdraw(approval: Approval, *, actor: Any) -> Approval:
    """Taken back by whoever asked, while nobody has decided."""
    approval = _open(approval, actor, "withdraw")
    approval.state = State.WITHDRAWN
    approval.decided_at = timezone.now()
    approval.save(update_fields=["state", "decided_at"])
    _record("foundation.approval_withdrawn", approval, actor)
    return approval


@transaction.atomic
def hand_over(approval: Approval, *, actor: Any, to: Any) -> Approval:
    """Somebody else decides: the approver is away or has left."""
    approval = _open(approval, actor, "decide")
    if to == approval.asked_by:
        raise OwnApproval
    approval.approver = to
    approval.save(update_fields=["approver"])
    _record("foundation.approval_asked", approval, actor)
    return approval


def owed_by(viewer: Any) -> Iterable[Approval]:
    """What waits for this person's yes or no, their own and what they stand in for."""
    return Approval.objects.allowed(viewer, "decide").order_by("due_at", "pk")


def subject_of(approval: Approval) -> Any:
    """The record it is about; None when it is gone."""
    model = apps.get_model(approval.subject_type)
    return model._default_manager.filter(pk=approval.subject_id).first()


def _decide(approval: Approval, actor: Any, state: str, reason: str) -> Approval:
    approval = _open(approval, actor, "decide")
    approval.state, approval.reason = state, reason.strip()
    approval.decided_by, approval.decided_at = actor, timezone.now()
    approval.save(update_fields=["state", "reason", "decided_by", "decided_at"])
    kind = kinds[approval.kind]
    follows = kind.approved if state == State.APPROVED else kind.declined
    follows(approval, actor=actor)
    _record(f"foundation.approval_{state}", approval, actor)
    return approval


def _open(approval: Approval, actor: Any, verb: str) -> Approval:
    """Locked and still undecided; a second press gets an answer, not a refusal of rights."""
    if lock(approval).state != State.ASKED:
        raise AlreadyDecided
    return claim(approval, actor=actor, verb=verb)


def _record(kind: str, approval: Approval, actor: Any) -> None:
    record(kind, actor=actor, subject=approval, about=approval.asked_by, approval=approval.kind)
