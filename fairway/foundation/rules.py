"""Who may see and change what the foundation keeps."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Q

from fairway.foundation import approvals
from fairway.foundation.access import rule
from fairway.foundation.actors import is_the_system
from fairway.foundation.models import ApiToken, Approval, ChatHook, Job, Notification
from fairway.foundation.ports import role_sources, stand_ins


@rule(ApiToken, "view")
def own_token(viewer: Any) -> Q:
    return Q(account=viewer.account_id)


@rule(ApiToken, "revoke")
def own_live_token(viewer: Any) -> Q:
    return Q(account=viewer.account_id, revoked_at=None)


def claim_policy(policy: Any, *, actor: Any) -> None:
    """Whoever holds one of the roles that keep this policy."""
    if not may_set_policy(policy, actor):
        raise PermissionDenied


def may_set_policy(policy: Any, actor: Any) -> bool:
    if is_the_system(actor):
        return True
    return any(role.holds(actor) for role in role_sources if role.key in policy.kept_by)


@rule(Notification, "view")
def own_notification(viewer: Any) -> Q:
    return Q(person=viewer)


@rule(Notification, "read")
def own_notification_to_tick_off(viewer: Any) -> Q:
    return Q(person=viewer)


@rule(ChatHook, "view")
def own_chat(viewer: Any) -> Q:
    return Q(person=viewer)


@rule(ChatHook, "remove")
def own_chat_to_disconnect(viewer: Any) -> Q:
    return Q(person=viewer)


@rule(Job, "view")
def own_job(viewer: Any) -> Q:
    return Q(owner=viewer)


@rule(Approval, "view")
def whoever_asked_or_decides(viewer: Any) -> Q:
    return Q(asked_by=viewer) | Q(decided_by=viewer) | _to_decide(viewer)


@rule(Approval, "decide")
def whoever_was_asked_or_stands_in(viewer: Any) -> Q:
    return Q(state=Approval.State.ASKED) & ~Q(asked_by=viewer) & _to_decide(viewer)


@rule(Approval, "withdraw")
def whoever_asked(viewer: Any) -> Q:
    return Q(state=Approval.State.ASKED, asked_by=viewer)


def _to_decide(viewer: Any) -> Q:
    """Theirs, and that of people who are away and have handed them this kind of decision."""
    theirs = Q(approver=viewer)
    for kind in approvals.kinds:
        for stand_in in stand_ins if kind.verb else ():
            theirs |= Q(kind=kind.key, approver__in=stand_in.whom(viewer, kind.verb))
    return theirs
