"""Make a link, find what it stands for, use it once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fairway.foundation.access import lock
from fairway.foundation.events import record
from fairway.foundation.models import MailLink
from fairway.foundation.refusal import Refusal

DAYS = 7
_signer = Signer(salt="fairway.maillinks")


class Spent(Refusal):
    """Used, too old, or of somebody who left: told apart by nobody."""

    code = "spent"

    def __init__(self) -> None:
        super().__init__(
            _("This link has been used, or it is older than a week. Sign in to do it in Fairway.")
        )


@dataclass(frozen=True)
class Verb:
    key: str
    model: type[models.Model]
    label: Any
    act: Callable[..., Any]
    explains: Callable[[Any], Any] | None  # record -> a sentence of class C1 or C2
    asks: Callable[..., Any] | None = (
        None  # (record, data, person=…) -> a form, or PermissionDenied
    )


_verbs: dict[str, Verb] = {}


def acts(
    key: str,
    model: type[models.Model],
    *,
    label: Any,
    explains: Callable[[Any], Any] | None = None,
    asks: Callable[..., Any] | None = None,
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Register what the button behind a link does: `act(record, actor=person)`.

    With `asks` the page shows a form, and `act` is given it too once it is valid, as `form=`.
    """

    def register(act: Callable[..., Any]) -> Callable[..., Any]:
        if key in _verbs:
            raise ValueError(f"{key} is already a verb for mail links")
        _verbs[key] = Verb(key, model, label, act, explains, asks)
        return act

    return register


def make_link(verb: str, *, person: Any, obj: models.Model) -> MailLink:
    """A link for this person to do this to that record; `url_of` says where it leads."""
    if not isinstance(obj, _verbs[verb].model):
        raise TypeError(f"{verb} is for a {_verbs[verb].model.__name__}")
    return MailLink.objects.create(
        verb=verb,
        person=person,
        subject_type=obj._meta.label_lower,
        subject_id=obj.pk,
        expires_at=timezone.now() + timedelta(days=DAYS),
    )


def url_of(link: MailLink) -> str:
    """Signed, so that a reader of the database alone cannot use it."""
    return settings.BASE_URL + reverse("foundation:mail_link", args=[_signer.sign(link.public_id)])


def find_link(token: str) -> MailLink:
    """The link that may still be used; else Spent."""
    try:
        public_id = _signer.unsign(token)
    except BadSignature:
        raise Spent from None
    usable = MailLink.objects.filter(
        public_id=public_id, used_at=None, expires_at__gt=timezone.now(), person__active=True
    )
    link = usable.select_related("person").first()
    if link is None or link.verb not in _verbs:
        raise Spent
    return link


def verb_of(link: MailLink) -> Verb:
    return _verbs[link.verb]


def subject_of(link: MailLink) -> models.Model:
    found = _verbs[link.verb].model._default_manager.filter(pk=link.subject_id).first()
    if found is None:
        raise Spent
    return found


@transaction.atomic
def use_link(link: MailLink, **said: Any) -> None:
    """Do it as that person, with what the link's form was told. What the action refuses is raised as it is, and the link stays good."""
    link = lock(link)
    if link.used_at is not None or link.expires_at <= timezone.now():
        raise Spent
    verb_of(link).act(subject_of(link), actor=link.person, **said)
    # Several mails may have carried the same offer.
    same = MailLink.objects.filter(
        person=link.person, verb=link.verb, subject_id=link.subject_id, used_at=None
    )
    same.update(used_at=timezone.now())
    record("foundation.mail_link_used", actor=link.person, subject=link, verb=link.verb)
