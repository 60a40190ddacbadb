"""A launch happens once and brings in everybody once, whatever is killed or pressed twice."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from fairway.foundation.events import SYSTEM
from fairway.foundation.jobs import leasing
from fairway.foundation.jobs.performing import perform
from fairway.foundation.models import Event, Job, MailOut
from fairway.foundation.notifications.unsubscribing import (
    offer_of,
    unsubscribe,
    unsubscribe_link,
)
from fairway.foundation.policy import set_policy
from fairway.foundation.versions import Stale
from fairway.people.days import organisation_day
from fairway.people.models import Absence
from fairway.reviews.actions import launching
from fairway.reviews.actions.launching import ASKED, bring_people_in, launch_cycle
from fairway.reviews.actions.refusals import NotInThisState, NotReady
from fairway.reviews.models import Participant, Phase, Review, ReviewCycle
from fairway.reviews.reading.blockers import preview

pytestmark = pytest.mark.django_db


@pytest.fixture
def team(ana, bo, lee, dee):
    """Bo and his people in Support; Dee beside him for Ana."""


def pairs(cycle):
    rows = Review.objects.filter(cycle=cycle)
    return {(one.kind, one.participant.person.called, one.reviewer.called) for one in rows}


def test_everybody_gets_what_their_lines_say(team, launched, mia):
    cycle = launched("self", "manager", "dotted", "skip")
    assert pairs(cycle) == {
        ("self", "Ana", "Ana"), ("self", "Bo", "Bo"), ("self", "Lee", "Lee"),
        ("manager", "Ana", "Bo"), ("manager", "Lee", "Bo"), ("manager", "Bo", "Mia"),
        ("dotted", "Ana", "Dee"),
        ("skip", "Ana", "Mia"), ("skip", "Lee", "Mia"),
    }  # fmt: skip
    authors = {one.person.called: one.author.called for one in cycle.participants.all()}
    assert authors == {"Ana": "Bo", "Lee": "Bo", "Bo": "Mia"}


def test_the_preview_says_what_the_launch_makes(team, draft, pia, run_jobs):
    cycle = draft("self", "manager", "dotted", "skip")
    seen = preview(cycle, pia)
    launch_cycle(cycle, actor=pia)
    run_jobs()
    assert seen.people == Participant.objects.filter(cycle=cycle).count()
    foreseen = {one.kind: number for one, number in seen.kinds}
    made = {kind: Review.objects.filter(cycle=cycle, kind=kind).count() for kind in foreseen}
    assert foreseen == made


def test_two_who_press_the_button_launch_it_once(team, draft, pia):
    cycle = draft()
    stale = ReviewCycle.objects.get(pk=cycle.pk)
    launch_cycle(cycle, actor=pia)
    with pytest.raises(NotInThisState):
        launch_cycle(stale, actor=pia)
    assert Job.objects.filter(task=bring_people_in.module_path).count() == 1


def test_who_reads_the_reports_is_settled_at_launch(team, draft, pia):
    set_policy("reviews.manager_reads_360", True, actor=SYSTEM)
    launched = launch_cycle(draft(), actor=pia)
    set_policy("reviews.manager_reads_360", False, actor=SYSTEM)
    launched.refresh_from_db()
    assert launched.manager_reads_report


def test_a_form_from_before_a_change_launches_nothing(team, draft, pia):
    cycle = draft()
    with pytest.raises(Stale):
        launch_cycle(cycle, actor=pia, version=cycle.version - 1)


def test_a_worker_killed_between_two_parts_leaves_whole_parts_behind(team, draft, pia, monkeypatch):
    monkeypatch.setattr(launching, "AT_ONCE", 1)
    cycle = draft("self", "manager")
    launch_cycle(cycle, actor=pia)
    written = launching.write

    def killed_at_the_second(part, **how):
        if Participant.objects.filter(cycle=cycle).count() == 1:
            raise KeyboardInterrupt
        written(part, **how)

    monkeypatch.setattr(launching, "write", killed_at_the_second)
    job = leasing.take("slow", worker="first")
    with pytest.raises(KeyboardInterrupt):
        perform(job)
    assert Participant.objects.filter(cycle=cycle).count() == 1
    monkeypatch.setattr(launching, "write", written)
    Job.objects.filter(pk=job.pk).update(leased_until=None)
    perform(leasing.take("slow", worker="second"))
    assert Participant.objects.filter(cycle=cycle).count() == 3
    assert Review.objects.filter(cycle=cycle).count() == 6
    assert Event.objects.filter(kind="reviews.joined_cycle").count() == 3
    assert Event.objects.filter(kind="reviews.cycle_ready").count() == 1


def test_each_who_owes_something_gets_one_letter(team, launched, bo):
    launched("self", "manager")
    assert MailOut.objects.filter(person=bo, template="reviews.asked").count() == 1


def test_who_has_stopped_such_mail_gets_none(team, launched, ana, bo):
    unsubscribe(offer_of(unsubscribe_link(bo, ASKED).rstrip("/").rsplit("/", 1)[1]))
    launched("self", "manager")
    written = MailOut.objects.filter(template="reviews.asked").values_list("person", flat=True)
    assert bo.pk not in written
    assert ana.pk in written


def test_nobody_is_no_population(draft, pia, organisation):
    cycle = draft(units=(organisation.shops.pk,))
    with pytest.raises(NotReady, match="Nobody is in it"):
        launch_cycle(cycle, actor=pia)


def test_a_day_that_has_gone_stops_the_launch(team, draft, pia):
    cycle = draft()
    gone = organisation_day() - timedelta(days=1)
    Phase.objects.filter(cycle=cycle).update(opens_on=gone, due_on=gone)
    with pytest.raises(NotReady, match="has gone"):
        launch_cycle(cycle, actor=pia)


def test_too_few_peers_to_show_anything_stop_the_launch(team, draft, pia):
    cycle = draft("self", "peer", peers=2)
    with pytest.raises(NotReady, match="nothing of what they answer can be shown"):
        launch_cycle(cycle, actor=pia)


def test_who_has_no_manager_is_in_it_and_is_named_before(mia, ana, draft, pia, organisation):
    cycle = draft("self", "manager", units=(organisation.root.pk,), left_out=(pia.pk,))
    words = " ".join(one.words for one in preview(cycle, pia).found)
    assert "Mia Lindqvist" in words
    assert preview(cycle, pia).stops == []


def test_reports_too_few_to_stay_unnamed_are_not_asked(team, launched):
    cycle = launched("self", "upward")
    assert not Review.objects.filter(cycle=cycle, kind="upward").exists()


def test_an_hr_partner_counts_in_nobody_outside_their_units(ana, cy, draft, hana, organisation):
    cycle = draft(facilitator=hana, units=(organisation.root.pk,))
    names = {one.called for one in _people(cycle, hana)}
    assert "Ana" in names
    assert "Cy" not in names


def test_whoever_holds_no_role_launches_nothing(team, draft, bo):
    cycle = draft()
    with pytest.raises(PermissionDenied):
        launch_cycle(cycle, actor=bo)


def test_who_is_away_at_the_end_has_time_when_they_are_back(team, draft, lee, pia, run_jobs):
    cycle = draft("self")
    due_on = cycle.phases.get(kind="write").due_on
    Absence.objects.create(
        person=lee,
        from_on=due_on - timedelta(days=2),
        until_on=due_on + timedelta(days=30),
        state="agreed",
    )
    launch_cycle(cycle, actor=pia)
    run_jobs()
    theirs = Review.objects.get(cycle=cycle, reviewer=lee, kind="self")
    assert theirs.due_on >= due_on + timedelta(days=30)


def test_peers_are_chosen_within_what_one_person_may_be_asked(hire, organisation, bo, launched):
    team = [hire(f"P{n} Peer", organisation.support, organisation.lisbon, bo) for n in range(8)]
    cycle = launched("self", "peer", peers=4, nominate=False, most=4)
    rows = Review.objects.filter(cycle=cycle, kind="peer")
    asked = {}
    for one in rows:
        assert one.reviewer != one.participant.person
        asked[one.reviewer_id] = asked.get(one.reviewer_id, 0) + 1
    assert max(asked.values()) <= 4
    for person in team:
        assert rows.filter(participant__person=person).count() == 4


def test_those_whose_time_comes_later_join_then(hire, organisation, bo, draft, pia, run_jobs):
    from fairway.reviews.actions.following import bring_in_whose_time_has_come

    today = organisation_day()
    new = hire("Nia New", organisation.support, organisation.lisbon, bo)
    new.joined_on = today - timedelta(days=80)
    new.save(update_fields=["joined_on"])
    cycle = draft("self", hire_days=90, hired_from=today - timedelta(days=85))
    launch_cycle(cycle, actor=pia)
    run_jobs()
    assert not cycle.participants.exists()
    new.joined_on = today - timedelta(days=90)
    new.save(update_fields=["joined_on"])
    cycle.rules["hired_from"] = (today - timedelta(days=95)).isoformat()
    cycle.save(update_fields=["rules"])
    assert bring_in_whose_time_has_come() == 1
    assert bring_in_whose_time_has_come() == 0
    assert cycle.participants.get().opens_on == today


def _people(cycle, actor):
    from fairway.reviews.population import Population

    return Population.of(cycle.rules).rows(actor, organisation_day())


def test_what_is_kept_of_a_population_reads_as_it_was(db):
    from fairway.reviews.population import Population

    whole = Population(
        units=(1, 2), work_modes=("remote",), least_days=90, hired_from=date(2026, 1, 1)
    )
    assert Population.of(whole.stored()) == whole
    assert Population.of({}) == Population()
