"""What somebody may want to add to feedback while they write it. Hints stop nothing.

They are for the writer's eyes: nothing of the text and nothing of who was hinted is kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from fairway.feedback.actions.words import PARTS
from fairway.measurement.errors import MeasurementError
from fairway.measurement.wording.loaded import find_loaded
from fairway.measurement.wording.reading import Reading, read_wording

FALLBACK = "en"
MOST_READ = 8000
MOST_SHOWN = 3


@dataclass(frozen=True)
class Asked:
    """One of the four things that help a reader: whether it is there, and what would make it so."""

    name: str
    is_there: bool
    said: str
    words: tuple[str, ...] = ()  # those of the text that it is about


def hints_on(said: Mapping[str, Any]) -> list[Asked]:
    """Of all parts together; nothing while there is nothing to read."""
    parts = [str(said.get(name, ""))[:MOST_READ] for name in PARTS]
    text = "\n".join(part for part in parts if part.strip())
    if not any(sign.isalnum() for sign in text):
        return []
    code = _language(text)
    reading = read_wording(text, language_code=code)
    return [*_four(reading, text), *_loaded(text, code)]


def _language(text: str) -> str:
    """The reader's own where it has word lists."""
    mine = get_language() or FALLBACK
    try:
        read_wording("", language_code=mine)
    except MeasurementError:
        return FALLBACK
    return mine


def _four(reading: Reading, text: str) -> Iterator[Asked]:
    codes = {hint.code: hint for hint in reading.hints}
    short = codes.get("short")
    example = short or codes.get("no_example")
    yield Asked(
        _("Specific"),
        example is None,
        example.in_words(_) if example else _("It names what happened."),
    )
    person = codes.get("person_not_task")
    yield Asked(
        _("About what was done"),
        person is None and bool(reading.of("behaviour", "task", "artefact")),
        person.in_words(_)
        if person
        else _("Say what one could see or hear, rather than how they are."),
        _shown(text, person.places if person else ()),
    )
    reason = codes.get("no_reason")
    yield Asked(
        _("Why it mattered"),
        reason is None and short is None,
        reason.in_words(_) if reason else _("What followed from it, for whom?"),
    )
    step = codes.get("no_next_step") or codes.get("no_time")
    yield Asked(
        _("Something to do next"),
        step is None and short is None,
        step.in_words(_) if step else _("What could come next, and when?"),
    )


def _loaded(text: str, code: str) -> Iterator[Asked]:
    """Only where there is something: that a text is free of bias cannot be said."""
    found = find_loaded(text, language_code=code)
    for kind in dict.fromkeys(one.kind for one in found):
        places = [one for one in found if one.kind == kind]
        yield Asked(_("Wording"), False, places[0].in_words(_), _shown(text, places))


def _shown(text: str, places: Any) -> tuple[str, ...]:
    words = dict.fromkeys(text[one.start : one.end] for one in places)
    return tuple(words)[:MOST_SHOWN]
