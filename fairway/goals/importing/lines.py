"""Key results written one on each line, as in an outline."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from fairway.foundation.refusal import Refusal
from fairway.goals.importing.items import LONGEST_TITLE, Result
from fairway.goals.importing.markdown import result_on_a_line
from fairway.goals.importing.measures import Read, read_values

MOST_LINES = 20


@dataclass(frozen=True, slots=True)
class Line:
    item: Result
    read: Read


class WrongLine(Refusal):
    code = "wrong_line"
    field = "results"

    def __init__(self, line: int, why: Any) -> None:
        super().__init__(_("Line %(line)s: %(why)s"), line=line, why=why)


class TooManyLines(Refusal):
    code = "too_many_lines"
    field = "results"

    def __init__(self) -> None:
        super().__init__(_("At most %(most)s key results fit one goal."), most=MOST_LINES)


def read_lines(text: str, language: str | None = None) -> list[Line]:
    """Refuses the first line that cannot be a key result, with its number."""
    found = []
    for number, words in enumerate(text.splitlines(), start=1):
        item = result_on_a_line(number, words)
        if item is None:
            continue
        if len(item.title) > LONGEST_TITLE:
            raise WrongLine(number, _("This is too long for a key result. Shorten it."))
        try:
            read = read_values(item, language)
        except ValidationError as refusal:
            raise WrongLine(number, " ".join(refusal.messages)) from None
        if read.target is not None and read.baseline == read.target:
            raise WrongLine(number, _("Start and target are the same. Change one of them."))
        found.append(Line(item, read))
    if len(found) > MOST_LINES:
        raise TooManyLines
    return found
