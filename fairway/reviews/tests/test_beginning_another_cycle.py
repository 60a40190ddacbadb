"""A cycle begun from another is set up like it, on days that lie ahead."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fairway.foundation.events import SYSTEM
from fairway.people.days import organisation_day
from fairway.reviews.actions.cycles import clone_cycle, set_notice
from fairway.reviews.actions.launching import launch_cycle
from fairway.reviews.actions.templates import publish_template, save_template
from fairway.reviews.models import Phase
from fairway.reviews.reading.blockers import preview
from fairway.reviews.wording import Asked, Part

pytestmark = pytest.mark.django_db
YEAR = timedelta(days=365)
CARRIED = (
    "purpose",
    "overall_rating",
    "asks_pay",
    "peers_least",
    "peers_most",
    "people_nominate",
    "most_for_one",
    "rules",
    "notice",
    "threshold",
)


@pytest.fixture
def again(pia):
    """again(cycle): one for the year after."""

    def make(cycle, **more):
        years = {"period_from": cycle.period_until, "period_until": cycle.period_until + YEAR}
        return clone_cycle(cycle, actor=pia, name="Next", **{**years, **more})

    return make


@pytest.fixture
def source(draft, pia, cy, organisation):
    cycle = draft(
        "self",
        "manager",
        "peer",
        peers=4,
        nominate=False,
        most=7,
        units=(organisation.support.pk,),
        as_well=(cy.pk,),
        least_days=90,
    )
    return set_notice(cycle, actor=pia, notice={"en": "We look back."})


def test_people_kinds_and_rules_are_as_they_were(source, again, ana, bo, cy, pia):
    made = again(source)
    assert [getattr(made, name) for name in CARRIED] == [getattr(source, name) for name in CARRIED]
    kinds = ("kind", "template_version", "anonymous", "minutes")
    assert list(made.kinds.values_list(*kinds)) == list(source.kinds.values_list(*kinds))
    assert (made.state, made.cloned_from, made.facilitator) == ("draft", source, pia)
    assert preview(made, pia).people == preview(source, pia).people


def test_of_what_runs_nothing_is_carried_but_how_it_was_set_up(source, again, ana, bo, pia):
    launched = launch_cycle(source, actor=pia)
    made = again(launched)
    assert made.is_draft
    assert (made.launched_at, made.ready_at, made.version) == (None, None, 1)
    assert not made.participants.exists()


def test_it_could_be_launched_as_it_stands(source, again, ana, bo, pia):
    assert preview(again(source), pia).stops == []


def test_of_each_template_it_takes_the_newest_version(source, again, template, pia):
    old = template.versions.get(number=1)
    asked = [Part("One", [Asked("text", "What patterns do we see?")])]
    save_template(template, actor=SYSTEM, name=template.name, use="annual", parts=asked)
    publish_template(template, actor=SYSTEM)
    made = again(source)
    assert {one.template_version.number for one in made.kinds.all()} == {2}
    assert {one.template_version for one in source.kinds.all()} == {old}


DAYS = st.integers(-900, 400)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    begins=DAYS,
    stretches=st.lists(st.tuples(st.integers(0, 20), st.integers(0, 40)), max_size=5),
    period=DAYS,
)
def test_its_phases_lie_as_far_apart_on_the_same_days_of_the_week_and_ahead(
    draft_of_one, again, begins, stretches, period
):
    cycle, today = draft_of_one, organisation_day()
    cycle.phases.all().delete()
    due = start = today + timedelta(days=begins)
    for kind, (gap, length) in zip(Phase.Kind.values, stretches, strict=False):
        opens = start + timedelta(days=gap)
        due = max(due, opens + timedelta(days=length))
        cycle.phases.create(kind=kind, opens_on=opens, due_on=due)
    new = cycle.period_from + timedelta(days=period)
    made = again(cycle, period_from=new, period_until=new + YEAR)
    pairs = [(made.phases.get(kind=one.kind), one) for one in cycle.phases.all()]
    assert len(pairs) == made.phases.count() == len(stretches)
    moved = {mine.opens_on - theirs.opens_on for mine, theirs in pairs}
    moved |= {mine.due_on - theirs.due_on for mine, theirs in pairs}
    assert len(moved) <= 1
    for by in moved:
        assert by.days % 7 == 0
        assert by >= timedelta(days=period)
        assert by < max(timedelta(days=period), today - first(cycle)) + timedelta(days=7)
    assert all(mine.opens_on >= today for mine, _theirs in pairs)


def first(cycle) -> date:
    return min(one.opens_on for one in cycle.phases.all())


@pytest.fixture
def draft_of_one(draft):
    return draft("self")
