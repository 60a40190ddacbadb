"""Before many reviews go out at once, the page says to how many they go and who is passed over; what
it says is what happens."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from fairway.people.days import organisation_day
from fairway.reviews.actions.releasing import give_to_person, release_to_manager
from fairway.reviews.actions.releasing_many import give_out, last_job
from fairway.reviews.actions.reporting_360 import release_report
from fairway.reviews.actions.sharing_refused import StillAnswering
from fairway.reviews.models import (
    CalibrationSession,
    Dispute,
    OwnDay,
    Participant,
    Phase,
    Placement,
    Release,
    ReportOf360,
    Review,
    SharedVersion,
)
from fairway.reviews.reading.giving_out import MANAGERS, PEOPLE, REPORTS, Why, outlook

pytestmark = pytest.mark.django_db
NEVER_GIVEN = ("open", "submitted", "compared", "settled")
STATES = (*NEVER_GIVEN, "with_author", "given", "looked_at", "anew", "settled_since", "rewritten")


@pytest.fixture
def stand(about, bo, hana, template, organisation):
    """stand(ana, "compared"): she is in the cycle, as far as that."""

    def make(person, state):
        one = about(person, bo)
        mine = Review.objects.filter(participant=one, kind="manager")
        if state == "open":
            mine.update(state="open", submitted_at=None)
        if state in ("compared", "settled"):
            _compare(one, locked=state == "settled")
        if state not in NEVER_GIVEN:
            release_to_manager(one, actor=hana)
        if state == "settled_since":
            _compare(one, locked=True)
        if state in ("given", "looked_at", "rewritten"):
            version = give_to_person(one, actor=bo)
        if state == "rewritten":  # after the person had it
            mine.update(state="submitted", number=2, submitted_at=timezone.now())
        if state == "looked_at":
            made = {"person": person, "author": bo, "state": "opened", "opened_at": timezone.now()}
            Dispute.objects.create(participant=one, version_disputed=version, **made)
        if state == "anew":  # sent again, before the person was given anything
            mine.update(number=2, submitted_at=timezone.now())
        return one

    def _compare(one, *, locked):
        session = CalibrationSession.objects.create(
            cycle=one.cycle,
            unit=organisation.support,
            question=template[1]["overall"],
            facilitator=hana,
            made_at=timezone.now(),
            **(
                {"state": "locked", "locked_by": hana, "locked_at": timezone.now()}
                if locked
                else {}
            ),
        )
        Placement.objects.create(
            session=session,
            participant=one,
            person=one.person,
            rater=one.author,
            proposed=3,
            rating=3,
            final=3 if locked else None,
        )

    return make


@pytest.mark.parametrize("what", [MANAGERS, PEOPLE])
@pytest.mark.parametrize("state", STATES)
def test_it_goes_to_as_many_as_was_said(what, state, stand, cycle, ana, cy, pia, run_jobs):
    stand(ana, state)
    stand(cy, "with_author" if what == PEOPLE else "submitted")
    said, before = outlook(cycle, pia, what), Release.objects.count()
    assert said.goes + said.had + said.stays == 2
    assert said.goes >= 1
    give_out(cycle, actor=pia, what=what)
    run_jobs()
    assert Release.objects.count() - before == said.goes
    assert last_job(cycle, pia, what).result["given"] == said.goes
    after = outlook(cycle, pia, what)
    assert (after.goes, after.had, after.stays) == (0, said.goes + said.had, said.stays)


@pytest.mark.parametrize(
    ("state", "what", "why"),
    [
        ("open", MANAGERS, Why.UNWRITTEN),
        ("compared", MANAGERS, Why.COMPARED),
        ("open", PEOPLE, Why.UNWRITTEN),
        ("submitted", PEOPLE, Why.NOT_WITH_AUTHOR),
        ("anew", PEOPLE, Why.NOT_WITH_AUTHOR),
        ("settled_since", PEOPLE, Why.NOT_WITH_AUTHOR),
    ],
)
def test_it_says_who_is_passed_over_and_why(stand, cycle, ana, hana, state, what, why):
    one = stand(ana, state)
    passed = outlook(cycle, hana, what).passed
    assert [(each.why, each.count, list(each.some)) for each in passed] == [(why, 1, [one])]


@pytest.fixture
def all_round(make_cycle, write, ana, bo, cy, lee, hana, hire, organisation):
    """Of Ana two were asked and have answered; of Lee nobody was."""
    cycle = make_cycle("self", "peer", name="All round")
    one = Participant.objects.create(cycle=cycle, person=ana, author=bo)
    Participant.objects.create(cycle=cycle, person=lee, author=bo)
    for peer in (cy, hire("Ada Peer", organisation.shops, organisation.lisbon)):
        write(one, "peer", peer, listens=3)
    return cycle


def test_reports_go_to_those_of_whom_somebody_was_asked(all_round, hana, lee, run_jobs):
    said = outlook(all_round, hana, REPORTS)
    assert (said.goes, [(one.why, one.count) for one in said.passed]) == (1, [("nobody_asked", 1)])
    give_out(all_round, actor=hana, what=REPORTS)
    run_jobs()
    assert ReportOf360.objects.get().person.name == "Ana Reyes"
    assert last_job(all_round, hana, REPORTS).result["given"] == 1


def test_while_others_may_answer_all_reports_wait(all_round, hana, run_jobs):
    today = organisation_day()
    Phase.objects.create(cycle=all_round, kind="write", opens_on=today, due_on=today)
    said = outlook(all_round, hana, REPORTS)
    assert (said.goes, [(one.why, one.count) for one in said.passed]) == (0, [("answering", 2)])
    give_out(all_round, actor=hana, what=REPORTS)
    run_jobs()
    assert not ReportOf360.objects.exists()


@pytest.mark.parametrize(
    "days",
    [
        {"naming": 2, "writing": -2},
        {"naming": -9, "writing": -1},
        {"naming": -9, "writing": -2},
        {"naming": -9, "writing": -2, "own": -1},
        {"naming": -9, "writing": -2, "own": -2},
        {"naming": -9, "writing": -2, "joined": -4},
        {"naming": -9, "writing": -2, "joined": -12},
        {"naming": -9, "writing": -2, "owed": -4},
        {"naming": -9, "writing": -2, "owed": -9},
        {"naming": -9, "writing": -2, "owed": -9, "owed_with_more": -4},
    ],
)
def test_reports_wait_by_the_same_days_as_the_report_of_one(all_round, days, ana, lee, hana):
    """The page asks the days of all of them at once, the report those of the one."""
    today, one = organisation_day(), Participant.objects.get(person=ana)
    after = {name: today + timedelta(days=number) for name, number in days.items()}
    for kind, due in (("nominate", after["naming"]), ("write", after["writing"])):
        Phase.objects.create(
            cycle=all_round, kind=kind, opens_on=due - timedelta(days=9), due_on=due
        )
    if "own" in after:
        OwnDay.objects.create(cycle=all_round, person=ana, kind="nominate", due_on=after["own"])
    Participant.objects.filter(pk=one.pk).update(opens_on=after.get("joined"))
    if "owed" in after:
        mine = {"cycle": all_round, "participant": one, "kind": "peer", "reviewer": lee}
        more = after.get("owed_with_more")
        Review.objects.create(**mine, due_on=after["owed"], extended_until=more)
    said = outlook(all_round, hana, REPORTS)
    try:
        release_report(one, actor=hana)
    except StillAnswering:
        assert (said.goes, said.passed[0].why) == (0, Why.ANSWERING)
    else:
        assert said.goes == 1


def page_of(cycle, what=MANAGERS):
    return reverse("reviews:give_out", args=[cycle.public_id]) + f"?what={what}"


def test_looking_at_it_gives_nothing_out_and_pressing_does(
    at, stand, cycle, ana, cy, pia, run_jobs
):
    stand(ana, "submitted")
    stand(cy, "open")
    browser = at(pia)
    page = browser.get(page_of(cycle)).content.decode()
    assert not SharedVersion.objects.exists()
    assert "1 review goes to its author." in page
    assert "The review is not submitted yet: 1" in page
    assert "Cy Okafor" in page
    browser.post(page_of(cycle), {"what": MANAGERS})
    run_jobs()
    page = browser.get(page_of(cycle)).content.decode()
    assert "1 went out when you last did this." in page
    assert "Cy Okafor" in page


def test_it_warns_while_the_period_goes_on_or_people_still_write(
    at, make_cycle, about, ana, bo, hana
):
    today = organisation_day()
    cycle = make_cycle(ends=today + timedelta(days=30))
    about(ana, bo, cycle)
    Phase.objects.create(cycle=cycle, kind="write", opens_on=today, due_on=today)
    page = at(hana).get(page_of(cycle)).content.decode()
    assert f"goes on until {date_format(cycle.last_day)}" in page
    assert "People may still write until" in page
    cycle.period_from, cycle.period_until = date(2026, 1, 1), today - timedelta(days=1)
    cycle.save()
    Phase.objects.update(opens_on=today - timedelta(days=9), due_on=today - timedelta(days=1))
    page = at(hana).get(page_of(cycle)).content.decode()
    assert "goes on until" not in page
    assert "People may still write until" not in page


def test_an_unknown_thing_to_give_leads_back(at, cycle, hana):
    answer = at(hana).get(page_of(cycle, "everything"))
    assert answer.url == reverse("reviews:sharing", args=[cycle.public_id])


def test_who_holds_it_reads_how_many_wait_of_other_units_and_no_names(stand, cycle, ana, cy, hana):
    """Cy works in a unit whose partner she is not."""
    mine = stand(ana, "open")
    stand(cy, "open")
    passed = outlook(cycle, hana, MANAGERS).passed[0]
    assert (passed.count, list(passed.some), passed.more) == (2, [mine], 1)
