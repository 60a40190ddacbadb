"""Whose days in the running cycle of Saltmarsh are not those of the others, and why."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from fairway.foundation.demo import DemoCompany
from fairway.reviews.actions.settling import settle_days
from fairway.reviews.models import OwnDay, Participant, Phase, ReviewCycle

MORE = timedelta(days=5)


def days_of_their_own(
    company: DemoCompany, cycle: ReviewCycle, made: Sequence[Participant]
) -> None:
    """Lee names once they are back from their leave."""
    authors = {one.author_id for one in made if one.author_id is not None}
    settle_days(cycle, {one.person_id for one in made} | authors)
    _more_days_for_ines(company, cycle)


def _more_days_for_ines(company: DemoCompany, cycle: ReviewCycle) -> None:
    """She stood in for Lee in the first week, and said so: Hana has given her five days more."""
    ines, hana = company.cast.get("ines"), company.cast["hana"]
    about = Participant.objects.filter(cycle=cycle, person=ines).first()
    if ines is None or about is None:
        return
    phase = cycle.phases.get(kind=Phase.Kind.NOMINATE)
    own, _new = OwnDay.objects.get_or_create(
        cycle=cycle, person=ines, kind=phase.kind, defaults={"due_on": phase.due_on}
    )
    before = own.last_day
    own.extended_until = before + MORE
    own.save(update_fields=["extended_until"])
    company.remember(
        "reviews.step_extended",
        company.moment(3, 9, 20),
        actor=hana,
        subject=about,
        about=ines,
        step=str(phase.kind),
        before=f"{before:%Y-%m-%d}",
        after=f"{own.last_day:%Y-%m-%d}",
    )
