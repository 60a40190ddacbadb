"""Who may see and change what the foundation keeps."""

from typing import Any

from django.db.models import Q

from fairway.foundation.access import rule
from fairway.foundation.models import ApiToken


@rule(ApiToken, "view")
def own_token(viewer: Any) -> Q:
    return Q(account=viewer.account_id)


@rule(ApiToken, "revoke")
def own_live_token(viewer: Any) -> Q:
    return Q(account=viewer.account_id, revoked_at=None)
