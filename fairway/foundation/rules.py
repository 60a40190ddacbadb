"""Who may see and change what the foundation keeps."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Q

from fairway.foundation.access import rule
from fairway.foundation.actors import is_the_system
from fairway.foundation.models import ApiToken, Job, Notification
from fairway.foundation.ports import role_sources


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


@rule(Job, "view")
def own_job(viewer: Any) -> Q:
    return Q(owner=viewer)
