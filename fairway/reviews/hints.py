"""What a reader of an answer may miss, said to its writer alone. Hints stop nothing."""

from __future__ import annotations

from fairway.feedback.hints import Asked, hints_on


def hints_for(text: str) -> list[Asked]:
    """The same that is said of feedback: is it specific, about what was done, why, and what next?"""
    return hints_on({"behaviour": text})
