"""Explain this number: what each part of a roll-up brings, down to those one may not see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fairway.foundation.numbers import Scaled
from fairway.goals.actions.rolling import Sums, sums_by_result
from fairway.goals.models import Goal, KeyResult
from fairway.goals.models.progressing import MILLION, clamped


@dataclass(frozen=True)
class Part:
    name: str
    weight: int
    progress: int | None
    reported: int  # of its weight; less than all for several goals together
    href: str = ""


@dataclass(frozen=True)
class Row:
    """One part: what is shown for it, its weight, and the points of the whole that it brings."""

    name: str
    done: str
    weight: int
    adds: str
    href: str = ""


@dataclass(frozen=True)
class Explanation:
    rows: Sequence[Row]
    weight: int
    together: str
    words: str


@dataclass(frozen=True)
class Below:
    """What contributes and counts: by name what the reader may see, added up whatever else."""

    named: Sequence[Goal]
    rest: dict[int | None, Sums]

    def parts(self, *results: int | None) -> list[Part]:
        """Of what contributes to one of these key results; None stands for the goal as a whole."""
        named = [one for one in self.named if one.parent_result_id in results]
        rest = sum((sums for to, sums in self.rest.items() if to in results), Sums())
        return [*(_part(one, one.get_absolute_url()) for one in named), *_unnamed(rest)]


def below(goal: Goal, results: Sequence[KeyResult], seen: Sequence[Goal]) -> Below:
    """`seen` are the contributing goals that the reader may see."""
    named = [one for one in seen if one.is_agreed and one.outcome != Goal.Outcome.DROPPED]
    adds_up = goal.roll_up != Goal.RollUp.OWN or any(_follows(one) for one in results)
    others = Goal.objects.filter(parent=goal).exclude(pk__in=[one.pk for one in named])
    return Below(named, sums_by_result(others) if adds_up else {})


def explain(goal: Goal, results: Sequence[KeyResult], under: Below) -> Explanation | None:
    """None where nothing is added up."""
    parts: list[Part] = []
    if goal.roll_up != Goal.RollUp.CONTRIBUTING:
        parts += [_part(one) for one in results]
    if goal.roll_up == Goal.RollUp.BOTH:  # what contributes to a key result is left to that
        parts += under.parts(None)
    elif goal.roll_up == Goal.RollUp.CONTRIBUTING:
        parts += under.parts(None, *under.rest, *(one.parent_result_id for one in under.named))
    return _explained(parts, goal.progress, goal.coverage)


def explain_result(result: KeyResult, under: Below) -> Explanation | None:
    """Of a key result that follows from the goals that contribute to it."""
    if not _follows(result):
        return None
    parts = under.parts(result.pk)
    told = sum(one.reported for one in parts)
    weight = sum(one.weight for one in parts)
    return _explained(parts, result.progress, MILLION * told // weight if weight else 0)


def _follows(result: KeyResult) -> bool:
    return result.source == KeyResult.Source.GOALS


def _unnamed(rest: Sums) -> list[Part]:
    if not rest.goals:
        return []
    words = ngettext("%(n)s goal not shown here", "%(n)s goals not shown here", rest.goals)
    return [Part(words % {"n": rest.goals}, rest.weight, rest.progress, rest.reported)]


def _part(one: Goal | KeyResult, href: str = "") -> Part:
    progress = clamped(one.progress)
    return Part(one.title, one.weight, progress, one.weight if progress is not None else 0, href)


def _explained(parts: list[Part], progress: int | None, coverage: int) -> Explanation | None:
    if not parts:
        return None
    reported = sum(one.reported for one in parts)
    rows = [_row(one, reported) for one in parts]
    weight = sum(one.weight for one in parts)
    return Explanation(rows, weight, _points(progress), _covered(reported, coverage))


def _row(part: Part, reported: int) -> Row:
    if part.progress is None or not reported:
        return Row(part.name, _("not yet told"), part.weight, "–", part.href)
    done = _("%(n)s %%") % {"n": round(part.progress / 10_000)}
    adds = _points(part.reported * part.progress // reported)
    return Row(part.name, done, part.weight, adds, part.href)


def _points(millionths: int | None) -> str:
    """Points of a hundred, with one place."""
    shown = clamped(millionths)
    return "–" if shown is None else Scaled(round(shown / 1000), -1).say()


def _covered(reported: int, coverage: int) -> str:
    if not reported:
        return _("Nothing has been told yet, so there is no number. Silence never counts as 0.")
    if coverage >= MILLION:
        return _("All parts have reported, so nothing is missing.")
    return _(
        "%(share)s %% of the weight has reported. What has not is left out, never counted as 0."
    ) % {"share": round(coverage / 10_000)}
