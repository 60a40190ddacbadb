"""Letters to somebody outside: the link, and the code. Their address stands in the invitation.

The subject line names nobody, and the letter nothing that was written.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django_tasks import task

from fairway.foundation.events import on
from fairway.foundation.jobs.enqueuing import enqueue
from fairway.foundation.mail.letters import Letter, message, new_message_id
from fairway.foundation.models import Event, MailOut
from fairway.reviews.actions.outside import (
    CODE_ASKED,
    INVITED,
    is_answerable,
    new_code,
    outside_url,
)
from fairway.reviews.models import ExternalInvitation

MAIL = {"transactional": False, "queue_name": "mail", "max_attempts": 40}


@on(INVITED)
def owe_invitation(event: Event) -> None:
    for found in ExternalInvitation.objects.filter(review=event.subject_id):
        enqueue(send_invitation, key=f"review-outside:{found.pk}", invitation=found.pk)


@on(CODE_ASKED)
def owe_code(event: Event) -> None:
    number = event.data["number"]
    for found in ExternalInvitation.objects.filter(review=event.subject_id):
        key = f"review-code:{found.pk}:{number}"
        enqueue(send_code, key=key, invitation=found.pk, number=number)


@task(**MAIL)
def send_invitation(invitation: int) -> str:
    """At least once: killed after the server took it, it goes again with the same link."""
    found = _find(invitation)
    if found is None or found.mailed_at:
        return "not needed"
    with override(_language(found)):
        letter = Letter(
            subject=_("Somebody asks for your view"),
            template="reviews/mail/outside",
            context={"href": outside_url(found), "until": found.expires_at, **_said(found)},
        )
        _send(letter, found)
    ExternalInvitation.objects.filter(pk=found.pk).update(mailed_at=timezone.now())
    return "sent"


@task(**MAIL)
def send_code(invitation: int, number: int) -> str:
    found = _find(invitation)
    code = new_code(found, number) if found else None
    if found is None or code is None:
        return "not needed"
    with override(_language(found)):
        letter = Letter(
            subject=_("Your code"),
            template="reviews/mail/code",
            context={"code": f"{code[:4]} {code[4:]}", **_said(found)},
        )
        _send(letter, found)
    return "sent"


def _find(key: int) -> ExternalInvitation | None:
    rows = ExternalInvitation.objects.select_related(
        "review__participant__person", "review__cycle", "nomination__proposed_by"
    )
    found = rows.filter(pk=key).first()
    return found if found is not None and is_answerable(found) else None


def _said(invitation: ExternalInvitation) -> dict[str, Any]:
    return {
        "name": invitation.name,
        "about": invitation.review.participant.person.name,
    }


def _language(invitation: ExternalInvitation) -> str:
    """That of whoever named them: they write to each other."""
    by = invitation.nomination.proposed_by
    return (by.language if by else "") or settings.LANGUAGE_CODE


def _send(letter: Letter, invitation: ExternalInvitation) -> None:
    owed = MailOut(message_id=new_message_id(), template=letter.template)
    message(owed, letter, invitation.email).send()
