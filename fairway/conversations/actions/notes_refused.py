"""Why a note or a win cannot be written so, in words for whoever wrote it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from fairway.foundation.refusal import Refusal
from fairway.foundation.text import clean_text
from fairway.foundation.times import day_of


class NothingSaid(Refusal):
    code = "nothing_said"
    field = "body"

    def __init__(self) -> None:
        super().__init__(_("Write at least a word."))


class TooMuchSaid(Refusal):
    code = "too_much_said"
    field = "body"

    def __init__(self, most: int) -> None:
        super().__init__(
            ngettext_lazy(
                "Write no more than %(n)s character here.",
                "Write no more than %(n)s characters here.",
                most,
            ),
            n=most,
        )


class NotYet(Refusal):
    """Beside the day that lies ahead."""

    code = "not_yet"

    def __init__(self, field: str) -> None:
        self.field = field
        super().__init__(_("This day has not come yet. Choose today or a day before."))


class ChooseWhoReads(Refusal):
    code = "choose_who_reads"
    field = "audience"

    def __init__(self) -> None:
        super().__init__(_("Choose first who this note is for."))


class NotALink(Refusal):
    code = "not_a_link"
    field = "link"

    def __init__(self) -> None:
        super().__init__(_("A link begins with https:// or http://."))


def said_within(text: str, most: int) -> str:
    """Cleaned words, or the reason why they cannot be kept."""
    said = clean_text(text).strip()
    if not said:
        raise NothingSaid
    if len(said) > most:
        raise TooMuchSaid(most)
    return said


def day_that_has_come(day: date | None, actor: Any, field: str) -> date:
    """Today where the actor is, unless they say another day."""
    today = day_of(timezone.now(), actor.zone)
    if day is not None and day > today:
        raise NotYet(field)
    return day or today
