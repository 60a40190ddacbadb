"""Making and revoking tokens."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fairway.api.scopes import scopes
from fairway.foundation.access import claim
from fairway.foundation.events import record
from fairway.foundation.models import ApiToken
from fairway.foundation.refusal import Refusal
from fairway.foundation.tokens import new_secret, spelled

MOST_LIVE = 20


class TooManyTokens(Refusal):
    def __init__(self) -> None:
        super().__init__(
            _("You have %(most)s tokens already. Revoke one that you no longer need."),
            most=MOST_LIVE,
        )


@transaction.atomic
def make_token(
    name: str, *, actor: Any, granted: list[str], days: int | None
) -> tuple[ApiToken, str]:
    """The token, and what its owner must copy now: it is shown this once."""
    if ApiToken.objects.live().filter(account=actor.account).count() >= MOST_LIVE:
        raise TooManyTokens
    unknown = set(granted) - set(scopes())
    if unknown:
        raise Refusal(_("There is no scope %(scope)s."), scope=sorted(unknown)[0])
    secret, secret_hash = new_secret()
    token = ApiToken.objects.create(
        account=actor.account,
        name=name,
        scopes=sorted(granted),
        secret_hash=secret_hash,
        expires_at=timezone.now() + timedelta(days=days) if days else None,
    )
    record("api.token_made", actor=actor, subject=token, about=actor, scopes=token.scopes)
    return token, spelled(token, secret)


@transaction.atomic
def revoke_token(token: ApiToken, *, actor: Any) -> ApiToken:
    token = claim(token, actor=actor, verb="revoke")
    token.revoked_at = timezone.now()
    token.save(update_fields=["revoked_at"])
    record("api.token_revoked", actor=actor, subject=token, about=actor)
    return token
