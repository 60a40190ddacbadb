"""Feedback as its readers have it: in a list, and whole. What is still closed shows no words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from fairway.feedback.actions.giving import ABOUT, manager_of
from fairway.feedback.actions.words import PARTS
from fairway.feedback.models import Feedback, Visibility
from fairway.foundation import links
from fairway.people.models import Person

FIRST_WORDS = 160


@dataclass(frozen=True)
class Readers:
    """Who reads it by name, and who does not; a list says the first alone."""

    named: str
    others: str

    def __str__(self) -> str:
        return f"{self.named} {self.others}".strip()


@dataclass(frozen=True)
class Line:
    """One in a list. `words` is empty as long as the reader has not opened it."""

    feedback: Any
    who: Person | None
    name: str
    to: str
    words: str
    is_new: bool
    readers: str


@dataclass(frozen=True)
class Sheet:
    feedback: Any
    parts: tuple[tuple[str, str], ...]
    replies: tuple[Any, ...]
    about: tuple[Any, ...]
    question: str
    readers: Readers
    is_open: bool
    is_author: bool
    is_recipient: bool
    can_edit: bool
    can_withdraw: bool
    can_answer: bool


def said_of(name: str) -> str:
    return {
        "situation": _("Situation"),
        "behaviour": _("What was done"),
        "impact": _("What followed from it"),
        "suggestion": _("What could come next"),
    }[name]


def lines_of(rows: Iterable[Feedback], viewer: Person, about: Person | None = None) -> list[Line]:
    """With the other side of each; where all are about one person, with who has said it."""
    return [_line(one, viewer, about) for one in rows]


def _line(one: Feedback, viewer: Person, about: Person | None) -> Line:
    is_open, mine = one.is_open_to(viewer), one.author_id == viewer.pk
    to_them = mine and about is None
    said_by = _("You") if mine else one.by
    further = about is None and not mine and one.recipient_id != viewer.pk
    return Line(
        feedback=one,
        who=one.recipient if to_them else one.author,
        name=one.recipient.name if to_them else said_by,
        to=one.recipient.name if further else "",
        words=one.behaviour[:FIRST_WORDS] if is_open else "",
        is_new=not is_open,
        readers=readers_of(one, viewer).named,
    )


def sheet_of(one: Any, viewer: Person) -> Sheet:
    """`one` comes with what the viewer may do (`with_may`)."""
    is_open = one.is_open_to(viewer)
    parts = tuple((said_of(name), text) for name in PARTS if (text := getattr(one, name)))
    return Sheet(
        feedback=one,
        parts=parts if is_open else (),
        replies=tuple(one.replies.select_related("by")) if is_open else (),
        about=tuple(links.targets(one, ABOUT, viewer=viewer)) if is_open else (),
        question=_question(one, viewer) if is_open else "",
        readers=readers_of(one, viewer),
        is_open=is_open,
        is_author=one.author_id == viewer.pk,
        is_recipient=one.recipient_id == viewer.pk,
        can_edit=one.may_edit and one.can_be_edited(),
        can_withdraw=one.may_withdraw and one.can_be_withdrawn(),
        can_answer=one.may_reply and is_open and one.can_be_answered(),
    )


def _question(one: Feedback, viewer: Person) -> str:
    """For those of the request; whoever reads the answer along has not been asked by it."""
    asked = one.request
    if asked is None or viewer.pk not in (asked.asked_by_id, asked.asked_id, asked.about_id):
        return ""
    return asked.question


def readers_of(one: Feedback, viewer: Person) -> Readers:
    """Who reads it now: a manager who no longer is it does not."""
    writer = _("you") if one.author_id == viewer.pk else one.by
    manager_wrote = one.manager is not None and one.manager_id == one.author_id
    if one.manager is not None and not manager_wrote and not _is_manager_still(one):
        return _without_the_manager(one, viewer, writer)
    manager = None if manager_wrote else one.manager
    return readers_in_words(one.visibility, one.recipient, manager, writer, viewer, manager_wrote)


def _is_manager_still(one: Feedback) -> bool:
    """Of a leaver, the last one reads on for a while."""
    at = one.recipient.assignment
    return at is not None and at.manager_id == one.manager_id


def _without_the_manager(one: Feedback, viewer: Person, writer: str) -> Readers:
    recipient = _("you") if one.recipient_id == viewer.pk else one.recipient.name
    values = {"recipient": recipient, "author": writer, "manager": str(one.manager)}
    if one.visibility == Visibility.MANAGER:
        named = _("Read by %(author)s alone.")
        others = _("%(manager)s is no longer their manager.")
    else:
        named = _("Read by %(recipient)s and %(author)s.")
        others = _(
            "%(manager)s, the manager when it was given, no longer reads it, and no later manager "
            "does."
        )
    return Readers(named % values, others % values)


def readers_before(
    visibility: str,
    recipient: Person,
    author: Person | None,
    *,
    viewer: Person | None = None,
    writer: str = "",
) -> Readers:
    """Who would read what is about to be written, to whoever writes it: here or outside.

    For somebody else, such as who asked for it, `viewer` is them and `writer` a name.
    """
    manager = None if visibility == Visibility.PRIVATE else manager_of(recipient)
    if visibility != Visibility.PRIVATE and manager is None:
        words = _("%(recipient)s reports to nobody at present, so nothing can be sent this way.")
        return Readers(words % {"recipient": recipient.name}, "")
    manager_writes = manager is not None and manager == author
    return readers_in_words(
        visibility,
        recipient,
        None if manager_writes else manager,
        writer or _("you"),
        viewer or author,
        manager_writes,
    )


def readers_in_words(
    visibility: str,
    recipient: Person,
    manager: Person | None,
    writer: str,
    viewer: Person | None,
    manager_writes: bool,
) -> Readers:
    """By name, the same sentence to all who read it; `manager` is one who has not written it."""

    def called(person: Person | None) -> str:
        if person is None:
            return ""
        return _("you") if person == viewer else person.name

    values = {
        "recipient": called(recipient),
        "manager": called(manager),
        "as_manager": _as_manager(recipient, manager, viewer),
        "author": writer,
    }
    if visibility == Visibility.MANAGER:
        named = _("Read by %(manager)s and %(author)s.")
        others = _("%(recipient)s does not read it, and it is never cited in a review.")
    elif manager is not None:
        named = _("Read by %(recipient)s, %(as_manager)s and %(author)s.")
        others = _("Nobody else: no HR, no managers above, no later manager.")
    elif manager_writes:
        named = _("Read by %(recipient)s and %(author)s.")
        others = _("Nobody else: no HR, no managers above.")
    else:
        named = _("Read by %(recipient)s and %(author)s.")
        others = _("Nobody else: no manager, no HR.")
    return Readers(named % values, others % values)


def _as_manager(recipient: Person, manager: Person | None, viewer: Person | None) -> str:
    if manager is None:
        return ""
    if manager == viewer:
        return _("you as their manager")
    words = _("your manager %(name)s") if recipient == viewer else _("their manager %(name)s")
    return words % {"name": manager.name}


def received(viewer: Person) -> QuerySet[Feedback]:
    """One's own, but for what was put away."""
    rows = Feedback.objects.allowed(viewer).filter(recipient=viewer, hidden_at=None)
    return rows.standing().for_display()


def put_away(viewer: Person) -> QuerySet[Feedback]:
    rows = Feedback.objects.allowed(viewer).filter(recipient=viewer, hidden_at__isnull=False)
    return rows.standing().for_display()


def given(viewer: Person) -> QuerySet[Feedback]:
    return Feedback.objects.allowed(viewer).filter(author=viewer).standing().for_display()


def of_my_people(viewer: Person) -> QuerySet[Feedback]:
    """What the viewer reads as a manager, and has not written."""
    rows = Feedback.objects.allowed(viewer).filter(manager=viewer).exclude(author=viewer)
    return rows.standing().for_display()


def about_person(viewer: Person, person: Person) -> QuerySet[Feedback]:
    rows = Feedback.objects.allowed(viewer).filter(recipient=person)
    if viewer == person:
        rows = rows.filter(hidden_at=None)
    return rows.standing().for_display()
