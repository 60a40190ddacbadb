"""Two years of goals at Saltmarsh."""

from __future__ import annotations

from fairway.foundation.demo import DemoCompany
from fairway.goals.demo.growing import Grower, Roster
from fairway.goals.demo.kept import keep_views
from fairway.goals.demo.nodes import Node
from fairway.goals.demo.reviewing import review_anas_goals
from fairway.goals.demo.rolling_up import as_contributing
from fairway.goals.demo.stories import Stories
from fairway.goals.demo.tasks import write_tasks
from fairway.goals.demo.writing import Writer
from fairway.strategy.models import Period

KNOWN = ("ana", "bo", "cy", "noor", "ines", "tomas", "joao")


def make_goals(company: DemoCompany) -> None:
    """Quarter by quarter, so that no more than one of them is held in memory."""
    roster = Roster(company)
    grower = Grower(company, roster, company.random("goals"))
    grower.known = {company.cast[key].pk for key in KNOWN}
    people = {one.pk: one for members in roster.members.values() for one in members}
    writer = Writer(company, people)
    begun = Period.objects.filter(opened_at__isnull=False).order_by("starts_on")
    quarters = list(begun.filter(kind=Period.Kind.QUARTER))
    if company.very_large:
        quarters = quarters[-1:]
    for year in begun.filter(kind=Period.Kind.YEAR):
        tops = grower.year(year)
        writer.number(tops)
        for quarter in (one for one in quarters if year.starts_on <= one.starts_on < year.until_on):
            ago = len(quarters) - 1 - quarters.index(quarter)
            nodes, given = [], {}
            if not ago:
                stories = Stories(company, year, quarter)
                nodes, given = stories.make(), stories.given
            nodes += grower.quarter(quarter, tops, given, ago)
            writer.number(nodes)
            writer.write(nodes)
            _carry(tops)
        writer.write(tops)
    write_tasks(company)
    review_anas_goals(company)
    keep_views(company)


def _carry(tops: list[Node]) -> None:
    """Keep of goals that are written only what they add."""
    for top in tops:
        for child in top.below:
            top.carried += as_contributing(child)
        top.below.clear()
