"""Single sign-on finds its account by the e-mail that the provider has verified."""

from __future__ import annotations

from typing import Any

from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest

from fairway.accounts.actions.logins import about, account_at, acting
from fairway.foundation.events import record


@transaction.atomic
def link_to_account(request: HttpRequest, sociallogin: Any) -> bool:
    """False when the provider vouches for nobody we know, or for an account that is another's.

    An address given to somebody new does not inherit the former owner's account: that one is
    bound to the provider's own id for them.
    """
    email = vouched_email(sociallogin)
    account = account_at(email) if email else None
    if account is None:
        return False
    provider = sociallogin.account.provider
    if SocialAccount.objects.filter(user=account, provider=provider).exists():
        return False
    sociallogin.connect(request, account)
    record("accounts.linked", actor=acting(account), **about(account), provider=provider)
    return True


def vouched_email(sociallogin: Any) -> str:
    for address in sociallogin.email_addresses:
        if address.verified or settings.OIDC_EMAIL_IS_VERIFIED:
            return str(address.email)
    return ""
