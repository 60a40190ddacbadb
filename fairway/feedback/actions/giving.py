"""Give feedback, put it right, take it back.

Who reads it is settled before it is written. Sent ten times from one form, it is there once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from fairway.feedback.actions.refusals import (
    HasLeft,
    NoManager,
    NotOffered,
    ReadersChanged,
    TooLateToEdit,
    TooLateToWithdraw,
    ToOneself,
    YouAreTheManager,
)
from fairway.feedback.actions.words import PARTS, cleaned_parts
from fairway.feedback.models import Feedback, FeedbackRequest, Visibility
from fairway.foundation import links
from fairway.foundation.access import claim, lock
from fairway.foundation.events import record
from fairway.foundation.policy import get
from fairway.foundation.versions import next_version
from fairway.people.models import Person

ABOUT = "about"  # from feedback to the goals, skills and values it speaks of


@transaction.atomic
def give_feedback(
    recipient: Person,
    *,
    actor: Person,
    visibility: str,
    sent_as: str = "",
    shown_manager: str | None = None,
    about: Iterable[Any] = (),
    **said: str,
) -> Feedback:
    """`sent_as` is the form's own id; `shown_manager` whom the form named as a further reader."""
    recipient = lock(recipient)
    known, sent_as = sent_before(actor, sent_as, recipient, said)
    if known is not None:
        return known
    may_be_told(recipient, actor=actor)
    recipient = claim(recipient, actor=actor, verb="give_feedback")
    manager = further_reader(recipient, visibility, author=actor)
    was_shown(manager, shown_manager)
    feedback = Feedback(recipient=recipient, author=actor, sent_as=sent_as)
    return keep(feedback, visibility, manager, said, actor=actor, about=about)


def may_be_told(recipient: Person, *, actor: Person) -> None:
    """Refused in words where there is nobody who could read it."""
    if recipient == actor:
        raise ToOneself
    if not recipient.active:
        raise HasLeft(recipient)


def sent_before(
    actor: Person, sent_as: str, recipient: Person, said: Mapping[str, str]
) -> tuple[Feedback | None, str]:
    """The same sent again, if it is; and the id under which to keep it if not.

    Who went back and sent the form with other words means something else, and loses nothing.
    Asked with the recipient locked, so that of two at once the second finds the first.
    """
    known = Feedback.objects.filter(author=actor, sent_as=sent_as).first() if sent_as else None
    if known is None:
        return None, sent_as
    parts = cleaned_parts(said)
    same = all(getattr(known, name) == text for name, text in parts.items())
    return (known, sent_as) if same and known.recipient_id == recipient.pk else (None, "")


def further_reader(recipient: Person, visibility: str, *, author: Person | None) -> Person | None:
    """The manager, where the author means them to read it; refused where nobody is it."""
    wanted = Visibility(visibility)
    if wanted == Visibility.PRIVATE:
        return None
    if wanted == Visibility.MANAGER and not get("feedback.manager_only"):
        raise NotOffered
    manager = manager_of(recipient)
    if manager is None:
        raise NoManager(recipient)
    if wanted == Visibility.MANAGER and manager == author:
        raise YouAreTheManager(recipient)
    return manager


def manager_of(person: Person) -> Person | None:
    """Whose chain the person stands in today; one who left reads nothing."""
    manager = person.assignment.manager if person.assignment else None
    return manager if manager is not None and manager.active else None


def was_shown(manager: Person | None, shown: str | None) -> None:
    """The one named on the form, by public id, or nobody: else the writer looks again."""
    if shown is not None and manager is not None and shown != manager.public_id:
        raise ReadersChanged


def keep(
    feedback: Feedback,
    visibility: str,
    manager: Person | None,
    said: dict[str, str],
    *,
    actor: Any,
    about: Iterable[Any] = (),
) -> Feedback:
    """For whoever has settled who may: clean, write, tie, tell."""
    for name, text in cleaned_parts(said).items():
        setattr(feedback, name, text)
    feedback.visibility, feedback.manager = Visibility(visibility), manager
    feedback.given_at = timezone.now()
    if manager is not None and manager == feedback.author:
        feedback.manager_read_at = feedback.given_at  # they have written it
    feedback.save(force_insert=True)
    if isinstance(actor, Person):
        for one in about:
            links.link(feedback, ABOUT, one, actor=actor)
    record("feedback.given", actor=actor, subject=feedback, about=known_to(feedback))
    return feedback


def known_to(feedback: Feedback) -> Person | None:
    """In whose timeline it may stand: whoever is not to know of it has no trace of it either."""
    return None if feedback.visibility == Visibility.MANAGER else feedback.recipient


@transaction.atomic
def edit_feedback(
    feedback: Feedback, *, actor: Person, version: int | None = None, **said: str
) -> Feedback:
    """The words alone: who reads it stays as it was when it was given."""
    feedback = claim(feedback, actor=actor, verb="edit")
    next_version(feedback, version)
    if not feedback.can_be_edited():
        raise TooLateToEdit(get("feedback.edit_hours"))
    parts = cleaned_parts(said)
    if all(getattr(feedback, name) == text for name, text in parts.items()):
        return feedback
    for name, text in parts.items():
        setattr(feedback, name, text)
    feedback.edited_at = timezone.now()
    feedback.save(update_fields=[*PARTS, "edited_at", "version"])
    record("feedback.edited", actor=actor, subject=feedback, about=known_to(feedback))
    return feedback


@transaction.atomic
def withdraw_feedback(feedback: Feedback, *, actor: Person) -> Feedback:
    """Its words go, with all replies and ties; whoever was asked for it is waited for again."""
    feedback = lock(feedback)
    if feedback.withdrawn_at is not None and feedback.author_id == actor.pk:
        return feedback
    feedback = claim(feedback, actor=actor, verb="withdraw")
    if not feedback.can_be_withdrawn():
        raise TooLateToWithdraw
    for name in PARTS:
        setattr(feedback, name, "")
    request, feedback.request = feedback.request, None
    feedback.withdrawn_at = timezone.now()
    feedback.version += 1
    feedback.save()
    feedback.replies.all().delete()
    links.unlink_all(feedback)
    if request is not None:
        _wait_again(request)
    record("feedback.withdrawn", actor=actor, subject=feedback, about=known_to(feedback))
    return feedback


def _wait_again(request: FeedbackRequest) -> None:
    """Unless they have been asked anew meanwhile."""
    waiting = FeedbackRequest.objects.waiting().filter(
        asked_by=request.asked_by_id, about=request.about_id, asked=request.asked_id
    )
    if request.asked_id is None or not waiting.exists():
        request.state, request.settled_at = FeedbackRequest.State.ASKED, None
        request.save(update_fields=["state", "settled_at"])
