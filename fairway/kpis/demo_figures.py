"""What Saltmarsh lets Fairway count itself, once goals and people are there to be counted."""

from __future__ import annotations

from datetime import timedelta

from fairway.foundation.demo import DemoCompany
from fairway.foundation.ports import figure_sources
from fairway.kpis.actions.judging import standing_of
from fairway.kpis.house import percent
from fairway.kpis.judging import judge, load
from fairway.kpis.models import Kpi, Observation, Source, Standing

FIGURE = "goals_agreed"


def count_figures(company: DemoCompany) -> None:
    """Its first value came this night, for the last whole week."""
    kpi = Kpi.objects.create(
        name="People with an agreed goal",
        meaning="Of everybody who works here, the share with at least one agreed goal.",
        owner=company.cast["farah"],
        measure="percent",
        decimals=0,
        kind="driver",
        timing="leading",
        response="Down: ask the units where it fell what is in the way, before anybody is reminded.",
        result="Everybody knows what they are asked to achieve.",
        moved_by="Whether managers take the time for it when a quarter begins.",
        seen_in="The first 1:1 of a quarter.",
        understood="How many of us know what we work towards.",
    )
    night = company.moment(0, 4, 40)
    share = figure_sources[FIGURE].count([None], company.today)[None]
    units = percent(share, kpi.decimals)
    source = Source(kpi=kpi, kind="house", figure=FIGURE, added_by=kpi.owner, last_run_at=night)
    if units is not None:
        last = kpi.start_of(kpi.start_of(company.today) - timedelta(days=1))
        house = Observation.Source.HOUSE
        row = {"starts_on": last, "value": units, "source": house, "recorded_at": night}
        Observation.objects.create(kpi=kpi, **row)
        source.said, source.last_good_at = "1 value", night
    source.save()
    Standing.objects.create(kpi=kpi, **standing_of(kpi, judge(kpi, load(kpi))))
