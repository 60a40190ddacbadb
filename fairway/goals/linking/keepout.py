"""Counts of what people do are not read: why, told by a column's name or an item's words."""

from __future__ import annotations

import re

from django.utils.translation import gettext_lazy as _

from fairway.foundation.refusal import Refusal
from fairway.people.importing.spelling import words

_THINGS = (
    r"(commits?|tickets?|issues?|items?|tasks?|bugs?|stor(y|ies)|cards?|pull requests?|prs"
    r"|merge requests?|mrs|lines( of code)?|loc|messages?|reviews?|deploy(ment)?s|changes?"
    r"|e ?mails?|calls?|meetings?|points?|story points?)"
)
_DEEDS = (
    r"(closed|opened|created|resolved|solved|fixed|merged|completed|handled|answered|done|sent"
    r"|assigned|reviewed|written|changed|added|deleted|made)"
)
_PER = r"per (person|head|developer|engineer|employee|agent|assignee|author|user|day|week|month)"
COUNTS = re.compile(
    rf"\b((number|count|total|sum|no|nr|num|avg|average|anzahl|quantidade|numero|nombre) "
    rf"((of|de|of all) )?{_THINGS}|{_THINGS} (count|counts|total|number|anzahl|{_PER})"
    rf"|{_THINGS} {_DEEDS}|{_DEEDS} {_THINGS}|{_PER}|lines of code|loc|velocity|throughput"
    rf"|commits|tickets|pull requests|merge requests|prs|mrs"
    rf"|leader ?board|activity|productivity\w*|contributions?)\b"
)
# "37 commits" says how many; "Answer the ten tickets about labels" says what is to be done.
COUNTED = re.compile(
    rf"^\W*\d[\d.,' ]*({_THINGS}|pull requests?|lines of code)\b(\s+({_DEEDS}|by|from|per|this"
    rf"|last|today)\b.*)?\W*$",
    re.IGNORECASE,
)


class CountsRefused(Refusal):
    """Outcomes, not activity."""

    code = "counts_refused"
    field = "text"

    def __init__(self, name: str) -> None:
        super().__init__(
            _(
                "“%(name)s” counts what somebody does. Fairway takes no counts of tickets or "
                "commits: they say how busy people look, not what came of it. Send the items "
                "themselves, one a line, or measure the outcome with a KPI."
            ),
            name=name[:60],
        )


def counts(name: str) -> bool:
    """Whether a column or a field of this name holds a count of what people do."""
    return COUNTS.search(words(name)) is not None


def is_counted(title: str) -> bool:
    """Whether a title is nothing but a count."""
    return COUNTED.match(title) is not None
