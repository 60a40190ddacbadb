"""Eight questions that tell a number one can steer by from one that only looks good.

A person answers; what the records say stands beside each question, and nothing is ever blocked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from fairway.kpis.judging import Series, only_ever_up
from fairway.kpis.models import Kpi, Screening, Signal

ANSWERS = (("yes", _("Yes")), ("no", _("No")), ("unsure", _("Cannot say")))


@dataclass(frozen=True)
class Question:
    """`found` is what a no says about the number; the codes are those of `fairway.measurement`."""

    code: str
    asked: Any
    found: Any


QUESTIONS = (
    Question(
        "no_response",
        _("Has somebody said what will be done when it moves?"),
        _("Nobody has said what is done when it moves."),
    ),
    Question(
        "no_owner",
        _("Is there one person who is asked about it, and who can do something?"),
        _("Nobody who could do something is asked about it."),
    ),
    Question(
        "never_discussed",
        _("Was it talked about in the last three months, and something decided?"),
        _("It is looked at, and nothing is ever decided by it."),
    ),
    Question(
        "always_up",
        _("Would it go down if the work went badly?"),
        _("This number goes up whatever anybody does."),
    ),
    Question(
        "moves_without_action",
        _("When it last moved, was something done?"),
        _("It moves, and nothing is done."),
    ),
    Question(
        "completion_without_outcome",
        _("Does it say what came of the work, rather than that something was finished?"),
        _("It says that something was finished, not what came of it."),
    ),
    Question(
        "count_without_quality",
        _("Does something beside it say how good, not only how many?"),
        _("It says how many, and nothing beside it says how good."),
    ),
    Question(
        "definition_changed",
        _("Has it meant the same since its first value?"),
        _("It has not always meant the same, so its older values do not compare."),
    ),
)
FOUND = {one.code: one.found for one in QUESTIONS}


@dataclass(frozen=True)
class Result:
    """What the answers come to, in words. `state` is fine, doubts or open."""

    state: str
    title: str
    doubts: Sequence[str]


def doubts_in_words(kpi: Kpi) -> list[str]:
    return [str(FOUND[code]) for code in kpi.doubts if code in FOUND]


def result_of(screening: Screening) -> Result:
    doubts = [str(FOUND[code]) for code in screening.doubts if code in FOUND]
    if doubts:
        title = ngettext(
            "One thing speaks against it.", "%(n)s things speak against it.", len(doubts)
        ) % {"n": len(doubts)}
        return Result("doubts", title, doubts)
    left = sum(screening.answers.get(one.code) != "yes" for one in QUESTIONS)
    if left:
        said = ngettext(
            "Nothing speaks against it so far; one question is open.",
            "Nothing speaks against it so far; %(n)s questions are open.",
            left,
        )
        return Result("open", said % {"n": left}, ())
    return Result("fine", _now("It earns its place."), ())


def on_record(kpi: Kpi, series: Series, viewer: Any) -> dict[str, str]:
    """By question, what Fairway itself knows. Of other KPIs only those the viewer may see count."""
    return {code: words for code, words in _known(kpi, series, viewer) if words}


def _known(kpi: Kpi, series: Series, viewer: Any) -> list[tuple[str, str]]:
    states = list(kpi.signals.exclude(state=Signal.State.GONE).values_list("state", flat=True))
    beside = _kinds_beside(kpi, viewer)
    return [
        ("no_response", _response(kpi)),
        ("no_owner", _now("%(name)s owns it.") % {"name": kpi.owner.name}),
        ("always_up", _ups(series)),
        ("moves_without_action", _signals(states)),
        ("completion_without_outcome", _completion(kpi, beside)),
        ("count_without_quality", _quality(kpi, beside)),
        ("definition_changed", _changes(kpi)),
    ]


def _response(kpi: Kpi) -> str:
    if kpi.is_vanity:
        return _now("No response is written down.")
    return _now("Written down: %(words)s") % {"words": kpi.response.partition("\n")[0]}


def _ups(series: Series) -> str:
    if only_ever_up(series):
        return _now("It has only ever gone up, over %(n)s values.") % {"n": len(series)}
    falls = sum(bool(b < a) for a, b in zip(series.values, series.values[1:], strict=False))
    return _now("It fell %(falls)s times in %(n)s values.") % {"falls": falls, "n": len(series)}


def _signals(states: Sequence[str]) -> str:
    if not states:
        return _now("No signal was found so far.")
    acted = sum(state == Signal.State.ACTED_ON for state in states)
    facts = {"n": len(states), "acted": acted}
    return (
        ngettext(
            "%(n)s signal was found, and %(acted)s acted on.",
            "%(n)s signals were found, and %(acted)s acted on.",
            len(states),
        )
        % facts
    )


def _completion(kpi: Kpi, beside: Sequence[str]) -> str:
    if not kpi.completion:
        return ""
    outcomes = beside.count(Kpi.Kind.OUTCOME)
    return _now("It counts what was completed; outcomes beside it: %(n)s.") % {"n": outcomes}


def _quality(kpi: Kpi, beside: Sequence[str]) -> str:
    return _now("Quality measures beside it: %(n)s.") % {"n": beside.count(Kpi.Kind.QUALITY)}


def _changes(kpi: Kpi) -> str:
    changes = kpi.definition_changes
    if not changes:
        return _now("Its meaning was not changed since there are values.")
    said = ngettext(
        "Its meaning was changed once since there are values.",
        "Its meaning was changed %(n)s times since there are values.",
        changes,
    )
    return said % {"n": changes}


def _kinds_beside(kpi: Kpi, viewer: Any) -> list[str]:
    """Of what is read together with it: of its priority, or else of its unit."""
    near = Q(priority=kpi.priority_id) if kpi.priority_id else Q(unit=kpi.unit_id)
    rows = Kpi.objects.allowed(viewer).in_use().filter(near).exclude(pk=kpi.pk)
    return list(rows.order_by().values_list("kind", flat=True)[:100])
