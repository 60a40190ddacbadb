"""What cannot be, in words for whoever asked for it."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from fairway.foundation.refusal import Refusal


class NoWords(Refusal):
    """A sign alone is for a reaction; nobody learns from it what they did."""

    code = "no_words"

    def __init__(self, field: str = "behaviour") -> None:
        self.field = field
        super().__init__(_("Say it in words: what did they do?"))


class TooLong(Refusal):
    code = "too_long"

    def __init__(self, field: str, most: int, length: int) -> None:
        self.field = field
        super().__init__(
            _("This has %(length)s characters, and %(most)s fit. Nothing was sent yet."),
            length=length,
            most=most,
        )


class ToOneself(Refusal):
    code = "to_oneself"
    field = "recipient"

    def __init__(self) -> None:
        super().__init__(_("This is for somebody else. For yourself you can keep a note."))


class HasLeft(Refusal):
    code = "has_left"
    field = "recipient"

    def __init__(self, person: Any) -> None:
        super().__init__(
            _("%(name)s is no longer here and would never read it. Nothing was sent."),
            name=person.name,
        )


class NoManager(Refusal):
    code = "no_manager"
    field = "visibility"

    def __init__(self, person: Any) -> None:
        super().__init__(
            _("%(name)s reports to nobody, so only %(name)s could read it. Choose that."),
            name=person.name,
        )


class NotOffered(Refusal):
    """Feedback for the manager alone, where the organisation does not want it."""

    code = "not_offered"
    field = "visibility"

    def __init__(self) -> None:
        super().__init__(_("Here nobody writes about somebody who may not read it."))


class YouAreTheManager(Refusal):
    code = "you_are_the_manager"
    field = "visibility"

    def __init__(self, person: Any) -> None:
        super().__init__(
            _("You are the manager of %(name)s: only you would read it. Choose who else does."),
            name=person.name,
        )


class ReadersChanged(Refusal):
    """Who would read it is not who was shown when the writer began."""

    code = "readers_changed"
    field = "visibility"

    def __init__(self) -> None:
        super().__init__(
            _("Who would read this has changed since you began. Look once more, then send it.")
        )


class TooLateToEdit(Refusal):
    code = "too_late_to_edit"

    def __init__(self, hours: int) -> None:
        super().__init__(
            _("It can be edited for %(hours)s hours, and they are over. Add a reply instead."),
            hours=hours,
        )


class TooLateToWithdraw(Refusal):
    code = "too_late_to_withdraw"

    def __init__(self) -> None:
        super().__init__(
            _("It has been read, so it can no longer be taken back. Add a reply instead.")
        )


class NobodyToAnswer(Refusal):
    code = "nobody_to_answer"
    field = "body"

    def __init__(self, name: str) -> None:
        super().__init__(_("%(name)s cannot read a reply here."), name=name)


class AskedAlready(Refusal):
    code = "asked_already"
    field = "asked"

    def __init__(self, name: str) -> None:
        super().__init__(
            _("You have asked %(name)s already, and they have not answered."), name=name
        )


class AskSomebodyElse(Refusal):
    code = "ask_somebody_else"
    field = "asked"

    def __init__(self) -> None:
        super().__init__(_("Ask somebody else: neither yourself nor whom it is about."))


class PrivateIsForOneself(Refusal):
    code = "private_is_for_oneself"
    field = "visibility"

    def __init__(self, name: str) -> None:
        super().__init__(
            _("When you ask about %(name)s, choose an answer that their manager reads too."),
            name=name,
        )


class ReaderIsAsked(Refusal):
    code = "reader_is_asked"
    field = "asked"

    def __init__(self, name: str) -> None:
        super().__init__(_("Only %(name)s would read the answer. Ask somebody else."), name=name)


class NobodyOutside(Refusal):
    code = "nobody_outside"
    field = "outside_name"

    def __init__(self) -> None:
        super().__init__(_("Here only people of the organisation are asked."))


class SayWhoIsAsked(Refusal):
    code = "say_who_is_asked"
    field = "asked"

    def __init__(self) -> None:
        super().__init__(_("Choose a colleague, or name somebody outside; one of the two."))


class SettledAlready(Refusal):
    """Answered, declined or taken back meanwhile."""

    code = "settled_already"

    def __init__(self, state: str) -> None:
        super().__init__(_("Nothing is waiting here any more: %(state)s."), state=state)


class LinkSpent(Refusal):
    """Used, taken back, too old or never good: told apart by nobody."""

    code = "link_spent"

    def __init__(self) -> None:
        super().__init__(
            _("This link has been used, or it is too old. Ask who sent it for another.")
        )


class NobodyRecognised(Refusal):
    code = "nobody_recognised"
    field = "person"

    def __init__(self) -> None:
        super().__init__(_("Say whom you recognise."))


class TooManyRecognised(Refusal):
    code = "too_many_recognised"
    field = "more"

    def __init__(self, most: int) -> None:
        super().__init__(_("Name at most %(most)s people, so that each feels meant."), most=most)
