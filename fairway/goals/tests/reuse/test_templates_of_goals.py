"""Goals that many have alike: shown before, proposed once to each, agreed to by each."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from fairway.foundation.events import SYSTEM
from fairway.foundation.jobs.worker import run_due
from fairway.goals.actions.agreeing import agree_goal
from fairway.goals.actions.assigning import NobodyNew, assign_anew, assign_later
from fairway.goals.actions.creating import delete_goal
from fairway.goals.actions.templates import (
    ForNobody,
    add_template,
    archive_template,
    edit_template,
    meant_by_it,
)
from fairway.goals.importing.lines import WrongLine
from fairway.goals.models import Goal, GoalTemplate
from fairway.people.models import JobProfile
from fairway.strategy.actions.periods import add_period, close_period, open_period

pytestmark = pytest.mark.django_db


@pytest.fixture
def template(mia, ana, bo, organisation):
    """Mia's, for everybody in Support: Bo and Ana."""
    return add_template(
        actor=mia,
        title="Returns are settled in two days",
        results="Settled within two days from 61 % to 80 %\nThe guide is read by all",
        unit=organisation.support,
    )


def propose(template, actor, period):
    assign_later(template, actor=actor, period=period)
    run_due("slow")


def test_it_is_proposed_to_everybody_it_is_meant_for_and_to_nobody_else(
    template, mia, ana, bo, cy, quarter
):
    propose(template, mia, quarter)
    assert {goal.owner for goal in Goal.objects.all()} >= {ana, bo}
    assert not Goal.objects.filter(owner__in=[cy, mia]).exists()
    goal = Goal.objects.get(owner=ana)
    assert (goal.state, goal.proposed_by) == ("proposed", mia)
    settled, guide = goal.results.all()
    assert (settled.baseline, settled.target, settled.measure) == (61, 80, "percent")
    assert guide.kind == "yes_no"
    agree_goal(goal, actor=ana)


def test_who_has_it_does_not_get_it_again_even_thrown_away(template, mia, ana, quarter):
    propose(template, mia, quarter)
    count = Goal.objects.count()
    with pytest.raises(NobodyNew):
        assign_later(template, actor=mia, period=quarter)
    delete_goal(Goal.objects.get(owner=ana), actor=SYSTEM)
    with pytest.raises(NobodyNew):
        assign_later(template, actor=mia, period=quarter)
    assert Goal.objects.count() == count - 1


def test_role_unit_and_place_all_have_to_apply(template, mia, ana, bo, organisation):
    shops = JobProfile.objects.create(title="Shop manager")
    ana.assignment.job_profile = shops
    ana.assignment.save()
    template = edit_template(template, actor=mia, job_profile=shops)
    assert set(meant_by_it(template, mia)) == {ana}
    elsewhere = type(organisation.lisbon).objects.create(
        name="Elsewhere", country="PT", time_zone="Europe/Lisbon"
    )
    template = edit_template(template, actor=mia, location=elsewhere)
    assert not meant_by_it(template, mia).exists()


def test_nobody_brings_goals_beyond_their_own_reach(template, ana, bo):
    assert set(meant_by_it(template, bo)) >= {ana}
    assert bo not in meant_by_it(template, bo)
    assert not meant_by_it(template, ana).exists()
    with pytest.raises(PermissionDenied):
        add_template(actor=ana, title="Mine", unit=template.unit)
    with pytest.raises(PermissionDenied):
        edit_template(template, actor=bo, title="Bo's")


def test_what_it_says_is_checked_when_it_is_written(mia, ana, organisation):
    with pytest.raises(ForNobody):
        add_template(actor=mia, title="For nobody")
    with pytest.raises(WrongLine, match="Line 2"):
        add_template(
            actor=mia, title="Odd", unit=organisation.support, results="Fine\nFrom 5 to 5 a day"
        )


