"""What people of a unit lack, as managers see it: how many, how sure, and what could be done."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fairway.foundation.ports import SkillNeedSuggestion
from fairway.measurement.wording.terms import wilson
from fairway.people.models import Person
from fairway.reviews.cycle_figures import ALL, FEWEST
from fairway.reviews.models import UnitPattern
from fairway.reviews.reading.cycle_report import Cell, Table, number

ENOUGH = 0.2  # of the people: a pattern, and no exception


@dataclass(frozen=True)
class Lack:
    """One skill in one unit. `below` None: held back."""

    skill: str
    name: str
    people: int | None
    below: int | None
    above: int | None

    @property
    def share(self) -> float | None:
        return self.below / self.people if self.below is not None and self.people else None

    @property
    def words(self) -> str:
        """The share with its interval; or that it cannot be said."""
        if self.share is None or self.people is None or self.below is None:
            return _("cannot be said: too few people, or too few others")
        if not self.people:
            return _("cannot be said: nobody was rated in it")
        ends = wilson(self.below, self.people)
        facts = {
            "percent": round(100 * self.share),
            "low": round(100 * ends.low),
            "high": round(100 * ends.high),
        }
        return _("%(percent)s %% (%(low)s to %(high)s %%)") % facts

    @property
    def is_pattern(self) -> bool:
        """So many that it is no matter of single people."""
        return self.below is not None and self.below >= FEWEST and (self.share or 0) >= ENOUGH

    @property
    def action(self) -> str:
        if (self.above or 0) >= FEWEST:
            return ngettext(
                "Bring them together with the %(n)s person who does more than is expected, for half "
                "an hour in two weeks, on work that is there anyway.",
                "Bring them together with the %(n)s people who do more than is expected, for half "
                "an hour in two weeks, on work that is there anyway.",
                self.above or 0,
            ) % {"n": self.above}
        return _(
            "Learn it together: a short course from your own documents, and one piece of work each "
            "to try it on, looked at after a month."
        )


def lacks_of(content: Mapping[str, Any]) -> list[Lack]:
    """Those with the largest share first; what cannot be said at the end."""
    found = [
        Lack(one["skill"], one["name"], one.get(ALL), one.get("below", 0), one.get("above", 0))
        for one in content.get("skills", ())
    ]
    return sorted(found, key=lambda one: (one.share is None, -(one.share or 0), one.name))


def skills_table(content: Mapping[str, Any]) -> Table:
    rows = [
        (one.name, (number(one.below), number(one.people), Cell(one.words)))
        for one in lacks_of(content)
    ]
    columns = (_("Skill"), _("Below what is expected"), _("Of"), _("Share, with 95 % interval"))
    return Table("skills", _("What to strengthen"), columns, rows)


def suggestions_of(patterns: Iterable[Any]) -> list[SkillNeedSuggestion]:
    """`patterns` come with their unit and their cycle."""
    return [
        _suggestion(pattern, one)
        for pattern in patterns
        for one in lacks_of(pattern.content)
        if one.is_pattern
    ]


def _suggestion(pattern: Any, one: Lack) -> SkillNeedSuggestion:
    cycle = pattern.report.cycle
    said = {"below": one.below, "of": one.people, "skill": one.name, "share": one.words}
    return SkillNeedSuggestion(
        key=f"reviews:{pattern.public_id}:{one.skill}",
        unit=pattern.unit,
        skill=one.skill,
        name=one.name,
        people=one.below or 0,
        of=one.people or 0,
        need=_("%(below)s of %(of)s people are below what is expected of them in %(skill)s.")
        % said,
        action=one.action,
        url=reverse("reviews:patterns_of", args=[cycle.public_id]),
        found_on=pattern.report.made_at,
        source=str(cycle.name),
    )


def suggested(viewer: Person) -> Sequence[SkillNeedSuggestion]:
    """Of the latest cycle that has patterns which the viewer may read."""
    latest = patterns_for(viewer).first()
    if latest is None:
        return []
    return suggestions_of(patterns_for(viewer).filter(report=latest.report_id))


def patterns_for(viewer: Any) -> Any:
    """Those of the latest cycle first, and of each the largest unit."""
    rows = UnitPattern.objects.allowed(viewer).select_related("unit", "report__cycle")
    return rows.order_by("-report__cycle__period_until", "-report", "-is_whole", "-people", "pk")
