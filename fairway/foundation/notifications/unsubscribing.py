"""The way out that every such mail carries. It changes one setting, can be undone, and never ends."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from fairway.foundation.notifications.preferring import DIGEST, Channel, set_preference
from fairway.foundation.ports import event_kinds

_signer = Signer(salt="fairway.unsubscribe")


@dataclass(frozen=True)
class Offer:
    """Whose mail of which kind would stop."""

    person: Any
    kind: str

    @property
    def label(self) -> Any:
        if self.kind == DIGEST:
            return _("One mail with what is new")
        return event_kinds[self.kind].label


def unsubscribe_link(person: Any, kind: str) -> str:
    """Empty for what cannot be switched off."""
    if kind != DIGEST and event_kinds[kind].at_any_hour:
        return ""
    token = _signer.sign(f"{person.public_id}~{kind}")
    return settings.BASE_URL + reverse("foundation:unsubscribe", args=[token])


def offer_of(token: str) -> Offer | None:
    try:
        public_id, _sign, kind = _signer.unsign(token).partition("~")
    except BadSignature:
        return None
    if kind != DIGEST and kind not in event_kinds:
        return None
    people = apps.get_model("people", "Person")._default_manager
    person = people.filter(public_id=public_id).first()
    return Offer(person, kind) if person else None


def unsubscribe(offer: Offer) -> None:
    """No more mail of the kind; in Fairway itself it still appears."""
    channel = Channel.OFF if offer.kind == DIGEST else Channel.IN_APP
    set_preference(offer.kind, channel, actor=offer.person)