def test_in_each_period_it_is_proposed_anew_also_to_who_came_later(
    template, mia, ana, bo, hire, organisation, monkeypatch
):
    edit_template(template, actor=mia, every="quarter")
    now = add_period(
        "quarter", "Now", actor=SYSTEM, starts_on=date(2026, 10, 1), last_day=date(2026, 12, 31)
    )
    on = date(2026, 11, 2)
    monkeypatch.setattr("fairway.goals.actions.assigning.organisation_day", lambda: on)
    assert assign_anew() == 0, "a period that is planned is not begun"
    open_period(now, actor=SYSTEM)
    assert assign_anew() == 1
    run_due("slow")
    count = Goal.objects.filter(period=now).count()
    assert count >= 2
    assert assign_anew() == 0
    later = hire("Nora Newcomer", organisation.support, organisation.lisbon, bo)
    on = date(2026, 11, 3)
    assert assign_anew() == 1
    run_due("slow")
    assert Goal.objects.get(owner=later).period == now
    archive_template(template, actor=mia)
    hire("Noah Newcomer", organisation.support, organisation.lisbon, bo)
    assert assign_anew() == 0


def test_when_whoever_wrote_it_has_left_nobody_is_proposed_it(template, mia, quarter):
    edit_template(template, actor=mia, every="quarter")
    type(mia).objects.filter(pk=mia.pk).update(active=False)
    assert assign_anew() == 0


def test_a_period_that_closes_meanwhile_gives_nothing(template, mia, quarter):
    assign_later(template, actor=mia, period=quarter)
    close_period(quarter, actor=SYSTEM)
    run_due("slow")
    assert not Goal.objects.exists()


@pytest.fixture
def pages(client, mia):
    client.force_login(mia.account)
    return client


def test_in_pages_it_is_written_looked_at_and_proposed(pages, ana, bo, quarter, organisation):
    typed = {"title": "Returns are settled", "results": "From 61 % to 80 %", "unit": "Support"}
    answer = pages.post(reverse("goals:new_template"), typed)
    made = GoalTemplate.objects.get()
    assert answer.headers["Location"] == made.get_absolute_url()
    at = f"{made.get_absolute_url()}?period={quarter.public_id}"
    page = pages.get(at)
    assert "Ana Reyes" in page.text
    assert "Is proposed it" in page.text
    said = {"period": quarter.public_id, "version": made.version}
    answer = pages.post(reverse("goals:template_assignment", args=[made.public_id]), said)
    assert answer.status_code == 302
    run_due("slow")
    assert "Has it already" in pages.get(at).text
    again = pages.post(
        reverse("goals:template_assignment", args=[made.public_id]),
        {**said, "version": made.version + 1},
    )
    assert again.status_code == 422
    assert "has it for this period already" in again.text


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"title": "", "unit": "Support"}, "Please fill this in."),
        ({"title": "For nobody"}, "Say whom it is for"),
        ({"title": "A", "unit": "Nowhere at all"}, "Nothing here is called"),
        ({"title": "A", "unit": "Support", "results": "From 5 to 5"}, "Line 1"),
        (
            {"title": "A", "unit": "Support", "results": "\n".join("abcdefghijklmnopqrstuvwxyz")},
            "At most",
        ),
        ({"title": "<b>A</b>" * 60, "unit": "Support"}, "200"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_typed_is_lost(pages, ana, typed, words):
    page = pages.post(reverse("goals:new_template"), typed)
    assert page.status_code == 422
    assert words in page.text
    assert not GoalTemplate.objects.exists()


def test_two_who_edit_a_template_are_told_of_each_other(pages, template):
    url = reverse("goals:edit_template", args=[template.public_id])
    typed = {"title": "New words", "unit": "Support", "version": template.version}
    assert pages.post(url, typed).status_code == 302
    assert pages.post(url, {**typed, "title": "Others"}).status_code == 409


def test_a_template_is_nobody_elses(client, template, bo):
    client.force_login(bo.account)
    assert client.get(template.get_absolute_url()).status_code == 404


def test_a_unit_is_everything_below_it_and_nothing_beside_it(
    template, mia, ana, hire, organisation
):
    beside = hire("Sam Seller", organisation.shops, organisation.lisbon, mia)
    assert set(meant_by_it(template, mia)) >= {ana}
    assert beside not in meant_by_it(template, mia)
    template = edit_template(template, actor=mia, unit=organisation.root)
    assert beside in meant_by_it(template, mia)
